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
         CASE
           WHEN tie.status = 'actual' AND tie.held_until <= date($day) THEN 'former'
           // Of a post with one holder at a time another is better told of.
           WHEN tie.status = 'actual' AND EXISTS {
             MATCH (office)<-[better:HOLDS_OFFICE {status: 'actual'}]-(another:Person)
             WHERE office.one_holder AND another <> who AND coalesce(better.held_until > date($day), true)
               AND coalesce(better.held_from, better.first_reported - duration({days: 30})) <= date($day)
               AND [better.last_reported >= date($day) - duration({days: 365}), better.sources, better.last_reported, another.id]
                 > [tie.last_reported >= date($day) - duration({days: 365}), tie.sources, tie.last_reported, who.id]
           } THEN 'also called so'
           ELSE tie.status
         END AS status
}
RETURN who.name AS who, what AS tie, status, tie.since AS since, toString(ended) AS ended,
       tie.last_reported AS last_reported, tie.sources AS sources, tie.evidence[0] AS sentence
ORDER BY CASE status WHEN 'actual' THEN 0 WHEN 'also called so' THEN 1 WHEN 'planned' THEN 2 WHEN 'former' THEN 3 WHEN 'possible' THEN 4 ELSE 5 END,
         sources DESC, who, what
LIMIT $limit
