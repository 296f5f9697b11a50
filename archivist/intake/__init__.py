"""One reader a format: pure functions from bytes to a `Deposit`."""
