// Alliances, rivalries, agreements and hard words between people, countries and organizations
MATCH path = (:Entity)-[tie:ALLY_OF|SUPPORTS|RIVAL_OF|SIGNED_WITH|PRAISED|THANKED|CRITICIZED|ACCUSED|THREATENED|SANCTIONED|ATTACKED]->(:Entity)
RETURN path ORDER BY tie.sources DESC, tie.claims DESC LIMIT 60
