// Who attacked, killed, arrested, charged, released, expelled, sanctioned or beat whom in this time, or moved troops?
// :param first: day = latest-30 First day
// :param last: day = latest Last day
// :param entity: Entity = null Only about this one
// :param limit: number = 50 How many rows at most
// :empty no article tells of such an act in these days, nor told in them of one without a day
MATCH (actor:Entity)-[act:ATTACKED|KILLED|INJURED|ARRESTED|INVESTIGATED|CHARGED|CONVICTED|RELEASED|EXPELLED|SANCTIONED|DEFEATED
           |DEPLOYED_TO|WITHDREW_FROM]->(target:Entity)
// What has no day of its own is of the days in which it was told.
WHERE ($entity IS NULL OR $entity IN [actor.id, target.id])
  AND date($first) <= coalesce(act.when_start, act.first_reported) <= date($last)
RETURN act.when_start AS begins, act.first_reported AS first_reported, actor.name AS actor, type(act) AS act, target.name AS target, act.measure AS measure,
       act.status AS status, act.sources AS sources, act.evidence[0] AS sentence
ORDER BY coalesce(begins, first_reported) DESC, actor, act, target
LIMIT $limit
