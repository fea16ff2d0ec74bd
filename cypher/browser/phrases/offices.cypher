// offices of $person
// :param person: Person
MATCH path = (:Person {name: $person})-[:HOLDS_OFFICE]->(:Office)
OPTIONAL MATCH body = (:Person {name: $person})-[:HOLDS_OFFICE]->(:Office)-[:OFFICE_OF]->(:Entity)
RETURN path, body
