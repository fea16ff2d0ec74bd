// Who said what about whom, and where it stands
MATCH path = (:Person)-[:SAID]->(quote:Quote)-[:ABOUT]->(:Entity)
WHERE quote.direct
RETURN path LIMIT 40
