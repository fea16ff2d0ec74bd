// Which plans should have come true by now, without a report that they did?
// :param day: day = latest Seen from this day
// :param since: day = latest-365 Plans for this day or later
// :param entity: Entity = null Only about this one
// :param limit: number = 50 How many rows at most
// :empty no plan whose day has passed is without a report of what became of it
// A plan "for that day or later" has no end: it is looked for after a month.
CALL () {
  MATCH (who:Entity)-[plan:MET]->(whom:Entity) WHERE date($since) <= plan.when_end < date($day)
    OR plan.when_end IS NULL AND date($since) <= plan.when_start < date($day) - duration({days: 30}) RETURN who, plan, whom
  UNION ALL
  MATCH (who:Entity)-[plan:SPOKE_WITH]->(whom:Entity) WHERE date($since) <= plan.when_end < date($day)
    OR plan.when_end IS NULL AND date($since) <= plan.when_start < date($day) - duration({days: 30})
  RETURN who, plan, whom
  UNION ALL
  MATCH (who:Entity)-[plan:NEGOTIATED_WITH]->(whom:Entity) WHERE date($since) <= plan.when_end < date($day)
    OR plan.when_end IS NULL AND date($since) <= plan.when_start < date($day) - duration({days: 30})
  RETURN who, plan, whom
  UNION ALL
  MATCH (who:Entity)-[plan:SIGNED_WITH]->(whom:Entity) WHERE date($since) <= plan.when_end < date($day)
    OR plan.when_end IS NULL AND date($since) <= plan.when_start < date($day) - duration({days: 30})
  RETURN who, plan, whom
  UNION ALL
  MATCH (who:Entity)-[plan:VISITED]->(whom:Entity) WHERE date($since) <= plan.when_end < date($day)
    OR plan.when_end IS NULL AND date($since) <= plan.when_start < date($day) - duration({days: 30})
  RETURN who, plan, whom
}
WITH who, plan, whom
WHERE plan.status = 'planned' AND ($entity IS NULL OR $entity IN [who.id, whom.id])
WITH who, plan, whom ORDER BY coalesce(plan.when_end, plan.when_start) DESC, who.id, whom.id LIMIT 300
// whoever did something there at that time was there
WITH * WHERE NOT plan:VISITED OR NOT EXISTS {
  MATCH (who)-[did:MET|SIGNED_WITH|NEGOTIATED_WITH|VISITED]-(other:Entity)
  WHERE did.status = 'actual' AND did.when_start <= plan.when_end AND plan.when_start <= did.when_end
    AND (whom.id IN [did.place_id, other.id] OR EXISTS { (:Entity {id: did.place_id})-[:LOCATED_IN|CAPITAL_OF]->(whom) }
      OR did:VISITED AND EXISTS { (other)-[:LOCATED_IN|CAPITAL_OF]->(whom) })
}
RETURN plan.when_start AS begins, plan.when_end AS ends, who.name AS who, type(plan) AS what, whom.name AS whom,
       plan.sources AS sources, plan.evidence[0] AS sentence
ORDER BY coalesce(ends, begins) DESC, who, what, whom
LIMIT $limit
