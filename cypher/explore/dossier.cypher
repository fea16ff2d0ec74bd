// What is said of this person, place or organization, by what kind of tie?
// :param entity: Entity = #1 Whose dossier
// :param limit: number = 100 How many rows at most
// :empty no article says anything of them and another
MATCH (entity:Entity {id: $entity})-[tie:!LINKED]-(other:Entity)
// What the table of places tells, no article says.
WHERE any(rule IN tie.rules WHERE NOT rule ENDS WITH '/gazetteer')
RETURN type(tie) AS tie, CASE startNode(tie) WHEN other THEN 'from' ELSE 'to' END AS direction, other.name AS other,
       coalesce(tie.denial, tie.status) AS status, tie.when_start AS begins, tie.when_end AS ends, tie.sources AS sources,
       tie.confidence AS confidence, tie.evidence[0] AS sentence
ORDER BY tie, sources DESC, other, begins
LIMIT $limit
