"""Files to articles: what is prose, who wrote it, who copied it."""
