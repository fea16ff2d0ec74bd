// What is denied, refused or called off, and by whom?
// :param limit: number = 50 How many rows at most
MATCH (claim:Claim {status: 'denied'})
WITH claim ORDER BY claim.confidence DESC, claim.id LIMIT $limit
MATCH (subject:Entity)<-[:SUBJECT]-(claim)-[:OBJECT]->(object:Entity), (claim)-[:STATED_IN]->(article:Article)
OPTIONAL MATCH (claim)-[:ATTRIBUTED_TO]->(speaker:Entity)
RETURN subject.name AS who, claim.type AS what, object.name AS whom, coalesce(claim.denial, 'not so') AS how,
       speaker.name AS according_to,
       claim.sentence AS sentence, article.published AS published
ORDER BY published IS NULL, published DESC, who, what, whom, sentence
