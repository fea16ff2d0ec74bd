// Which sentences tie these two to one another, and in which articles do they stand?
// :param one: Entity = #1 One of them
// :param other: Entity = #2 The other
// :empty no sentence ties these two to one another; kg ask shortest-path looks for ways through others
MATCH (one:Entity {id: $one})-[tie:!LINKED]-(other:Entity {id: $other})
UNWIND tie.claim_ids AS id
MATCH (claim:Claim {id: id})-[:STATED_IN]->(article:Article)
// What the table of places tells, no article says.
WHERE NOT claim.rule ENDS WITH '/gazetteer'
RETURN type(tie) AS tie, claim.status AS status, claim.when_text AS when, claim.sentence AS sentence,
       claim.confidence AS confidence, claim.rule AS rule, article.published AS published,
       coalesce(article.publisher + ': ', '') + coalesce(article.title, split(article.path, '/')[-1], article.id) AS article
ORDER BY tie, status, published, confidence DESC, sentence
LIMIT 100
