// Who are the allies, supporters and rivals of this person, country or organization?
// :param entity: Entity = #1 Whose allies and rivals
// :param limit: number = 50 How many rows at most
// :empty no article names an ally, supporter or rival of theirs
MATCH (:Entity {id: $entity})-[tie:ALLY_OF|RIVAL_OF|SUPPORTS|AIDED|COOPERATED_WITH|COUNTERPART_OF|REPRESENTS|PROTESTED_AGAINST]-(other:Entity)
RETURN type(tie) AS tie, CASE startNode(tie) WHEN other THEN 'from' ELSE 'to' END AS direction, other.name AS other,
       tie.status AS status, tie.sources AS sources, tie.evidence[0] AS sentence
ORDER BY tie, sources DESC, other, direction, status
LIMIT $limit
