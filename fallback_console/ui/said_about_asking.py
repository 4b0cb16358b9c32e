"""Those of the sentences marked for translation (see ``said_texts``) that are about what people are asked over the hub."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

__all__ = ["ABOUT_ASKING"]

ABOUT_ASKING: frozenset[str] = frozenset(
    str(pattern)
    for pattern in (
        QT_TRANSLATE_NOOP("Said", "Roll call: {who} asks whether you are safe."),
        QT_TRANSLATE_NOOP("Said", "{who} writes to you."),
        QT_TRANSLATE_NOOP("Said", "Nobody who works at a station is known by this."),
        QT_TRANSLATE_NOOP("Said", "Choose somebody of the team."),
        QT_TRANSLATE_NOOP("Said", "No team hub is connected."),
        QT_TRANSLATE_NOOP("Said", "Add it in the settings."),
        QT_TRANSLATE_NOOP("Said", "There is no such message."),
        QT_TRANSLATE_NOOP("Said", "This message asks nothing of you."),
        QT_TRANSLATE_NOOP("Said", "Answer it in words."),
        QT_TRANSLATE_NOOP("Said", "Look at 'messages' for those there are."),
        QT_TRANSLATE_NOOP("Said", "This roll call does not ask you."),
        QT_TRANSLATE_NOOP("Said", "Look at 'roll-call show' for whom it asks."),
    )
)
