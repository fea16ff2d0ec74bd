// The offices whose title stands in one of these descriptions, and the bodies they are of.
MATCH (office:Office)
WHERE any(words IN $wordings WHERE words CONTAINS toLower(office.title))
CALL (office) {
  RETURN office AS entity
  UNION
  MATCH (office)-[:OFFICE_OF]->(body:Entity) RETURN body AS entity
}
RETURN DISTINCT entity.id AS id, entity.name AS name, [label IN labels(entity) WHERE NOT label IN ['Kg', 'Entity']][0] AS type,
       coalesce(entity.aliases, []) AS aliases, coalesce(entity.alias_counts, []) AS alias_counts,
       coalesce(entity.mention_count, 0) AS mention_count, entity.title AS title
ORDER BY id
