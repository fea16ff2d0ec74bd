// What did this person say, in whose article?
// :param person: Entity = Person#1 The speaker
// :param first: day = null First day
// :param last: day = null Last day
// :param limit: number = 50 How many rows at most
MATCH (speaker:Entity {id: $person})-[:SAID]->(quote:Quote)-[:IN]->(article:Article)
WHERE true
  AND ($first IS NULL OR article.published >= date($first))
  AND ($last IS NULL OR article.published <= date($last))
RETURN article.published AS published, quote.text AS words, quote.direct AS direct,
       coalesce(article.publisher + ': ', '') + coalesce(article.title, split(article.path, '/')[-1], article.id) AS article
ORDER BY published IS NULL, published DESC, words
LIMIT $limit
