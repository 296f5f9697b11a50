"""What is beside the page: the highlights of an article, its people, its events, its provenance."""
