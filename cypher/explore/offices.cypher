// Who holds which office, as of a day?
// :param day: day = latest The day; the newest article's if not given
// :param limit: number = 50 How many rows at most
MATCH (person:Person)-[holds:HOLDS_OFFICE]->(office:Office)
WHERE holds.status = 'actual'
  AND coalesce(holds.since, holds.when_start, date($day)) <= date($day)
  AND coalesce(holds.until, holds.when_end, date($day)) >= date($day)
WITH person, office, holds
ORDER BY holds.sources DESC, office.name, person.name
LIMIT $limit
RETURN office.name AS office, person.name AS holder, holds.since AS since, holds.until AS until,
       holds.sources AS sources, holds.evidence[0] AS sentence
