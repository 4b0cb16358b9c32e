"""What baresip says, in our words: numbers, states and endings. Pure: no I/O.

========================================  ===========================================
baresip's reason for an end               ours
========================================  ===========================================
after somebody answered                   'done'; 'failed' where the network gave up
486, 600                                  'busy'
404, 410, 484, 485, 604                   'not-found'
408, 480, 487                             'no-answer'
403, 603                                  'refused'
other statuses (500, 503 …)               'failed'
reset by user, out                        'cancelled'
reset by user, in                         'refused'
reset by peer, in                         'cancelled': the caller gave up
completed elsewhere                       'elsewhere'
timed out                                 'no-answer' where it rang, else 'failed'
========================================  ===========================================
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple
from urllib.parse import unquote

from fallback_console.domain.telephone import CallState

__all__ = ["STATES", "BaresipEvent", "ending_of", "event_of", "is_dialable", "listed_users", "user_of"]

STATES = {
    "CALL_OUTGOING": CallState.DIALLING,
    "CALL_INCOMING": CallState.RINGING,
    "CALL_RINGING": CallState.RINGING,
    "CALL_PROGRESS": CallState.RINGING,
    "CALL_ESTABLISHED": CallState.ANSWERED,
    "CALL_CLOSED": CallState.ENDED,
}
"""Kind of event → how far the call is then; others say nothing about that."""

_DIALABLE = re.compile(r"\+?[0-9]{1,24}|[A-Za-z][A-Za-z0-9._-]{0,63}")
# A Call-ID of the other side, which may hold any of these (RFC 3261, 25.1: word).
_ID = re.compile(r"[\x21-\x7e]{1,512}")
_WITHHELD = frozenset({"anonymous", "unknown", "restricted", "unavailable", "private", "withheld"})
# Newer ones write '[line 1, id …]'.
_LISTED = re.compile(r"\[line \d+[^\]]*\].*?(sips?:\S+)")
_BY_STATUS = {
    **dict.fromkeys((486, 600), "busy"),
    **dict.fromkeys((404, 410, 484, 485, 604), "not-found"),
    **dict.fromkeys((408, 480, 487), "no-answer"),
    **dict.fromkeys((403, 603), "refused"),
}
_LONGEST_NAME = 100


class BaresipEvent(NamedTuple):
    """An event about a call.

    Attributes:
        kind: key of ``STATES``.
        id: baresip's own name of the call.
        user: of the other side: a number or a name; '' where it is withheld.
        shown: name that comes with the call, '' for none.
        reason: why it ended.
    """

    kind: str
    id: str
    incoming: bool
    user: str
    shown: str
    reason: str


def is_dialable(number: str) -> bool:
    """Whether this can be a number or the name of a user, and nothing else: no part of an address, no code, no second line."""
    return bool(_DIALABLE.fullmatch(number))


def event_of(message: dict[str, Any]) -> BaresipEvent | None:
    """The event in a message; None where it is about something else or cannot be used."""
    kind, call = message.get("type"), message.get("id")
    if not isinstance(kind, str) or kind not in STATES or not isinstance(call, str) or not _ID.fullmatch(call):
        return None
    incoming = message.get("direction") == "incoming" or kind == "CALL_INCOMING"
    shown = _text(message.get("peerdisplayname"))[:_LONGEST_NAME]
    user = user_of(_text(message.get("peeruri")))
    return BaresipEvent(kind, call, incoming, user, shown, _text(message.get("param")))


def user_of(address: str) -> str:
    """Number or name in an address like 'sip:+15550100@pbx.example.com;user=phone'; '' where it is withheld."""
    rest = address.strip().strip("<>")
    scheme, colon, behind = rest.partition(":")
    if colon and scheme.lower() in ("sip", "sips", "tel"):
        rest = behind
    if colon and scheme.lower() in ("sip", "sips") and "@" not in rest:
        # No user, only the address of a machine.
        return ""
    user = unquote(rest.partition("@")[0].partition(";")[0])
    user = "".join(c for c in user if c.isprintable()).strip()[:64]
    return "" if user.casefold() in _WITHHELD else user


def ending_of(event: BaresipEvent, *, answered: bool, rang: bool, hung_up: bool) -> str:
    """How a call ended, of ``telephone.ENDINGS``.

    Args:
        hung_up: we asked for the end.
    """
    reason = event.reason.strip().lower()
    status = int(reason[:3]) if re.match(r"[3-6]\d\d\b", reason) else 0
    if answered:
        return "failed" if status or "timed out" in reason or "timeout" in reason else "done"
    if "elsewhere" in reason:
        return "elsewhere"
    if hung_up or "by user" in reason:
        return "refused" if event.incoming else "cancelled"
    if status:
        return _BY_STATUS.get(status, "failed")
    if event.incoming:
        return "no-answer" if "time" in reason else "cancelled"
    return "no-answer" if rang else "failed"


def listed_users(said: str) -> list[str]:
    """Who is on the lines that are open, out of baresip's list of them."""
    return [user_of(found) for found in _LISTED.findall(said)]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
