"""Brings the demonstration's team to a station: skills and sites as a file brings them, and a plan that is under way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fallback_console.domain.people_file import read_people
from fallback_console.drill.demo import DemoTeam
from fallback_console.services import people_import, people_merge, shift_import
from fallback_console.store.people import person_of_key

__all__ = ["bring_team"]

_SOURCE = "file.team-roster"


def bring_team(do: Callable[..., Any], who: str, team: DemoTeam) -> None:
    """Import people and plan; who works in the helpdesk already is the same person there.

    Args:
        do: runs a command of a service, durable when it returns.
    """
    found = do(people_import.preview, read_people(team.sheet.encode(), kind="team"), _SOURCE)
    do(people_import.store_some, who, found.people)
    for person in found.people:
        helpdesk = f"rt:{person.card.login}"
        if do(person_of_key, helpdesk) is not None:
            do(people_merge.merge, who, helpdesk, person.key)
    for command, values in shift_import.steps(who, do(shift_import.look, "team-roster", team.spans), "team-roster.csv"):
        do(command, *values)
