"""What a person can do: the one registry, and the two ways to look through it."""
