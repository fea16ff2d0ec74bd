// What contradicts what is known of those it is said of?
// :param entity: Entity = null Only about this one
// :param limit: number = 50 How many rows at most
// :none nothing in the graph contradicts what the tables of leaders and places, or other articles, tell of its ends
// The types that kg holds against what it knows: posts, families, places and events. An event type of your own belongs here too.
MATCH ()-[tie:
  ACCOMPANIED|APPOINTED|ARRESTED|ATTACKED|CAPITAL_OF|CHARGED|CONVICTED|DEFEATED|DEPLOYED_TO|
  DISMISSED|EXPELLED|HOLDS_OFFICE|INJURED|KILLED|LOCATED_IN|MET|NEGOTIATED_WITH|PARENT_OF|
  PROTESTED_AGAINST|RELEASED|SANCTIONED|SIGNED_WITH|SPOKE_WITH|SPOUSE_OF|VISITED|WITHDREW_FROM
]->()
WHERE tie.surprising IS NOT NULL
WITH tie, startNode(tie) AS subject, endNode(tie) AS object
WHERE ($entity IS NULL OR $entity IN [subject.id, object.id])
RETURN subject.name AS who, type(tie) AS what, object.name AS whom, tie.status AS status, tie.surprising AS surprising,
       tie.confidence AS confidence, tie.sources AS sources, tie.last_reported AS last_reported, tie.evidence[0] AS sentence
ORDER BY sources DESC, confidence DESC, who, what, whom, status, last_reported
LIMIT $limit
