// Which offices does, did or will this person hold?
// :param person: Person = #1 Whose offices
// :param day: day = latest Seen from this day
// :empty no article calls this person the holder of an office
MATCH (person:Entity:Person {id: $person})-[holds:HOLDS_OFFICE]->(office:Office)
OPTIONAL MATCH (office)-[:OFFICE_OF]->(body:Entity)
WITH office, holds, collect(DISTINCT body.name) AS bodies
WITH *, CASE
       WHEN holds.status = 'actual' AND holds.held_until <= date($day) THEN 'former'
       WHEN holds.status = 'actual' AND coalesce(holds.held_from, holds.first_reported - duration({days: 30})) > date($day)
         THEN 'later'
       ELSE holds.status
     END AS now
RETURN office.name AS office, bodies, now AS status, holds.since AS since, holds.ended AS ended,
       holds.first_reported AS first_reported, holds.last_reported AS last_reported, holds.sources AS sources,
       holds.evidence[0] AS sentence
ORDER BY CASE now WHEN 'actual' THEN 0 WHEN 'planned' THEN 1 WHEN 'former' THEN 2 ELSE 3 END, last_reported DESC, office
