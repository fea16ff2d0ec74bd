UNWIND $rows AS row
CREATE (node:Kg:$(row.labels))
SET node = row.properties
RETURN count(*)
