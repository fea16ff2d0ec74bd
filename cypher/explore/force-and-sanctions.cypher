// Who attacked, killed, arrested, charged, released, expelled, sanctioned or beat whom in this time, or moved troops?
// :param first: day = latest-30 First day
// :param last: day = latest Last day
// :param entity: Entity = null Only about this one
// :param limit: number = 50 How many rows at most
MATCH (actor:Entity)-[act:ATTACKED|KILLED|INJURED|ARRESTED|INVESTIGATED|CHARGED|CONVICTED|RELEASED|EXPELLED|SANCTIONED|DEFEATED
           |DEPLOYED_TO|WITHDREW_FROM]->(target:Entity)
WHERE ($entity IS NULL OR $entity IN [actor.id, target.id])
  AND date($first) <= act.when_start <= date($last)
RETURN act.when_start AS begins, actor.name AS actor, type(act) AS act, target.name AS target, act.measure AS measure,
       act.status AS status, act.sources AS sources, act.evidence[0] AS sentence
ORDER BY begins IS NULL, begins DESC, actor, act, target
LIMIT $limit
