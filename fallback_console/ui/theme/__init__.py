"""Colour, spacing and type tokens, the style sheet and the icons."""

from fallback_console.ui.theme.theme import MODES, STYLE, STYLED, Theme
from fallback_console.ui.theme.tokens import Font, Size, Space, Tokens

__all__ = ["MODES", "STYLE", "STYLED", "Font", "Size", "Space", "Theme", "Tokens"]
