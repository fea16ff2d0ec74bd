"""The text of an article as a parser needs it, and where each of its characters stands in the text as read."""
