// Which people belong to this country: citizens, office holders, members of its bodies?
// :param country: Place = #1 The country
// :param limit: number = 100 How many rows at most
MATCH (country:Entity:Place {id: $country})
CALL (country) {
  MATCH (country)<-[tie:CITIZEN_OF|BORN_IN|LIVES_IN]-(person:Person)
  RETURN person, type(tie) AS tie, tie.status AS status, tie.sources AS sources
  UNION
  MATCH (country)<-[:OFFICE_OF]-(office:Office)<-[holds:HOLDS_OFFICE]-(person:Person)
  RETURN person, office.name AS tie, holds.status AS status, holds.sources AS sources
}
WITH person, tie + ' (' + status + ')' AS tie, sources ORDER BY tie
WITH person, collect(DISTINCT tie) AS ties, max(sources) AS sources
RETURN person.name AS person, ties, sources
ORDER BY sources DESC, person
LIMIT $limit
