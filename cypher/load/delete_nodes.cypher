// What kg wrote between nodes is gone by now; what others tied to a node goes with it and is counted.
UNWIND $rows AS id
MATCH (node:Kg)
WHERE elementId(node) = id
WITH node, COUNT { (node)--() } AS others
DETACH DELETE node
RETURN count(*), sum(others)
