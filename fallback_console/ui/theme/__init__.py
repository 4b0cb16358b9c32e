"""Colour, spacing and type tokens, the style sheet and the icons."""
