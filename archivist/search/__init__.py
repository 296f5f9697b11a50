"""The query language, hits with their passages, the list a window shows, and suggestions."""
