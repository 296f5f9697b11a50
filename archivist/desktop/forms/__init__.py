"""The dialogs that make and change what an archive names: actors, events, tags, descriptions."""
