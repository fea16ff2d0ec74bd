// What happened, or is to happen, at this place or within it?
// :param place: Place = #1 The place
// :param first: day = null First day
// :param last: day = null Last day
// :param limit: number = 50 How many rows at most
// :empty no article says of an event that it was there
MATCH (:Entity:Place {id: $place})<-[:LOCATED_IN*0..2]-(place:Place)
WITH DISTINCT place
MATCH (place)<-[:AT]-(claim:Claim)
WHERE claim.type <> 'LINKED'
  AND ($first IS NULL OR claim.when_end >= date($first))
  AND ($last IS NULL OR claim.when_start <= date($last))
WITH place, claim ORDER BY claim.when_start DESC, claim.confidence DESC, claim.id, place.id LIMIT $limit
MATCH (subject:Entity)<-[:SUBJECT]-(claim)-[:OBJECT]->(object:Entity), (claim)-[:STATED_IN]->(article:Article)
RETURN claim.when_start AS begins, subject.name AS who, claim.type AS what, object.name AS whom,
       place.name AS place, claim.status AS status, claim.sentence AS sentence, coalesce(article.publisher + ': ', '') + coalesce(article.title, split(article.path, '/')[-1], article.id) AS article
ORDER BY begins IS NULL, begins DESC, who, what, whom, article
