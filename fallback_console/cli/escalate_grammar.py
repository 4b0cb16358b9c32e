"""What may be typed after ``escalate``."""

from __future__ import annotations

from fallback_console.cli.grammar import Grammar
from fallback_console.cli.rule_grammar import add_rule

__all__ = ["add_escalate"]

_ONE = "its short number, its id, or how the id ends"


def add_escalate(grammar: Grammar) -> None:
    """The command with all its parts, and the rules that begin escalations by themselves."""
    escalate = grammar.add_several(
        "escalate",
        "ask one step of people after the other until somebody takes it, and see who has what",
        'escalate start "Ring the carrier" --case 48213 --chain Network',
        "escalate ack 12",
        "escalate chain set Network --step oncall:Network/5 --step yamada/10",
    )
    part = escalate.add_of("escalating")

    start = part(
        "start",
        "begin; the first step is asked at once, the next by 'run', 'watch' or the window of any station",
        'start "Ring the carrier" --case 48213 --urgent',
        'start "Ring the carrier" --chain Network --preview',
    )
    start.add_argument("reason", metavar="REASON", help="what somebody has to do, in a few words")
    start.add_argument("--case", default="", metavar="CASE", help="what it is about: number, temporary number or key")
    start.add_argument("--chain", default="", metavar="NAME", help="which chain; the only one there is")
    start.add_argument("--urgent", action="store_true", help="also in people's quiet hours")
    start.add_argument("--preview", action="store_true", help="only tell whom each step would ask now")
    listed = part("list", "list escalations: those that nobody has first", "list --open")
    listed.add_argument("--open", action="store_true", help="only those that are not closed")
    listed.add_argument("--limit", type=int, default=50, help="at most so many; 50")
    show = part("show", "tell who was asked, who has it and all that happened", "show 12")
    show.add_argument("what", metavar="ESCALATION", help=_ONE)
    for name, help_text in (
        ("ack", "take it: nobody else is asked any more"),
        ("escalate", "pass it on: the next step is asked now"),
        ("close", "it is done"),
    ):
        one = part(name, help_text, f"{name} 12")
        one.add_argument("what", metavar="ESCALATION", help=_ONE)
    chain = part(
        "chain",
        "list, set or remove chains",
        "chain list",
        "chain set Network --step oncall:Network/5 --step yamada+kimura/10 --repeat 1",
        "chain remove Network",
    )
    chain.add_argument("act", metavar="ACTION", choices=("list", "set", "remove"), help="list, set or remove")
    chain.add_argument("name", metavar="NAME", nargs="?", default="", help="the chain's name or id")
    chain.add_argument(
        "--step",
        action="append",
        default=[],
        metavar="WHO/MINUTES",
        help="whom to ask, and minutes until the next: people by key, name or mail address, group:NAME, oncall:SCHEDULE,"
        " several with '+'; repeatable, in order",
    )
    chain.add_argument("--repeat", type=int, default=0, help="ask all of it so many times again; 0")
    add_rule(grammar)
