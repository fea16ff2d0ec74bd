// With whom is this person, place or organization mentioned most often?
// :param entity: Entity = #1 Who
// :param articles: number = 1000 Look at this many of the newest articles
// :param limit: number = 50 How many rows at most
// :none no article names them together with others
MATCH (entity:Entity {id: $entity})-[:MENTIONED_IN]->(article:Article)
WITH entity, article ORDER BY article.published DESC, article.id LIMIT toInteger($articles)
MATCH (article)<-[:MENTIONED_IN]-(other:Entity)
WHERE other <> entity AND NOT other:Office
WITH other, count(*) AS articles
RETURN other.name AS other, [label IN labels(other) WHERE NOT label IN ['Kg', 'Entity']][0] AS type, articles
ORDER BY articles DESC, other
LIMIT $limit
