"""Readers of tables, records, references and feeds: a row, an article."""
