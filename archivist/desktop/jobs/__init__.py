"""Work beside the window: threads that answer, and long work that can be stopped."""
