// What contradicts what is known of those it is said of?
// :param entity: Entity = null Only about this one
// :param limit: number = 50 How many rows at most
// :none nothing in the graph contradicts what the tables of leaders and places, or other articles, tell of its ends
CALL () {
  MATCH (subject)-[tie:HOLDS_OFFICE|SPOUSE_OF|PARENT_OF|CAPITAL_OF|LOCATED_IN]->(object)
  WHERE tie.surprising IS NOT NULL
  RETURN subject, tie, object
  UNION
  // Of all other types it is a day that is known of one of the two which tells against it.
  MATCH (dated:Entity)
  WHERE dated.born IS NOT NULL OR dated.died IS NOT NULL OR dated.founded IS NOT NULL
  MATCH (dated)-[tie:!LINKED]-(:Entity)
  WHERE tie.surprising IS NOT NULL
  RETURN startNode(tie) AS subject, tie, endNode(tie) AS object
}
WITH * WHERE ($entity IS NULL OR $entity IN [subject.id, object.id])
RETURN subject.name AS who, type(tie) AS what, object.name AS whom, tie.status AS status, tie.surprising AS surprising,
       tie.confidence AS confidence, tie.sources AS sources, tie.last_reported AS last_reported, tie.evidence[0] AS sentence
ORDER BY sources DESC, confidence DESC, who, what, whom, status, last_reported
LIMIT $limit
