// Which people belong to this country: citizens, people born or living there, holders of its offices?
// :param country: Place = #1 The country
// :param day: day = latest Seen from this day
// :param limit: number = 100 How many rows at most
// :empty no article says of anybody that he belongs to it
MATCH (country:Entity:Place {id: $country})
CALL (country) {
  MATCH (country)<-[tie:CITIZEN_OF|BORN_IN|LIVES_IN|DIED_IN]-(person:Person)
  WHERE tie.status <> 'denied'
  RETURN person, type(tie) AS tie, tie.status AS status, tie.sources AS sources, null AS told
  UNION
  MATCH (country)<-[:OFFICE_OF]-(office:Office)<-[holds:HOLDS_OFFICE]-(person:Person)
  WHERE holds.status <> 'denied'
  RETURN person, office.name AS tie, holds.sources AS sources, holds.last_reported AS told,
         CASE
           WHEN holds.status = 'actual' AND holds.held_until <= date($day) THEN 'former'
           // Of a post with one holder at a time another is better told of.
           WHEN holds.status = 'actual' AND EXISTS {
             MATCH (office)<-[better:HOLDS_OFFICE {status: 'actual'}]-(another:Person)
             WHERE office.one_holder AND another <> person AND coalesce(better.held_until > date($day), true)
               AND coalesce(better.held_from, better.first_reported - duration({days: 30})) <= date($day)
               AND [better.last_reported >= date($day) - duration({days: 365}), better.sources, better.last_reported, another.id]
                 > [holds.last_reported >= date($day) - duration({days: 365}), holds.sources, holds.last_reported, person.id]
           } THEN 'also called so'
           ELSE holds.status
         END AS status
}
// Who is not known to have left a post may have left it since: the day when he was last called its holder says how sure that is.
WITH person, CASE status WHEN 'actual' THEN tie + coalesce(', last reported ' + toString(told), '') ELSE tie + ' (' + status + ')' END AS tie, sources ORDER BY tie
WITH person, collect(DISTINCT tie) AS ties, max(sources) AS sources
RETURN person.name AS person, ties, sources
ORDER BY sources DESC, person
LIMIT $limit
