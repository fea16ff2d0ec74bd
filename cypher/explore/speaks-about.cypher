// Who speaks about whom, and how often?
// :param person: Entity = Person#1 The speaker
// :param limit: number = 50 How many rows at most
// :empty in no words of theirs is anybody else named
MATCH (speaker:Entity {id: $person})-[:SAID]->(quote:Quote)-[:ABOUT]->(named:Entity)
WHERE named <> speaker AND NOT named:Office
WITH named, quote ORDER BY quote.text
WITH named, count(DISTINCT quote) AS quotes, collect(quote.text) AS words
RETURN named.name AS about, quotes, words[0] AS example
ORDER BY quotes DESC, about
LIMIT $limit
