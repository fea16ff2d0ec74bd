// Who promised how much to whom?
// :param entity: Entity = null Only about this one
// :param limit: number = 50 How many rows at most
// :empty no article tells of a promise with its sum
MATCH (giver:Entity)-[pledge:PLEDGED_TO]->(receiver:Entity)
WHERE pledge.amount IS NOT NULL AND ($entity IS NULL OR $entity IN [giver.id, receiver.id])
RETURN giver.name AS giver, pledge.amount AS amount, pledge.currency AS currency, pledge.what AS what,
       receiver.name AS receiver, pledge.status AS status, pledge.sources AS sources, pledge.evidence[0] AS sentence
ORDER BY amount DESC, giver, receiver
LIMIT $limit
