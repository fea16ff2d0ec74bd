// Which descriptions stand for nobody known?
// :param limit: number = 50 How many rows at most
// :none every description stands for somebody who is known
MATCH (article:Article)
WHERE article.unresolved IS NOT NULL
UNWIND article.unresolved AS description
WITH description, article ORDER BY article.published, article.title, article.id
RETURN description, count(*) AS articles, collect(coalesce(article.title, split(article.path, '/')[-1], article.id))[..3] AS examples
ORDER BY articles DESC, description
LIMIT $limit
