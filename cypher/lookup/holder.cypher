// Who holds an office in the newest articles.
MATCH (:Entity:Office {id: $office})<-[holds:HOLDS_OFFICE]-(person:Person)
WHERE holds.status = 'actual' AND holds.held_until IS NULL
RETURN person.id AS id, person.name AS name, toString(holds.last_reported) AS day
ORDER BY holds.sources DESC, holds.last_reported DESC, id
LIMIT 1
