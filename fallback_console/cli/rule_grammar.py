"""What may be typed after ``rule``."""

from __future__ import annotations

from fallback_console.cli.grammar import Grammar

__all__ = ["add_rule"]

_ONE = "the rule's name or id"


def add_rule(grammar: Grammar) -> None:
    """The command with all its parts."""
    rule = grammar.add_several(
        "rule",
        "page somebody when so many cases of one sort come within so many minutes",
        'rule set VPN --words vpn --count 5 --minutes 10 --chain Network --watcher "group:Network"',
        "rule test VPN",
        "rule list",
    )
    part = rule.add_of("ruling")

    part("list", "list rules: how many cases each counts now, and when it fired last", "list")
    show = part("show", "tell of one rule, and what it has fired", "show VPN")
    show.add_argument("name", metavar="RULE", help=_ONE)
    put = rule.add(
        "set",
        "ruling:set_rule",
        "set a rule, or change what is named of the one there is",
        "rule set VPN --words vpn --count 5 --minutes 10 --chain Network",
        "rule set VPN --off",
        shown_as="rule",
    )
    put.add_argument("name", metavar="NAME", help="what it is called; it stands in what people are texted")
    put.add_argument("--words", help="all of these in the subject, as a search finds them")
    put.add_argument("--queue", help="only this queue's")
    put.add_argument("--priority", type=int, metavar="FROM", help="only from this priority on; 0 for any")
    put.add_argument("--organisation", metavar="WORDS", help="only of customers whose organisation has these words")
    put.add_argument("--count", type=int, help="so many cases; 5")
    put.add_argument("--minutes", type=int, help="within so many minutes; 10")
    put.add_argument("--rest", type=int, metavar="MINUTES", help="so long a wave is told once; as long as --minutes")
    put.add_argument("--chain", metavar="NAME", help="the chain of escalation that pages; '' only tells supervisors")
    put.add_argument(
        "--watcher",
        action="append",
        metavar="WHO",
        help="who watches swarms for such cases: a person's key, name or mail address, group:NAME, oncall:SCHEDULE; ''"
        " for nobody; repeatable",
    )
    put.add_argument("--urgent", action="store_true", default=None, help="also in people's quiet hours")
    put.add_argument("--not-urgent", dest="urgent", action="store_false", help="not in people's quiet hours")
    put.add_argument("--on", action="store_true", default=None, help="it counts again")
    put.add_argument("--off", dest="on", action="store_false", help="it counts nothing until it is on again")
    put.add_argument("--language", choices=("en", "ja"), help="language of what people are texted")
    test = part("test", "tell what a rule counts now and whom it would page; sends nothing", "test VPN")
    test.add_argument("name", metavar="RULE", help=_ONE)
    gone = part("remove", "take a rule away; what it began goes on", "remove VPN")
    gone.add_argument("name", metavar="RULE", help=_ONE)
