"""Readers of text as people type it: plain, Markdown, headers, timeline events."""
