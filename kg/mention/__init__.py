"""Articles to mentions: names, offices, descriptions and pronouns."""
