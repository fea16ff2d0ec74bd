// When was this person born and when did they die, or when was this organization founded, and who says so?
// :param entity: Entity = #1 Whose days
// :param limit: number = 20 How many rows at most
// :empty no article tells a day of theirs
MATCH (entity:Entity {id: $entity})<-[:SUBJECT]-(claim:Claim)-[:STATED_IN]->(article:Article)
WHERE claim.type IN ['BORN', 'DIED', 'ESTABLISHED']
WITH claim, article, CASE claim.type WHEN 'BORN' THEN entity.born WHEN 'DIED' THEN entity.died ELSE entity.founded END AS taken
RETURN claim.type AS what, claim.when_start AS begins, claim.when_end AS ends, claim.status AS status, taken,
       claim.sentence AS sentence, article.published AS published,
       coalesce(article.publisher + ': ', '') + coalesce(article.title, split(article.path, '/')[-1], article.id) AS article
ORDER BY what, begins, ends, status, published, sentence, article
LIMIT $limit
