"""Doing it fast and only once: cache, workers, one article's way."""
