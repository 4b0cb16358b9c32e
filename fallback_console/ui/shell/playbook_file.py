"""The playbook that is shown, as it stands in the program's folder."""

from __future__ import annotations

from functools import lru_cache

from fallback_console.domain.playbook import Line, parse_playbook
from fallback_console.resources_path import resource

__all__ = ["playbook_lines", "playbook_steps"]


@lru_cache(maxsize=4)
def playbook_lines(language: str) -> tuple[Line, ...]:
    """The lines of the playbook in a language; in English where it is not written in that.

    Raises:
        OSError: the file cannot be read.
    """
    wanted = resource("playbooks", f"outage.{language}.md")
    file = wanted if wanted.exists() else resource("playbooks", "outage.en.md")
    return parse_playbook(file.read_text(encoding="utf-8"))


def playbook_steps() -> frozenset[str]:
    """Ids of its steps, the same in every language."""
    return frozenset(line.step for line in playbook_lines("en") if line.step)
