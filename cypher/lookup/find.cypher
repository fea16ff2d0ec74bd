// Entities whose name or aliases fit a Lucene query, the best first.
CALL db.index.fulltext.queryNodes('entity_names', $query, {limit: 200})
YIELD node, score
WHERE $kind = 'Entity' OR $kind IN labels(node)
RETURN node.id AS id, node.name AS name, [label IN labels(node) WHERE NOT label IN ['Kg', 'Entity']][0] AS type,
       coalesce(node.aliases, []) AS aliases, coalesce(node.alias_counts, []) AS alias_counts,
       node.mention_count AS mentions, score
ORDER BY score DESC, mentions DESC, id
LIMIT $limit
