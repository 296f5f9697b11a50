"""The desk: every widget of an open archive, laid out."""
