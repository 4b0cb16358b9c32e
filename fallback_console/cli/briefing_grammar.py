"""What may be typed after ``briefing``."""

from __future__ import annotations

from fallback_console.cli.grammar import Grammar, Parser

__all__ = ["add_briefing"]

_WHICH = "its number in this outage, like 3 or B3, or its id; the newest where it is left out"


def add_briefing(grammar: Grammar) -> None:
    """The command with all its parts."""
    briefing = grammar.add_several(
        "briefing",
        "tell the team how things stand, what is done and what is needed: give, list, show, clock, read",
        'briefing give --conditions "Slack is down." --actions "The vendor works on it." --needs "Two people for mail."',
        'briefing show 3 --sms "Night shift"',
        "briefing show --speak",
        "briefing clock 15",
    )

    part = briefing.add_of("briefings")

    give = part("give", "give a briefing on the outage", 'give --conditions "Mail is back." --sms team')
    give.add_argument("--conditions", default="", metavar="TEXT", help="how things stand")
    give.add_argument("--actions", default="", metavar="TEXT", help="what is being done, by whom")
    give.add_argument("--needs", default="", metavar="TEXT", help="what is missing")
    _ways(give)
    listed = part("list", "list briefings with how many have read them, the newest first", "list")
    listed.add_argument("--limit", type=int, default=20, help="at most so many; 20")
    show = part(
        "show", "show a briefing and who has read it; send, say or print it again", "show", "show 2 --pdf b2.pdf"
    )
    show.add_argument("what", nargs="?", default="", metavar="BRIEFING", help=_WHICH)
    _ways(show)
    clock = part("clock", "tell when the next one is due, or choose how often one is wanted", "clock", "clock 15")
    clock.add_argument("minutes", nargs="?", type=int, metavar="MINUTES", help="between two briefings, 5 to 240")
    read = part("read", "say that you have read a briefing", "read", "read 3")
    read.add_argument("what", nargs="?", default="", metavar="BRIEFING", help=_WHICH)


def _ways(command: Parser) -> None:
    command.add_argument(
        "--sms",
        metavar="GROUP",
        default="",
        help="text it to a group; 'team' for all teammates. Who answers with the code in it has read it",
    )
    command.add_argument("--preview", action="store_true", help="with --sms: tell what would go out, and send nothing")
    command.add_argument("--urgent", action="store_true", help="with --sms: at night too")
    command.add_argument("--speak", action="store_true", help="print it as it is said aloud")
    command.add_argument("--words", choices=("en", "ja"), default="", help="language of what is sent, said and printed")
    command.add_argument("--pdf", metavar="FILE", default="", help="write it for paper")
    command.add_argument("--force", action="store_true", help="with --pdf: replace a file that is there")
