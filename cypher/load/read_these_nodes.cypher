// Key, hash and id of some of the nodes kg wrote, as one list.
MATCH (node:Kg)
WHERE node.key IN $keys
RETURN collect(coalesce(node.hash, '-') + ' ' + elementId(node) + ' ' + node.key)
