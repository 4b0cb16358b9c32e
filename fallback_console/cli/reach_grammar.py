"""What may be typed after ``reach``."""

from __future__ import annotations

from fallback_console.cli.grammar import Grammar, seconds

__all__ = ["add_reach"]

_ENTRY = "its id, as 'reach list' shows it"
_KINDS = "sms, call, desk, mail, slack, hub"
"""As in ``domain.paths``, which is loaded only for the command itself."""


def add_reach(grammar: Grammar) -> None:
    """The command with all its parts."""
    reach = grammar.add_several(
        "reach",
        "reach a person over one path after the other until the message arrived, and say how people wish to be reached",
        'reach yamada "Please ring us." --case 48213',
        'reach "+44 7700 900123" "Please ring us." --urgent --wait',
        "reach list",
        "reach prefer yamada --order desk,sms --no call --quiet 21:00-07:30",
    )
    start = reach.add(
        "start",
        "reaching:start",
        "try one path after the other; a text message first, then calls for you to make",
        'reach yamada "Please ring us."',
        shown_as="reach",
    )
    start.add_argument("whom", metavar="WHOM", help="key, name or mail address, or a number")
    start.add_argument("text", metavar="TEXT", help="text; '-' reads it from standard input")
    start.add_argument("--case", metavar="CASE", help="what it is about")
    start.add_argument("--urgent", action="store_true", help="in the person's quiet hours too")
    start.add_argument("--wait", action="store_true", help="stay and tell what happens until it has ended")
    start.add_argument("--timeout", type=seconds, metavar="TIME", help="with --wait: stay no longer than this")

    listed = reach.add("list", "reaching:list_all", "list who is being reached, and who was", "reach list --running")
    listed.add_argument("--running", action="store_true", help="only where paths are still being tried")
    listed.add_argument("--limit", type=int, default=50, help="at most so many, the newest; 50")

    show = reach.add("show", "reaching:show", "tell what became of every path", "reach show 019c2f4e-7a10")
    show.add_argument("id", metavar="ID", help=_ENTRY)

    stop = reach.add("stop", "reaching:stop", "try nothing more and take back what waits", "reach stop 019c2f4e-7a10")
    stop.add_argument("id", metavar="ID", help=_ENTRY)

    allow = reach.add(
        "allow",
        "reaching:allow",
        "let one go on in quiet hours, or text another number although the first may still get it",
        "reach allow 019c2f4e-7a10 --urgent",
    )
    allow.add_argument("id", metavar="ID", help=_ENTRY)
    allow.add_argument("--urgent", action="store_true", help="in the person's quiet hours too")
    allow.add_argument("--second-text", action="store_true", help="another number or address gets the same text")

    paths = reach.add("paths", "reaching:paths", "show the paths to a person in their order", "reach paths yamada")
    paths.add_argument("whom", metavar="WHOM", help="key, name or mail address, or a number")

    prefer = reach.add(
        "prefer",
        "reaching:prefer",
        "write down how a person wishes to be reached",
        "reach prefer yamada --order desk,sms",
        'reach prefer yamada --no "sms:+447700900123" --quiet 22:00-07:00',
        "reach prefer yamada --order usual --yes sms --quiet usual",
    )
    prefer.add_argument("whom", metavar="WHOM", help="key, name or mail address, or a number")
    prefer.add_argument(
        "--order",
        metavar="PATHS",
        help=f"first first, with commas: {_KINDS}, or paths as listed; 'usual' for the usual",
    )
    prefer.add_argument("--yes", action="append", default=[], metavar="PATH", help="may be used; may be repeated")
    prefer.add_argument("--no", action="append", default=[], metavar="PATH", help="must not be used; may be repeated")
    prefer.add_argument("--quiet", metavar="HOURS", help="like 21:00-07:30 where the person is; 'none', or 'usual'")
