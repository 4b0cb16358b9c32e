"""Playbooks: what to do in an outage, as a text with steps. Each step has an id that is the same in every language."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Line", "parse_playbook"]

_STEP = re.compile(r"- \[([a-z0-9-]+)\] (.+)")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a playbook.

    Attributes:
        kind: 'title', 'section', 'step' or 'text'.
        step: id of a step; '' for everything else.
    """

    kind: str
    text: str
    step: str = ""


def parse_playbook(text: str) -> tuple[Line, ...]:
    """The lines of a playbook: ``# title``, ``## section``, ``- [id] step``, and text; empty lines are left out."""
    found = []
    for raw in text.splitlines():
        words = raw.strip()
        step = _STEP.fullmatch(words)
        if step is not None:
            found.append(Line("step", step[2].strip(), step[1]))
        elif words.startswith("## "):
            found.append(Line("section", words[3:].strip()))
        elif words.startswith("# "):
            found.append(Line("title", words[2:].strip()))
        elif words:
            found.append(Line("text", words))
    return tuple(found)
