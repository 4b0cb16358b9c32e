"""What lies behind an exception, for telling failures apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

__all__ = ["causes"]


def _members(error: BaseException) -> Iterable[BaseException]:
    return error.exceptions if isinstance(error, BaseExceptionGroup) else ()


def causes(
    error: BaseException, parts: Callable[[BaseException], Iterable[BaseException]] = _members
) -> Iterator[BaseException]:
    """An error, what caused it, and whatever these hold, each once.

    Args:
        parts: what an error holds besides its causes; the members of a group by default.
    """
    waiting: list[BaseException | None] = [error]
    seen: set[int] = set()
    while waiting:
        one = waiting.pop()
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        waiting += [one.__cause__, one.__context__, *parts(one)]
