// What did this person say, in whose article?
// :param person: Entity = Person#1 The speaker
// :param first: day = null First day
// :param last: day = null Last day
// :param limit: number = 50 How many rows at most
// :empty no article of that time gives words of theirs
MATCH (speaker:Entity {id: $person})-[:SAID]->(quote:Quote)-[:IN]->(article:Article)
WHERE true
  AND ($first IS NULL OR article.published >= date($first))
  AND ($last IS NULL OR article.published <= date($last))
WITH quote, article ORDER BY article.published, article.id
WITH quote.text AS words, quote.direct AS direct, collect(article) AS articles
WITH words, direct, articles[0] AS article, size(articles) AS articles
RETURN article.published AS published, words, direct, articles,
       coalesce(article.publisher + ': ', '') + coalesce(article.title, split(article.path, '/')[-1], article.id) AS article
ORDER BY published IS NULL, published DESC, words
LIMIT $limit
