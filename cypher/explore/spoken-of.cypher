// Who speaks about this person, place or organization, and in what words?
// :param entity: Entity = #1 Who is spoken of
// :param limit: number = 50 How many rows at most
MATCH (named:Entity {id: $entity})<-[:ABOUT]-(quote:Quote)<-[:SAID]-(speaker:Entity)
WITH speaker, quote ORDER BY speaker.name, quote.id LIMIT $limit
MATCH (quote)-[:IN]->(article:Article)
RETURN speaker.name AS speaker, quote.text AS words, article.published AS published,
       coalesce(article.publisher + ': ', '') + coalesce(article.title, split(article.path, '/')[-1], article.id) AS article
ORDER BY speaker, published, words
