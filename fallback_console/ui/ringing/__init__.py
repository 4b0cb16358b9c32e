"""Calls that come in: who it is, and what can be done while it rings."""
