"""Readers of what word processors and e-book makers write."""
