// Who came to this place or to one within it, or is due there?
// :param place: Place = #1 The country, city or building
// :param first: day = null First day
// :param last: day = null Last day
// :param limit: number = 50 How many rows at most
// :empty no article says that anybody came there in that time, or is to
MATCH (:Entity:Place {id: $place})<-[:LOCATED_IN*0..2]-(place:Place)
WITH DISTINCT place
MATCH (place)<-[visit:VISITED]-(visitor:Entity)
WHERE true
  AND ($first IS NULL OR visit.when_end >= date($first))
  AND ($last IS NULL OR visit.when_start <= date($last))
RETURN visit.when_start AS begins, visitor.name AS visitor, place.name AS place, coalesce(visit.denial, visit.status) AS status, visit.sources AS sources,
       visit.evidence[0] AS sentence
ORDER BY begins IS NULL, begins DESC, visitor, place, status
LIMIT $limit
