// What was told for the first time between these two days?
// :param first: day = latest-7 First day
// :param last: day = latest Last day
// :param entity: Entity = null Only about this one
// :param limit: number = 100 How many rows at most
// :empty the articles of that time tell nothing that older ones did not
MATCH (article:Article)<-[:STATED_IN]-(claim:Claim)
WHERE date($first) <= article.published <= date($last)
MATCH (subject:Entity)<-[:SUBJECT]-(claim)-[:OBJECT]->(object:Entity)
WHERE ($entity IS NULL OR $entity IN [subject.id, object.id])
WITH subject, object, claim.type AS what, claim.status AS status, collect(claim) AS claims,
     min(article.published) AS told
ORDER BY size(claims) DESC, subject.name, what, object.name, status
LIMIT 1000
MATCH (subject)-[tie:!LINKED]->(object)
WHERE type(tie) = what AND tie.status = status
  // What the table of places tells, no article says.
  AND any(rule IN tie.rules WHERE NOT rule ENDS WITH '/gazetteer')
  AND any(claim IN claims WHERE claim.id IN tie.claim_ids)
  AND NOT EXISTS {
    UNWIND tie.claim_ids AS id
    MATCH (:Claim {id: id})-[:STATED_IN]->(older:Article)
    WHERE older.published < date($first)
  }
WITH *, what IN ['CITIZEN_OF', 'OFFICE_OF', 'LOCATED_IN', 'CAPITAL_OF', 'BORN_IN', 'BASED_IN', 'PART_OF'] AS lasting
RETURN told, subject.name AS who, what, object.name AS whom, status, tie.when_start AS begins, tie.sources AS sources,
       tie.evidence[0] AS sentence
ORDER BY lasting, sources DESC, told, who, what, whom
LIMIT $limit
