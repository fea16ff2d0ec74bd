// Who holds this office as of a day, and who held it before?
// :param office: Office = #1 The office
// :param day: day = latest The day; the newest article's if not given
// :param limit: number = 50 How many rows at most
// :empty no article names a holder of it
MATCH (office:Entity:Office {id: $office})<-[holds:HOLDS_OFFICE]-(person:Person)
WITH office, holds, person,
     CASE
       WHEN holds.status IN ['planned', 'possible', 'denied'] THEN holds.status
       WHEN holds.held_until <= date($day) THEN 'before'
       WHEN coalesce(holds.held_from, holds.first_reported - duration({days: 30})) > date($day) THEN 'after'
       WHEN holds.status = 'former' AND (holds.held_from IS NULL OR holds.held_until IS NULL) THEN 'before'
       ELSE 'holds it'
     END AS now,
     // Of a post with one holder at a time another is better told of.
     EXISTS {
       MATCH (office)<-[better:HOLDS_OFFICE {status: 'actual'}]-(another:Person)
       WHERE office.one_holder AND another <> person AND coalesce(better.held_until > date($day), true)
         AND coalesce(better.held_from, better.first_reported - duration({days: 30})) <= date($day)
         AND [better.last_reported >= date($day) - duration({days: 365}), better.sources, better.last_reported, another.id]
           > [holds.last_reported >= date($day) - duration({days: 365}), holds.sources, holds.last_reported, person.id]
     } AS rivalled
WITH holds, person, CASE WHEN now = 'holds it' AND rivalled THEN 'also called so' ELSE now END AS now
RETURN now AS then, person.name AS person, holds.since AS since, holds.ended AS ended, holds.first_reported AS first_reported,
       holds.last_reported AS last_reported, holds.sources AS sources, holds.evidence[0] AS sentence
ORDER BY CASE now WHEN 'holds it' THEN 0 WHEN 'also called so' THEN 1 WHEN 'planned' THEN 2 WHEN 'possible' THEN 3 WHEN 'denied' THEN 6
                  WHEN 'after' THEN 5 ELSE 4 END,
         sources DESC, last_reported DESC, person
LIMIT $limit
