"""What may be typed after ``calls``."""

from __future__ import annotations

from fallback_console.cli.grammar import Grammar

__all__ = ["add_calls"]


def add_calls(grammar: Grammar) -> None:
    """The command with all its parts."""
    calls = grammar.add_several(
        "calls",
        "list missed calls, put one away, look a caller up",
        "calls missed",
        'calls missed done ID --reason "Wrong number."',
        'calls who "+44 7700 900123"',
    )
    missed = calls.add(
        "missed",
        "missed_calls:missed",
        "list calls that nobody took and nobody has answered since, or put them away",
        "calls missed",
        'calls missed done ID --reason "Wrong number."',
        "calls missed again ID",
        shown_as="calls",
    )
    missed.add_argument("what", nargs="?", choices=("done", "again"), help="done: put away; again: open after all")
    missed.add_argument("id", nargs="?", metavar="ID", help="of the missed call, as the list has it")
    missed.add_argument("--reason", default="", help="why nobody need call back")

    who = calls.add("who", "missed_calls:who", "say who a number belongs to", 'calls who "+44 7700 900123"')
    who.add_argument("number", metavar="NUMBER", help="as the telephone shows it")
