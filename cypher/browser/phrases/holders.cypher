// holders of $office
// :param office: Office
MATCH path = (:Office {name: $office})<-[:HOLDS_OFFICE]-(:Person) RETURN path
