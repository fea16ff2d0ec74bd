// Who was named to a post or dismissed, by whom, and who stands for one?
// :param since: day = latest-365 Told on this day or later
// :param entity: Entity = null Only about this one
// :param limit: number = 50 How many rows at most
// :empty no article of that time tells of an appointment, a dismissal or a candidate
MATCH (one:Entity)-[tie:APPOINTED|DISMISSED|CANDIDATE_FOR]->(other:Entity)
WHERE ($entity IS NULL OR $entity IN [one.id, other.id])
  AND coalesce(tie.last_reported >= date($since), true)
RETURN tie.when_start AS begins, one.name AS who, type(tie) AS what, other.name AS whom, tie.office AS office,
       tie.status AS status, tie.last_reported AS last_reported, tie.sources AS sources, tie.evidence[0] AS sentence
ORDER BY coalesce(begins, last_reported) IS NULL, coalesce(begins, last_reported) DESC, who, what, whom, status
LIMIT $limit
