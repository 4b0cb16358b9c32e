"""The two verbs for everybody outside: command and query."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from fallback_console.store.engine import Store
    from fallback_console.store.tx import Reading, Tx

__all__ = ["Desk"]

P = ParamSpec("P")
T = TypeVar("T")


class Desk:
    """Runs services on a store.

    Args:
        store: the open store.
        login: the person at this station, the ``who`` of their commands.
    """

    def __init__(self, store: Store, login: str) -> None:
        self._store = store
        self.login = login

    def command(self, fn: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run a service that writes; the future is done after the commit, or holds the error."""
        return self._store.write(lambda tx: fn(tx, *args, **kwargs))

    def query(self, fn: Callable[Concatenate[Reading, P], T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run a service that reads, on the reader thread."""
        return self._store.query(lambda r: fn(r, *args, **kwargs))

    def read(self, fn: Callable[Concatenate[Reading, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a service that reads, in the calling thread; for what is known to be quick."""
        return self._store.read(lambda r: fn(r, *args, **kwargs))
