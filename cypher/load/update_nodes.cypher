UNWIND $rows AS row
MATCH (node:Kg)
WHERE elementId(node) = row.id
SET node = row.properties
REMOVE node:Person:Office:Place:Organization
SET node:$(row.labels)
RETURN count(*)
