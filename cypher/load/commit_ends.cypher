// Only by the load that set it: a later one may be under way.
MATCH (commits:KnowledgeGraph {key: 'commits'})
WHERE commits.number = $number
SET commits.number = $number + 1
RETURN count(*)
