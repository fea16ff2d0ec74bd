// Who speaks about this person, place or organization, and in what words?
// :param entity: Entity = #1 Who is spoken of
// :param limit: number = 50 How many rows at most
// :empty nobody is quoted with words about them
MATCH (named:Entity {id: $entity})<-[:ABOUT]-(quote:Quote)<-[:SAID]-(speaker:Entity)
// An agency's words stand in several papers: some more are looked at than are shown.
WITH speaker, quote ORDER BY speaker.name, quote.text LIMIT 4 * toInteger($limit)
MATCH (quote)-[:IN]->(article:Article)
WITH speaker, quote, article ORDER BY article.published, article.id
WITH speaker.name AS speaker, quote.text AS words, collect(article) AS articles
ORDER BY speaker, articles[0].published, words LIMIT $limit
WITH speaker, words, articles[0] AS article, size(articles) AS articles
RETURN speaker, words, article.published AS published, articles,
       coalesce(article.publisher + ': ', '') + coalesce(article.title, split(article.path, '/')[-1], article.id) AS article
ORDER BY speaker, published, words
