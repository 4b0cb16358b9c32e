"""``messages``: conversations over text messages, and over the hub."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from fallback_console.cli.opening import opened
from fallback_console.cli.output import Output, iso, printable, table
from fallback_console.cli.writing import case_key_of, parse_when, person_key_of, text_of, whole_text_of
from fallback_console.compose.profile import Profile
from fallback_console.domain.conversations import Conversation, HubSide, Message
from fallback_console.domain.delivery import DeliveryState
from fallback_console.domain.entry import Kind
from fallback_console.domain.errors import InputError, NotFoundError
from fallback_console.domain.numbers import parse
from fallback_console.domain.views import NumberRow
from fallback_console.services import assigning, conversations, holding, hub_answers, hub_messages, people, sync
from fallback_console.services import messages as service
from fallback_console.store import deliveries
from fallback_console.store.home import home_region
from fallback_console.store.tx import Reading

__all__ = ["messages"]


def messages(args: argparse.Namespace, out: Output) -> int:
    """Everything about messages that needs no case."""
    if args.do not in ("list", "unread") and not args.what:
        raise InputError("It was not said which.", "Give a number or a person, or the entry of a message.")
    with opened(args) as profile:
        data, text = _DO[args.do](profile, args)
    nothing: dict[str, Any] = {
        "total": None,
        "counts": None,
        "conversations": None,
        "conversation": None,
        "saved": None,
        "draft": None,
        "letters": None,
        "answered": None,
        "at_station": None,
    }
    out.result(nothing | data, text)
    return 0


def _list(profile: Profile, args: argparse.Namespace) -> tuple[dict[str, Any], str]:
    login = profile.settings.login
    found = profile.desk.read(conversations.listing, args.only, args.search, login)
    rows = profile.desk.read(conversations.rows, found.keys[: _limit(args.limit)], login)
    shown = [_line(one) for one in rows]
    text = table(["When", "Whom", "Number", "", "Last message"], shown) if rows else "Nothing found."
    data = {"total": len(found.keys), "counts": found.counts, "conversations": [_summary(one) for one in rows]}
    return data, f"{text}\n{len(rows)} of {len(found.keys)}"


def _show(profile: Profile, args: argparse.Namespace) -> tuple[dict[str, Any], str]:
    key, _, _ = _other_side(profile, args.what)
    found = profile.desk.read(conversations.opened, key, _limit(args.limit), profile.settings.login)
    there = found.hub is not None and found.hub.there(profile.clock.now_ms())
    numbers = ", ".join(n.shown + (" (no SMS: opted out)" if n.opted_out else "") for n in found.numbers)
    cases = ", ".join(f"#{row.number} {row.subject}" for row in found.cases)
    lines = [
        f"{found.name or 'Unknown'}  {numbers}",
        *([f"Over the hub: {'at a station now' if there else 'at no station now'}"] if found.hub is not None else []),
        *([f"Open cases: {cases}"] if cases else []),
        "",
        *(_message_line(one) for one in found.messages),
    ]
    shown = {
        "key": found.key,
        "person_key": found.person.key if found.person is not None else "",
        "name": found.name,
        "numbers": found.numbers,
        "messages": [_message(one) for one in found.messages],
        "more": found.more,
        "cases": found.cases,
        "draft": found.draft,
        "hub_draft": found.hub_draft,
        "hub": None if found.hub is None else {**found.hub._asdict(), "at_station": there},
    }
    return {"conversation": shown}, "\n".join(lines)


def _send(profile: Profile, args: argparse.Namespace) -> tuple[dict[str, Any], str]:
    if args.text is None:
        raise InputError("The text is missing.", "Write it behind the number or person, or '-' for standard input.")
    _, person_key, number = _other_side(profile, args.what)
    case_key = case_key_of(profile, args.case) if args.case else ""
    if args.over == "hub":
        return _send_over_hub(profile, args, person_key, case_key)
    at = parse_when(args.at) if args.at else 0
    text = whole_text_of(args.text)
    command = profile.desk.command(
        service.send_sms, profile.settings.login, case_key, number, text, person_key=person_key, send_at=at
    )
    saved = command.result()
    when = f" · goes out {iso(at)}" if at else ""
    return {"saved": saved}, f"saved {saved.entry_ids[0]} · waiting for {', '.join(saved.sinks)}{when}."


def _send_over_hub(
    profile: Profile, args: argparse.Namespace, person_key: str, case_key: str
) -> tuple[dict[str, Any], str]:
    if args.at:
        raise InputError("What goes over the hub goes at once.", "Leave out --at, or send a text message.")
    who, text = profile.settings.login, whole_text_of(args.text)
    saved = profile.desk.command(hub_messages.send, who, case_key, person_key, text).result()
    side = profile.desk.read(_hub_side, person_key)
    there = side is not None and side.there(profile.clock.now_ms())
    more = "" if there else " They are at no station now; it is shown when they are back."
    words = f"saved {saved.entry_ids[0]} · waiting for {', '.join(saved.sinks)}.{more}"
    return {"saved": saved, "at_station": there}, words


def _hub_side(r: Reading, person_key: str) -> HubSide | None:
    return hub_messages.side_of(r, people.person(r, person_key))


def _assign(profile: Profile, args: argparse.Namespace) -> tuple[dict[str, Any], str]:
    if args.person is None and args.case is None:
        raise InputError("Nothing to assign was given.", "Add --person or --case, or both.")
    person = None if args.person is None else person_key_of(profile, args.person)
    case = None if args.case is None else case_key_of(profile, args.case) if args.case else ""
    who = profile.settings.login
    done = profile.desk.command(assigning.assign, who, args.what, person_key=person, case_key=case).result()
    saved = {"entry_ids": done.entry_ids, "case_key": case or "", "sinks": done.sinks}
    return {"saved": saved}, "saved." if done.entry_ids else "Nothing to change: it is so already."


def _retry(profile: Profile, args: argparse.Namespace) -> tuple[dict[str, Any], str]:
    who = profile.settings.login
    if args.at:
        at = parse_when(args.at)
        saved = profile.desk.command(service.move_sms, who, args.what, at).result()
        return {"saved": saved}, f"saved · goes out {iso(at)}."
    saved = profile.desk.command(sync.retry, who, _delivery(profile, args.what)).result()
    return {"saved": saved}, f"saved · waiting for {', '.join(saved.sinks)}."


def _cancel(profile: Profile, args: argparse.Namespace) -> tuple[dict[str, Any], str]:
    who = profile.settings.login
    message_of = _delivery(profile, args.what)
    key = profile.desk.read(_conversation_key, args.what)
    back = profile.desk.command(holding.take_back, who, args.what, key).result()
    if back.done:
        return {"draft": back.text}, "taken back: nothing was sent; its text is a draft again."
    if not args.reason:
        raise InputError(
            "This was tried already and cannot simply be taken back.", "Give it up for good with --reason."
        )
    saved = profile.desk.command(sync.drop, who, message_of, args.reason).result()
    return {"saved": saved}, "given up: it is not sent."


def _unread(profile: Profile, _args: argparse.Namespace) -> tuple[dict[str, Any], str]:
    """What others of the team wrote to whoever works here, over the hub."""
    found = profile.desk.read(hub_messages.unread, profile.settings.login)
    rows = [[iso(one.sent_at), one.name, one.text, one.entry] for one in found]
    text = table(["Sent", "By", "Message", "Entry"], rows) if rows else "Nobody of the team has written to you."
    return {"letters": [one._asdict() for one in found]}, text


def _read(profile: Profile, args: argparse.Namespace) -> tuple[dict[str, Any], str]:
    said = profile.desk.command(hub_messages.read, profile.settings.login, args.what).result()
    saved = {"entry_ids": (said,), "case_key": "", "sinks": ()} if said else None
    return {"saved": saved}, "saved: read." if said else "It was read already."


def _reply(profile: Profile, args: argparse.Namespace) -> tuple[dict[str, Any], str]:
    if args.text is None:
        raise InputError("The text is missing.", "Write it behind the entry, or '-' for standard input.")
    who, text = profile.settings.login, text_of(args.text)
    done = profile.desk.command(hub_answers.reply, who, args.what, text).result()
    answered = {name: value for name, value in done._asdict().items() if name != "saved"} if done.about else None
    words = done.told or ("In the swarm." if done.about else "answered.")
    return {"saved": done.saved, "answered": answered}, f"saved {done.saved.entry_ids[0]}: {words}"


_DO: dict[str, Callable[[Profile, argparse.Namespace], tuple[dict[str, Any], str]]] = {
    "list": _list,
    "show": _show,
    "send": _send,
    "assign": _assign,
    "retry": _retry,
    "cancel": _cancel,
    "unread": _unread,
    "read": _read,
    "reply": _reply,
}


def _other_side(profile: Profile, reference: str) -> tuple[str, str, str]:
    """Conversation, person and number that somebody means: a number, or a person by key, name or mail address."""
    home = profile.desk.read(home_region)
    number = parse(reference, home)
    if number.possible:
        key = profile.desk.read(conversations.key_of, number.e164)
        return key, key.removeprefix("person:") if key.startswith("person:") else "", number.e164
    known = {f"number:{reference}"} & set(profile.desk.read(conversations.listing).keys)
    if known:
        return known.pop(), "", reference
    person = profile.desk.read(people.person, person_key_of(profile, reference))
    return f"person:{person.key}", person.key, _best(person.numbers)


def _best(numbers: tuple[NumberRow, ...]) -> str:
    """A mobile before others; '' where there is none, which sending refuses."""
    return next((n.e164 for n in sorted(numbers, key=lambda n: n.kind != "mobile") if n.e164), "")


def _delivery(profile: Profile, entry_id: str) -> int:
    found: int | None = profile.desk.read(_delivery_of, entry_id)
    if found is None:
        raise NotFoundError("There is no such text message of ours.", "Look at 'messages show' for its entry.")
    return found


def _delivery_of(r: Reading, entry_id: str) -> int | None:
    number: int | None = r.value("SELECT id FROM delivery WHERE entry_id = ? AND sink LIKE 'sms:%'", (entry_id,))
    return None if number is None else deliveries.get(r, number).id


def _conversation_key(r: Reading, entry_id: str) -> str:
    number = r.value("SELECT number FROM p_sms WHERE entry_id = ?", (entry_id,))
    return conversations.key_of(r, str(number))


_PATHS = {Kind.MAIL_SENT: "mail", Kind.CHAT_SENT: "slack", Kind.HUB_SENT: "hub", Kind.CALL: "call"}
"""Kind of an entry → the path it went over; text messages are 'sms'."""


def _path(message: Message) -> str:
    """Over which path; what was read out in a call, and a key that was pressed in one, went over a call."""
    called = {"spoken", "pressed"} & set(message.item.data)
    return "call" if called else _PATHS.get(message.item.kind, "sms")


def _limit(value: int) -> int:
    if not 1 <= value <= 10_000:
        raise InputError("The limit must be between 1 and 10000.", "Leave it out for the usual number.")
    return value


def _state(message: Message) -> str:
    """One word for where a message stands."""
    item = message.item
    if message.incoming:
        return "received"
    if item.taken_back:
        return "taken back"
    if item.kind == Kind.CALL:
        return str(item.data["outcome"])
    if message.over_hub:
        hub = message.hub
        if hub.read_at:
            return "read"
        return "settled" if hub.settled else "accepted" if hub.taken else "waiting"
    if message.send_at:
        return "scheduled"
    gateway = next((state for sink, state in item.deliveries if sink != "helpdesk"), DeliveryState.WAITING)
    if gateway is not DeliveryState.CONFIRMED:
        return gateway.value
    return item.sms_state or "accepted"


def _gateway(message: Message) -> str:
    """The gateway that has it or is to get it: not always the one it was written for."""
    sinks = [sink for sink, _ in message.item.deliveries if sink.startswith("sms:")]
    return sinks[0].removeprefix("sms:") if sinks else str(message.item.data.get("gateway", ""))


def _message(message: Message) -> dict[str, Any]:
    data = message.item.data
    return {
        "entry_id": message.item.entry_id,
        "path": _path(message),
        "at": message.item.at,
        "direction": "in" if message.incoming else "out",
        "who": message.item.who,
        "number": message.number,
        "text": message.item.text,
        "state": _state(message),
        "gateway": _gateway(message),
        "parts": int(data.get("parts", 1)),
        "delivered_parts": message.item.sms_delivered_parts,
        "send_at": message.send_at or None,
        "case_key": message.case_key,
        "case_number": message.case_number,
        "problem": message.problem,
        "read_at": message.hub.read_at or None,
        "unread": message.hub.for_me,
    }


def _summary(one: Conversation) -> dict[str, Any]:
    last = None if one.last is None else _message(one.last)
    return {**one._asdict(), "last": last}


def _line(one: Conversation) -> list[str]:
    last = one.last
    if last is None:
        return ["", one.name, one.number, "", ""]
    mark = f"{one.missed} unanswered" if one.missed else _state(last)
    return [iso(last.item.at), one.name, one.number, mark, last.item.text]


def _message_line(one: Message) -> str:
    who = one.number if one.incoming and one.number else one.item.who
    over = _path(one)
    path = "" if over == "sms" else f"{over} "
    state = f"  [{path}{_state(one)}{' ' + iso(one.send_at) if one.send_at else ''}]"
    case = f"  #{one.case_number}" if one.case_number else ""
    body = printable(one.item.text).strip().replace("\n", "\n    ")
    return f"{iso(one.item.at)}  {who}{case}{state}  {one.item.entry_id}\n    {body}"
