// people of $organization
// :param organization: Organization
MATCH path = (:Organization {name: $organization})<-[:WORKS_FOR|LEADS|MEMBER_OF|FOUNDED|OFFICE_OF|HOLDS_OFFICE]-{1,2}(:Entity)
RETURN path
