"""The graph in Neo4j, and the local server."""
