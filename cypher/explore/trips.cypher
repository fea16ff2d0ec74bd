// Where did this person or delegation go, and where is it due, in order of time?
// :param person: Entity = Person#1 Whose travels
// :param first: day = null First day
// :param last: day = null Last day
// :param limit: number = 50 How many rows at most
// :empty no article tells of a journey of theirs in that time
MATCH (person:Entity {id: $person})-[visit:VISITED]->(place:Place)
WHERE true
  AND ($first IS NULL OR visit.when_end >= date($first))
  AND ($last IS NULL OR visit.when_start <= date($last))
RETURN visit.when_start AS begins, visit.when_end AS ends, place.name AS place, coalesce(visit.denial, visit.status) AS status,
       visit.sources AS sources, visit.evidence[0] AS sentence
ORDER BY begins, ends, place
LIMIT $limit
