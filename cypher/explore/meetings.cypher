// Whom did this person, body or state meet or speak with, when and where, and whom is it to meet?
// :param person: Entity = Person#1 Whose meetings
// :param first: day = null First day
// :param last: day = null Last day
// :param limit: number = 50 How many rows at most
// :empty no article tells of a meeting or talk of theirs in that time
MATCH (person:Entity {id: $person})-[met:MET|SPOKE_WITH|NEGOTIATED_WITH]-(other:Entity)
WHERE true
  AND ($first IS NULL OR met.when_end >= date($first))
  AND ($last IS NULL OR met.when_start <= date($last))
RETURN other.name AS with, type(met) AS how, coalesce(met.denial, met.status) AS status, met.when_start AS begins, met.when_end AS ends,
       met.place AS place, met.sources AS sources, met.evidence[0] AS sentence
ORDER BY begins IS NULL, begins DESC, with, how
LIMIT $limit
