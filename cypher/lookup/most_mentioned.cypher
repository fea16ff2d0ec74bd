// The entities of a kind that most articles mention: what a query is about if nobody says.
MATCH (entity:Entity)
WHERE entity.article_count > 0 AND ($kind = 'Entity' AND NOT entity:Office OR $kind IN labels(entity))
RETURN entity.id AS id, entity.name AS name
ORDER BY entity.article_count DESC, entity.mention_count DESC, id
SKIP $skip
LIMIT 1
