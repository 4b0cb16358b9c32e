"""What may be typed after ``swarm``."""

from __future__ import annotations

from fallback_console.cli.grammar import Grammar, Several

__all__ = ["add_swarm"]

_ONE = "its short number ('S12' or 12), its id, or how the id ends"
_WHO = "people by key, name or mail address"
_CHECKS = ("impact", "urgency", "safety", "workaround", "known", "evidence", "skills", "promised")
_ACTS = ("accept", "decline", "leave", "join", "remove", "lead")
"""As in ``domain.swarm``, which is loaded only for the command itself."""


def add_swarm(grammar: Grammar) -> None:
    """The command with all its parts."""
    swarm = grammar.add_several(
        "swarm",
        "bring people of several skills together on a case until it is solved",
        'swarm open 48213 "The carrier is down" --reason "Two sites are hit"',
        "swarm invite S12 yamada kimura",
        'swarm say S12 "Who has the carrier on the line?"',
        'swarm close S12 "It was the carrier." --told "Rang them at ten"',
    )
    part = swarm.add_of("swarming")

    triage = part(
        "triage",
        "look a case over, and say whether a swarm is wanted",
        'triage 48213 "Two sites are hit" --check impact --check skills --priority 80 --yes',
    )
    triage.add_argument("case", metavar="CASE", help="number, temporary number or key")
    triage.add_argument("reason", metavar="REASON", help="why a swarm is wanted, or why not")
    triage.add_argument("--check", action="append", default=[], choices=_CHECKS, help="this is so; repeatable")
    triage.add_argument("--priority", type=int, help="the case's from now on, 0 to 100")
    decided = triage.add_mutually_exclusive_group(required=True)
    decided.add_argument("--yes", dest="decided", action="store_true", help="a swarm is wanted")
    decided.add_argument("--no", dest="decided", action="store_false", help="none is wanted; that is kept as well")
    opened = swarm.add(
        "open",
        "swarming:open_room",
        "open a room for a case",
        'swarm open 48213 "The carrier is down" --reason "Two sites are hit" --lead yamada',
        shown_as="swarm",
    )
    opened.add_argument("case", metavar="CASE", help="number, temporary number or key")
    opened.add_argument("title", metavar="TITLE", help="what help is needed with, in a few words")
    opened.add_argument("--reason", default="", help="why a swarm; what the triage says")
    opened.add_argument("--lead", default="", metavar="WHO", help="who leads it; you")
    listed = part("list", "list swarms: open ones first", "list --open")
    listed.add_argument("--open", action="store_true", help="only open ones")
    listed.add_argument("--archived", action="store_true", help="archived ones too")
    listed.add_argument("--limit", type=int, default=50, help="at most so many; 50")
    show = part("show", "show one with its people and its thread", "show S12")
    show.add_argument("what", metavar="SWARM", help=_ONE)
    _add_people(swarm)
    say = part("say", "say something to everybody in it", 'say S12 "The line is back"', "say S12 --preview")
    say.add_argument("what", metavar="SWARM", help=_ONE)
    say.add_argument(
        "text", metavar="TEXT", nargs="?", default="", help="the message; '-' reads it from standard input"
    )
    say.add_argument("--external", action="store_true", help="people of other firms may read it")
    say.add_argument("--preview", action="store_true", help="only tell who would read it, and how")
    action = swarm.add(
        "next",
        "swarming:next_action",
        "say what is done next, by whom and until when; or that it is done",
        'swarm next S12 "Ring the carrier" --owner yamada --due 2026-11-30T16:00',
        "swarm next S12 --done",
        shown_as="swarm",
    )
    action.add_argument("what", metavar="SWARM", help=_ONE)
    action.add_argument("text", metavar="TEXT", nargs="?", default="", help="what is to be done")
    action.add_argument("--owner", default="", metavar="WHO", help="who does it; the lead")
    action.add_argument("--due", default="", metavar="TIME", help="like 2026-11-30T16:00")
    action.add_argument("--done", action="store_true", help="it is done")
    action.add_argument("--handed-on", action="store_true", help="it stays with the case and is nobody's of the swarm")
    action.add_argument("--note", default="", help="what came of it")
    _add_ending(swarm)


