// Whose name stands in most articles, and what do they do?
MATCH (p:Person)-[r:!LINKED]-(other:Entity)
WITH p, type(r) AS kind, count(DISTINCT other) AS others ORDER BY others DESC, kind
WITH p, collect(kind)[..4] AS for_example
RETURN p.name AS person, p.article_count AS articles,
       COUNT { MATCH (p)-[:!LINKED]-(other:Entity) RETURN DISTINCT other } AS connections, for_example
ORDER BY articles DESC, connections DESC, person
LIMIT 5
