// Meetings and visits that are only planned
MATCH path = (:Person)-[plan:MET|SPOKE_WITH|VISITED]->(:Entity)
WHERE plan.status = 'planned'
RETURN path ORDER BY plan.when_start DESC LIMIT 60
