// from $person to $other
// :param person: Person
// :param other: Person
MATCH path = SHORTEST 5 (:Person {name: $person})((:Entity)--(:Entity)){1,5}(:Person {name: $other}) RETURN path
