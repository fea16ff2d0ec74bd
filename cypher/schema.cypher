// Constraints first: kg finds its own nodes by key. Then the indexes that the queries of cypher/explore start from.
// Each statement may be run again.

CREATE CONSTRAINT kg_key IF NOT EXISTS FOR (node:Kg) REQUIRE node.key IS UNIQUE;
CREATE CONSTRAINT kg_graph IF NOT EXISTS FOR (graph:KnowledgeGraph) REQUIRE graph.key IS UNIQUE;

// An entity by its id or its name, in its own words: CALL db.index.fulltext.queryNodes('entity_names', 'berg')
CREATE INDEX entity_id IF NOT EXISTS FOR (entity:Entity) ON (entity.id);
CREATE INDEX entity_name IF NOT EXISTS FOR (entity:Entity) ON (entity.name);
CREATE INDEX entity_articles IF NOT EXISTS FOR (entity:Entity) ON (entity.article_count);

// "muller" finds Müller. Dropped first: a database of before has the index without the folding, and its name stays.
DROP INDEX entity_names IF EXISTS;
CREATE FULLTEXT INDEX entity_names IF NOT EXISTS FOR (entity:Entity) ON EACH [entity.name, entity.aliases]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}};

CREATE INDEX article_id IF NOT EXISTS FOR (article:Article) ON (article.id);
CREATE INDEX article_published IF NOT EXISTS FOR (article:Article) ON (article.published);
CREATE INDEX claim_id IF NOT EXISTS FOR (claim:Claim) ON (claim.id);
CREATE INDEX claim_status IF NOT EXISTS FOR (claim:Claim) ON (claim.status);
CREATE INDEX claim_begins IF NOT EXISTS FOR (claim:Claim) ON (claim.when_start);
CREATE INDEX claim_pair IF NOT EXISTS FOR (claim:Claim) ON (claim.pair, claim.status);
CREATE INDEX claim_type_begins IF NOT EXISTS FOR (claim:Claim) ON (claim.type, claim.status, claim.when_start);
CREATE INDEX claim_amount IF NOT EXISTS FOR (claim:Claim) ON (claim.amount);
CREATE INDEX event_id IF NOT EXISTS FOR (event:Event) ON (event.id);
CREATE INDEX event_begins IF NOT EXISTS FOR (event:Event) ON (event.when_start);
CREATE INDEX story_articles IF NOT EXISTS FOR (story:Story) ON (story.article_count);

// What has a time is looked for by time.
CREATE INDEX met_begins IF NOT EXISTS FOR ()-[tie:MET]-() ON (tie.when_start);
CREATE INDEX met_ends IF NOT EXISTS FOR ()-[tie:MET]-() ON (tie.when_end);
CREATE INDEX met_planned IF NOT EXISTS FOR ()-[tie:MET]-() ON (tie.first_planned);
CREATE INDEX spoke_begins IF NOT EXISTS FOR ()-[tie:SPOKE_WITH]-() ON (tie.when_start);
CREATE INDEX spoke_ends IF NOT EXISTS FOR ()-[tie:SPOKE_WITH]-() ON (tie.when_end);
CREATE INDEX spoke_planned IF NOT EXISTS FOR ()-[tie:SPOKE_WITH]-() ON (tie.first_planned);
CREATE INDEX visited_begins IF NOT EXISTS FOR ()-[tie:VISITED]-() ON (tie.when_start);
CREATE INDEX visited_ends IF NOT EXISTS FOR ()-[tie:VISITED]-() ON (tie.when_end);
CREATE INDEX visited_planned IF NOT EXISTS FOR ()-[tie:VISITED]-() ON (tie.first_planned);
CREATE INDEX signed_ends IF NOT EXISTS FOR ()-[tie:SIGNED_WITH]-() ON (tie.when_end);
CREATE INDEX signed_planned IF NOT EXISTS FOR ()-[tie:SIGNED_WITH]-() ON (tie.first_planned);
CREATE INDEX pledged_amount IF NOT EXISTS FOR ()-[tie:PLEDGED_TO]-() ON (tie.amount);
CREATE INDEX negotiated_begins IF NOT EXISTS FOR ()-[tie:NEGOTIATED_WITH]-() ON (tie.when_start);
CREATE INDEX negotiated_ends IF NOT EXISTS FOR ()-[tie:NEGOTIATED_WITH]-() ON (tie.when_end);
CREATE INDEX negotiated_planned IF NOT EXISTS FOR ()-[tie:NEGOTIATED_WITH]-() ON (tie.first_planned);
CREATE INDEX office_one_holder IF NOT EXISTS FOR (office:Office) ON (office.one_holder);
CREATE INDEX office_reported IF NOT EXISTS FOR ()-[tie:HOLDS_OFFICE]-() ON (tie.last_reported);
CREATE INDEX office_left IF NOT EXISTS FOR ()-[tie:HOLDS_OFFICE]-() ON (tie.status, tie.first_reported);
CREATE INDEX dismissed_reported IF NOT EXISTS FOR ()-[tie:DISMISSED]-() ON (tie.first_reported);
