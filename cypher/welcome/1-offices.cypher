// Who holds which office?
MATCH (p:Person)-[h:HOLDS_OFFICE]->(o:Office)
RETURN p.name AS person, o.name AS office, h.status AS status, h.sources AS sources
ORDER BY h.sources DESC, p.name, o.name LIMIT 8
