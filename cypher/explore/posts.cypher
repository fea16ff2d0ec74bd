// Which offices does, did or will this person hold?
// :param person: Person = #1 Whose offices
MATCH (person:Entity:Person {id: $person})-[holds:HOLDS_OFFICE]->(office:Office)
OPTIONAL MATCH (office)-[:OFFICE_OF]->(body:Entity)
WITH office, holds, collect(DISTINCT body.name) AS bodies
RETURN office.name AS office, bodies, holds.status AS status, coalesce(holds.since, holds.when_start) AS since,
       coalesce(holds.until, holds.when_end) AS until, holds.sources AS sources, holds.evidence[0] AS sentence
ORDER BY status, since, office
