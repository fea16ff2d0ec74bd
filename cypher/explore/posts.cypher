// Which offices does, did or will this person hold?
// :param person: Person = #1 Whose offices
// :param day: day = latest Seen from this day
// :empty no article calls this person the holder of an office
MATCH (person:Entity:Person {id: $person})-[holds:HOLDS_OFFICE]->(office:Office)
OPTIONAL MATCH (office)-[:OFFICE_OF]->(body:Entity)
WITH person, office, holds, collect(DISTINCT body.name) AS bodies
WITH *, CASE
       WHEN holds.status = 'actual' AND holds.held_until <= date($day) THEN 'former'
       WHEN holds.status = 'actual' AND coalesce(holds.held_from, holds.first_reported - duration({days: 30})) > date($day)
         THEN 'later'
       ELSE holds.status
     END AS now,
     // Of a post with one holder at a time another is better told of.
     EXISTS {
       MATCH (office)<-[better:HOLDS_OFFICE {status: 'actual'}]-(another:Person)
       WHERE office.one_holder AND another <> person AND coalesce(better.held_until > date($day), true)
         AND coalesce(better.held_from, better.first_reported - duration({days: 30})) <= date($day)
         AND [better.last_reported >= date($day) - duration({days: 365}), better.sources, better.last_reported, another.id]
           > [holds.last_reported >= date($day) - duration({days: 365}), holds.sources, holds.last_reported, person.id]
     } AS rivalled
WITH office, holds, bodies, CASE WHEN now = 'actual' AND rivalled THEN 'also called so' ELSE now END AS now
RETURN office.name AS office, bodies, now AS status, holds.since AS since, holds.ended AS ended,
       holds.first_reported AS first_reported, holds.last_reported AS last_reported, holds.sources AS sources,
       holds.evidence[0] AS sentence
ORDER BY CASE now WHEN 'actual' THEN 0 WHEN 'also called so' THEN 1 WHEN 'planned' THEN 2 WHEN 'former' THEN 3 ELSE 4 END, last_reported DESC, office
