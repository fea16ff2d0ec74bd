"""Claims to a graph, and the graph as files."""
