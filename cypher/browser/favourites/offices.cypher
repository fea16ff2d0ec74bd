// Who holds which office of which country or organization
MATCH path = (:Person)-[holds:HOLDS_OFFICE]->(:Office)-[:OFFICE_OF]->(:Entity)
WHERE holds.status IN ['actual', 'planned']
RETURN path ORDER BY holds.sources DESC, holds.claims DESC LIMIT 40
