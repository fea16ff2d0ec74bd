// Which events had three or more who took part, when, where and who was there?
// :param first: day = null First day
// :param last: day = null Last day
// :param limit: number = 50 How many rows at most
// :empty no article tells of an event of three in that time
MATCH (event:Event)
WHERE COUNT { (event)-[:PARTICIPANT]->() } > 2
  AND ($first IS NULL OR event.when_end >= date($first))
  AND ($last IS NULL OR event.when_start <= date($last))
MATCH (event)-[:PARTICIPANT]->(entity:Entity)
WITH event, entity ORDER BY entity.name
WITH event, collect(entity.name) AS who
RETURN event.when_start AS begins, event.when_end AS ends, event.type AS what, event.status AS status, who, event.place AS place,
       event.sources AS sources, event.evidence[0] AS sentence
ORDER BY begins IS NULL, begins DESC, size(who) DESC, what, who
LIMIT $limit
