"""Readers of what has pages, printed or as pictures."""
