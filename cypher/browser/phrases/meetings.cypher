// meetings of $person
// :param person: Person
MATCH path = (:Person {name: $person})-[:MET|SPOKE_WITH|NEGOTIATED_WITH]-(:Entity) RETURN path
