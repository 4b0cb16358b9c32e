"""Conversations with people: who they are with, newest first, over all cases and paths.

Text messages carry a conversation; mail, chat messages and calls stand among them (``other_paths``). A conversation is with a
person, over all of their numbers, or with a number of which nobody is known, or more than one. Its key is ``person:<person key>``
or ``number:<number>``. Everything is read from what is there: the order of all conversations comes from one pass over ``p_sms``
and a step for each number; the rows are read by window.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.conversations import SCOPES, Conversation, HubState, Listing, Message, Opened
from fallback_console.domain.entry import Kind
from fallback_console.domain.numbers import digits_of
from fallback_console.services import assigning, drafts, hub_messages, people, sms_choice, talk_drafts, templates
from fallback_console.services.candidates import cases_of, rows_of_keys
from fallback_console.services.other_paths import last_from_people, last_to_people, said_to, told_by_words
from fallback_console.services.roll_call_own import keys_of
from fallback_console.store.case_ref import find_ref
from fallback_console.store.deliveries import SCHEDULED, problem_from
from fallback_console.store.number_index import is_number
from fallback_console.store.number_rows import number_row
from fallback_console.store.parts import chunks
from fallback_console.store.people import person_of_key
from fallback_console.store.search_guard import typed_words, whole_number
from fallback_console.store.shown_person import head_of
from fallback_console.store.timeline import rows_of

if TYPE_CHECKING:
    from fallback_console.domain.views import CaseRow, NumberRow, PersonRow, TimelineRow
    from fallback_console.store.tx import Reading

__all__ = [
    "DRAFT",
    "HUB_DRAFT",
    "conversation",
    "key_of",
    "key_of_message",
    "listing",
    "number_typed",
    "opened",
    "parts_told",
    "rows",
]

DRAFT, HUB_DRAFT = "sms", "hub"
"""Modes of a conversation's drafts, for text messages and for the hub; its key stands in the place of a case's."""

_PERSON, _NUMBER = "person:", "number:"
_MOST_WORDS = 8
_MOST_CASES = 12
_MOST_MISSED = 100


class _Line(NamedTuple):
    """What the order is made of: one number.

    Attributes:
        last: hlc of the newest message.
        word: the same of the newest that was not taken back; ``theirs`` where they wrote it.
    """

    number: str
    last: str
    key: str
    word: str
    theirs: bool
    trouble: bool


# One pass over the messages for their numbers, then one step for each number to its newest: its time, id and direction or state.
# Times are the journal's: ids alone do not tell what came first while a clock that was set back catches up.
_OWNERS = "(SELECT min(person_pk) || ' ' || max(person_pk) FROM p_number WHERE {} AND e164 <> '')"
_LINES = (
    "SELECT l.number, (SELECT c.hlc || ' ' || s.entry_id || ' ' || iif(s.direction = 'in', 'in', s.state)"
    " FROM p_contact c CROSS JOIN p_sms s ON s.entry_id = c.entry_id WHERE c.number = l.number ORDER BY c.hlc DESC LIMIT 1),"
    f" l.failed, {_OWNERS.format(is_number('l.number'))}"
    " FROM (SELECT number, max(state = 'failed') AS failed FROM p_sms GROUP BY number) l"
)
# By number the last call in which somebody was reached: it is an answer to what was written before, from any of their numbers.
_CALLED = (
    f"SELECT c.number, c.hlc, {_OWNERS.format(is_number('c.number'))}"
    " FROM (SELECT json_extract(body, '$.number') AS number, max(hlc) AS hlc FROM entry INDEXED BY entry_calls"
    f" WHERE kind = '{Kind.CALL}' AND json_extract(body, '$.outcome') = 'reached' GROUP BY 1) c"
)
_FAILED = (
    "SELECT s.state = 'failed' FROM p_contact c CROSS JOIN p_sms s ON s.entry_id = c.entry_id WHERE c.number = ?"
    " AND (s.state IN ('failed', 'delivered') OR s.direction = 'in') ORDER BY c.hlc DESC LIMIT 1"
)
_GIVEN_UP = "SELECT 1 FROM delivery WHERE entry_id = ? AND state = 'dropped' AND sink LIKE 'sms:%'"
# A text message of a number, newest first; calls stand in the same table.
_OF_NUMBER = (
    "SELECT c.hlc, c.entry_id, s.direction, s.direction = 'out' AND s.state = '' AND EXISTS (SELECT 1 FROM delivery d"
    " WHERE d.entry_id = c.entry_id AND d.state = 'dropped' AND d.sink LIKE 'sms:%'), c.case_key FROM p_contact c"
    " JOIN p_sms s ON s.entry_id = c.entry_id WHERE c.number = ? AND c.hlc < ? ORDER BY c.hlc DESC LIMIT ?"
)
_LAST = "\U0010ffff"


def listing(r: Reading, scope: str = "all", search: str = "", login: str = "") -> Listing:
    """The order of conversations.

    Args:
        scope: of ``SCOPES``.
        search: words that all occur in a person's name, reading or organisation, in a number, or in a message.
        login: who asks: what they have not read over the hub waits for an answer too, and no conversation is with themselves.
    """
    lines, answered = _lines(r)
    newest: dict[str, str] = {}
    marks: dict[str, set[str]] = {name: set() for name in SCOPES}
    words: dict[str, tuple[str, bool]] = {}
    newest.update((f"{_PERSON}{key}", hlc) for key, hlc in last_to_people(r).items())
    answered.update((key, max(hlc, answered.get(key, ""))) for key, hlc in newest.items())
    written = set(newest)
    for line in lines:
        newest[line.key] = max(line.last, newest.get(line.key, ""))
        words[line.key] = max((line.word, line.theirs), words.get(line.key, ("", False)))
        if line.trouble:
            marks["trouble"].add(line.key)
        if line.key.startswith(_NUMBER):
            marks["strangers"].add(line.key)
    for person, hlc in last_from_people(r).items():
        key = f"{_PERSON}{person}"
        written.add(key)
        newest[key] = max(hlc, newest.get(key, ""))
    _leave_oneself_out(r, login, newest, lines)
    marks["all"] = set(newest)
    marks["unanswered"] = {key for key, (hlc, theirs) in words.items() if theirs and hlc > answered.get(key, "")}
    marks["unanswered"].update(key for key in _unread_from(r, login) if key in newest)
    shown = marks[scope]
    for word in typed_words(r, search)[:_MOST_WORDS]:
        shown = shown & _with_word(r, word, lines, written)
    # A message over the hub stands in two conversations, at one time: which comes first must not change.
    order = sorted(shown, key=lambda key: (newest[key], key), reverse=True)
    return Listing(order, {name: len(found) for name, found in marks.items()})


def rows(r: Reading, keys: Sequence[str], login: str = "") -> list[Conversation]:
    """Conversations by key, in the order they were asked for.

    Args:
        login: who asks.
    """
    assigned = assigning.owners(r)
    unread = _unread_from(r, login)
    return [_conversation(r, key, assigned, unread.count(key)) for key in keys]


def conversation(r: Reading, key: str, *, before: str = "", limit: int = 100) -> list[Message]:
    """The newest messages before a point, oldest first.

    Args:
        before: ``item.order`` of the oldest message already known, '' for the end.
    """
    person, _, numbers = _who(r, key, assigning.owners(r))
    return _messages(r, person, [n.e164 or n.raw for n in numbers], before or _LAST, limit)


def opened(r: Reading, key: str, limit: int, login: str = "") -> Opened:
    """Everything that is shown of one conversation to whoever asks."""
    assigned = assigning.owners(r)
    person, name, numbers = _who(r, key, assigned)
    messages = _messages(r, person, [n.e164 or n.raw for n in numbers], _LAST, limit + 1, login=login)
    last = next((m.number for m in reversed(messages) if m.is_text), "")
    ordered = sorted(numbers, key=lambda n: ((n.e164 or n.raw) != last, n.kind != "mobile"))
    if not name and messages:
        name = next((str(m.item.data["person_name"]) for m in reversed(messages) if m.item.data["person_name"]), "")
    begun = talk_drafts.begun_elsewhere(r, key, lambda number: _key(r, number, assigned))
    return Opened(
        key=key,
        person=person,
        name=name,
        numbers=tuple(ordered),
        messages=messages[-limit:],
        more=len(messages) > limit,
        cases=_open_cases(r, person, messages),
        draft=drafts.joined(r, (key, *begun), DRAFT),
        sms_rate=sms_choice.rate_for(r, ordered[0].e164 if ordered else ""),
        me=people.called(r, login),
        own=[one for one in templates.own(r) if one.mode == "sms"],
        hub=hub_messages.side_of(r, person),
        hub_draft=drafts.joined(r, (key, *begun), HUB_DRAFT),
        draft_keys=begun,
    )


def key_of(r: Reading, number: str) -> str:
    """The conversation that a number belongs to."""
    return _key(r, number, assigning.owners(r))


def number_typed(r: Reading, text: str) -> NumberRow | None:
    """A number to write to, None where what was typed is none."""
    found = number_row(r, text)
    return found if found.e164 else None


def key_of_message(r: Reading, entry_id: str) -> str:
    """The conversation of a message, '' where there is no such message."""
    number = r.value("SELECT number FROM p_sms WHERE entry_id = ?", (entry_id,))
    return "" if number is None else key_of(r, str(number))


def parts_told(r: Reading, entry_id: str) -> list[tuple[int | None, str]]:
    """What the gateway told of each part of a message, in order: part (None speaks of all) and its newest state; a part that was
    delivered stays so."""
    told: dict[int | None, str] = {}
    for part, state in r.rows(
        "SELECT json_extract(body, '$.part'), json_extract(body, '$.state') FROM entry WHERE subject = ? AND kind = ?"
        " ORDER BY hlc",
        (f"entry:{entry_id}", Kind.SMS_RECEIPT),
    ):
        if told.get(part) != "delivered":
            told[part] = state
    return sorted(told.items(), key=lambda pair: pair[0] or 0)


def _lines(r: Reading) -> tuple[list[_Line], dict[str, str]]:
    """One line for each number, and by conversation when somebody was reached in a call last."""
    assigned = assigning.owners(r)
    found = [(number, _owner(pks), *last.split(" "), failed) for number, last, failed, pks in r.rows(_LINES)]
    calls = [(number, _owner(pks), hlc) for number, hlc, pks in r.rows(_CALLED)]
    keys: dict[str, str] = {}
    for part in chunks(sorted({row[1] for row in (*found, *calls)} - {""})):
        marks = ", ".join("?" * len(part))
        keys.update(r.rows(f"SELECT CAST(pk AS TEXT), key FROM p_person WHERE pk IN ({marks})", part))

    def key_of(number: str, owner: str) -> str:
        person = assigned.get(number) or keys.get(owner, "")
        return f"{_PERSON}{person}" if person else f"{_NUMBER}{number}"

    doubtful = _doubtful(r)
    lines = []
    for number, owner, last, last_id, state, failed in found:
        word, theirs = last, state == "in"
        # Our own without a receipt may have been taken back.
        if not state and r.value(_GIVEN_UP, (last_id,)):
            word, theirs = _last_word(r, number)
        trouble = (bool(failed) and bool(r.value(_FAILED, (number,)))) or number in doubtful
        lines.append(_Line(number, last, key_of(number, owner), word, theirs, trouble))
    called: dict[str, str] = {}
    for number, owner, hlc in calls:
        key = key_of(number, owner)
        called[key] = max(hlc, called.get(key, ""))
    return lines, called


def _owner(pks: str | None) -> str:
    """The row number of the only person with a number, out of the least and the greatest; '' for none or several."""
    first, _, second = (pks or "").partition(" ")
    return first if first == second else ""


def _doubtful(r: Reading) -> set[str]:
    """Numbers with a message that needs a person."""
    return {
        row[0]
        for row in r.rows(
            "SELECT s.number FROM delivery d INDEXED BY delivery_attention JOIN p_sms s ON s.entry_id = d.entry_id"
            " WHERE d.state IN ('unknown', 'needs_attention') AND d.sink LIKE 'sms:%'"
        )
    }


def _last_word(r: Reading, number: str) -> tuple[str, bool]:
    """The newest that was not taken back, since that was no answer: its hlc, and whether they wrote it."""
    found = r.rows(_OF_NUMBER, (number, _LAST, _MOST_MISSED))
    return next(((hlc, direction == "in") for hlc, _, direction, given_up, _ in found if not given_up), ("", False))


def _called_since(r: Reading, number: str, entry_id: str) -> bool:
    return bool(
        r.value(
            "SELECT 1 FROM p_contact c JOIN entry e ON e.id = c.entry_id WHERE c.number = ? AND c.hlc >"
            f" (SELECT hlc FROM entry WHERE id = ?) AND e.kind = '{Kind.CALL}'"
            " AND json_extract(e.body, '$.outcome') = 'reached' LIMIT 1",
            (number, entry_id),
        )
    )


def _with_word(r: Reading, word: str, lines: Iterable[_Line], written: Iterable[str]) -> set[str]:
    pattern = "%" + "".join(f"\\{c}" if c in "\\%_" else c for c in word) + "%"
    people = {
        row[0]
        for row in r.rows(
            "SELECT key FROM p_person WHERE name || ' ' || reading || ' ' || organisation LIKE ? ESCAPE '\\'",
            (pattern,),
        )
    }
    texts = {
        row[0]
        for row in r.rows(
            "SELECT DISTINCT s.number FROM p_sms s JOIN entry e ON e.id = s.entry_id WHERE json_extract(e.body, '$.text')"
            " || ' ' || json_extract(e.body, '$.person_name') LIKE ? ESCAPE '\\'",
            (pattern,),
        )
    }
    told = {f"{_PERSON}{key}" for key in told_by_words(r, pattern) | people}
    digits = digits_of(word).lstrip("0")
    plain = word.casefold()
    whole = "" if r.number_parts else whole_number(r, word)
    return {
        line.key
        for line in lines
        if line.number in texts
        or line.key.removeprefix(_PERSON) in people
        or (line.number == whole if not r.number_parts else _has(line.number, digits, plain))
    } | told.intersection(written)


def _has(number: str, digits: str, word: str) -> bool:
    return (len(digits) > 2 and digits in number) or word in number.casefold()


def _key(r: Reading, number: str, assigned: dict[str, str]) -> str:
    person = assigned.get(number, "")
    if not person:
        keys = r.rows(
            f"SELECT DISTINCT p.key FROM p_number n JOIN p_person p ON p.pk = n.person_pk WHERE {is_number('?1', 'n.')}"
            " AND n.e164 <> '' LIMIT 2",
            (number,),
        )
        person = keys[0][0] if len(keys) == 1 else ""
    return f"{_PERSON}{person}" if person else f"{_NUMBER}{number}"


def _who(r: Reading, key: str, assigned: dict[str, str]) -> tuple[PersonRow | None, str, list[NumberRow]]:
    """Person, name and numbers of a conversation."""
    if not key.startswith(_PERSON):
        return None, "", [number_row(r, key.removeprefix(_NUMBER))]
    person_key = head_of(r, key.removeprefix(_PERSON))
    key = f"{_PERSON}{person_key}"
    person = person_of_key(r, person_key)
    own = [] if person is None else list(person.numbers)
    numbers = {n.e164: n for n in own if n.e164 and _key(r, n.e164, assigned) == key}
    for number, owner in assigned.items():
        if owner == person_key and number not in numbers:
            numbers[number] = number_row(r, number)
    return person, "" if person is None else person.name, list(numbers.values())


def _leave_oneself_out(r: Reading, login: str, newest: dict[str, str], lines: Iterable[_Line]) -> None:
    """What somebody writes and reads over the hub stands in the conversations with the others: a conversation with themselves they
    have only where there is more in it."""
    for person in keys_of(r, login)[:1]:
        key = f"{_PERSON}{person}"
        if key in newest and all(line.key != key for line in lines) and person not in last_to_people(r, login):
            del newest[key]


def _unread_from(r: Reading, login: str) -> list[str]:
    """The conversation of each message over the hub that somebody has not read."""
    return [f"{_PERSON}{one.person}" for one in hub_messages.unread(r, login) if one.person] if login else []


def _conversation(r: Reading, key: str, assigned: dict[str, str], unread: int) -> Conversation:
    person, name, numbers = _who(r, key, assigned)
    names = [n.e164 or n.raw for n in numbers]
    last = next(iter(_messages(r, person, names, _LAST, 1, calls=False)), None)
    count = sum(
        r.value("SELECT count(*) FROM p_contact c JOIN p_sms s ON s.entry_id = c.entry_id WHERE c.number = ?", (n,))
        for n in names
    )
    if last is not None and not name:
        name = str(last.item.data["person_name"])
    shown = next((n.shown for n in numbers if last is not None and last.number in (n.e164, n.raw)), "")
    return Conversation(
        key, name, shown or (numbers[0].shown if numbers else ""), last, count, _missed(r, person, names) + unread
    )


def _missed(r: Reading, person: PersonRow | None, numbers: Sequence[str]) -> int:
    written = next((one[0] for one in said_to(r, person, (), _LAST, 1, theirs=False)), "")
    found = sorted((row for n in numbers for row in r.rows(_OF_NUMBER, (n, _LAST, _MOST_MISSED))), reverse=True)
    missed = 0
    for hlc, entry_id, direction, given_up, _ in found:
        if direction == "in":
            if hlc < written or any(_called_since(r, n, entry_id) for n in numbers):
                break
            missed += 1
        elif not given_up:
            break
    return missed


def _messages(
    r: Reading,
    person: PersonRow | None,
    numbers: Sequence[str],
    before: str,
    limit: int,
    *,
    calls: bool = True,
    login: str = "",
) -> list[Message]:
    texts = [(row[0], row[1], row[4]) for number in numbers for row in r.rows(_OF_NUMBER, (number, before, limit))]
    chosen = sorted(texts + said_to(r, person, numbers, before, limit, calls=calls))[-limit:]
    cases = {entry_id: case_key for _, entry_id, case_key in chosen}
    items = rows_of(r, list(cases))
    over_hub = hub_messages.states_of(r, (item.entry_id for item in items if item.kind == Kind.HUB_SENT), login)
    facts: dict[str, tuple[object, ...]] = {}
    for part in chunks([item.entry_id for item in items]):
        for row in r.rows(
            "SELECT e.id, d.id, d.problem, d.retry_at, d.attempts, d.state FROM entry e"
            " LEFT JOIN delivery d ON d.entry_id = e.id AND d.sink <> 'helpdesk'"
            f" WHERE e.id IN ({', '.join('?' * len(part))})",
            part,
        ):
            facts[row[0]] = row
    return [
        _message(r, person, item, cases[item.entry_id], facts[item.entry_id], over_hub.get(item.entry_id))
        for item in items
    ]


def _message(
    r: Reading,
    person: PersonRow | None,
    item: TimelineRow,
    case_key: str,
    facts: Sequence[object],
    over_hub: HubState | None,
) -> Message:
    _, delivery_id, problem, retry_at, attempts, state = facts
    data = item.data
    number = next((data[name] for name in ("number", "to", "sender") if data.get(name)), "")
    ref = find_ref(r, case_key) if case_key else None
    case_number = ""
    if ref is not None:
        case_number = str(r.value("SELECT number FROM p_case WHERE pk = ?", (ref.pk,)) or "")
    why = problem_from(problem if isinstance(problem, str) else None)
    waits = state == "waiting" and not attempts and why is not None and why.code == SCHEDULED
    send_at = int(str(retry_at)) if waits else 0
    made = Message(item, str(number), ref.key if ref else "", case_number, int(str(delivery_id or 0)), why, send_at)
    if over_hub is None:
        return made
    theirs = person is not None and head_of(r, str(data["to"])) != person.key
    return made._replace(number="", theirs=theirs, hub=over_hub)


def _open_cases(r: Reading, person: PersonRow | None, messages: Sequence[Message]) -> list[CaseRow]:
    own = cases_of(r, person.key) if person is not None else []
    talked = rows_of_keys(r, [m.case_key for m in reversed(messages)])
    return list({row.key: row for row in (*talked, *own)}.values())[:_MOST_CASES]
