// Which plans came true, were moved or were called off?
// :param entity: Entity = null Only about this one
// :param limit: number = 50 How many rows at most
// :empty of no plan do articles tell what became of it
CALL () {
  MATCH (who:Entity)-[done:MET]->(whom:Entity) WHERE done.first_planned IS NOT NULL RETURN who, done, whom
  UNION ALL
  MATCH (who:Entity)-[done:VISITED]->(whom:Entity) WHERE done.first_planned IS NOT NULL RETURN who, done, whom
  UNION ALL
  MATCH (who:Entity)-[done:SIGNED_WITH]->(whom:Entity) WHERE done.first_planned IS NOT NULL RETURN who, done, whom
  UNION ALL
  MATCH (who:Entity)-[done:NEGOTIATED_WITH]->(whom:Entity) WHERE done.first_planned IS NOT NULL RETURN who, done, whom
  UNION ALL
  MATCH (who:Entity)-[done:SPOKE_WITH]->(whom:Entity) WHERE done.first_planned IS NOT NULL RETURN who, done, whom
}
WITH * WHERE ($entity IS NULL OR $entity IN [who.id, whom.id])
RETURN done.first_planned AS first_planned, done.when_start AS begins, who.name AS who, type(done) AS what,
       whom.name AS whom, CASE done.status WHEN 'denied' THEN 'called off' WHEN 'planned' THEN 'moved' ELSE 'came true' END AS outcome,
       done.history AS history, done.evidence[0] AS sentence
ORDER BY first_planned DESC, who, what, whom
LIMIT $limit
