"""The sidebar: the library's shelves, and every name with its count."""
