// Which organizations belong to one another, and where are they based?
// :param organization: Organization = #1 The organization
MATCH (:Entity:Organization {id: $organization})-[tie:PART_OF|OWNS|FOUNDED|MEMBER_OF|BASED_IN]-(other:Entity)
WHERE NOT other:Person
RETURN type(tie) AS tie, CASE startNode(tie) WHEN other THEN 'from' ELSE 'to' END AS direction, other.name AS other,
       tie.status AS status, tie.sources AS sources, tie.evidence[0] AS sentence
ORDER BY tie, direction, other, status
