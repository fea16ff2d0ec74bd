// What rests on one source only?
// :param entity: Entity = #1 About whom
// :param limit: number = 50 How many rows at most
// :none nothing that is said of them rests on one source only
MATCH (entity:Entity {id: $entity})-[tie:!LINKED]-(other:Entity)
WHERE tie.sources = 1
  // What the table of places tells, no article says.
  AND any(rule IN tie.rules WHERE NOT rule ENDS WITH '/gazetteer')
RETURN CASE startNode(tie) WHEN other THEN other.name ELSE entity.name END AS who, type(tie) AS what,
       CASE startNode(tie) WHEN other THEN entity.name ELSE other.name END AS whom, tie.status AS status,
       tie.articles AS articles, tie.confidence AS confidence, tie.evidence[0] AS sentence
ORDER BY articles DESC, confidence DESC, who, what, whom, status
LIMIT $limit
