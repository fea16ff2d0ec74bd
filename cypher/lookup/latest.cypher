// The day of the newest article.
MATCH (article:Article)
WHERE article.published IS NOT NULL
RETURN article.published AS day
ORDER BY day DESC
LIMIT 1
