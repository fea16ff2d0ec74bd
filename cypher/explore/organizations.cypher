// Which organizations and states own, found, belong to or left this organization, and where is it based?
// :param organization: Organization = #1 The organization
// :empty no article says what it owns, belongs to or where it is based
MATCH (:Entity:Organization {id: $organization})-[tie:PART_OF|OWNS|FOUNDED|MEMBER_OF|BASED_IN|WITHDREW_FROM]-(other:Entity)
WHERE NOT other:Person
RETURN type(tie) AS tie, CASE startNode(tie) WHEN other THEN 'from' ELSE 'to' END AS direction, other.name AS other,
       tie.status AS status, tie.sources AS sources, tie.evidence[0] AS sentence
ORDER BY tie, direction, other, status
