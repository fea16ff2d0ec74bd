// Who holds, held or will hold an office of this country or organization?
// :param body: Entity = Place#1 The state, region, company or body
// :param day: day = latest Seen from this day
// :param limit: number = 50 How many rows at most
// :empty no article names an office of it together with a holder
MATCH (body:Entity {id: $body})<-[:OFFICE_OF]-(office:Office)<-[holds:HOLDS_OFFICE]-(person:Person)
WITH DISTINCT office, holds, person
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
WITH office, holds, person, CASE WHEN now = 'actual' AND rivalled THEN 'also called so' ELSE now END AS now
RETURN office.name AS office, person.name AS person, now AS status, holds.since AS since, holds.ended AS ended,
       holds.last_reported AS last_reported, holds.sources AS sources, holds.evidence[0] AS sentence
ORDER BY office, CASE now WHEN 'actual' THEN 0 WHEN 'also called so' THEN 1 WHEN 'planned' THEN 2 ELSE 3 END, last_reported DESC, sources DESC, person
LIMIT $limit
