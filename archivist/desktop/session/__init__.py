"""One open archive in the window: what each act does."""
