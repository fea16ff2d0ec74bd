// How are these two connected, by the fewest steps? (nothing that is denied)
// :param one: Entity = #1 From here
// :param other: Entity = #2 To there
// :empty within six steps nothing that articles say leads from one to the other
MATCH (one:Entity {id: $one}), (other:Entity {id: $other})
MATCH path = SHORTEST 20 (one)((:Entity)-[step:!LINKED WHERE step.status <> 'denied']-(:Entity)){1,6}(other)
WITH nodes(path) AS nodes, length(path) AS length,
     [step IN relationships(path) | type(step) + ' (' + step.status + ')'] AS steps
ORDER BY length, [node IN nodes | node.id], steps
WITH nodes, length, collect(steps)[0] AS steps, count(*) AS ways
RETURN [node IN nodes | node.name] AS through, length, steps, ways
ORDER BY length, ways DESC, through
LIMIT 3
