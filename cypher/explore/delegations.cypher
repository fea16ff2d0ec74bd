// Who travels with this person?
// :param person: Entity = Person#1 One of the travellers
// :param limit: number = 50 How many rows at most
// :empty no article says that anybody travelled with them
MATCH (:Entity {id: $person})-[went:ACCOMPANIED]-(other:Entity)
RETURN other.name AS companion, CASE startNode(went) WHEN other THEN 'came along' ELSE 'was accompanied' END AS role,
       went.status AS status, went.when_start AS begins, went.sources AS sources, went.evidence[0] AS sentence
ORDER BY begins IS NULL, begins DESC, companion, role
LIMIT $limit
