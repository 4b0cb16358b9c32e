"""What may be typed after ``broadcast``."""

from __future__ import annotations

from fallback_console.cli.grammar import Grammar, Parser

__all__ = ["add_broadcast"]

_ROLES = ("customer", "team", "expert", "partner", "group")
_STATES = ("queued", "sent", "delivered", "answered", "failed", "unknown", "cancelled", "left_out")
"""As in ``domain.person`` and ``domain.broadcast``, which are loaded only for the command itself."""

_ID = "its id, how the id ends, or its title"


def add_broadcast(grammar: Grammar) -> None:
    """The command with all its parts."""
    broadcast = grammar.add_several(
        "broadcast",
        "one text message to many people: preview, draft, approve, start, watch, pause and cancel",
        'broadcast preview "We are back at nine." --role customer',
        'broadcast draft "Hello {customer}, we are back." --group "Night shift" --title "Back"',
        "broadcast start Back",
        "broadcast show Back --state failed",
    )

    part = broadcast.add_of("broadcasting")

    preview = part(
        "preview",
        "tell who would get a text, in how many parts, how long it takes and who would not get it",
        'preview "We are back at nine." --role customer --search Tokyo',
    )
    _whom(preview)
    preview.add_argument("--limit", type=int, default=50, help="list at most so many people; 50")
    draft = part("draft", "keep a broadcast as a draft", 'draft "We are back." --to "+44 7700 900123" --person yamada')
    _whom(draft)
    draft.add_argument("--title", default="", help="what to call it; by default how the text begins")
    draft.add_argument("--replace", default="", metavar="BROADCAST", help="the draft it takes the place of")
    approve = part("approve", "let somebody else's draft go out", "approve Back")
    approve.add_argument("what", metavar="BROADCAST", help=_ID)
    start = part("start", "decide who gets it, write them down, and let it go out", "start Back")
    start.add_argument("what", metavar="BROADCAST", help=_ID)
    listed = part("list", "list broadcasts with how far they are, the newest first", "list")
    listed.add_argument("--limit", type=int, default=20, help="at most so many; 20")
    show = part("show", "tell how far it is and what became of it for each person", "show Back --state unknown")
    show.add_argument("what", metavar="BROADCAST", help=_ID)
    show.add_argument("--state", choices=_STATES, default="", help="only people in this state")
    show.add_argument("--limit", type=int, default=100, help="list at most so many people; 100")
    for name, help in (("pause", "let no more of it go out for now"), ("resume", "let a paused one go on")):
        part(name, help, f"{name} Back").add_argument("what", metavar="BROADCAST", help=_ID)
    cancel = part("cancel", "never send what has not gone out yet", 'cancel Back --reason "Wrong time"')
    cancel.add_argument("what", metavar="BROADCAST", help=_ID)
    cancel.add_argument("--reason", default="", help="why; kept with it")
    export = part("export", "write everybody with what became of it to a CSV or PDF file", "export Back --out back.csv")
    export.add_argument("what", metavar="BROADCAST", help=_ID)
    export.add_argument(
        "--out", required=True, metavar="FILE", help="where to write it; a name that ends with .pdf makes a PDF"
    )
    export.add_argument("--force", action="store_true", help="replace a file that is there")


def _whom(command: Parser) -> None:
    command.add_argument(
        "text", metavar="TEXT", help="with {customer} and {me} as places for names; '-' reads it from standard input"
    )
    command.add_argument("--role", "--kind", choices=_ROLES, default="", help="everybody of this kind")
    command.add_argument("--search", default="", metavar="WORDS", help="everybody with these words, as in 'people'")
    command.add_argument("--group", default="", metavar="NAME", help="everybody in this group")
    command.add_argument(
        "--person", action="append", default=[], metavar="WHO", help="somebody by key, name or mail address; repeatable"
    )
    command.add_argument("--to", action="append", default=[], metavar="NUMBER", help="a number; repeatable")
    command.add_argument("--urgent", action="store_true", help="at night too")
    command.add_argument(
        "--per-minute",
        type=int,
        default=0,
        metavar="COUNT",
        help="at most so many messages a minute; the gateway's pace",
    )
