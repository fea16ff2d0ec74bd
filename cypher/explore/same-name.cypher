// Which entities share a name, and may be one or be kept apart on purpose?
// :param limit: number = 50 How many rows at most
// :none no two entities have one name
MATCH (entity:Entity)
WITH entity ORDER BY entity.id
WITH toLower(entity.name) AS name, collect(entity) AS entities
WHERE size(entities) > 1
RETURN entities[0].name AS name, [entity IN entities | entity.id] AS ids,
       [entity IN entities | entity.mention_count] AS mentions
ORDER BY size(ids) DESC, name
LIMIT $limit
