"""What may be typed after ``team``."""

from __future__ import annotations

from fallback_console.cli.grammar import Grammar

__all__ = ["add_team"]


def add_team(grammar: Grammar) -> None:
    """The command with all its parts."""
    team = grammar.add_several(
        "team",
        "how far this station is with the team's other stations, and take over what a lost one was to deliver",
        "team",
        'team adopt 3f9a0c12b7d4 --reason "Its disk is broken."',
    )
    team.add("status", "teaming:status", "list the stations with what is known of each", "team status", shown_as="team")
    adopt = team.add(
        "adopt",
        "teaming:adopt",
        "deliver from here what a lost station did not deliver",
        'team adopt 3f9a0c12b7d4 --reason "Its disk is broken."',
    )
    adopt.add_argument("station", metavar="STATION", help="as 'team status' lists it")
    adopt.add_argument("--reason", required=True, help="why it cannot deliver any more")
