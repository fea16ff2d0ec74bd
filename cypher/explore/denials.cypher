// What is denied, refused or called off, and by whom?
// :param entity: Entity = null Only about this one
// :param limit: number = 50 How many rows at most
// :empty no article denies, refuses or calls off anything
MATCH (claim:Claim {status: 'denied'}) WHERE claim.type <> 'LINKED'
MATCH (subject:Entity)<-[:SUBJECT]-(claim)-[:OBJECT]->(object:Entity)
WHERE ($entity IS NULL OR $entity IN [subject.id, object.id])
WITH claim, subject, object ORDER BY claim.confidence DESC, claim.id LIMIT $limit
MATCH (claim)-[:STATED_IN]->(article:Article)
OPTIONAL MATCH (claim)-[:ATTRIBUTED_TO]->(speaker:Entity)
RETURN subject.name AS who, claim.type AS what, object.name AS whom, coalesce(claim.denial, 'not so') AS how,
       speaker.name AS according_to,
       claim.sentence AS sentence, article.published AS published
ORDER BY published IS NULL, published DESC, who, what, whom, sentence
