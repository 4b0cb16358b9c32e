"""Those of the sentences marked for translation (see ``said_texts``) that are about mail to single people."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

__all__ = ["ABOUT_MAIL"]

ABOUT_MAIL: frozenset[str] = frozenset(
    str(pattern)
    for pattern in (
        QT_TRANSLATE_NOOP("Said", "The connection to {host} broke while mail was handed over."),
        QT_TRANSLATE_NOOP("Said", "Ask the recipient whether it arrived."),
        QT_TRANSLATE_NOOP("Said", "A mail server cannot tell what became of a mail."),
        QT_TRANSLATE_NOOP("Said", "{host} takes mail only from who signs in."),
        QT_TRANSLATE_NOOP("Said", "Give user name and password in the connection's settings."),
        QT_TRANSLATE_NOOP("Said", "{host} offers no sign-in that this program knows."),
        QT_TRANSLATE_NOOP("Said", "Choose TLS or STARTTLS in the connection's settings, or leave the password empty."),
        QT_TRANSLATE_NOOP("Said", "{host} does not take mail just now."),
        QT_TRANSLATE_NOOP("Said", "The mail server does not take mail to this address ({code})."),
        QT_TRANSLATE_NOOP("Said", "Check the address, or use another path."),
        QT_TRANSLATE_NOOP("Said", "The mail server does not take mail from our address ({code})."),
        QT_TRANSLATE_NOOP("Said", "Check the sender's address in the connection's settings."),
        QT_TRANSLATE_NOOP("Said", "The mail server does not take this mail ({code})."),
        QT_TRANSLATE_NOOP("Said", "Use another path, or ask IT why."),
        QT_TRANSLATE_NOOP("Said", "This is no address mail can go to."),
        QT_TRANSLATE_NOOP("Said", "Check the address."),
        QT_TRANSLATE_NOOP("Said", "No mail server is connected that takes mail."),
        QT_TRANSLATE_NOOP("Said", "Add its SMTP server in the settings."),
    )
)
"""Patterns as in the sources."""
