"""What floats by a passage: its inks, its names, its note."""
