"""Reaching a person over one path after the other, in the window."""
