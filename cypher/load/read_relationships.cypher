// Key, hash and id of every relationship kg wrote, as one list. Others' relationships have no key and hash.
MATCH (:Kg)-[relationship]->(:Kg)
WHERE relationship.key IS NOT NULL AND relationship.hash IS NOT NULL
RETURN collect(relationship.hash + ' ' + elementId(relationship) + ' ' + relationship.key)
