UNWIND $rows AS id
MATCH ()-[relationship]->()
WHERE elementId(relationship) = id
DELETE relationship
RETURN count(*)
