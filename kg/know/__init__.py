"""What kg knows besides the articles: places, peoples, names."""
