// journeys of $person
// :param person: Person
MATCH path = (:Person {name: $person})-[:VISITED]->(:Place) RETURN path
