"""What may be typed: every command with its options."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from fallback_console.cli.briefing_grammar import add_briefing
from fallback_console.cli.broadcast_grammar import add_broadcast
from fallback_console.cli.calls_grammar import add_calls
from fallback_console.cli.claim_grammar import add_claim
from fallback_console.cli.connect_grammar import add_call, add_connect, add_gateway
from fallback_console.cli.escalate_grammar import add_escalate
from fallback_console.cli.grammar import Grammar, Parser, seconds
from fallback_console.cli.hub_grammar import add_hub
from fallback_console.cli.messages_grammar import add_messages
from fallback_console.cli.optout_grammar import add_optout
from fallback_console.cli.people_parser import add_people, with_action
from fallback_console.cli.queue_grammar import add_queue
from fallback_console.cli.reach_grammar import add_reach
from fallback_console.cli.roll_call_grammar import add_roll_call
from fallback_console.cli.roster_grammar import add_roster
from fallback_console.cli.swarm_grammar import add_swarm
from fallback_console.cli.team_grammar import add_team
from fallback_console.domain.delivery import DeliveryState
from fallback_console.domain.entry import OWN_STATUSES, TIMELINE_KINDS
from fallback_console.domain.errors import InputError

__all__ = ["CHOICES", "build", "command_in", "parse"]

OUTCOMES = ("reached", "no-answer", "busy", "voicemail", "wrong-number", "call-back")
"""As in ``services.calls``, which is loaded only for the command itself."""

CHOICES = ("login", "role", "region", "language", "theme", "dialler", "lock_minutes")
"""Settings that a person may choose."""

_DESCRIPTION = """Keeps a support team working while Slack, mail or the helpdesk is down, and brings everything back in
order: what you do here is saved at once and delivered once, when the systems are back."""

_EPILOG = """examples:
  fallback-console connect helpdesk rt --url https://rt.example.com --token-file token.txt
  fallback-console pull
  fallback-console queue --mine
  fallback-console note 48213 "The customer rang: the second charge is gone."
  fallback-console sync

