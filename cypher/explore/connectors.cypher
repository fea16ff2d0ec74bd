// Who connects circles that have no other tie? (open pairs among the people and bodies around them)
// :param among: number = 20 Look at this many of the most mentioned
// :param limit: number = 20 How many rows at most
// :none none of the most mentioned has two neighbours that have no other tie
// To whom news is told for print connects nobody.
CALL () {
  MATCH (article:Article) RETURN collect(DISTINCT article.publisher) AS papers
}
MATCH (entity:Entity)
WHERE entity.article_count > 0 AND NOT entity:Place AND NOT entity:Office AND NOT entity.name IN papers
WITH entity ORDER BY entity.article_count DESC LIMIT toInteger($among)
CALL (entity) {
  MATCH (entity)-[tie:!LINKED]-(other:Person|Organization|Office)
  WHERE tie.status <> 'denied' AND NOT tie:HOLDS_OFFICE AND NOT tie:OFFICE_OF
  WITH other, sum(tie.sources) AS weight
  ORDER BY weight DESC, other.id
  LIMIT 15
  RETURN collect(other) AS around
}
WITH entity, around WHERE size(around) > 1
UNWIND range(0, size(around) - 2) AS i
UNWIND range(i + 1, size(around) - 1) AS j
WITH entity, around, around[i] AS one, around[j] AS other
WITH entity, around, count(*) AS pairs, sum(CASE WHEN EXISTS { (one)-[tie:!LINKED WHERE tie.status <> 'denied']-(other) } THEN 0 ELSE 1 END) AS open
RETURN entity.name AS connector, size(around) AS compared, open AS open_pairs, pairs,
       [other IN around[..5] | other.name] AS between
ORDER BY open_pairs DESC, connector
LIMIT $limit
