// Articles that copy one another: one story is one source
MATCH (story:Story) WHERE story.article_count > 1
WITH story ORDER BY story.article_count DESC, story.id LIMIT 8
MATCH path = (story)<-[:PART_OF_STORY]-(:Article)
RETURN path LIMIT 60
