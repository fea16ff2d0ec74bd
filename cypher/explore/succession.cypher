// Who followed whom in office?
// :param limit: number = 50 How many rows at most
// :empty no article says who followed whom
MATCH (successor:Person)-[followed:SUCCEEDED]->(predecessor:Person)
WHERE followed.status IN ['actual', 'planned']
WITH successor, followed, predecessor
ORDER BY followed.sources DESC, successor.name, predecessor.name
LIMIT $limit
OPTIONAL MATCH (successor)-[:HOLDS_OFFICE]->(office:Office)<-[:HOLDS_OFFICE]-(predecessor)
WITH successor, followed, predecessor, collect(DISTINCT office.name) AS shared
// Of two posts that both held nothing says which one passed on.
RETURN successor.name AS successor, predecessor.name AS predecessor,
       coalesce(
         [name IN shared WHERE toLower(name) = toLower(followed.office) OR toLower(name) STARTS WITH toLower(followed.office) + ' of '][0],
         followed.office, CASE WHEN size(shared) = 1 THEN shared[0] END
       ) AS office,
       followed.status AS status, followed.when_start AS begins, followed.sources AS sources,
       followed.evidence[0] AS sentence
