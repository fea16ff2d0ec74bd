// Key, hash and id of some of the relationships kg wrote, as one list; each is looked for between its ends.
UNWIND $rows AS row
MATCH (start:Kg {key: row.start})
MATCH (end:Kg {key: row.end})
MATCH (start)-[relationship]->(end)
WHERE relationship.key = row.key AND relationship.hash IS NOT NULL
RETURN collect(relationship.hash + ' ' + elementId(relationship) + ' ' + relationship.key)
