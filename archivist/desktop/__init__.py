"""The window: PySide6, and the only place that knows it."""
