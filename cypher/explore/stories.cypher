// Which stories were printed most often?
// :param limit: number = 20 How many rows at most
// :none no article copies or rewrites another
MATCH (story:Story)
WHERE story.article_count > 1
WITH story ORDER BY story.article_count DESC, story.id LIMIT $limit
MATCH (story)<-[:PART_OF_STORY]-(article:Article)
WITH story, article ORDER BY article.published, article.title, article.id
WITH story, min(article.published) AS first, collect(coalesce(article.title, split(article.path, '/')[-1], article.id))[..5] AS titles
RETURN story.article_count AS articles, story.agency AS agency, first, titles, story.reasons[..3] AS reasons
ORDER BY articles DESC, first, titles
