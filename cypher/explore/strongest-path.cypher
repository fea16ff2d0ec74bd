// How are these two connected, by what most independent sources say?
// :param one: Entity = #1 From here
// :param other: Entity = #2 To there
// :empty within four steps nothing that happened leads from one to the other
MATCH (one:Entity {id: $one}), (other:Entity {id: $other})
MATCH path = SHORTEST 50 (one)((:Entity)-[step:!LINKED WHERE step.status IN ['actual', 'former']]-(:Entity)){1,4}(other)
// Nobody stands twice on a way.
WHERE all(node IN nodes(path) WHERE single(same IN nodes(path) WHERE same = node))
WITH path, reduce(least = 1000000, step IN relationships(path) |
            CASE WHEN step.sources < least THEN step.sources ELSE least END) AS weakest
RETURN [node IN nodes(path) | node.name] AS through,
       [step IN relationships(path) | type(step) + ' (' + toString(step.sources) + ')'] AS steps, weakest,
       round(reduce(sure = 1.0, step IN relationships(path) | sure * step.confidence), 3) AS confidence
ORDER BY weakest DESC, confidence DESC, size(through), through
LIMIT 5
