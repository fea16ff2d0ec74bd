// One load at a time: writing to this node waits for any other load to end.
MERGE (graph:KnowledgeGraph {key: 'kg'})
SET graph.loading = true
RETURN graph.hash, graph.nodes, graph.relationships
