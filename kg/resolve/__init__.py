"""Mentions to entities over the whole corpus, and what follows from claims."""
