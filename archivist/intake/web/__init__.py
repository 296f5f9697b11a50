"""Readers of web pages: saved, in archives, with what they say of themselves."""
