"""What Twilio says of a call, in our words. Pure: no I/O.

A call has two legs: the one to the person at the station, rung first, and, once that is taken, the one to the customer.

==================  ==========================  ================================================
own leg             the customer's leg          ours
==================  ==========================  ================================================
queued, ringing     none                        'dialling'
in-progress         none, queued, initiated     'dialling'
in-progress         ringing                     'ringing'
any                 in-progress                 'answered'
any                 completed                   ended: 'done'
any                 busy, no-answer, failed,    ended: as it says
                    canceled
busy, no-answer     none                        ended: 'not-taken', or 'cancelled' where we hung up
ended otherwise     none                        ended: 'cancelled', or 'failed' where it failed
==================  ==========================  ================================================
"""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from fallback_console.adapters.http import Answer
from fallback_console.adapters.shapes import text
from fallback_console.domain.errors import BadAnswerError, ConsoleError, RefusedError, SignInError, ThrottledError
from fallback_console.domain.sentences import Sentence
from fallback_console.domain.telephone import TONE_PAUSE_S, CallState

__all__ = ["TwilioCall", "call_of", "dial_words", "refusal", "stands"]

_OVER = frozenset({"completed", "busy", "no-answer", "failed", "canceled"})
_NOT_TAKEN = frozenset({"busy", "no-answer"})
_ENDINGS = {"completed": "done", "busy": "busy", "no-answer": "no-answer", "failed": "failed", "canceled": "cancelled"}

_MOST_DIGITS = 6
"""Of a call's seconds; none lasts eleven days."""

_SIGN_IN = {"20003", "20008", "20403"}
_ACCOUNT = {"20005", "10001"}
_NUMBER = {"21201", "21211", "21214", "21216", "21217", "21219", "13223", "13224"}
_COUNTRY = {"21215", "13227"}
_SENDER = {"21210", "21212", "21213", "21262"}
_WAIT = {"20429"}
_IN_SETTINGS = "Correct it in the connection's settings."


class TwilioCall(NamedTuple):
    """One leg as Twilio lists it.

    Attributes:
        created: UTC epoch milliseconds, 0 where it does not say.
        direction: 'outbound-api' for one that was begun from outside, 'outbound-dial' for one within another, 'inbound'.
        seconds: how long it was talked, once it is over; None where it does not say.
    """

    sid: str
    to: str
    sender: str
    status: str
    created: int
    direction: str = ""
    seconds: int | None = None


def call_of(row: Any) -> TwilioCall:
    """A leg from a list or an answer.

    Raises:
        BadAnswerError: that is no call of Twilio's.
    """
    if not isinstance(row, dict) or not text(row, "sid").isalnum():
        raise _odd()
    created = _milliseconds(text(row, "date_created")) or _milliseconds(text(row, "start_time"))
    return TwilioCall(
        text(row, "sid")[:64],
        text(row, "to"),
        text(row, "from"),
        text(row, "status"),
        created,
        text(row, "direction"),
        _seconds(text(row, "duration")),
    )


def dial_words(number: str, caller: str, ring_seconds: int, tones: str = "") -> str:
    """What Twilio does once the person at the station has taken their telephone: ring the customer (TwiML).

    Args:
        tones: keys that are pressed once the customer's side has answered; a 'w' of Twilio's is half a second.
    """
    dial = f"<Dial callerId={quoteattr(caller)} timeout={quoteattr(str(ring_seconds))}>"
    keys = f" sendDigits={quoteattr(tones.replace(',', 'w' * int(TONE_PAUSE_S / 0.5)))}" if tones else ""
    return f"<Response>{dial}<Number{keys}>{escape(number)}</Number></Dial></Response>"


def stands(own: TwilioCall, customer: TwilioCall | None, *, hung_up: bool) -> tuple[str, str]:
    """How far a call is and how it ended, '' while it goes on.

    Args:
        hung_up: we asked for the end.
    """
    if customer is not None and customer.status in _OVER:
        ending = _ENDINGS[customer.status]
        return CallState.ENDED, "cancelled" if hung_up and ending != "done" else ending
    if own.status in _OVER:
        if customer is not None and customer.status == "in-progress":
            return CallState.ENDED, "done"
        if customer is None and own.status in _NOT_TAKEN and not hung_up:
            return CallState.ENDED, "not-taken"
        return CallState.ENDED, "failed" if own.status == "failed" else "cancelled"
    if customer is None:
        return CallState.DIALLING, ""
    return {"in-progress": CallState.ANSWERED, "ringing": CallState.RINGING}.get(
        customer.status, CallState.DIALLING
    ), ""


def refusal(answer: Answer) -> ConsoleError:
    """The error of an answer that is none of 200 and 201; the vendor's own words are not repeated.

    Raises:
        BadAnswerError: it is not Twilio that answers there.
    """
    try:
        found = answer.json()
    except BadAnswerError:
        found = None
    code = text(found, "code") if isinstance(found, dict) else ""
    if code in _WAIT:
        return ThrottledError("Twilio takes no calls just now.", "Try again in a moment, or dial by hand.")
    if code in _ACCOUNT:
        return SignInError(
            "The account at Twilio is suspended or may not make calls.", "Ask whoever keeps the account."
        )
    if code in _SIGN_IN or answer.status in (401, 403):
        return SignInError("Twilio does not accept the sign-in.", _IN_SETTINGS)
    if code in _NUMBER:
        return RefusedError("Twilio does not ring this number.", "Check the number.", reason="number")
    if code in _COUNTRY:
        return RefusedError(
            "The account at Twilio does not ring this country.", "Have the country permitted there.", reason="country"
        )
    if code in _SENDER:
        return RefusedError("Twilio does not take the number that customers see.", _IN_SETTINGS, reason="sender")
    if not code:
        raise _odd()
    return RefusedError(
        Sentence("Twilio refuses the call, code {code}.", code=code),
        "Look the code up in the vendor's list of errors.",
        reason="other",
    )


def _odd() -> BadAnswerError:
    return BadAnswerError("The answer is not what Twilio promises.", "Check the address of the connection.")


def _seconds(told: str) -> int | None:
    return int(told) if told.isascii() and told.isdigit() and len(told) <= _MOST_DIGITS else None


def _milliseconds(date: str) -> int:
    try:
        return int(parsedate_to_datetime(date).timestamp() * 1000)
    except (ValueError, TypeError, OverflowError):
        return 0
