// On what do articles disagree: held or not, when, where, how much, in office or not, who holds it, when born or founded?
// :param since: day = latest-90 Told on this day or later
// :param entity: Entity = null Only about this one
// :param limit: number = 50 How many rows at most
// :empty of no event that articles tell of in the same days did they tell what cannot both be so
CALL () {
  // One says that it was not so, another that it was: of the same event, by what is told of its time and place.
  MATCH (claim:Claim)-[denies:DENIES]->(other:Claim)
  MATCH (claim)-[:STATED_IN]->(article:Article)
  WHERE coalesce(article.published >= date($since), true)
  MATCH (subject:Entity)<-[:SUBJECT]-(claim)-[:OBJECT]->(object:Entity), (other)-[:STATED_IN]->(told:Article)
  OPTIONAL MATCH (claim)-[:AT]->(here:Place)
  OPTIONAL MATCH (there:Entity {id: denies.place_id})
  WITH * WHERE here IS NULL OR there IS NULL OR here = there OR EXISTS { (here)-[:LOCATED_IN|CAPITAL_OF]-{1,2}(there) }
  RETURN subject, claim.type AS what, object, 'so or not' AS about, 'denied' AS one, 'actual' AS other,
         claim.sentence AS sentence, article.published AS told, other.sentence AS against, told.published AS against_told
  UNION
  // Two days, at most two apart, for what is told as one event.
  MATCH (claim:Claim)
  WHERE claim.when_start >= date($since) AND claim.status = 'actual' AND claim.when_start = claim.when_end
    AND claim.type IN ['MET', 'SPOKE_WITH', 'SIGNED_WITH', 'NEGOTIATED_WITH', 'APPOINTED', 'DISMISSED', 'ARRESTED', 'CONVICTED',
                       'CHARGED', 'RELEASED', 'EXPELLED', 'KILLED', 'DEFEATED', 'FOUNDED']
  // Most is told once: only of the rest are ends, articles and places looked for.
  WITH claim.pair AS pair, min(claim.when_start) AS first, max(claim.when_start) AS last
  WHERE first < last
  MATCH (claim:Claim {pair: pair, status: 'actual'})
  WHERE claim.when_start >= date($since) AND claim.when_start = claim.when_end
  MATCH (subject:Entity)<-[:SUBJECT]-(claim)-[:OBJECT]->(object:Entity), (claim)-[:STATED_IN]->(article:Article)
  OPTIONAL MATCH (claim)-[:AT]->(place:Place)
  WITH subject, object, claim.type AS what, claim.when_start AS day, article, claim.sentence AS sentence, place
  ORDER BY sentence, article.id
  WITH subject, object, what, day, collect(article.id) AS articles, collect(sentence) AS sentences,
       collect(article.published) AS days, collect(DISTINCT place) AS places
  WITH subject, object, what, collect({day: day, articles: articles, sentences: sentences, days: days, places: places}) AS told
  WHERE size(told) > 1
  UNWIND told AS first
  UNWIND told AS second
  WITH * WHERE first.day < second.day AND second.day <= first.day + duration({days: 2})
    AND none(article IN first.articles WHERE article IN second.articles)
    AND (size(first.places) = 0 OR size(second.places) = 0 OR any(place IN first.places WHERE place IN second.places))
    AND all(day IN first.days WHERE coalesce(day >= second.day, true))
  RETURN subject, what, object, 'when' AS about, toString(first.day) AS one, toString(second.day) AS other,
         first.sentences[0] AS sentence, first.days[0] AS told, second.sentences[0] AS against, second.days[0] AS against_told
  UNION
  // Two places for one day, by different articles, of which none lies in or beside the other.
  MATCH (claim:Claim)
  WHERE claim.when_start >= date($since) AND claim.status = 'actual' AND claim.when_start = claim.when_end
    AND claim.type IN ['MET', 'SIGNED_WITH', 'NEGOTIATED_WITH', 'KILLED', 'ARRESTED']
  WITH claim.pair AS pair, claim.when_start AS begins, count(*) AS times
  WHERE times > 1
  MATCH (claim:Claim {pair: pair, status: 'actual'})
  WHERE claim.when_start = begins AND claim.when_end = begins
  MATCH (claim)-[:AT]->(place:Place), (subject:Entity)<-[:SUBJECT]-(claim)-[:OBJECT]->(object:Entity)
  WITH subject, object, claim.type AS what, claim.when_start AS begins, collect({claim: claim, place: place}) AS told
  WHERE size(told) > 1
  UNWIND told AS one
  WITH subject, object, what, begins, one.claim AS claim, one.place AS place
  MATCH (claim)-[:STATED_IN]->(article:Article)
  WITH subject, object, what, begins, claim, place, article
  ORDER BY claim.confidence DESC, claim.id
  WITH subject, object, what, begins,
       collect({place: place, sentence: claim.sentence, article: article.id, published: article.published}) AS told
  WHERE size(told) > 1
  UNWIND told AS first
  UNWIND told AS second
  WITH * WHERE first.place.name < second.place.name AND first.article <> second.article
  WITH subject, object, what, begins, told, first.place AS here, second.place AS there, collect(first)[0] AS first,
       collect(second)[0] AS second
  WHERE NOT EXISTS { (here)-[:LOCATED_IN|CAPITAL_OF]-{1,2}(there) }
    AND none(one IN told WHERE one.sentence CONTAINS here.name AND one.sentence CONTAINS there.name)
    AND coalesce(point.distance(point({latitude: here.latitude, longitude: here.longitude}),
                                point({latitude: there.latitude, longitude: there.longitude})) > 50000, true)
  RETURN subject, what, object, 'where' AS about, here.name AS one, there.name AS other, first.sentence AS sentence,
         first.published AS told, second.sentence AS against, second.published AS against_told
  UNION
  // Two sums for one thing, by different articles of one month; a tenth more or less is the same, rounded.
  MATCH (claim:Claim)
  WHERE claim.amount IS NOT NULL AND claim.status <> 'denied'
  WITH claim.pair AS pair, min(claim.amount) AS least, max(claim.amount) AS most
  WHERE least * 1.1 < most
  MATCH (claim:Claim {pair: pair})
  WHERE claim.amount IS NOT NULL AND claim.status <> 'denied'
  MATCH (claim)-[:SUBJECT]->(subject:Entity), (claim)-[:OBJECT]->(object:Entity), (claim)-[:STATED_IN]->(article:Article)
  WHERE coalesce(article.published >= date($since), true)
  WITH subject, object, claim, article ORDER BY claim.confidence DESC, claim.id
  WITH subject, object, claim.type AS what, claim.currency AS currency,
       collect({amount: claim.amount, thing: claim.what, status: claim.status, sentence: claim.sentence, article: article.id,
                begins: claim.when_start, ends: claim.when_end, published: article.published}) AS told
  WHERE size(told) > 1
  UNWIND told AS first
  UNWIND told AS second
  WITH * WHERE first.amount * 1.1 < second.amount AND first.article <> second.article AND first.status = second.status
    AND coalesce(first.thing = second.thing, true)
    AND coalesce(first.begins <= second.ends AND second.begins <= first.ends, true)
    AND coalesce(first.published - duration({days: 30}) <= second.published <= first.published + duration({days: 30}), true)
    AND none(one IN told WHERE one.article = first.article AND one.amount = second.amount)
    AND none(one IN told WHERE one.article = second.article AND one.amount = first.amount)
  WITH subject, what, object, first.amount AS less, second.amount AS more, collect(first)[0] AS first, collect(second)[0] AS second
  RETURN subject, what, object, 'how much' AS about, toString(less) AS one, toString(more) AS other,
         first.sentence AS sentence, first.published AS told, second.sentence AS against, second.published AS against_told
  UNION
  // Told to have left an office, and in the month after called its holder by an article that knows nothing of that.
  CALL () {
    MATCH (subject:Person)-[left:HOLDS_OFFICE]->(object:Office)
    WHERE left.status = 'former' AND left.first_reported > date($since) - duration({days: 30})
    MATCH (subject)-[holds:HOLDS_OFFICE]->(object) WHERE holds.status = 'actual' AND holds.last_reported >= date($since)
    RETURN subject, object, left, holds, coalesce(left.until, left.first_reported) AS day
    UNION
    MATCH (subject:Person)<-[left:DISMISSED]-()
    WHERE left.first_reported > date($since) - duration({days: 30}) AND left.status = 'actual'
    WITH subject, collect(left) AS losses
    MATCH (subject)-[holds:HOLDS_OFFICE]->(object:Office) WHERE holds.status = 'actual' AND holds.last_reported >= date($since)
    UNWIND losses AS left
    RETURN subject, object, left, holds, coalesce(left.when_start, left.first_reported) AS day
  }
  WITH * WHERE holds.last_reported > day AND left.first_reported > holds.last_reported - duration({days: 30})
    AND coalesce(holds.since < day, true)
  UNWIND holds.claim_ids AS id
  MATCH (still:Claim {id: id})-[:STATED_IN]->(late:Article)
  WHERE day < late.published <= left.first_reported + duration({days: 30})
    AND NOT EXISTS { UNWIND left.claim_ids AS told MATCH (:Claim {id: told})-[:STATED_IN]->(known:Article) WHERE known.id = late.id RETURN 1 }
  // The holders of a post are looked for once, however many are told to have left it.
  WITH object, collect({subject: subject, sources: holds.sources, left: left, day: day, still: still, late: late}) AS told
  CALL (object) {
    MATCH (object)<-[another:HOLDS_OFFICE]-(successor) WHERE another.status = 'actual'
    RETURN collect({who: successor, since: another.held_from, until: another.held_until, sources: another.sources}) AS holders
  }
  UNWIND told AS one
  WITH object, holders, one.subject AS subject, one.sources AS sources, one.left AS left, one.day AS day, one.still AS still, one.late AS late,
       one.day - duration({days: 30}) AS before
  WHERE none(another IN holders
    WHERE another.who <> subject AND coalesce(another.until > day, true)
      AND coalesce(another.since < before OR object.one_holder AND another.sources >= sources, false))
  WITH subject, object, left, day, still, late ORDER BY late.published DESC, still.confidence DESC, still.id
  WITH subject, object, left, day, collect(still)[0] AS still, collect(late)[0] AS late
  RETURN subject, 'HOLDS_OFFICE' AS what, object, 'in office or not' AS about, 'left by ' + toString(day) AS one,
         'in office on ' + toString(late.published) AS other, left.evidence[0] AS sentence, left.first_reported AS told,
         still.sentence AS against, late.published AS against_told
  UNION
  // Two holders at once of an office that has one; whom a few call so where many name another is a slip or long gone.
  // Who is called by a part of the other's name may well be the other.
  MATCH (object:Office {one_holder: true})<-[one:HOLDS_OFFICE]-(subject:Person)
  WHERE one.status = 'actual' AND one.last_reported >= date($since) AND one.held_until IS NULL
  MATCH (object)<-[two:HOLDS_OFFICE]-(second:Person)
  WHERE two.status = 'actual' AND two.held_until IS NULL AND subject.id < second.id
    AND one.first_reported <= two.last_reported + duration({days: 7}) AND two.first_reported <= one.last_reported + duration({days: 7})
    AND NOT EXISTS { (subject)-[:SUCCEEDED]-(second) }
    AND NOT all(word IN split(subject.name, ' ') WHERE word IN split(second.name, ' '))
    AND NOT all(word IN split(second.name, ' ') WHERE word IN split(subject.name, ' '))
    AND NOT EXISTS {
      MATCH (object)<-[more:HOLDS_OFFICE {status: 'actual'}]-() WHERE more.sources >= 3 * one.sources OR more.sources >= 3 * two.sources
    }
  RETURN subject, 'HOLDS_OFFICE' AS what, object, 'who' AS about, subject.name AS one, second.name AS other,
         one.evidence[0] AS sentence, one.last_reported AS told, two.evidence[0] AS against, two.last_reported AS against_told
  UNION
  // Two days of birth, death or founding, of which one does not lie in the other.
  MATCH (dated:Claim)
  WHERE dated.type IN ['BORN', 'DIED', 'ESTABLISHED'] AND dated.status = 'actual' AND dated.when_start > date('0001-01-01')
  WITH dated.pair AS pair, max(dated.when_start) AS latest, min(dated.when_end) AS earliest
  WHERE earliest < latest
  MATCH (claim:Claim {pair: pair, status: 'actual'})-[:STATED_IN]->(article:Article)
  WHERE coalesce(article.published >= date($since), true)
  MATCH (against:Claim {pair: pair, status: 'actual'})
  WHERE claim.when_end < against.when_start OR against.when_end < claim.when_start
  MATCH (claim)-[:SUBJECT]->(subject:Entity), (against)-[:STATED_IN]->(second:Article)
  WHERE second <> article
    AND (claim.when_end < against.when_start OR against.when_end < claim.when_start AND coalesce(second.published < date($since), false))
  WITH subject, claim.type AS what, claim.when_start AS one, against.when_start AS other, claim, article, against, second
  ORDER BY claim.confidence DESC, claim.id, against.confidence DESC, against.id
  WITH subject, what, one, other, collect({sentence: claim.sentence, told: article.published})[0] AS first,
       collect({sentence: against.sentence, told: second.published})[0] AS second
  RETURN subject, what, NULL AS object, 'when' AS about, toString(one) AS one, toString(other) AS other,
         first.sentence AS sentence, first.told AS told, second.sentence AS against, second.told AS against_told
}
WITH * WHERE ($entity IS NULL OR $entity IN [subject.id, object.id])
RETURN about, subject.name AS who, what, object.name AS whom, one, other, sentence, told, against, against_told
ORDER BY about, who, what, whom, one, other, sentence
LIMIT $limit
