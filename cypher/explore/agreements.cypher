// Which agreements did this person, country or organization sign, and with whom?
// :param entity: Entity = Place#1 One of the parties
// :param limit: number = 50 How many rows at most
MATCH (:Entity {id: $entity})-[signed:SIGNED_WITH]-(party:Entity)
RETURN signed.when_start AS begins, party.name AS party, signed.instrument AS instrument, signed.status AS status,
       signed.place AS place, signed.sources AS sources, signed.evidence[0] AS sentence
ORDER BY begins IS NULL, begins DESC, party, status
LIMIT $limit
