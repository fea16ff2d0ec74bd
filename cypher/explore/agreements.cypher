// Which agreements did this person, country or organization sign, negotiate or broker, and with whom?
// :param entity: Entity = Place#1 One of the parties
// :param limit: number = 50 How many rows at most
// :empty no article tells of an agreement, talks or a mediation of theirs
MATCH (:Entity {id: $entity})-[signed:SIGNED_WITH|NEGOTIATED_WITH|MEDIATED]-(party:Entity)
RETURN signed.when_start AS begins, type(signed) AS tie, party.name AS party,
       CASE WHEN signed:MEDIATED THEN CASE startNode(signed) WHEN party THEN 'as mediator' ELSE 'as party' END END AS role,
       signed.instrument AS instrument, coalesce(signed.denial, signed.status) AS status,
       signed.place AS place, signed.sources AS sources, signed.evidence[0] AS sentence
ORDER BY begins IS NULL, begins DESC, party, status
LIMIT $limit
