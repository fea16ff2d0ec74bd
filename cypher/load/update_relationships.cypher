UNWIND $rows AS row
MATCH ()-[relationship]->()
WHERE elementId(relationship) = row.id
SET relationship = row.properties
RETURN count(*)
