MATCH (graph:KnowledgeGraph {key: 'kg'})
SET graph.schema = $schema
RETURN count(*)
