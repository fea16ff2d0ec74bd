// Who works for, leads, belongs to, founded or owns this organization?
// :param organization: Organization = #1 The organization
// :param limit: number = 100 How many rows at most
MATCH (:Entity:Organization {id: $organization})<-[tie:WORKS_FOR|LEADS|MEMBER_OF|FOUNDED|OWNS|STUDIED_AT]-(who:Entity)
RETURN who.name AS who, type(tie) AS tie, tie.status AS status, tie.since AS since, tie.sources AS sources,
       tie.evidence[0] AS sentence
ORDER BY sources DESC, who, tie, status
LIMIT $limit
