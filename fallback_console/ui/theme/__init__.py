"""Colour, spacing and type tokens, the style sheet and the icons."""

from fallback_console.ui.theme.theme import MODES, Theme
from fallback_console.ui.theme.tokens import Font, Size, Space, Tokens

__all__ = ["MODES", "Font", "Size", "Space", "Theme", "Tokens"]
