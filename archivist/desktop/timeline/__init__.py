"""The timeline: every dated event of the archive on one axis."""
