// Who was in the news between these two days?
// :param first: day = latest-7 First day
// :param last: day = latest Last day
// :param limit: number = 50 How many rows at most
// :none no article of that time was read
MATCH (article:Article)
WHERE date($first) <= article.published <= date($last)
MATCH (article)<-[mentioned:MENTIONED_IN]-(entity:Entity)
WITH entity, count(article) AS articles, sum(mentioned.count) AS mentions
RETURN entity.name AS name, [label IN labels(entity) WHERE NOT label IN ['Kg', 'Entity']][0] AS type, articles, mentions
ORDER BY articles DESC, mentions DESC, name
LIMIT $limit
