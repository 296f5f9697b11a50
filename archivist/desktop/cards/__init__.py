"""The column of cards: what is searched, what is listed, how it is painted."""
