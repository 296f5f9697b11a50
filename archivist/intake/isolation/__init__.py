"""Confined readers: a child process that can do nothing but answer, and what crosses its pipe."""
