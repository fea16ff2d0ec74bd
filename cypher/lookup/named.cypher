// Entities with exactly this id or name.
CALL () {
  MATCH (entity:Entity {id: $text}) RETURN entity
  UNION
  MATCH (entity:Entity {name: $text}) RETURN entity
}
WITH entity
WHERE $kind = 'Entity' OR $kind IN labels(entity)
RETURN entity.id AS id, entity.name AS name, coalesce(entity.aliases, []) AS aliases
ORDER BY entity.id = $text DESC, id
