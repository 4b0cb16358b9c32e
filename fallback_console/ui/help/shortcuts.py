"""The keys of the window as a table, made from its actions: what is written there works."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from PySide6.QtGui import QKeySequence

from fallback_console.ui.actions import Action

__all__ = ["Group", "shortcuts_html"]

Group = tuple[str, Sequence[Action]]
"""Title of a view, and what can be done there."""


def shortcuts_html(groups: Iterable[Group]) -> str:
    """A heading and a table for each group that has keys."""
    parts = []
    for title, actions in groups:
        lines = [
            f"<tr><td>{_keys(action.keys)}</td><td>{html.escape(action.title())}</td></tr>"
            for action in actions
            if action.keys
        ]
        if lines:
            parts.append(f'<h3>{html.escape(title)}</h3><table cellspacing="0">{"".join(lines)}</table>')
    return "".join(parts)


def _keys(keys: Sequence[str]) -> str:
    shown = (QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)
    return " ".join(f'<span class="key">&nbsp;{html.escape(key)}&nbsp;</span>' for key in shown)
