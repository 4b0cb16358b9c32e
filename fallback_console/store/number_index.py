"""How a number is looked up: one index serves whole numbers and their ends."""

from __future__ import annotations

from fallback_console.domain.numbers import MATCH_TAIL

__all__ = ["is_number"]


def is_number(value: str, of: str = "") -> str:
    """SQL for rows of ``p_number`` that are a number in E.164. A number that is '' has all rows that are in no such form.

    Args:
        value: SQL for the number; it stands there twice: "?1", or a parameter given twice.
        of: name of the table in the statement, with its point.
    """
    return f"{of}tail = substr(ltrim({value}, '+'), -{MATCH_TAIL}) AND {of}e164 = {value}"
