// Entities with exactly this id or name, and those whose names fit a Lucene query.
CALL () {
  MATCH (entity:Entity {id: $text}) RETURN entity
  UNION
  MATCH (entity:Entity {name: $text}) RETURN entity
  UNION
  CALL db.index.fulltext.queryNodes('entity_names', $query, {limit: 200}) YIELD node RETURN node AS entity
}
RETURN DISTINCT entity.id AS id, entity.name AS name, [label IN labels(entity) WHERE NOT label IN ['Kg', 'Entity']][0] AS type,
       coalesce(entity.aliases, []) AS aliases, coalesce(entity.alias_counts, []) AS alias_counts,
       coalesce(entity.mention_count, 0) AS mention_count
ORDER BY id
