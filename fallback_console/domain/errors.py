"""Every error that a person can meet, as one tree.

::

    ConsoleError                 exit  what it means
    ├── InputError                 2   what was typed or given cannot be used
    ├── NotFoundError              3   no such case, person, entry …
    ├── SettingsError              4   a settings file or a connection is incomplete or contradicts itself
    ├── StoreError                 5   the local database
    │   ├── WrongKeyError              the passphrase or the keychain's key does not open it
    │   ├── KeyMissingError            the key is not where it was kept (keychain locked, emptied, absent)
    │   ├── CorruptError               the file is damaged
    │   ├── ReadOnlyError              the file or its folder cannot be written
    │   ├── DiskFullError              no room left
    │   ├── TooNewError                written by a newer version of the program
    │   └── InUseError                 another process holds what may be held once only
    ├── IsolationError             6   a drill reached for something real, or the reverse
    ├── CancelledByPerson          7   a person stopped it
    └── OutsideError               8   an outside system
        ├── UnreachableError           nothing reached it: nothing was done there
        ├── AmbiguousError             it may or may not have been done
        ├── ThrottledError             it asked us to wait; nothing was done
        ├── SignInError                our sign-in or our rights, not an outage
        ├── RefusedError               it said no and will say no again
        ├── BadAnswerError             the answer is not what its interface promises
        └── ConflictError              somebody changed the same field meanwhile

The exit status is the command line's. A message is one plain sentence, ``next_step`` says what to do, and neither ever holds
a secret or what a customer wrote. ``code`` is stable: the window translates by it and scripts may rely on it.
"""

from __future__ import annotations

from typing import ClassVar

__all__ = [
    "AmbiguousError",
    "BadAnswerError",
    "CancelledByPerson",
    "ConflictError",
    "ConsoleError",
    "CorruptError",
    "DiskFullError",
    "InUseError",
    "InputError",
    "IsolationError",
    "KeyMissingError",
    "NotFoundError",
    "OutsideError",
    "ReadOnlyError",
    "RefusedError",
    "SettingsError",
    "SignInError",
    "StoreError",
    "ThrottledError",
    "TooNewError",
    "UnreachableError",
    "WrongKeyError",
]


class ConsoleError(Exception):
    """Base of all: one sentence, what to do next, and plain values for a translated sentence.

    Args:
        message: one English sentence without secrets or customers' data.
        next_step: what the reader can do about it, one English sentence; empty where nothing can be done.
        values: named plain values the sentence is made of, for translation.
    """

    code: ClassVar[str] = "error"
    exit_status: ClassVar[int] = 1

    def __init__(self, message: str, next_step: str = "", **values: str | int | float | None) -> None:
        super().__init__(message)
        self.message = message
        self.next_step = next_step
        self.values = values

    def __str__(self) -> str:
        return f"{self.message} {self.next_step}".strip()


class InputError(ConsoleError):
    """What was typed or given cannot be used."""

    code = "input"
    exit_status = 2


class NotFoundError(ConsoleError):
    """What was asked for is not here."""

    code = "not-found"
    exit_status = 3


class SettingsError(ConsoleError):
    """Settings or a connection are incomplete or contradict each other."""

    code = "settings"
    exit_status = 4


class StoreError(ConsoleError):
    """The local database."""

    code = "store"
    exit_status = 5


class WrongKeyError(StoreError):
    """The key that was given does not open the database."""

    code = "wrong-key"


class KeyMissingError(StoreError):
    """The key is not to be had: the keychain is locked, absent, or no longer holds it."""

    code = "key-missing"


class CorruptError(StoreError):
    """The database file is damaged."""

    code = "corrupt"


class ReadOnlyError(StoreError):
    """The database or its folder cannot be written."""

    code = "read-only"


class DiskFullError(StoreError):
    """There is no room left on the disk."""

    code = "disk-full"


class TooNewError(StoreError):
    """The database was written by a newer version of this program."""

    code = "too-new"


class InUseError(StoreError):
    """Another process holds what only one may hold."""

    code = "in-use"


class IsolationError(ConsoleError):
    """A drill reached for something real, or something real for a drill's data."""

    code = "isolation"
    exit_status = 6


class CancelledByPerson(ConsoleError):
    """A person stopped the work; what was done so far is kept."""

    code = "cancelled"
    exit_status = 7


class OutsideError(ConsoleError):
    """An outside system failed us. Subclasses say whether our request may have had an effect there."""

    code = "outside"
    exit_status = 8


class UnreachableError(OutsideError):
    """The request never reached the system: nothing was done, trying again is safe."""

    code = "unreachable"


class AmbiguousError(OutsideError):
    """The request was sent and no usable answer came: it may or may not have been done."""

    code = "ambiguous"


class ThrottledError(OutsideError):
    """The system asked us to slow down; the request was not carried out.

    Attributes:
        retry_after: seconds to wait, None where the system did not say.
    """

    code = "throttled"

    def __init__(self, message: str, next_step: str = "", *, retry_after: float | None = None) -> None:
        super().__init__(message, next_step, retry_after=retry_after)
        self.retry_after = retry_after


class SignInError(OutsideError):
    """401 or 403: our token, password or rights. Never an outage of the other side."""

    code = "sign-in"


class RefusedError(OutsideError):
    """The system understood and said no; the same request would be refused again."""

    code = "refused"


class BadAnswerError(OutsideError):
    """The answer is not what the system's interface promises (HTML for JSON, wrong types, too large …).

    For a write this is treated as ambiguous.
    """

    code = "bad-answer"


class ConflictError(OutsideError):
    """The field we want to change was changed there meanwhile, to something else.

    Attributes:
        field: our name of the field.
        base: the value the person saw when changing it.
        mine: the value the person chose.
        theirs: the value the system holds now.
        theirs_by: who changed it there, empty where unknown.
        theirs_at: when, UTC epoch milliseconds, None where unknown.
        theirs_version: the record's version there, None where unknown.
    """

    code = "conflict"

    def __init__(
        self,
        field: str,
        base: str,
        mine: str,
        theirs: str,
        *,
        theirs_by: str = "",
        theirs_at: int | None = None,
        theirs_version: int | None = None,
    ) -> None:
        super().__init__(
            f"The field '{field}' was changed by somebody else meanwhile.",
            "Choose which value to keep in the sync view.",
            field=field,
        )
        self.field = field
        self.base = base
        self.mine = mine
        self.theirs = theirs
        self.theirs_by = theirs_by
        self.theirs_at = theirs_at
        self.theirs_version = theirs_version
