// Which articles mention this person, place or organization?
// :param entity: Entity = #1 Who
// :param first: day = null First day
// :param last: day = null Last day
// :param limit: number = 50 How many rows at most
// :empty no article of that time names them
MATCH (:Entity {id: $entity})-[mentioned:MENTIONED_IN]->(article:Article)
WHERE true
  AND ($first IS NULL OR article.published >= date($first))
  AND ($last IS NULL OR article.published <= date($last))
RETURN article.published AS published, coalesce(article.title, split(article.path, '/')[-1], article.id) AS title, article.publisher AS publisher,
       mentioned.count AS mentions, mentioned.surfaces AS words, coalesce(article.url, article.path) AS where
ORDER BY published IS NULL, published DESC, title, where
LIMIT $limit
