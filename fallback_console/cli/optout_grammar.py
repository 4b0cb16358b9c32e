"""What may be typed after ``optout``."""

from __future__ import annotations

from fallback_console.cli.grammar import Grammar

__all__ = ["add_optout"]


def add_optout(grammar: Grammar) -> None:
    """The command with all its parts."""
    optout = grammar.add_several(
        "optout",
        "list, add, give on and take over numbers that want no text messages",
        "optout",
        'optout add "+44 7700 900123" --reason "Said so on the telephone."',
        "optout export stop-list.csv",
        'optout import stop-list.csv --reason "List of the marketing team."',
    )
    listed = optout.add("list", "optouts:list_all", "list them, the newest first", "optout list", shown_as="optout")
    listed.add_argument("--limit", type=int, default=200, help="at most so many; 200")

    add = optout.add(
        "add",
        "optouts:add",
        "write down that a number wants no text messages",
        'optout add "+44 7700 900123" --reason "Said so on the telephone."',
    )
    add.add_argument("number", metavar="NUMBER")
    add.add_argument("--reason", required=True, help="who said so, and where")

    lift = optout.add(
        "lift",
        "optouts:lift",
        "take a number off the list, where the organisation permits it",
        'optout lift "+44 7700 900123" --reason "Asked for texts again in case 48213."',
    )
    lift.add_argument("number", metavar="NUMBER")
    lift.add_argument("--reason", required=True, help="who said so, and where")

    export = optout.add("export", "optouts:export", "write the list to a CSV file", "optout export stop-list.csv")
    export.add_argument("file", metavar="FILE")
    export.add_argument("--force", action="store_true", help="replace the file")

    load = optout.add(
        "import",
        "optouts:take_over",
        "take over numbers from the first column of a CSV file",
        'optout import stop-list.csv --reason "List of the marketing team."',
    )
    load.add_argument("file", metavar="FILE")
    load.add_argument("--reason", required=True, help="where the list comes from")
