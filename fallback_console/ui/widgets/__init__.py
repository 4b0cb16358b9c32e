"""Widgets that several views share. Every one takes the theme it is drawn with."""

from fallback_console.ui.widgets.buttons import Button, DangerButton, FlatButton, PrimaryButton
from fallback_console.ui.widgets.card import Card, Rule, SectionTitle, column, row
from fallback_console.ui.widgets.chip import Chip, ChipButton
from fallback_console.ui.widgets.notes import Banner, EmptyState, IconLabel
from fallback_console.ui.widgets.search import SearchBox
from fallback_console.ui.widgets.text import ElidedLabel, PlainLabel, many_lines, one_line, set_tooltip
from fallback_console.ui.widgets.times import Ticker

__all__ = [
    "Banner",
    "Button",
    "Card",
    "Chip",
    "ChipButton",
    "DangerButton",
    "ElidedLabel",
    "EmptyState",
    "FlatButton",
    "IconLabel",
    "PlainLabel",
    "PrimaryButton",
    "Rule",
    "SearchBox",
    "SectionTitle",
    "Ticker",
    "column",
    "many_lines",
    "one_line",
    "row",
    "set_tooltip",
]
