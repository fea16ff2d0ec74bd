// Who followed whom in office?
// :param limit: number = 50 How many rows at most
MATCH (successor:Person)-[followed:SUCCEEDED]->(predecessor:Person)
WHERE followed.status IN ['actual', 'planned']
WITH successor, followed, predecessor
ORDER BY followed.sources DESC, successor.name, predecessor.name
LIMIT $limit
OPTIONAL MATCH (successor)-[:HOLDS_OFFICE]->(office:Office)<-[:HOLDS_OFFICE]-(predecessor)
WITH successor, followed, predecessor, collect(DISTINCT office.name) AS shared
RETURN successor.name AS successor, predecessor.name AS predecessor, coalesce(followed.office, shared[0]) AS office,
       followed.status AS status, followed.when_start AS begins, followed.sources AS sources,
       followed.evidence[0] AS sentence
