// Key, hash and id of every node kg wrote, as one list: ten times faster to fetch than rows.
MATCH (node:Kg)
RETURN collect(coalesce(node.hash, '-') + ' ' + elementId(node) + ' ' + node.key)
