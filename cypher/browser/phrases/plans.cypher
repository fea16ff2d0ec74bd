// what is planned for $person
// :param person: Person
MATCH path = (:Person {name: $person})-[tie]-(:Entity) WHERE tie.status = 'planned' RETURN path
