"""The query language, the index and the suggestions."""
