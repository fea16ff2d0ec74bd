// Who met, phoned or is to meet whom; the line says whether it was planned, held or called off
MATCH path = (:Entity)-[tie:MET|SPOKE_WITH]->(:Entity)
RETURN path ORDER BY tie.when_start DESC, tie.sources DESC LIMIT 60
