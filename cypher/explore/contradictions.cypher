// On what do articles disagree: held or not, when, where, how much?
// :param since: day = latest-365 What happened on this day or later, or has no time
// :param limit: number = 50 How many rows at most
CALL () {
  MATCH (claim:Claim {status: 'denied'})-[:SUBJECT]->(subject:Entity), (claim)-[:OBJECT]->(object:Entity)
  MATCH (subject)-[tie]->(object)
  WHERE type(tie) = claim.type AND tie.status = 'actual' AND coalesce(claim.when_start >= date($since), true)
    AND (claim.when_start IS NULL OR tie.when_start IS NULL
         OR claim.when_start <= tie.when_end AND tie.when_start <= claim.when_end)
  RETURN subject, claim.type AS what, object, 'so or not' AS about, 'denied' AS one, 'actual' AS other,
         claim.sentence AS sentence, tie.evidence[0] AS against
  UNION
  MATCH (subject:Entity)<-[:SUBJECT]-(claim:Claim)-[:OBJECT]->(object:Entity), (claim)-[:STATED_IN]->(article:Article)
  WHERE claim.when_start >= date($since) AND claim.status = 'actual' AND claim.when_start = claim.when_end
    AND claim.type IN ['MET', 'SPOKE_WITH', 'SIGNED_WITH', 'VISITED']
  WITH subject, object, claim.type AS what, claim.when_start AS day, article, claim.sentence AS sentence
  ORDER BY sentence
  WITH subject, object, what, day, collect(article.id) AS articles, collect(sentence) AS sentences
  WITH subject, object, what, collect({day: day, articles: articles, sentences: sentences}) AS told
  WHERE size(told) > 1
  UNWIND told AS first
  UNWIND told AS second
  WITH * WHERE first.day < second.day AND second.day <= first.day + duration({days: 2})
    AND none(article IN first.articles WHERE article IN second.articles)
  RETURN subject, what, object, 'when' AS about, toString(first.day) AS one, toString(second.day) AS other,
         first.sentences[0] AS sentence, second.sentences[0] AS against
  UNION
  MATCH (claim:Claim)-[:AT]->(place:Place)
  WHERE claim.when_start >= date($since) AND claim.status = 'actual'
  MATCH (subject:Entity)<-[:SUBJECT]-(claim)-[:OBJECT]->(object:Entity)
  WITH subject, object, claim.type AS what, claim.when_start AS begins,
       collect({place: place, sentence: claim.sentence}) AS told
  WHERE size(told) > 1
  UNWIND told AS first
  UNWIND told AS second
  WITH * WHERE first.place.name < second.place.name
  WITH subject, what, object, first.place AS here, second.place AS there,
       min(first.sentence) AS sentence, min(second.sentence) AS against
  WHERE NOT EXISTS { (here)-[:LOCATED_IN|CAPITAL_OF]-(there) }
  RETURN subject, what, object, 'where' AS about, here.name AS one, there.name AS other, sentence, against
  UNION
  MATCH (claim:Claim)-[:SUBJECT]->(subject:Entity), (claim)-[:OBJECT]->(object:Entity)
  WHERE claim.amount IS NOT NULL AND coalesce(claim.when_start >= date($since), true)
  WITH subject, object, claim.type AS what, claim.currency AS currency, claim.when_start AS begins,
       collect({amount: claim.amount, sentence: claim.sentence}) AS told
  WHERE size(told) > 1
  UNWIND told AS first
  UNWIND told AS second
  WITH * WHERE first.amount < second.amount
  RETURN subject, what, object, 'how much' AS about, toString(first.amount) AS one, toString(second.amount) AS other,
         min(first.sentence) AS sentence, min(second.sentence) AS against
}
RETURN about, subject.name AS who, what, object.name AS whom, one, other, sentence, against
ORDER BY about, who, what, whom, one, other
LIMIT $limit
