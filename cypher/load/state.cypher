// What the database says it holds, and what its own counters say.
OPTIONAL MATCH (graph:KnowledgeGraph {key: 'kg'})
RETURN graph.hash AS hash, graph.nodes AS nodes, graph.relationships AS relationships,
       graph.schema AS schema, graph.beside_others AS beside_others,
       COUNT { () } - COUNT { (:Kg) } - COUNT { (:KnowledgeGraph) } AS others,
       COUNT { (:Kg) } AS nodes_there, COUNT { (:Kg)-->() } AS relationships_there
