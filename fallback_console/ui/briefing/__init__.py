"""Briefings in the window: writing one, the clock, who has read it, and the ways it goes out."""
