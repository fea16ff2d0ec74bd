// what is said of $person and $other
// :param person: Person
// :param other: Person
MATCH (:Person {name: $person})-[tie]-(:Person {name: $other})
UNWIND tie.claim_ids AS id
MATCH path = (:Claim {id: id})-[:SUBJECT|OBJECT|STATED_IN]->()
RETURN path
