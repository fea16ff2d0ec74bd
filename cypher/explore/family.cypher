// Who is related to this person?
// :param person: Person = #1 Whose family
// :empty no article names a relative of theirs
MATCH (:Entity:Person {id: $person})-[tie:SPOUSE_OF|PARENT_OF|RELATIVE_OF]-(relative:Person)
RETURN relative.name AS relative,
       CASE type(tie)
         WHEN 'SPOUSE_OF' THEN 'spouse'
         WHEN 'PARENT_OF' THEN CASE startNode(tie) WHEN relative THEN 'parent' ELSE 'child' END
         ELSE coalesce(tie.kin, 'relative')
       END AS kin, tie.status AS status, tie.sources AS sources, tie.evidence[0] AS sentence
ORDER BY kin, relative, status
