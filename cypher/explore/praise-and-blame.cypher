// Whom does this person praise, thank, urge, rebuff, criticize, accuse or threaten, and who does so in turn?
// :param entity: Entity = #1 The person, country or organization
// :param limit: number = 50 How many rows at most
// :empty no article tells of praise, blame, thanks, demands or threats of theirs or towards them
MATCH (:Entity {id: $entity})-[words:PRAISED|CONGRATULATED|THANKED|CRITICIZED|ACCUSED|THREATENED|URGED|REJECTED
           |PROTESTED_AGAINST]-(other:Entity)
RETURN type(words) AS words, CASE startNode(words) WHEN other THEN 'by' ELSE 'towards' END AS direction,
       other.name AS other, words.status AS status, words.when_start AS begins, words.sources AS sources,
       words.evidence[0] AS sentence
ORDER BY words, direction, other, begins
LIMIT $limit
