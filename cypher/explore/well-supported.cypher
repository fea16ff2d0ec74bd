// What do several independent sources say?
// :param entity: Entity = #1 About whom
// :param sources: number = 2 How many sources at least
// :param limit: number = 50 How many rows at most
// :none nothing that is said of them is said by so many independent sources
MATCH (entity:Entity {id: $entity})-[tie:!LINKED]-(other:Entity)
WHERE tie.sources >= $sources
  // What the table of places tells, no article says.
  AND any(rule IN tie.rules WHERE NOT rule ENDS WITH '/gazetteer')
RETURN CASE startNode(tie) WHEN other THEN other.name ELSE entity.name END AS who, type(tie) AS what,
       CASE startNode(tie) WHEN other THEN entity.name ELSE other.name END AS whom, tie.status AS status,
       tie.when_start AS begins, tie.sources AS sources, tie.articles AS articles, tie.evidence AS sentences
ORDER BY sources DESC, articles DESC, who, what, whom, status
LIMIT $limit
