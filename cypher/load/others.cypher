// Which nodes kg did not write?
MATCH (other)
WHERE NOT other:Kg AND NOT other:KnowledgeGraph
WITH labels(other) AS labels, count(*) AS nodes
RETURN labels, nodes
ORDER BY nodes DESC, labels
LIMIT 5
