"""What may be typed after ``roll-call``."""

from __future__ import annotations

import unicodedata

from fallback_console.cli.grammar import Grammar

__all__ = ["add_roll_call"]

_ROLES = ("everybody", "team", "expert", "partner", "group", "customer")
_STATES = ("unaccounted", "help", "to_ring", "unreachable", "again", "asked", "queued", "not_asked", "other", "safe")
_ANSWERS = ("safe", "help", "other")
_HOW = ("hub", "desk", "call", "person")
"""As in ``domain.person`` and ``domain.roll_call``, which are loaded only for the command itself."""

_ID = "its id, how the id ends, or its title; the one that runs"


def add_roll_call(grammar: Grammar) -> None:
    """The command with all its parts."""
    roll_call = grammar.add_several(
        "roll-call",
        "ask people whether they are there, over the hub, SMS and phone, and see who has answered",
        "roll-call start --role team",
        "roll-call show --state unaccounted",
        'roll-call answer yamada safe --how person --text "Seen at the gate"',
        "roll-call answer me 1",
        "roll-call close",
    )

    part = roll_call.add_of("roll_calling")

    start = part(
        "start",
        "write down whom to ask and begin; 'run', 'watch', 'sync' or the window ask them",
        'start --group "Night shift" --preview',
        "start --role everybody --title Fire",
    )
    start.add_argument(
        "--role", "--kind", choices=_ROLES, default="", help="everybody of this kind; 'everybody' but customers"
    )
    start.add_argument("--search", default="", metavar="WORDS", help="everybody with these words, as in 'people'")
    start.add_argument("--group", default="", metavar="NAME", help="everybody in this group")
    start.add_argument(
        "--person", action="append", default=[], metavar="WHO", help="somebody by key, name or mail address; repeatable"
    )
    start.add_argument("--to", action="append", default=[], metavar="NUMBER", help="a number; repeatable")
    start.add_argument("--title", default="", help="what to call it")
    start.add_argument("--text-en", default="", metavar="TEXT", help="the question in English; {me} is your login")
    start.add_argument("--text-ja", default="", metavar="TEXT", help="the question in Japanese")
    start.add_argument("--preview", action="store_true", help="only tell who would be asked, and who cannot be")
    start.add_argument("--limit", type=int, default=50, help="list at most so many people; 50")
    listed = part("list", "list roll calls, the newest first", "list")
    listed.add_argument("--limit", type=int, default=20, help="at most so many; 20")
    show = part("show", "tell who is missing, for how long, and where everybody stands", "show --state unaccounted")
    show.add_argument("what", metavar="ROLL-CALL", nargs="?", default="", help=_ID)
    show.add_argument("--state", choices=_STATES, default="", help="only people in this state")
    show.add_argument("--limit", type=int, default=100, help="list at most so many people; 100")
    answer = part("answer", "write down what somebody said", 'answer 3 help --text "Third floor"')
    answer.add_argument("who", metavar="WHO", help="place in the list, key, name or mail address; 'me' for yourself")
    answer.add_argument(
        "answer",
        choices=_ANSWERS,
        type=_answer,
        help="safe and available (or 1), needs help (or 2), or something else",
    )
    answer.add_argument(
        "--how",
        choices=_HOW,
        default="",
        help="told here, in a call, or somebody says it for them; desk, for yourself hub",
    )
    answer.add_argument("--text", default="", help="in their words")
    answer.add_argument("--in", dest="what", metavar="ROLL-CALL", default="", help=_ID)
    part("mine", "tell what roll calls ask you", "mine")
    close = part("close", "ask nobody any more; answers that come late still count", 'close --reason "Drill over"')
    close.add_argument("what", metavar="ROLL-CALL", nargs="?", default="", help=_ID)
    close.add_argument("--reason", default="", help="why; kept with it")
    export = part("export", "write everybody with their answer to a CSV or PDF file", "export --out roll-call.pdf")
    export.add_argument("what", metavar="ROLL-CALL", nargs="?", default="", help=_ID)
    export.add_argument(
        "--out", required=True, metavar="FILE", help="where to write it; a name that ends with .pdf makes a PDF"
    )
    export.add_argument("--force", action="store_true", help="replace a file that is there")


def _answer(typed: str) -> str:
    """The word for what was typed; the numbers of text messages mean the same here."""
    return {"1": "safe", "2": "help"}.get(unicodedata.normalize("NFKC", typed), typed)
