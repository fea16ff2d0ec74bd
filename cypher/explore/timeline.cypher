// What did this person, place or organization do and undergo, day by day?
// :param entity: Entity = #1 Whose timeline
// :param first: day = null First day
// :param last: day = null Last day
// :param limit: number = 100 How many rows at most
// :empty no article tells what they did on a day that is known; kg ask dossier has what has no day
MATCH (entity:Entity {id: $entity})-[tie:!LINKED]-(other:Entity)
WHERE tie.when_start IS NOT NULL
  AND ($first IS NULL OR tie.when_start >= date($first))
  AND ($last IS NULL OR tie.when_start <= date($last))
RETURN tie.when_start AS begins, tie.when_end AS ends,
       CASE startNode(tie) WHEN other THEN other.name ELSE entity.name END AS who, type(tie) AS what,
       CASE startNode(tie) WHEN other THEN entity.name ELSE other.name END AS whom, coalesce(tie.denial, tie.status) AS status,
       tie.place AS place, tie.sources AS sources, tie.evidence[0] AS sentence
ORDER BY begins, ends, who, what, whom
LIMIT $limit
