"""Faults of a double, by chance with a seed: the ways in which a request can go wrong on its way there and back."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from fallback_console.drill.http_server import Request, Response

__all__ = ["EVERY_FAULT", "Faults"]

EVERY_FAULT = ("refused", "hang", "half", "throttled", "broken", "lost", "late", "html", "moved")
"""Names of all faults.

refused: the connection is cut and nothing done. hang: no answer, nothing done. half: done, the answer cut in half.
throttled: 429 with Retry-After, nothing done. broken: 500, nothing done. lost: done, the answer never sent. late: done, the
answer after the client's patience. html: done, but a web page instead of the answer. moved: done, a 208 that means nothing.
"""


@dataclass(frozen=True, slots=True)
class _Plan:
    rate: float
    kinds: tuple[str, ...]


class Faults:
    """Decides for each request whether and how it goes wrong.

    Args:
        seed: the same requests in the same order get the same faults.
        rate: share of requests that go wrong, 0 to 1.
        kinds: names out of ``EVERY_FAULT``, equally likely.
        late: seconds a late answer takes.
        retry_after: seconds a throttled request is asked to wait.
        only: which requests may go wrong at all; all where it is None.

    Attributes:
        only: as given; may be set at any time.
        counts: faults so far, by name.
    """

    def __init__(
        self,
        seed: int = 0,
        rate: float = 0.0,
        kinds: tuple[str, ...] = EVERY_FAULT,
        *,
        late: float = 1.0,
        retry_after: int = 0,
        only: Callable[[Request], bool] | None = None,
    ) -> None:
        self._random = random.Random(seed)
        self._plan = _Plan(rate, kinds)
        self._late = late
        self._retry_after = retry_after
        self.only = only
        self._next: list[str] = []
        self.counts: Counter[str] = Counter()

    def set_rate(self, rate: float, kinds: tuple[str, ...] | None = None) -> None:
        """Another share, and other kinds if given."""
        self._plan = _Plan(rate, kinds or self._plan.kinds)

    def then(self, *kinds: str) -> None:
        """The next requests that may go wrong do so in these ways, one after another; '' for a good one."""
        self._next += kinds

    def apply(self, request: Request, handler: Callable[[Request], Response]) -> Response:
        """The answer to a request, spoilt or not; the handler is called only where the request is carried out."""
        kind = self._choose(request)
        if not kind:
            return handler(request)
        self.counts[kind] += 1
        if kind == "refused":
            return Response(500, cut=True)
        if kind == "hang":
            return Response(500, silent=True)
        if kind == "throttled":
            return Response(429, b"{}", {"Retry-After": f"{self._retry_after}", "Content-Type": "application/json"})
        if kind == "broken":
            return Response(500, b"<html><body>Internal error</body></html>", {"Content-Type": "text/html"})
        done = handler(request)
        if kind == "half":
            return replace(done, half=True)
        if kind == "lost":
            return replace(done, cut=True)
        if kind == "late":
            return replace(done, delay=self._late)
        if kind == "html":
            return Response(200, b"<html><body>Please sign in</body></html>", {"Content-Type": "text/html"})
        return replace(done, status=208)

    def _choose(self, request: Request) -> str:
        if self.only is not None and not self.only(request):
            return ""
        if self._next:
            return self._next.pop(0)
        if self._random.random() >= self._plan.rate:
            return ""
        return self._random.choice(self._plan.kinds)
