// Which plans should have come true by now, without a report that they did?
// :param day: day = latest Seen from this day
// :param since: day = latest-365 Plans for this day or later
// :param entity: Entity = null Only about this one
// :param limit: number = 50 How many rows at most
CALL () {
  MATCH (who:Entity)-[plan:MET]->(whom:Entity) WHERE date($since) <= plan.when_end < date($day) RETURN who, plan, whom
  UNION ALL
  MATCH (who:Entity)-[plan:SPOKE_WITH]->(whom:Entity) WHERE date($since) <= plan.when_end < date($day)
  RETURN who, plan, whom
  UNION ALL
  MATCH (who:Entity)-[plan:NEGOTIATED_WITH]->(whom:Entity) WHERE date($since) <= plan.when_end < date($day)
  RETURN who, plan, whom
  UNION ALL
  MATCH (who:Entity)-[plan:SIGNED_WITH]->(whom:Entity) WHERE date($since) <= plan.when_end < date($day)
  RETURN who, plan, whom
  UNION ALL
  MATCH (who:Entity)-[plan:VISITED]->(whom:Entity) WHERE date($since) <= plan.when_end < date($day)
  RETURN who, plan, whom
}
WITH who, plan, whom
WHERE plan.status = 'planned' AND ($entity IS NULL OR $entity IN [who.id, whom.id])
  // whoever did something there at that time was there
  AND NOT (plan:VISITED AND EXISTS {
    MATCH (who)-[did]-(:Entity)
    WHERE did.status = 'actual' AND did.when_start <= plan.when_end AND plan.when_start <= did.when_end
    MATCH (place:Entity {id: did.place_id})-[:LOCATED_IN|CAPITAL_OF]->{0,2}(whom)
  })
  AND NOT (plan:VISITED AND EXISTS {
    MATCH (who)-[went:VISITED]->(:Place)-[:LOCATED_IN|CAPITAL_OF]->{0,2}(whom)
    WHERE went.status = 'actual' AND went.when_start <= plan.when_end AND plan.when_start <= went.when_end
  })
RETURN plan.when_start AS begins, plan.when_end AS ends, who.name AS who, type(plan) AS what, whom.name AS whom,
       plan.sources AS sources, plan.evidence[0] AS sentence
ORDER BY ends IS NULL, ends DESC, who, what, whom
LIMIT $limit
