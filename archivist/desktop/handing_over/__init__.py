"""What hands evidence over: the panel of a bundle, and the list of those that went out."""
