OPTIONAL MATCH (commits:KnowledgeGraph {key: 'commits'})
RETURN coalesce(commits.number, 0)
