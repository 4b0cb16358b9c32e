"""Helpdesks: the primary that owns cases and customers."""
