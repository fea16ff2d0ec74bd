// From one tie down to the sentences and the articles it rests on
MATCH (:Person)-[tie:MET]->(:Person)
WITH tie ORDER BY tie.sources DESC, tie.claims DESC, tie.key LIMIT 1
UNWIND tie.claim_ids AS id
MATCH path = (:Entity)<-[:SUBJECT|OBJECT]-(:Claim {id: id})-[:STATED_IN]->(:Article)-[:PART_OF_STORY]->(:Story)
RETURN path LIMIT 40
