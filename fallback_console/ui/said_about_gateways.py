"""Those of the sentences marked for translation (see ``said_texts``) that are about several SMS gateways of one kind."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

__all__ = ["ABOUT_GATEWAYS"]

ABOUT_GATEWAYS: frozenset[str] = frozenset(
    str(pattern)
    for pattern in (
        QT_TRANSLATE_NOOP("Said", "A further gateway needs a short name of its own."),
        QT_TRANSLATE_NOOP("Said", "Change the connection that there is."),
        QT_TRANSLATE_NOOP("Said", "Choose another port to listen on, like {port}, and tell it to the gateway too."),
        QT_TRANSLATE_NOOP("Said", "Enter another one, or change that connection."),
        QT_TRANSLATE_NOOP("Said", "It has to begin with {name}, in small letters."),
        QT_TRANSLATE_NOOP("Said", "Only of SMS gateways there can be several."),
        QT_TRANSLATE_NOOP("Said", "This phone, sender or modem is connected already, as {name}."),
        QT_TRANSLATE_NOOP(
            "Said", "Write it with a-z, 0-9 and hyphens between them, at most {longest}, like osaka or 2."
        ),
        QT_TRANSLATE_NOOP("Said", "'{name}' is no name of a gateway of this kind."),
        QT_TRANSLATE_NOOP("Said", "{name} takes in its calls at port {port} already."),
    )
)
"""Patterns as in the sources."""
