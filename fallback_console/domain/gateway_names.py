"""Several SMS gateways of one kind: how they are named, and what two of them must not share.

The first one of a kind has the kind's name ('sms:twilio'); each further one adds a name of its own ('sms:twilio.osaka'). All that is
kept of a gateway hangs on that name: secrets, deliveries, receipts, its place in the monitor.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from fallback_console.domain.connection import KINDS, NAMES, Connection
from fallback_console.domain.errors import InputError
from fallback_console.domain.sentences import Sentence

__all__ = ["LONGEST", "free_port", "kind_name", "listens_at", "require_apart", "require_name", "suffix_of", "suffixed"]

LONGEST = 24
"""Longest name of a further gateway, characters."""

_SUFFIX = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LISTENERS = {
    "kannel": ("listen", True, 18013),
    "android": ("webhooks", False, 18014),
    "twilio": ("webhooks", False, 18015),
    "vonage": ("listen", False, 18016),
    "http-sms": ("listen", False, 18017),
}
"""Kind → the value that says whether it is called, whether it is so when nothing is said, and the port then."""

_STEP = 10
_NO = ("no", "false", "off", "0", "")
_SAME = {
    "android": ("url",),
    "twilio": ("account_sid", "sender"),
    "gammu": ("database", "phone_id"),
}
"""Kind → the values by which two connections are one and the same gateway."""


def suffixed(kind: str, suffix: str) -> str:
    """The name of a further gateway of a kind.

    Args:
        suffix: as a person typed it.

    Raises:
        InputError: it cannot be a name, or of this kind there can be one only.
    """
    if KINDS.get(kind) != "sms":
        raise InputError("Only of SMS gateways there can be several.", "Change the connection that there is.")
    wanted = suffix.strip().lower()
    if len(wanted) > LONGEST or not _SUFFIX.fullmatch(wanted):
        raise InputError(
            "A further gateway needs a short name of its own.",
            Sentence(
                "Write it with a-z, 0-9 and hyphens between them, at most {longest}, like osaka or 2.", longest=LONGEST
            ),
        )
    return f"{NAMES[kind]}.{wanted}"


def suffix_of(name: str) -> str:
    """What tells a further gateway from the first of its kind; '' for the first, and for what is no SMS gateway."""
    return name.partition(".")[2] if name.startswith("sms:") else ""


def kind_name(name: str) -> str:
    """The name of the first gateway of the same kind."""
    return name.partition(".")[0] if name.startswith("sms:") else name


def require_name(connection: Connection) -> None:
    """See that a further gateway's name can be one, and is one of its kind.

    Raises:
        InputError: it is not.
    """
    if not suffix_of(connection.name):
        if connection.name.startswith("sms:") and connection.name.endswith("."):
            suffixed(connection.kind, "")
        return
    if suffixed(connection.kind, suffix_of(connection.name)) != connection.name:
        raise InputError(
            Sentence("'{name}' is no name of a gateway of this kind.", name=connection.name),
            Sentence("It has to begin with {name}, in small letters.", name=NAMES[connection.kind]),
        )


def listens_at(connection: Connection) -> tuple[str, int] | None:
    """Address and port at which a gateway's calls are taken in; None where it is not called, or at any free port."""
    name, usual, port = _LISTENERS.get(connection.kind, ("", False, 0))
    if not name or not _is_on(connection.values.get(name, usual)):
        return None
    try:
        wanted = int(connection.values.get("listen_port", port) or port)
    except ValueError:
        return None
    return (str(connection.values.get("listen_host", "") or "127.0.0.1"), wanted) if wanted else None


def free_port(kind: str, others: Iterable[Connection]) -> int:
    """A port for the calls of a further gateway that none of the others has; 0 for a kind that is never called."""
    port = _LISTENERS.get(kind, ("", False, 0))[2]
    if not port:
        return 0
    others = list(others)
    taken = {at[1] for one in others if (at := listens_at(one)) is not None}
    # One that is not called yet may be some day.
    taken |= {_LISTENERS[one.kind][2] for one in others if one.kind in _LISTENERS and not one.values.get("listen_port")}
    while port in taken:
        port += _STEP
    return port


def require_apart(connection: Connection, others: Iterable[Connection]) -> None:
    """See that a gateway shares with none of its kind what two cannot share: the same phone would tell everything twice.

    Raises:
        InputError: it does.
    """
    others = list(others)
    for other in others:
        if other.kind != connection.kind or other.name == connection.name or not (other.enabled and connection.enabled):
            continue
        values = _SAME.get(connection.kind, ())
        if values and _same(connection, other, values):
            raise InputError(
                Sentence("This phone, sender or modem is connected already, as {name}.", name=other.name),
                "Enter another one, or change that connection.",
            )
        here, there = listens_at(connection), listens_at(other)
        if here is not None and there is not None and here[1] == there[1]:
            free = free_port(connection.kind, others)
            raise InputError(
                Sentence("{name} takes in its calls at port {port} already.", name=other.name, port=there[1]),
                Sentence("Choose another port to listen on, like {port}, and tell it to the gateway too.", port=free),
            )


def _same(one: Connection, other: Connection, names: tuple[str, ...]) -> bool:
    for name in names:
        mine, theirs = (str(c.values.get(name, "")).strip().rstrip("/").casefold() for c in (one, other))
        # Whichever modem is there is that one too.
        if mine != theirs and not (name == "phone_id" and "" in (mine, theirs)):
            return False
    return True


def _is_on(value: object) -> bool:
    return value if isinstance(value, bool) else str(value).strip().casefold() not in _NO
