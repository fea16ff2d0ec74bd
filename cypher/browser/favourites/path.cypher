// How the two most mentioned people are connected
MATCH (person:Entity:Person) WHERE person.article_count > 0
WITH person ORDER BY person.article_count DESC, person.mention_count DESC, person.id LIMIT 2
WITH collect(person) AS ends
WITH ends[0] AS one, ends[1] AS other WHERE other IS NOT NULL
MATCH path = ALL SHORTEST (one)((:Entity)--(:Entity)){1,5}(other)
RETURN path LIMIT 20
