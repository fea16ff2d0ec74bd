// When and where did these two meet or speak, and when are they to?
// :param one: Person = #1 One of them
// :param other: Person = #2 The other
MATCH (:Entity:Person {id: $one})-[met:MET|SPOKE_WITH]-(:Person {id: $other})
RETURN type(met) AS how, met.status AS status, met.when_start AS begins, met.when_end AS ends, met.place AS place,
       met.first_planned AS first_planned, met.sources AS sources, met.evidence AS sentences
ORDER BY begins, how, status
