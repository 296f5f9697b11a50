"""One encrypted file, one transaction, one journal."""
