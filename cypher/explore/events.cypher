// In what events did this person, body or state take part, when, where and with whom?
// :param entity: Entity = #1 Who took part, or where it was
// :param first: day = null First day
// :param last: day = null Last day
// :param limit: number = 50 How many rows at most
// :empty no article tells of an event with them in that time
MATCH (entity:Entity {id: $entity})<-[part:PARTICIPANT|AT]-(event:Event)
WHERE true
  AND ($first IS NULL OR event.when_end >= date($first))
  AND ($last IS NULL OR event.when_start <= date($last))
WITH entity, event, collect(part.role) AS roles
MATCH (event)-[there:PARTICIPANT]->(other:Entity)
WITH event, roles, CASE WHEN other <> entity THEN other.name + CASE there.role WHEN 'subject' THEN ' (did it)' ELSE '' END END AS named
ORDER BY named
WITH event, roles, collect(named) AS with_whom
RETURN event.when_start AS begins, event.when_end AS ends, event.type AS what, event.status AS status,
       CASE roles WHEN [] THEN 'held there' WHEN ['subject'] THEN 'did it' WHEN ['object'] THEN 'done to' ELSE 'took part' END AS role,
       with_whom, event.place AS place, event.sources AS sources, event.evidence[0] AS sentence
ORDER BY begins IS NULL, begins DESC, what, with_whom, event.id
LIMIT $limit
