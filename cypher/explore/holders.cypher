// Who holds, held or will hold an office of this country or organization?
// :param body: Entity = Place#1 The state, region, company or body
// :param limit: number = 50 How many rows at most
MATCH (body:Entity {id: $body})<-[:OFFICE_OF]-(office:Office)<-[holds:HOLDS_OFFICE]-(person:Person)
WITH DISTINCT office, holds, person
RETURN office.name AS office, person.name AS person, holds.status AS status,
       coalesce(holds.since, holds.when_start) AS since, coalesce(holds.until, holds.when_end) AS until,
       holds.sources AS sources, holds.evidence[0] AS sentence
ORDER BY office, status, since, person
LIMIT $limit
