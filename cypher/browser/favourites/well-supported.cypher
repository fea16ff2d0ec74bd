// What several independent sources say
MATCH path = (:Entity)-[tie:!LINKED]->(:Entity)
WHERE tie.sources > 1
RETURN path ORDER BY tie.sources DESC, tie.claims DESC LIMIT 80
