UNWIND $rows AS row
MATCH (start:Kg {key: row.start})
MATCH (end:Kg {key: row.end})
CREATE (start)-[relationship:$(row.type)]->(end)
SET relationship = row.properties
RETURN count(*)
