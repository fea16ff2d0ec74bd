// visitors of $place
// :param place: Place
MATCH path = (:Place {name: $place})<-[:VISITED]-(:Entity) RETURN path
