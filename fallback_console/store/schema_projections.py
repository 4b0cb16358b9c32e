"""SQL of the projection tables (``p_*``), part of migration 0001."""

from __future__ import annotations

__all__ = ["STATEMENTS"]

STATEMENTS: tuple[str, ...] = ()
