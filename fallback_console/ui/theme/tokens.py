"""Named values of the look: the only place where colours, distances and type sizes are written down.

Every pair of text and ground in ``PAIRS`` has a contrast of at least 4.5:1 (WCAG 2.2, success criterion 1.4.3); a test
computes it.
"""

from typing import NamedTuple

__all__ = ["DARK", "LIGHT", "PAIRS", "Font", "Size", "Space", "Tokens", "contrast"]


class Tokens(NamedTuple):
    """Colours of one theme as ``#RRGGBB``."""

    dark: bool
    canvas: str
    surface: str
    raised: str
    line: str
    text: str
    muted: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    accent: str
    on_accent: str
    accent_soft: str
    nav: str
    nav_text: str
    nav_on: str
    nav_strong: str
    """Text of the chosen entry of the navigation rail."""
    nav_focus: str
    """Focus ring on the navigation rail."""

    def colour(self, role: str) -> str:
        """The colour of a role by its name.

        Raises:
            AttributeError: there is no such role.
        """
        value = getattr(self, role)
        if not isinstance(value, str):
            raise AttributeError(role)
        return value


LIGHT = Tokens(
    dark=False,
    canvas="#F4F6F8",
    surface="#FFFFFF",
    raised="#FFFFFF",
    line="#D9DFE5",
    text="#17212B",
    muted="#55636F",
    ok="#1A7841",
    ok_soft="#E2F4E9",
    warn="#8A5A00",
    warn_soft="#FFF3D6",
    bad="#B3261E",
    bad_soft="#FCE6E4",
    accent="#1F5FBF",
    on_accent="#FFFFFF",
    accent_soft="#E4EEFB",
    nav="#17212B",
    nav_text="#C9D4DE",
    nav_on="#2A3947",
    nav_strong="#FFFFFF",
    nav_focus="#7FB2FF",
)

DARK = Tokens(
    dark=True,
    canvas="#11171D",
    surface="#182129",
    raised="#1E2932",
    line="#2E3B47",
    text="#E8EEF3",
    muted="#9DACB9",
    ok="#6FD39B",
    ok_soft="#15301F",
    warn="#F2C14E",
    warn_soft="#33280F",
    bad="#FF8A80",
    bad_soft="#3A1A18",
    accent="#7FB2FF",
    on_accent="#0C1420",
    accent_soft="#1B2E47",
    nav="#0B1015",
    nav_text="#9DACB9",
    nav_on="#1E2932",
    nav_strong="#E8EEF3",
    nav_focus="#7FB2FF",
)

PAIRS: tuple[tuple[str, str], ...] = (
    ("text", "canvas"),
    ("text", "surface"),
    ("text", "raised"),
    ("text", "accent_soft"),
    ("text", "ok_soft"),
    ("text", "warn_soft"),
    ("text", "bad_soft"),
    ("muted", "canvas"),
    ("muted", "surface"),
    ("muted", "raised"),
    ("muted", "accent_soft"),
    ("ok", "ok_soft"),
    ("ok", "surface"),
    ("ok", "raised"),
    ("ok", "canvas"),
    ("warn", "warn_soft"),
    ("warn", "surface"),
    ("warn", "raised"),
    ("warn", "canvas"),
    ("bad", "bad_soft"),
    ("bad", "surface"),
    ("bad", "raised"),
    ("bad", "canvas"),
    ("accent", "accent_soft"),
    ("accent", "surface"),
    ("accent", "raised"),
    ("accent", "canvas"),
    ("on_accent", "accent"),
    ("on_accent", "warn"),
    ("on_accent", "bad"),
    ("nav_text", "nav"),
    ("nav_text", "nav_on"),
    ("nav_strong", "nav_on"),
    ("nav_focus", "nav"),
)
"""(text, ground) as the program uses them; a new combination is added here first."""


class Space:
    """Distances in device-independent pixels."""

    NONE = 0
    HAIR = 1
    XS = 4
    S = 8
    M = 12
    L = 16
    XL = 24


class Font:
    """Type sizes in device-independent pixels."""

    SMALL = 12
    BODY = 13
    LARGE = 15
    TITLE = 20


class Size:
    """Fixed measures in device-independent pixels."""

    RADIUS = 6
    CHIP_RADIUS = 9
    BORDER = 1
    RING = 2
    CONTROL = 32
    CHIP = 24
    STRIP_CHIP = 32
    STRIP = 48
    ROW = 52
    TABLE_ROW = 40
    HEADER = 36
    ICON = 16
    ICON_L = 20
    ICON_XL = 40
    NAV = 96
    NAV_ITEM = 54
    SUBJECT_MIN = 220
    COLUMN_XXS = 72
    COLUMN_XS = 84
    COLUMN_S = 96
    COLUMN_M = 116
    FIELD = 280
    FORM = 720
    SIDE = 340
    RAIL = 220
    SETUP = 860
    POPOVER = 440
    DAYS = 36
    POPOVER_MAX = 420
    CARD_MIN = 220
    TEXT_BOX = 64
    SCROLL = 10
    SCROLL_MIN = 36
    WINDOW_MIN_W = 1024
    WINDOW_MIN_H = 700
    WINDOW_W = 1280
    WINDOW_H = 800
    PAGE = 560


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two ``#RRGGBB`` colours, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""

    def luminance(colour: str) -> float:
        def linear(part: int) -> float:
            value = part / 255
            return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

        red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
