// The most mentioned people and what ties them to one another
MATCH (person:Entity:Person) WHERE person.article_count > 0
WITH person ORDER BY person.article_count DESC, person.mention_count DESC, person.id LIMIT 12
WITH collect(person) AS people
UNWIND people AS one
MATCH path = (one)-[tie:!LINKED]->(other:Person)
WHERE other IN people
RETURN path
