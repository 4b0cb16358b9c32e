"""Messages that Twilio reads out in a call, in its words and back in ours (TwiML; ``<Say>`` and ``<Gather>``). Pure: no I/O.

What a call comes to, and what follows from it:

========================================  ===========================================
Twilio's status of a call                 ours
========================================  ===========================================
queued, initiated, ringing, in-progress   none: it is with Twilio, which is known
completed                                 'accepted': somebody took it, or a mailbox
busy, no-answer, failed, canceled         'failed', with what it means
========================================  ===========================================

Only a key that was pressed shows that a person listened. The address that Twilio tells it to ends in our entry's id and the keys that
mean something, and is part of what Twilio signs; so also after a restart a wrong key is asked for again. Twilio takes at most 4,000
characters of TwiML with a call.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from fallback_console.adapters.phone.twilio_words import TwilioCall
from fallback_console.domain.spoken import LANGUAGES, Spoken

__all__ = [
    "CALL_STATES",
    "Keys",
    "again_words",
    "call_form",
    "call_said",
    "is_ours",
    "keys_from",
    "keys_path",
    "noted_words",
]

CALL_STATES = {
    "completed": "accepted",
    "busy": "failed",
    "no-answer": "failed",
    "failed": "failed",
    "canceled": "failed",
}

_SAID = {
    "completed": "the call was taken",
    "busy": "the line was busy",
    "no-answer": "nobody took the call",
    "failed": "the number could not be called",
    "canceled": "the call was ended before it was taken",
}
_VOICES = {"en": ("en-GB", "Polly.Amy"), "ja": ("ja-JP", "Polly.Mizuki")}
_NOTED = {"en": "Thank you. It was noted. Goodbye.", "ja": "ありがとうございます。受け付けました。"}
_AGAIN = {"en": "That key has no meaning here. Press {keys}.", "ja": "そのキーは使えません。{keys}を押してください。"}
_OR = {"en": " or ", "ja": "、または"}
_SILENT = {"en": "No key was pressed. Goodbye.", "ja": "キーが押されませんでした。失礼します。"}
_MOST = 3_200
"""Characters of the words, as XML; the rest of the document has its own."""
_WAIT_SECONDS = 10
_TIMES = 2


class Keys(NamedTuple):
    """What an address at which a pressed key is told says.

    Attributes:
        keys: those that mean something.
    """

    entry_id: str
    language: str
    keys: str


def _call_words(spoken: Spoken, keys_url: str) -> str:
    """What Twilio does once the call is taken.

    Args:
        keys_url: where a key that is pressed is told; '' where Twilio cannot call this computer: then nothing is asked for.
    """
    if not keys_url:
        return f"<Response>{_say(spoken.language, spoken.words, _TIMES)}</Response>"
    asked = _gather(spoken.language, f"{spoken.words} {spoken.ask}", keys_url, _TIMES)
    return f"<Response>{asked}{_say(spoken.language, _SILENT[spoken.language])}</Response>"


def noted_words(language: str) -> str:
    """Said when a key was taken."""
    return f"<Response>{_say(language, _NOTED[language])}</Response>"


def again_words(keys: Keys, keys_url: str) -> str:
    """Said when a key was pressed that means nothing."""
    asked = _AGAIN[keys.language].format(keys=_OR[keys.language].join(keys.keys))
    return f"<Response>{_gather(keys.language, asked, keys_url)}</Response>"


def keys_path(entry_id: str, spoken: Spoken) -> str:
    """Where a key is told, behind the gateway's own part of the path."""
    return f"{entry_id}/{spoken.language}/{''.join(sorted(spoken.keys))}"


def keys_from(path: str) -> Keys | None:
    """The inverse of ``keys_path``; None where it is none."""
    entry_id, _, rest = path.partition("/")
    language, _, keys = rest.partition("/")
    if not entry_id or language not in LANGUAGES or not (keys.isascii() and keys.isdigit()):
        return None
    return Keys(entry_id, language, keys)


def call_said(status: str) -> str:
    """What a status means, in plain words."""
    return _SAID.get(status, status)


def is_ours(call: TwilioCall, caller: str) -> bool:
    """A call that was begun from outside, with our number; not one that Twilio makes within another."""
    return call.sender == caller and call.direction == "outbound-api"


def call_form(spoken: Spoken, to: str, caller: str, ring_seconds: int, keys_url: str) -> Mapping[str, str]:
    """What Twilio is asked for."""
    return {"To": to, "From": caller, "Twiml": _call_words(spoken, keys_url), "Timeout": str(ring_seconds)}


def _gather(language: str, words: str, keys_url: str, times: int = 1) -> str:
    return (
        f'<Gather input="dtmf" numDigits="1" timeout="{_WAIT_SECONDS}" method="POST" action={quoteattr(keys_url)}>'
        f"{_say(language, words, times)}</Gather>"
    )


def _say(language: str, words: str, times: int = 1) -> str:
    spoken_in, voice = _VOICES[language]
    return f'<Say language="{spoken_in}" voice="{voice}" loop="{times}">{_fit(words)}</Say>'


def _fit(words: str) -> str:
    """As XML, which knows no control characters, cut where it would be too long."""
    said = " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())
    while len(escape(said)) > _MOST:
        said = said[: len(said) - max(1, (len(escape(said)) - _MOST) // 5)]
    return escape(said)
