"""The reader: an article's page, its selection and the marks painted on it."""
