// Where did this person or delegation go, and where is it due, in order of time?
// :param person: Entity = Person#1 Whose travels
// :param limit: number = 50 How many rows at most
MATCH (person:Entity {id: $person})-[visit:VISITED]->(place:Place)
RETURN visit.when_start AS begins, visit.when_end AS ends, place.name AS place, visit.status AS status,
       visit.sources AS sources, visit.evidence[0] AS sentence
ORDER BY begins, ends, place
LIMIT $limit
