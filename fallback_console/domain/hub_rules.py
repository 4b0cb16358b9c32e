"""What may go over a hub, and who may say what there; the same for every hub."""

from __future__ import annotations

import re
from collections.abc import Collection

from fallback_console.domain.errors import InputError, RefusedError

__all__ = [
    "MOST_BYTES",
    "RIGHTS",
    "SUPERVISORS_KINDS",
    "require_key",
    "require_kind",
    "require_message",
    "require_name",
    "require_value",
]

MOST_BYTES = 512 * 1024
"""Of one message or value."""

RIGHTS = ("agent", "supervisor", "admin")
"""What a station may do at the hub; each may do what those before it may."""

SUPERVISORS_KINDS = ("broadcast.approved", "override.set", "rule.set", "station.adopted")
"""Kinds of entries that the hub takes from a supervisor's station only."""

_MOST_KEY = 200
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
_WORDS = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*")
_ID = re.compile(r"[!-~]{1,64}")


def require_message(id: str, kind: str, body: bytes) -> None:
    """See that a message can go into a stream.

    Raises:
        RefusedError: it cannot.
    """
    if not _ID.fullmatch(id):
        raise RefusedError("A message's id cannot be used at the hub.", "This is a fault of the program; report it.")
    require_kind(kind)
    require_value(body)


def require_kind(kind: str) -> None:
    """See that a kind can be the end of a subject.

    Raises:
        RefusedError: it cannot.
    """
    if not _WORDS.fullmatch(kind):
        raise RefusedError("A message's kind cannot be used at the hub.", "This is a fault of the program; report it.")


def require_key(key: str) -> None:
    """See that a value can be kept under a key.

    Raises:
        RefusedError: it cannot.
    """
    if len(key) > _MOST_KEY or not _WORDS.fullmatch(key):
        raise RefusedError("A value's key cannot be used at the hub.", "This is a fault of the program; report it.")


def require_value(value: bytes | None) -> None:
    """See that a value or a message is not too large.

    Raises:
        RefusedError: it is.
    """
    if value is not None and len(value) > MOST_BYTES:
        raise RefusedError(
            "This is too large for the hub, which takes half a megabyte at once.", "Make it shorter and do it again."
        )


def require_name(name: str, what: str, *, taken: Collection[str] = ()) -> str:
    """A name of a station or a site, as it stands in subjects.

    Raises:
        InputError: it cannot be used.
    """
    if not _NAME.fullmatch(name):
        raise InputError(
            f"'{name}' cannot be the name of a {what}.",
            "Use up to 40 Latin letters, digits, '-' and '_', a letter or a digit first.",
        )
    if name in taken:
        raise InputError(f"There is a {what} '{name}' already.", "Choose another name.")
    return name
