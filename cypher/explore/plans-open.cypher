// Which plans should have come true by now, without a report that they did?
// :param day: day = latest Seen from this day
// :param since: day = latest-365 Plans for this day or later
// :param limit: number = 50 How many rows at most
CALL () {
  MATCH (who:Entity)-[plan:MET]->(whom:Entity) WHERE date($since) <= plan.when_end < date($day) RETURN who, plan, whom
  UNION ALL
  MATCH (who:Entity)-[plan:VISITED]->(whom:Entity) WHERE date($since) <= plan.when_end < date($day)
  RETURN who, plan, whom
}
WITH who, plan, whom
WHERE plan.status = 'planned'
RETURN plan.when_start AS begins, plan.when_end AS ends, who.name AS who, type(plan) AS what, whom.name AS whom,
       plan.sources AS sources, plan.evidence[0] AS sentence
ORDER BY ends IS NULL, ends DESC, who, what, whom
LIMIT $limit
