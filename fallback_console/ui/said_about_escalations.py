"""Those of the sentences marked for translation (see ``said_texts``) that are about escalations."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

__all__ = ["ABOUT_ESCALATIONS"]

ABOUT_ESCALATIONS: frozenset[str] = frozenset(
    str(pattern)
    for pattern in (
        QT_TRANSLATE_NOOP("Said", "You are asked to take escalation {number}."),
        QT_TRANSLATE_NOOP("Said", "Nobody has taken escalation {number}."),
    )
)
