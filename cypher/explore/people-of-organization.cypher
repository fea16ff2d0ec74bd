// Who works for, leads, represents, belongs to, founded or owns this organization, and who holds its posts?
// :param organization: Organization = #1 The organization
// :param day: day = latest Seen from this day
// :param limit: number = 100 How many rows at most
// :empty no article says who belongs to it
MATCH (organization:Entity:Organization {id: $organization})
CALL (organization) {
  MATCH (organization)<-[tie:WORKS_FOR|LEADS|MEMBER_OF|FOUNDED|OWNS|STUDIED_AT|REPRESENTS|CANDIDATE_FOR]-(who:Entity)
  RETURN who, type(tie) AS what, tie, tie.status AS status, tie.until AS ended
  UNION
  MATCH (organization)<-[:OFFICE_OF]-(office:Office)<-[tie:HOLDS_OFFICE]-(who:Person)
  RETURN who, office.name AS what, tie, tie.ended AS ended,
         CASE WHEN tie.status = 'actual' AND tie.held_until <= date($day) THEN 'former' ELSE tie.status END AS status
}
RETURN who.name AS who, what AS tie, status, tie.since AS since, toString(ended) AS ended,
       tie.last_reported AS last_reported, tie.sources AS sources, tie.evidence[0] AS sentence
ORDER BY CASE status WHEN 'actual' THEN 0 WHEN 'planned' THEN 1 WHEN 'former' THEN 2 WHEN 'possible' THEN 3 ELSE 4 END,
         sources DESC, who, what
LIMIT $limit
