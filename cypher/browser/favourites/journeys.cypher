// Who went where, and who travelled along
MATCH path = (:Person)-[trip:VISITED|ACCOMPANIED]->(:Entity)
WHERE trip.status = 'actual'
RETURN path ORDER BY trip.when_start DESC, trip.sources DESC LIMIT 60