def _add_people(swarm: Several) -> None:
    part = swarm.add_of("swarming")
    found = part(
        "candidates",
        "list whom to ask, the best first, with why somebody is not offered",
        "candidates S12 --skill network --level 3",
    )
    found.add_argument("what", metavar="SWARM", nargs="?", default="", help=f"{_ONE}; none yet")
    found.add_argument("--skill", default="", help="only who has it")
    found.add_argument("--level", type=int, default=0, help="of the skill at least, 1 to 5")
    found.add_argument("--group", default="", help="only of this group")
    found.add_argument("--language", default="", help="only who speaks it; a code or a name")
    found.add_argument("--search", default="", metavar="WORDS", help="in name, skill, group, language or site")
    found.add_argument("--external", action="store_true", help="people of other firms too")
    found.add_argument("--limit", type=int, default=30, help="at most so many; 30")
    invite = part(
        "invite",
        "ask people into it, each once",
        "invite S12 yamada kimura",
        "invite S12 pat --external",
        'invite S12 --new "Pat Doe" --at "+1 202 555 0164" --external',
    )
    invite.add_argument("what", metavar="SWARM", help=_ONE)
    invite.add_argument("people", metavar="WHO", nargs="*", help=_WHO)
    invite.add_argument("--new", default="", metavar="NAME", help="somebody of another firm who is not here yet")
    invite.add_argument("--at", default="", metavar="ADDRESS", help="their mobile number or mail address")
    invite.add_argument("--external", action="store_true", help="people of other firms may be among them")
    invite.add_argument("--urgent", action="store_true", help="also in people's quiet hours")
    invite.add_argument("--also-text", action="store_true", help="text also those whom the hub reaches")
    answer = part("answer", "answer, come or go; for yourself or for somebody else", "answer S12 accept")
    answer.add_argument("what", metavar="SWARM", help=_ONE)
    answer.add_argument("act", choices=_ACTS, metavar="ACT", help=", ".join(_ACTS))
    answer.add_argument("--for", dest="person", default="", metavar="WHO", help="who does; you")
    answer.add_argument("--external", action="store_true", help="somebody of another firm may join")
    leave = part("leave", "leave it", "leave S12")
    leave.add_argument("what", metavar="SWARM", help=_ONE)
    watch = part("watch", "let people read along", "watch S12 kimura --texts", "watch S12 kimura --remove")
    watch.add_argument("what", metavar="SWARM", help=_ONE)
    watch.add_argument("people", metavar="WHO", nargs="+", help=_WHO)
    watch.add_argument(
        "--texts", action="store_true", help="they get messages as text messages where the hub does not reach them"
    )
    watch.add_argument("--external", action="store_true", help="people of other firms may be among them")
    watch.add_argument("--remove", action="store_true", help="no more")


def _add_ending(swarm: Several) -> None:
    part = swarm.add_of("swarming")
    close = part(
        "close", "close it: the customer was told and the summary is written", 'close S12 "It was the carrier."'
    )
    close.add_argument("what", metavar="SWARM", help=_ONE)
    close.add_argument("summary", metavar="SUMMARY", nargs="?", default="", help="'-' reads it from standard input")
    close.add_argument("--told", default="", help="how the customer was told, where nothing here says so")
    close.add_argument("--preview", action="store_true", help="only tell what is missing")
    reopen = part("reopen", "go on with one that is closed", 'reopen S12 "It came back"')
    reopen.add_argument("what", metavar="SWARM", help=_ONE)
    reopen.add_argument("reason", metavar="REASON", help="why, in a few words")
    archive = part("archive", "put one away that is closed", "archive S12")
    archive.add_argument("what", metavar="SWARM", help=_ONE)
    transcript = part(
        "transcript",
        "write all of it out, to be read or to be put into Slack later",
        "transcript S12",
        "transcript S12 --lines > s12.jsonl",
    )
    transcript.add_argument("what", metavar="SWARM", help=_ONE)
    transcript.add_argument(
        "--lines", action="store_true", help="one JSON document a line: ts, thread_ts, who, text, type, external"
    )
