"""Long lists of values, in pieces that fit into one statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

__all__ = ["chunks"]

T = TypeVar("T")

_CHUNK = 500


def chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """Pieces that fit into one statement."""
    return (values[i : i + _CHUNK] for i in range(0, len(values), _CHUNK))
