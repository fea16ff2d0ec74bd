// Which meetings, calls, talks, signings and visits are planned and still ahead?
// :param day: day = latest Seen from this day; the newest article's if not given
// :param entity: Entity = null Only about this one
// :param limit: number = 50 How many rows at most
// :empty no article tells of a plan for a day from then on
CALL () {
  MATCH (who:Entity)-[plan:MET]->(whom:Entity) WHERE plan.when_end >= date($day) RETURN who, plan, whom
  UNION ALL
  MATCH (who:Entity)-[plan:SPOKE_WITH]->(whom:Entity) WHERE plan.when_end >= date($day) RETURN who, plan, whom
  UNION ALL
  MATCH (who:Entity)-[plan:NEGOTIATED_WITH]->(whom:Entity) WHERE plan.when_end >= date($day) RETURN who, plan, whom
  UNION ALL
  MATCH (who:Entity)-[plan:SIGNED_WITH]->(whom:Entity) WHERE plan.when_end >= date($day) RETURN who, plan, whom
  UNION ALL
  MATCH (who:Entity)-[plan:VISITED]->(whom:Entity) WHERE plan.when_end >= date($day) RETURN who, plan, whom
}
WITH who, plan, whom
WHERE plan.status = 'planned' AND ($entity IS NULL OR $entity IN [who.id, whom.id])
RETURN plan.when_start AS begins, plan.when_end AS ends, who.name AS who, type(plan) AS what, whom.name AS whom,
       plan.place AS place, plan.sources AS sources, plan.evidence[0] AS sentence
ORDER BY begins, who, what, whom
LIMIT $limit
