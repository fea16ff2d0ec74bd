// The events that most took part in: one circle each, with all who were there
MATCH (event:Event)
WITH event, COUNT { (event)-[:PARTICIPANT]->() } AS many
ORDER BY many DESC, event.sources DESC, event.when_start DESC, event.id LIMIT 15
MATCH path = (event)-[:PARTICIPANT]->(:Entity)
RETURN path LIMIT 60
