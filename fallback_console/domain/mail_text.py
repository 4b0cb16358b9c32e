"""What mail from the console looks like: from whom it comes, what stands in its subject, which addresses it goes to. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["MAX_MAIL", "is_address", "sender_in", "subject_of"]

MAX_MAIL = 100_000
"""Longest mail, characters."""

_LONGEST_SUBJECT = 78
"""RFC 5322, section 2.1.1: the longest line that every program shows whole."""

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?=.{1,253}$)[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
"""A mail address as people have it: the one of the HTML standard, which leaves out what RFC 5321 allows and nobody uses."""


def is_address(text: str) -> bool:
    """Whether mail can go to this, as far as its form tells."""
    return _ADDRESS.fullmatch(text) is not None and ".." not in text


def sender_in(values: Mapping[str, object]) -> str:
    """The address that a mail connection sends from: its ``sender``, else its user name where that is an address; '' for none."""
    return next((one for name in ("sender", "login") if is_address(one := str(values.get(name, "")).strip())), "")


def subject_of(text: str, case_number: str = "") -> str:
    """The subject of a mail of which only the text was written: its first line, behind the number of its case.

    Args:
        case_number: as the helpdesk has it, '' for none or for a case it does not know yet.
    """
    head = f"[#{case_number}] " if case_number else ""
    line = " ".join(next((one for one in text.splitlines() if one.strip()), "").split())
    room = _LONGEST_SUBJECT - len(head)
    return head + (line if len(line) <= room else line[: room - 1].rstrip() + "…")
