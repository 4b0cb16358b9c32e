"""The two verbs for everybody outside: command and query."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from fallback_console.services.veil import Veil
    from fallback_console.store.engine import Store
    from fallback_console.store.tx import Reading, Tx

__all__ = ["Desk"]

P = ParamSpec("P")
T = TypeVar("T")
R = TypeVar("R", bound="Reading")


class Desk:
    """Runs services on a store.

    Args:
        store: the open store.
        login: the person at this station, the ``who`` of their commands.
        veil: covers customers' telephone numbers in all that comes out; None for a person who may read them.
    """

    def __init__(self, store: Store, login: str, veil: Veil | None = None) -> None:
        self._store = store
        self._veil = veil
        self.login = login

    @property
    def sees_numbers(self) -> bool:
        """The person may read customers' telephone numbers."""
        return self._veil is None

    def command(self, fn: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run a service that writes; the future is done after the commit, or holds the error."""
        return self._store.write(lambda tx: self._run(tx, True, fn, *args, **kwargs))

    def query(self, fn: Callable[Concatenate[Reading, P], T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run a service that reads, on the reader thread."""
        return self._store.query(lambda r: self._run(r, False, fn, *args, **kwargs))

    def read(self, fn: Callable[Concatenate[Reading, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a service that reads, in the calling thread; for what is known to be quick."""
        return self._store.read(lambda r: self._run(r, False, fn, *args, **kwargs))

    def whole(self, number: str) -> str:
        """The number that a covered one stands for: for the dialler alone, which cannot ring it otherwise.

        Raises:
            InputError: it is a covered number that somebody changed.
        """
        return number if self._veil is None else self._veil.whole(number)

    def covered(self, value: T) -> T:
        """What did not come out of the data, a call that a telephone tells of for instance, as the person may see it."""
        veil = self._veil
        return value if veil is None else self._store.read(lambda r: veil.run(r, lambda: value))

    def _run(self, r: R, writes: bool, fn: Callable[Concatenate[R, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        veil = self._veil
        if veil is None:
            return fn(r, *args, **kwargs)
        whole, named = veil.uncovered(args, strict=writes), veil.uncovered(kwargs, strict=writes)
        return veil.run(r, lambda: fn(r, *whole, **named))
