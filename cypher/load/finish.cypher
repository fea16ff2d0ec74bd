// The graph that is now in the database.
MATCH (graph:KnowledgeGraph {key: 'kg'})
SET graph.hash = $hash, graph.version = $version,
    graph.nodes = COUNT { (:Kg) }, graph.relationships = COUNT { (:Kg)-->() },
    graph.beside_others = $beside_others
REMOVE graph.loading
RETURN graph.nodes, graph.relationships
