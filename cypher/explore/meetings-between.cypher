// When and where did these two meet or speak, and when are they to?
// :param one: Entity = Person#1 One of them
// :param other: Entity = Person#2 The other
// :empty no article says that these two met or spoke, or are to
MATCH (:Entity {id: $one})-[met:MET|SPOKE_WITH|NEGOTIATED_WITH]-(:Entity {id: $other})
RETURN type(met) AS how, coalesce(met.denial, met.status) AS status, met.when_start AS begins, met.when_end AS ends, met.place AS place,
       met.first_planned AS first_planned, met.sources AS sources, met.evidence AS sentences
ORDER BY begins, how, status
