"""Those of the sentences marked for translation (see ``said_texts``) that are about chat messages to single people."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

__all__ = ["ABOUT_CHAT"]

ABOUT_CHAT: frozenset[str] = frozenset(
    str(pattern)
    for pattern in (
        QT_TRANSLATE_NOOP("Said", "So much was written since that the message was not found."),
        QT_TRANSLATE_NOOP("Said", "Slack's answer is not what its interface promises."),
        QT_TRANSLATE_NOOP("Said", "Ask IT to look at the app."),
        QT_TRANSLATE_NOOP("Said", "Slack asks us to wait."),
        QT_TRANSLATE_NOOP("Said", "Slack cannot tell whether it took the message."),
        QT_TRANSLATE_NOOP("Said", "It is looked for by itself."),
        QT_TRANSLATE_NOOP("Said", "Slack does not let the console's app do this ({code})."),
        QT_TRANSLATE_NOOP("Said", "Give the app its rights, or renew its token."),
        QT_TRANSLATE_NOOP("Said", "Slack refused the message ({code})."),
        QT_TRANSLATE_NOOP("Said", "Use another path."),
        QT_TRANSLATE_NOOP("Said", "Slack knows nobody with this mail address."),
        QT_TRANSLATE_NOOP("Said", "Use another path, or correct the address."),
        QT_TRANSLATE_NOOP("Said", "People can be reached over Slack only with a token."),
        QT_TRANSLATE_NOOP("Said", "Enter the token of the console's app."),
        QT_TRANSLATE_NOOP("Said", "The token lacks rights: {scopes}."),
        QT_TRANSLATE_NOOP("Said", "Give them to the app, then renew it."),
        QT_TRANSLATE_NOOP("Said", "The token may write to people."),
        QT_TRANSLATE_NOOP("Said", "Nobody can be found in the chat by this."),
        QT_TRANSLATE_NOOP("Said", "Give the person's mail address."),
        QT_TRANSLATE_NOOP("Said", "Nobody is to be reached over the chat."),
        QT_TRANSLATE_NOOP("Said", "Allow it in Slack's settings."),
    )
)
"""Patterns as in the sources."""
