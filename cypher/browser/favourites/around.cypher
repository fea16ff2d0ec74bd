// All ties of one person: for another, write (center:Entity {name: 'Anna Berg'})
MATCH (center:Entity:Person) WHERE center.article_count > 0
WITH center ORDER BY center.article_count DESC, center.mention_count DESC, center.id LIMIT 1
MATCH path = (center)-[tie:!LINKED]-(:Entity)
RETURN path ORDER BY tie.sources DESC, tie.claims DESC LIMIT 40
