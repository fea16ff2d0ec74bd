// Constraints first: kg finds its own nodes by key. Then the indexes that the queries of cypher/explore start from.
// Each statement may be run again.

CREATE CONSTRAINT kg_key IF NOT EXISTS FOR (node:Kg) REQUIRE node.key IS UNIQUE;
CREATE CONSTRAINT kg_graph IF NOT EXISTS FOR (graph:KnowledgeGraph) REQUIRE graph.key IS UNIQUE;

// An entity by its id or its name, in its own words: CALL db.index.fulltext.queryNodes('entity_names', 'berg')
CREATE INDEX entity_id IF NOT EXISTS FOR (entity:Entity) ON (entity.id);
CREATE INDEX entity_name IF NOT EXISTS FOR (entity:Entity) ON (entity.name);
CREATE FULLTEXT INDEX entity_names IF NOT EXISTS FOR (entity:Entity) ON EACH [entity.name, entity.aliases];

CREATE INDEX article_id IF NOT EXISTS FOR (article:Article) ON (article.id);
CREATE INDEX article_published IF NOT EXISTS FOR (article:Article) ON (article.published);
CREATE INDEX claim_id IF NOT EXISTS FOR (claim:Claim) ON (claim.id);
CREATE INDEX claim_type IF NOT EXISTS FOR (claim:Claim) ON (claim.type, claim.status);
CREATE INDEX story_articles IF NOT EXISTS FOR (story:Story) ON (story.article_count);

CREATE INDEX met_when IF NOT EXISTS FOR ()-[met:MET]-() ON (met.when_start);
CREATE INDEX visited_when IF NOT EXISTS FOR ()-[visited:VISITED]-() ON (visited.when_start);
