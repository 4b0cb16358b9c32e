"""What may be typed after ``roster``."""

from __future__ import annotations

from fallback_console.cli.grammar import Grammar
from fallback_console.domain.entry import OWN_STATUSES

__all__ = ["add_roster"]

_FILTERS = ("all", "available", "call", "wrap-up", "away", "off", "unreachable", "oncall")
_SORTS = ("name", "status", "load", "shift", "heard")
_KINDS = ("shift", "absence", "oncall", "override")
"""All as in ``domain.roster`` and ``domain.shifts``, which are loaded only for the command itself."""


def add_roster(grammar: Grammar) -> None:
    """The command with all its parts."""
    roster = grammar.add_several(
        "roster",
        "show who of the team is there, what each is doing and how to reach them; import shifts",
        "roster billing japanese --filter available",
        "roster import-shifts rota.ics --kind oncall --dry-run",
        "roster status haruka away",
    )
    listed = roster.add(
        "list",
        "rostering:list_team",
        "list the team",
        "roster --filter oncall",
        "roster --sort load",
        shown_as="roster",
    )
    listed.add_argument("words", nargs="*", metavar="WORD", help="in name, skill, group, language or site")
    listed.add_argument("--filter", choices=_FILTERS, default="all", help="only these")
    listed.add_argument("--sort", choices=_SORTS, default="name", help="order; by name")
    listed.add_argument("--reverse", action="store_true", help="from the end of the order")

    show = roster.add("show", "rostering:show", "show somebody with paths, shifts and open cases", "roster show haruka")
    show.add_argument("person", metavar="WHO", help="login, key, name or mail address")

    load = roster.add(
        "import-shifts",
        "rostering:import_shifts",
        "import shifts, absences and on-call times from CSV or iCalendar; the same source is replaced as a whole",
        "roster import-shifts rota.csv --dry-run",
        "roster import-shifts oncall.ics --kind oncall --source billing --zone Europe/London",
    )
    load.add_argument("file", metavar="FILE")
    load.add_argument("--source", default="", metavar="NAME", help="under which it is kept; the file's name")
    load.add_argument("--kind", choices=_KINDS, default="shift", help="of what the file does not tell; shift")
    load.add_argument("--zone", default="", metavar="ZONE", help="of times that name none; this computer's")
    load.add_argument("--days", type=int, default=92, metavar="N", help="write recurring events out so far ahead; 92")
    load.add_argument("--encoding", default="", metavar="NAME", help="such as utf-8 or cp932; found out by default")
    load.add_argument("--dry-run", action="store_true", help="only tell what would come of it")

    status = roster.add(
        "status", "rostering:set_status", "say somebody's status as a supervisor", "roster status haruka away"
    )
    status.add_argument("person", metavar="WHO", help="login, key, name or mail address")
    status.add_argument("status", choices=OWN_STATUSES)