exit status: 0 done, 1 fault of the program, 2 wrong input, 3 not found, 4 settings, 5 local data, 6 rehearsal fence,
7 stopped, 8 outside system, 9 something still waits, 130 interrupted"""


def parse(words: Sequence[str]) -> argparse.Namespace:
    """The options of a command line.

    Raises:
        InputError: it cannot be understood.
        SystemExit: help or version was asked for and printed.
    """
    parser = build()
    args = parser.parse_args(with_action(words))
    if args.command is None:
        raise InputError("No command was given.", "See 'fallback-console --help'.")
    return args


def command_in(words: Sequence[str]) -> str:
    """The command that was meant, for an error about everything else; '' where none can be made out."""
    known = {handler for group in (_READING, _WRITING, _SYNCING, _SYSTEM) for handler in group}
    return next((word for word in words if word in known), "")


def build() -> Parser:
    """The whole grammar."""
    grammar = Grammar(_DESCRIPTION, _EPILOG)
    _add_reading(grammar)
    _add_writing(grammar)
    add_messages(grammar)
    add_reach(grammar)
    add_optout(grammar)
    add_calls(grammar)
    add_broadcast(grammar)
    add_team(grammar)
    add_claim(grammar)
    add_briefing(grammar)
    add_roll_call(grammar)
    add_escalate(grammar)
    add_swarm(grammar)
    _add_syncing(grammar)
    _add_system(grammar)
    return grammar.parser


_READING = ("queue", "case", "people", "roster", "search", "status", "callbacks", "dial", "alerts")
_WRITING = (
    "note",
    "reply",
    "take",
    "set",
    "next",
    "call",
    "log-call",
    "sms",
    "new",
    "messages",
    "broadcast",
    "briefing",
    "roll-call",
    "escalate",
    "swarm",
    "rule",
    "reach",
    "optout",
    "calls",
    "team",
    "claim",
)
_SYNCING = ("pull", "sync", "watch", "deliveries", "conflicts", "resolve", "override", "outage", "report")
_SYSTEM = ("run", "drill", "connect", "gateway", "hub", "settings", "doctor", "export", "gallery")


def _add_reading(grammar: Grammar) -> None:
    add_queue(grammar)

    case = grammar.add(
        "case", "reading:show_case", "show a case with its customer and timeline", "case 48213", "case T-3"
    )
    case.add_argument("case", metavar="CASE", help="number, temporary number or key")
    case.add_argument("--limit", type=int, default=200, help="newest items of the timeline; 200")

    case.add_argument("--only", choices=TIMELINE_KINDS, default="", help="only these items of the timeline")

    add_people(grammar)
    add_roster(grammar)

    search = grammar.add(
        "search", "reading:search", "find cases by words, the newest first", "search 障害", "search double charge"
    )
    search.add_argument("words", nargs="+", metavar="WORD", help="all must occur; the last may be a beginning")
    search.add_argument("--limit", type=int, default=50, help="at most so many; 50")

    status = grammar.add(
        "status",
        "reading:show_status",
        "tell what waits, how old the mirror is, and whether there is an outage",
        "status",
        "status --me away",
    )
    status.add_argument("--me", choices=OWN_STATUSES, help="first say this of yourself")
    grammar.add("callbacks", "reading:callbacks_due", "list promised call-backs", "callbacks")
    dial = grammar.add(
        "dial", "reading:show_dialled", "show what the dialler is handed for a number", 'dial "+44 7700 900123 ext. 12"'
    )
    dial.add_argument("number", metavar="NUMBER", help="as it is written")
    told = grammar.add(
        "alerts",
        "reading:list_alerts",
        "list what you should know: outages, answers, what needs you",
        "alerts --unread",
    )
    told.add_argument("--unread", action="store_true", help="only what nobody has read")
    told.add_argument("--read", action="store_true", help="first mark all of them as read")


def _add_writing(grammar: Grammar) -> None:
    stdin = "text; '-' reads it from standard input"
    note = grammar.add(
        "note", "writing:add_note", "add an internal note to a case", 'note 48213 "Rang back, no answer."'
    )
    note.add_argument("case", metavar="CASE")
    note.add_argument("text", metavar="TEXT", help=stdin)

    reply = grammar.add(
        "reply", "writing:reply", "answer the customer through the helpdesk", "reply 48213 - < answer.txt"
    )
    reply.add_argument("case", metavar="CASE")
    reply.add_argument("text", metavar="TEXT", help=stdin)

    take = grammar.add(
        "take",
        "writing:take",
        "cases are yours from now on, and their customers are claimed for you where nobody else is on them",
        "take 48213",
        "take 48213 48214 T-3",
    )
    take.add_argument("case", metavar="CASE", nargs="+", help="number, temporary number or key; one twice counts once")

    change = grammar.add(
        "set",
        "writing:set_fields",
        "change fields of a case, or one field of several",
        "set 48213 --status open --owner alice",
        "set 48213 48214 T-3 --owner alice",
    )
    change.add_argument("case", metavar="CASE", nargs="+", help="with several, one field at a time")
    change.add_argument("--status")
    change.add_argument("--priority", type=int, metavar="0…100")
    change.add_argument("--owner", metavar="LOGIN", help="'' for nobody")
    change.add_argument("--queue")
    change.add_argument("--subject")
    change.add_argument("--due", metavar="TIME", help="like 2026-11-30T16:00; '' for none")

    action = grammar.add(
        "next",
        "writing:next_action",
        "say what is to happen next on a case",
        'next 48213 "Ring the bank" --due 2026-11-30T16:00',
    )
    action.add_argument("case", metavar="CASE")
    action.add_argument("text", metavar="TEXT", help=stdin)
    action.add_argument("--due", metavar="TIME", help="like 2026-11-30T16:00")

    call = grammar.add(
        "log-call",
        "writing:log_call",
        "log a telephone call",
        'log-call 48213 --number "+1 202 555 0110" --seconds 190 --notes "Wants a refund."',
        "log-call --number 0120444444 --direction in --outcome voicemail",
    )
    call.add_argument("case", nargs="?", metavar="CASE", help="what it was about; may be left out")
    call.add_argument("--number", default="", help="as dialled or shown")
    call.add_argument("--person", metavar="WHO", help="key, name or mail address")
    call.add_argument("--direction", choices=("out", "in"), default="out", help="out where it is not said")
    call.add_argument("--outcome", choices=OUTCOMES, default="reached", help="reached where it is not said")
    call.add_argument("--seconds", type=int, default=0, help="how long it was")
    call.add_argument("--started", metavar="TIME", help="like 2026-11-30T16:00; by default it has just ended")
    call.add_argument("--notes", metavar="TEXT")
    call.add_argument("--follow-up", metavar="TIME", help="when to call back")

    sms = grammar.add(
        "sms",
        "writing:send_sms",
        "send a text message",
        'sms --case 48213 "We are on it. Your refund goes out today."',
        'sms --to "+44 7700 900123" "Please ring us back."',
    )
    sms.add_argument("text", metavar="TEXT", help=stdin)
    sms.add_argument("--case", metavar="CASE", help="whose customer to text, and where it belongs")
    sms.add_argument("--to", metavar="NUMBER", help="another number than the customer's")

    back = grammar.add(
        "take-back",
        "writing:take_back",
        "take back a note, a reply or a text message that nobody has tried to send yet",
        "take-back 019c2f4e-7a10-7c3e-9d52-6f1b2a4c8e70",
    )
    back.add_argument("entry", metavar="ENTRY", help="its id, as 'case --json' lists it")

    new = grammar.add(
        "new",
        "writing:new_case",
        "make a case for somebody who rings while the helpdesk is down",
        'new "Scanner is not found" --queue Support --phone "+1 202 555 0110" --text "Since the update."',
    )
    new.add_argument("subject", metavar="SUBJECT")
    new.add_argument("--queue", required=True, help="where it belongs")
    new.add_argument("--text", default="", help=f"what the customer says; {stdin}")
    new.add_argument("--priority", type=int, default=0, metavar="0…100")
    new.add_argument("--owner", metavar="LOGIN")
    new.add_argument("--person", metavar="WHO", help="customer: key, name or mail address")
    new.add_argument("--mail", metavar="ADDRESS", help="the customer's, where the person is not known")
    new.add_argument("--phone", metavar="NUMBER")


def _add_syncing(grammar: Grammar) -> None:
    pull = grammar.add("pull", "syncing:pull", "bring the mirror up to date", "pull")
    pull.add_argument("--timeout", type=seconds, metavar="TIME", help="give up after this time")

    sync = grammar.add(
        "sync", "syncing:synchronise", "deliver what waits, until nothing can go further", "sync --timeout 5m"
    )
    sync.add_argument("--timeout", type=seconds, default=120.0, metavar="TIME", help="wait no longer than this; 2m")
    sync.add_argument("--retry-all", action="store_true", help="first try again what was refused; conflicts stay")

    watch = grammar.add(
        "watch",
        "syncing:watch",
        "watch, pull, deliver and take in messages without a window, until interrupted",
        "watch",
    )
    watch.add_argument("--timeout", type=seconds, metavar="TIME", help="end after this time")

    rows = grammar.add(
        "deliveries", "syncing:deliveries", "list what is not yet delivered, with the reason", "deliveries"
    )
    rows.add_argument("--state", action="append", choices=[s.value for s in DeliveryState], help="may be repeated")
    rows.add_argument("--sink", default="", help="only to this system")

    grammar.add("conflicts", "syncing:show_conflicts", "list fields that were changed here and there", "conflicts")

    resolve = grammar.add(
        "resolve",
        "syncing:resolve",
        "decide about one delivery, or about several at once",
        "resolve 12 --keep mine",
        "resolve 12 15 16 --keep theirs",
        "resolve 12 --keep edit --value open",
        "resolve 13 --arrived no",
        'resolve 14 --drop "The customer has gone."',
    )
    resolve.add_argument("id", type=int, nargs="+", metavar="ID", help="as 'deliveries' and 'conflicts' list it")
    what = resolve.add_mutually_exclusive_group(required=True)
    what.add_argument("--keep", choices=("mine", "theirs", "edit"), help="a conflict: which value counts")
    what.add_argument("--retry", action="store_true", help="try it again")
    what.add_argument("--drop", metavar="REASON", help="give it up")
    what.add_argument("--arrived", choices=("yes", "no"), help="what became of one that is unknown")
    what.add_argument("--ask", action="store_true", help="ask the system whether one that is unknown arrived")
    resolve.add_argument("--value", help="with --keep edit")

    _add_report(grammar)
    override = grammar.add(
        "override",
        "syncing:override",
        "set a system up or down by hand (supervisors)",
        'override slack down --reason "We see it"',
    )
    override.add_argument("system", metavar="SYSTEM")
    override.add_argument("state", choices=("up", "down", "auto"))
    override.add_argument("--reason", default="")

    outage = grammar.add(
        "outage",
        "syncing:outage",
        "show outages; declare or end one (supervisors); tick its playbook",
        "outage",
        "outage --declare slack mail --reason …",
        "outage --tick tell-colleagues",
    )
    do = outage.add_mutually_exclusive_group()
    do.add_argument("--declare", nargs="+", metavar="SYSTEM")
    do.add_argument("--end", action="store_true")
    do.add_argument("--tick", metavar="STEP", help="a step of the playbook is done")
    do.add_argument("--untick", metavar="STEP", help="it is not done after all")
    outage.add_argument("--reason", default="")


def _add_report(grammar: Grammar) -> None:
    report = grammar.add(
        "report",
        "reporting:report",
        "tell what happened on a day: outages, work done here, what arrived, what was decided",
        "report",
        "report --day 2026-11-25 --pdf report.pdf",
    )
    report.add_argument("--day", default="", metavar="YYYY-MM-DD", help="another day than today")
    report.add_argument("--csv", metavar="FILE", help="write it for a spreadsheet too")
    report.add_argument("--pdf", metavar="FILE", help="write it for paper too")
    report.add_argument("--force", action="store_true", help="replace the files")


def _add_system(grammar: Grammar) -> None:
    run = grammar.add("run", "running:run", "open the window", "run", "run --demo", "run --headless")
    run.add_argument("--demo", action="store_true", help="on invented data, in a folder of its own")
    run.add_argument("--headless", action="store_true", help="the same as 'watch'")
    run.add_argument("--timeout", type=seconds, help=argparse.SUPPRESS)

    drill = grammar.add("drill", "drilling:drill", "rehearse an outage on simulated systems on this machine", "drill")
    drill.add_argument("--pictures", metavar="FOLDER", help="save pictures of the window there")
    drill.add_argument("--keep", action="store_true", help="keep the rehearsal's data, to look at them")

    add_call(grammar)
    add_connect(grammar)
    add_gateway(grammar)
    add_hub(grammar)
    settings = grammar.add(
        "settings",
        "choosing:choose",
        "show settings, or choose one for yourself",
        "settings",
        "settings language ja",
        "settings region JP",
    )
    settings.add_argument("name", nargs="?", choices=CHOICES, metavar="NAME", help=f"one of {', '.join(CHOICES)}")
    settings.add_argument("value", nargs="?", metavar="VALUE")
    _add_doctor(grammar)

    export = grammar.add(
        "export",
        "exporting:export",
        "write cases and people to a file",
        "export cases --out cases.csv",
        "export print --out phone-tree.pdf",
    )
    export.add_argument(
        "what", choices=("cases", "people", "print"), help="CSV of cases or people, or both as a PDF to print"
    )
    export.add_argument("--out", required=True, metavar="FILE")
    export.add_argument("--all", action="store_true", help="closed cases too")
    export.add_argument("--force", action="store_true", help="replace the file")
    _add_gallery(grammar)


def _add_gallery(grammar: Grammar) -> None:
    gallery = grammar.add(
        "gallery",
        "picturing:gallery",
        "make pictures of every view in every state from invented data",
        "gallery pictures",
        "gallery pictures --view queue --view sync --state outage --theme dark --language ja --size 1024x700",
    )
    gallery.add_argument("folder", metavar="FOLDER", help="where the pictures go, with a page that shows them")
    for name, words in (("view", "this view"), ("state", "this state")):
        gallery.add_argument(
            f"--{name}", action="append", default=[], metavar="NAME", help=f"only {words}; may be repeated"
        )
    gallery.add_argument("--theme", action="append", choices=("light", "dark"), help="may be repeated")
    gallery.add_argument("--language", action="append", choices=("en", "ja"), help="may be repeated")
    gallery.add_argument("--size", default="1280x800", metavar="WxH", help="size of the window; 1280x800")
    gallery.add_argument(
        "--hide-numbers", action="store_true", help="as somebody sees it who may not read customers' numbers"
    )
    gallery.add_argument("--scale", type=float, metavar="FACTOR", help="scale of the display, like 1.5")


def _add_doctor(grammar: Grammar) -> None:
    doctor = grammar.add(
        "doctor",
        "doctor:doctor",
        "check folder, key, database, backups and connections, and mend them",
        "doctor",
        "doctor --connections",
        "doctor --rebuild",
        "doctor --restore",
        "doctor --passphrase change --new-passphrase-file new.txt",
    )
    doctor.add_argument("--connections", action="store_true", help="test every connection too")
    action = doctor.add_mutually_exclusive_group()
    action.add_argument("--rebuild", action="store_true", help="make every projection anew and tell what differed")
    action.add_argument("--backup", action="store_true", help="make a backup now")
    action.add_argument(
        "--restore",
        nargs="?",
        const="",
        metavar="BACKUP",
        help="go on from a backup; the newest sound one where none is named",
    )
    action.add_argument("--passphrase", choices=("change",), help="encrypt the data with another passphrase")
    doctor.add_argument(
        "--new-passphrase-file", metavar="FILE", help="file that holds the new passphrase, '-' for standard input"
    )
