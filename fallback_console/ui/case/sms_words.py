"""What a text message costs, in words."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject

from fallback_console.domain.sms_text import Encoding, culprits, measure, plainer
from fallback_console.ui.i18n import translate

__all__ = ["costly_words", "facts_words", "hint_words", "parts_words"]

_SHOWN = 6


class SmsWords(QObject):
    """Counted words: only ``tr`` knows plurals."""

    def parts(self, count: int) -> str:
        """'2 parts'."""
        return self.tr("%n part(s)", "", count)


def parts_words(count: int) -> str:
    """'2 parts'."""
    return SmsWords().parts(count)


def facts_words(text: str, *, has_number: bool, opted_out: bool, rate: float | None) -> str:
    """Parts, what is left and how long it takes, or why nothing can be sent.

    Args:
        rate: parts a second, None where no gateway is connected.
    """
    if not has_number:
        return translate("Composer", "No mobile number is known.")
    if opted_out:
        return translate("Composer", "This customer wants no SMS.")
    if rate is None:
        return translate("Composer", "No SMS gateway is connected: see Settings.")
    length = measure(text)
    return translate("Composer", "{parts} · {left} left · about {seconds} s").format(
        parts=parts_words(length.parts), left=length.units_left, seconds=max(1, math.ceil(length.parts / rate))
    )


def hint_words(text: str) -> str:
    """Which characters make a message longer; '' where none do."""
    found = culprits(text)
    if not found or measure(text).encoding is Encoding.GSM7:
        return ""
    words = translate("Composer", "These characters make the message longer: {found}")
    return words.format(found=" ".join(found[:12]))


def costly_words(text: str) -> str:
    """'’ makes this 3 parts instead of 1': where plain characters in place of typographic ones make it shorter; else ''."""
    plain = plainer(text)
    many, few = measure(text).parts, measure(plain).parts
    if few >= many:
        return ""
    found = [c for c in culprits(text) if c not in plain]
    shown = " ".join(c for c in found[:_SHOWN] if c.isprintable() and not c.isspace()) or translate(
        "SmsWords", "An unusual blank"
    )
    words = translate("SmsWords", "{found} makes this {many} instead of {few}.")
    return words.format(found=shown, many=parts_words(many), few=few)
