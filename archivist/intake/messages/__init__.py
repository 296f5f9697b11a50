"""Readers of messages and of mailboxes."""
