// Who holds which office, as of a day?
// :param day: day = latest The day; the newest article's if not given
// :param limit: number = 50 How many rows at most
// :empty no article calls anybody the holder of an office at that time
MATCH (person:Person)-[holds:HOLDS_OFFICE]->(office:Office)
WHERE (holds.status = 'actual' OR holds.status = 'former' AND holds.held_from IS NOT NULL AND holds.held_until IS NOT NULL)
  AND coalesce(holds.held_from, holds.first_reported - duration({days: 30}), date($day)) <= date($day)
  AND coalesce(holds.held_until > date($day), true)
WITH office, person, holds, coalesce(holds.last_reported < date($day) - duration({days: 365}), false) AS stale
ORDER BY stale, holds.status, holds.sources DESC, holds.last_reported DESC, office.name, person.name
WITH office, person, collect(holds)[0] AS holds, collect(stale)[0] AS stale
WITH office, collect({person: person.name, holds: holds, stale: stale}) AS called
UNWIND CASE WHEN office.one_holder THEN called[..1] ELSE called END AS held
WITH office, held.person AS holder, held.holds AS holds, held.stale AS stale,
     CASE WHEN office.one_holder THEN [other IN called[1..] | other.person] END AS also
ORDER BY stale, holds.sources DESC, office.name, holder
LIMIT $limit
RETURN office.name AS office, holder, holds.since AS since, holds.ended AS ended, holds.first_reported AS first_reported,
       holds.last_reported AS last_reported, also AS also_called_so, holds.sources AS sources, holds.evidence[0] AS sentence
