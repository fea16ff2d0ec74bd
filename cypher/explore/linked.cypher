// What else is said of this person, body or state and others, in words that no type of tie is for? (kg rebuild --open)
// :param entity: Entity = #1 About whom
// :param limit: number = 50 How many rows at most
// :none no such words were kept; kg rebuild --open keeps them
MATCH (entity:Entity {id: $entity})-[tie:LINKED]-(other:Entity)
RETURN startNode(tie).name AS who, tie.predicate AS what, endNode(tie).name AS whom, tie.status AS status,
       tie.when_start AS begins, tie.sources AS sources, tie.evidence[0] AS sentence
ORDER BY sources DESC, begins IS NULL, begins DESC, who, what, whom, status
LIMIT $limit
