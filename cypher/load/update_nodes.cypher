UNWIND $rows AS row
MATCH (node:Kg)
WHERE elementId(node) = row.id
SET node = row.properties
REMOVE node:Person:Office:Place:Organization:Mentioned10:Mentioned30:Mentioned100:Mentioned300:Mentioned1000
SET node:$(row.labels)
RETURN count(*)
