// Who came to this place, or is due there?
// :param place: Place = #1 The country, city or building
// :param limit: number = 50 How many rows at most
MATCH (place:Place {id: $place})<-[visit:VISITED]-(visitor:Entity)
RETURN visit.when_start AS begins, visitor.name AS visitor, visit.status AS status, visit.sources AS sources,
       visit.evidence[0] AS sentence
ORDER BY begins IS NULL, begins DESC, visitor, status
LIMIT $limit
