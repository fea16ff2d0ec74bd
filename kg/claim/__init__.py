"""Mentions to claims: the relation engine, its patterns and their examples."""
