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
     END AS now
RETURN office.name AS office, person.name AS person, now AS status, holds.since AS since, holds.ended AS ended,
       holds.last_reported AS last_reported, holds.sources AS sources, holds.evidence[0] AS sentence
ORDER BY office, CASE now WHEN 'actual' THEN 0 WHEN 'planned' THEN 1 ELSE 2 END, last_reported DESC, sources DESC, person
LIMIT $limit
