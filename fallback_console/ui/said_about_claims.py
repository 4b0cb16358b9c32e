"""Those of the sentences marked for translation (see ``said_texts``) that are about who is on a customer."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

__all__ = ["ABOUT_CLAIMS"]

ABOUT_CLAIMS: frozenset[str] = frozenset(
    str(pattern)
    for pattern in (
        QT_TRANSLATE_NOOP("Said", "Ask for the claim, or wait until it ends."),
        QT_TRANSLATE_NOOP("Said", "Case {case}: two of us were on its customer at the same time: {who}."),
        QT_TRANSLATE_NOOP("Said", "Give the login of somebody else."),
        QT_TRANSLATE_NOOP("Said", "It may have been answered or have run out."),
        QT_TRANSLATE_NOOP("Said", "Nobody else is on this customer."),
        QT_TRANSLATE_NOOP("Said", "Nobody is named whom this could be handed over to."),
        QT_TRANSLATE_NOOP("Said", "Nothing was offered or asked for here."),
        QT_TRANSLATE_NOOP("Said", "Take it first; it may have run out."),
        QT_TRANSLATE_NOOP("Said", "Take the claim yourself."),
        QT_TRANSLATE_NOOP("Said", "This station has no claim on this customer."),
        QT_TRANSLATE_NOOP("Said", "Two of us were on one customer at the same time: {who}."),
        QT_TRANSLATE_NOOP("Said", "{name} is on this customer already."),
        QT_TRANSLATE_NOOP("Said", "{who} asks you for a customer."),
        QT_TRANSLATE_NOOP("Said", "{who} asks you for the customer of case {case}."),
        QT_TRANSLATE_NOOP("Said", "{who} offers you a customer."),
        QT_TRANSLATE_NOOP("Said", "{who} offers you the customer of case {case}."),
    )
)
