"""A bounded memory of what was told already."""

from __future__ import annotations

from collections import OrderedDict
from typing import Generic, TypeVar

__all__ = ["Memory"]

V = TypeVar("V")


class Memory(Generic[V]):
    """Values by key; the ones put longest ago are forgotten first.

    Forgetting, a restart included, costs a repeated event at most, and the store knows those it has.
    """

    def __init__(self, size: int = 10_000) -> None:
        self._size = size
        self._values: OrderedDict[str, V] = OrderedDict()

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def get(self, key: str) -> V | None:
        """The value, None where there is none."""
        return self._values.get(key)

    def put(self, key: str, value: V) -> None:
        """Remember a value, as the newest."""
        self._values[key] = value
        self._values.move_to_end(key)
        while len(self._values) > self._size:
            self._values.popitem(last=False)
