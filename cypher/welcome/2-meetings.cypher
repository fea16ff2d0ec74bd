// Who met or is to meet whom, when and where?
MATCH (a:Person)-[m:MET]->(b:Person)
RETURN a.name AS one, b.name AS other, m.status AS status, toString(m.when_start) AS since, m.place AS place
ORDER BY m.when_start IS NULL, m.when_start DESC, a.name, b.name LIMIT 8
