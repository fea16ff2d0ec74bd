// What rests on the word of this speaker?
// :param speaker: Entity = #1 The person, organization or government that says so
// :param limit: number = 50 How many rows at most
// :empty no statement in the articles is given as theirs
MATCH (speaker:Entity {id: $speaker})<-[:ATTRIBUTED_TO]-(claim:Claim)
WHERE claim.type <> 'LINKED'
WITH claim ORDER BY claim.confidence DESC, claim.id LIMIT $limit
MATCH (subject:Entity)<-[:SUBJECT]-(claim)-[:OBJECT]->(object:Entity), (claim)-[:STATED_IN]->(article:Article)
RETURN subject.name AS who, claim.type AS what, object.name AS whom, claim.status AS status, claim.quoted AS quoted,
       claim.sentence AS sentence, article.published AS published
ORDER BY who, what, whom, status, published
