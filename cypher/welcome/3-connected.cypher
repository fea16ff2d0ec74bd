// Whose name stands in most articles, and what do they do?
MATCH (p:Person)-[r]-(other:Entity)
WITH p, count(DISTINCT other) AS connections, collect(DISTINCT type(r)) AS kinds
RETURN p.name AS person, p.article_count AS articles, connections, kinds[..4] AS for_example
ORDER BY articles DESC, connections DESC, person LIMIT 5
