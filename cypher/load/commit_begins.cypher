// An odd number says that a commit is under way. Neo4j shows a commit to running queries piece by piece; kg's own
// readers look at this number before and after, and read again if it moved.
MERGE (commits:KnowledgeGraph {key: 'commits'})
SET commits.number = coalesce(commits.number, 0) + 1 + coalesce(commits.number, 0) % 2
RETURN commits.number
