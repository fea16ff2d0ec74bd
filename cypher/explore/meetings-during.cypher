// Who met, spoke or negotiated with whom in this time?
// :param first: day = latest-30 First day
// :param last: day = latest Last day
// :param limit: number = 50 How many rows at most
// :empty no article tells of a meeting, call or talks on a day of that time; those without a day are not listed here
CALL () {
  MATCH (one:Entity)-[met:MET]->(other:Entity)
  WHERE date($first) <= met.when_start <= date($last)
  RETURN one, met, other
  UNION ALL
  MATCH (one:Entity)-[met:SPOKE_WITH]->(other:Entity)
  WHERE date($first) <= met.when_start <= date($last)
  RETURN one, met, other
  UNION ALL
  MATCH (one:Entity)-[met:NEGOTIATED_WITH]->(other:Entity)
  WHERE date($first) <= met.when_start <= date($last)
  RETURN one, met, other
}
WITH one, met, other
WHERE met.status = 'actual'
RETURN met.when_start AS begins, met.when_end AS ends, one.name AS one, other.name AS other, type(met) AS how,
       met.place AS place, met.sources AS sources, met.evidence[0] AS sentence
ORDER BY begins, one, other, how
LIMIT $limit
