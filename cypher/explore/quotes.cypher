// What did this person say, in whose article?
// :param person: Person = #1 The speaker
// :param limit: number = 50 How many rows at most
MATCH (speaker:Entity:Person {id: $person})-[:SAID]->(quote:Quote)-[:IN]->(article:Article)
RETURN article.published AS published, quote.text AS words, quote.direct AS direct,
       coalesce(article.publisher, article.title, article.id) AS article
ORDER BY published IS NULL, published DESC, words
LIMIT $limit
