// Events of three and more: one circle each, with all who took part
MATCH (event:Event) WHERE COUNT { (event)-[:PARTICIPANT]->() } > 2
WITH event ORDER BY event.when_start DESC, event.sources DESC LIMIT 12
MATCH path = (event)-[:PARTICIPANT]->(:Entity)
RETURN path LIMIT 60
