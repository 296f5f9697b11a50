"""The window itself, with the page that asks which archive."""
