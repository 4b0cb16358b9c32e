"""One decision about many cases, and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.entry import Kind, NewEntry
from fallback_console.domain.errors import InputError
from fallback_console.services import claims
from fallback_console.services.cases import change_field, field_value, set_field, set_next_action
from fallback_console.services.holding import hold_back
from fallback_console.services.record import HELPDESK, Saved, clean_line, require_case
from fallback_console.store import journal
from fallback_console.store.case_projection import given_up, on_next_action, project_case
from fallback_console.store.case_ref import CaseRef, find_ref

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading, Tx

__all__ = [
    "MOST",
    "Change",
    "Changed",
    "Done",
    "Held",
    "Undone",
    "change_many",
    "change_one",
    "plan_many",
    "plan_one",
    "take_many",
    "undo",
]

MOST = 500
"""So many cases at once: more would keep everybody else's saving waiting."""


@dataclass(frozen=True, slots=True)
class Change:
    """What was done to one case.

    Attributes:
        field: of ``CASE_FIELDS``, 'next_action', or 'claim'.
        before, after: values as text; for a next action its words, for a claim nothing and then the customer.
        before_at: for a next action the time it had, UTC epoch milliseconds.
    """

    entry_id: str
    case_key: str
    field: str
    before: str
    after: str
    before_at: int | None = None


class Changed(NamedTuple):
    """What was done to one case alone, with what takes it back."""

    saved: Saved
    changes: tuple[Change, ...]


class Held(NamedTuple):
    """A case that was not taken, since somebody else is on its customer.

    Attributes:
        name: whose claim it is, or the login where no name is known.
    """

    case_key: str
    case_number: str
    name: str


@dataclass(frozen=True, slots=True)
class Done:
    """What one command did.

    Attributes:
        changes: in order; a case may have two, a next action brings a due time.
        cases: cases that were changed.
        as_before: cases that had the value already.
        left: cases that could not be changed: gone, or given up before the helpdesk knew them.
        claimed: customers that were claimed.
        held: cases that were not taken, in order.
    """

    changes: tuple[Change, ...]
    cases: int
    as_before: int
    left: int
    claimed: int = 0
    held: tuple[Held, ...] = ()


@dataclass(frozen=True, slots=True)
class Undone:
    """What became of taking it back.

    Attributes:
        cases: cases that are as before.
        left: cases that somebody changed again meanwhile; they stay as they are.
    """

    cases: int
    left: int


def change_many(tx: Tx, who: str, pks: Sequence[int], field: str, value: str) -> Done:
    """Set one field of many cases to the same value.

    Args:
        pks: row numbers of the cases, at most ``MOST``.
        field, value: as ``cases.set_field`` takes them.

    Raises:
        InputError: no such field, a value it cannot have, or too many cases.
    """
    _check(pks)
    new = field_value(tx, field, value)
    changes: list[Change] = []
    as_before = 0
    refs = _refs(tx, pks)
    for ref in refs:
        old = ref.value(field)
        if old == new:
            as_before += 1
        else:
            changes.append(Change(change_field(tx, who, ref, field, old, new), ref.key, field, old, new))
    return Done(tuple(changes), len(changes), as_before, len(pks) - len(refs))


def take_many(tx: Tx, who: str, pks: Sequence[int]) -> Done:
    """Many cases are somebody's now, and with them their customers, each claimed once; as ``claims.take_case``.

    Nobody looked at these customers one by one: where another station has one, its cases stay as they are, and that is told.

    Args:
        pks: row numbers of the cases, at most ``MOST``.

    Raises:
        InputError: too many cases.
    """
    _check(pks)
    owner = field_value(tx, "owner", who)
    changes: list[Change] = []
    held: list[Held] = []
    as_before = claimed = 0
    refs = _refs(tx, pks)
    for ref in refs:
        other = claims.before_call(tx, ref.key, "", "", tx.clock.now_ms())
        if other is not None:
            number = str(tx.value("SELECT number FROM p_case WHERE pk = ?", (ref.pk,)))
            held.append(Held(ref.key, number, other.name))
            continue
        before, old = len(changes), ref.value("owner")
        if old != owner:
            changes.append(Change(change_field(tx, who, ref, "owner", old, owner), ref.key, "owner", old, owner))
        claim = claims.begin_new(tx, who, ref.key)
        if claim:
            claimed += 1
            changes.append(Change(claim, ref.key, "claim", "", claims.customer_of(tx, ref.key)))
        as_before += len(changes) == before
    cases = len(refs) - len(held) - as_before
    return Done(tuple(changes), cases, as_before, len(pks) - len(refs), claimed, tuple(held))


def change_one(
    tx: Tx, who: str, case_key: str, field: str, value: str, *, base: str | None = None, hold_ms: int = 0
) -> Changed:
    """Set one field of one case, so that it can be taken back; as ``cases.set_field``.

    Raises:
        InputError, NotFoundError
    """
    saved = set_field(tx, who, case_key, field, value, base=base, hold_ms=hold_ms)
    body = [entry.body for entry in (journal.find(tx, entry_id) for entry_id in saved.entry_ids) if entry is not None]
    return Changed(
        saved,
        tuple(
            Change(entry_id, saved.case_key, field, b["base"], b["value"])
            for entry_id, b in zip(saved.entry_ids, body, strict=True)
        ),
    )


def plan_one(tx: Tx, who: str, case_key: str, text: str, due_at: int | None, *, hold_ms: int = 0) -> Changed:
    """Say what is to be done next on one case, so that it can be taken back; as ``cases.set_next_action``.

    Raises:
        InputError, NotFoundError
    """
    ref = require_case(tx, case_key)
    changes = _plan(tx, who, ref, text, due_at, hold_ms)
    return Changed(Saved(tuple(change.entry_id for change in changes), ref.key, (HELPDESK,)), changes)


def plan_many(tx: Tx, who: str, pks: Sequence[int], text: str, due_at: int | None) -> Done:
    """Say for many cases what is to be done next and until when.

    Raises:
        InputError: too many cases, or a due time without words.
    """
    _check(pks)
    changes: list[Change] = []
    refs = _refs(tx, pks)
    for ref in refs:
        changes += _plan(tx, who, ref, text, due_at)
    return Done(tuple(changes), len(refs), 0, len(pks) - len(refs))


def undo(tx: Tx, who: str, changes: Sequence[Change]) -> Undone:
    """Take changes back: what has not left yet is not sent at all, what has is changed back.

    A value that somebody changed again meanwhile stays.
    """
    back: set[str] = set()
    left: set[str] = set()
    for change in reversed(changes):
        if change.field == "claim":
            # One that is over, or has passed on, is nobody's here any more.
            claims.let_go(tx, who, change.entry_id, change.after)
            back.add(change.case_key)
            continue
        ref = find_ref(tx, change.case_key)
        if ref is None or not _still(tx, ref, change):
            left.add(change.case_key)
            continue
        entry = journal.find(tx, change.entry_id)
        unsent = entry is not None and hold_back(tx, who, entry)
        if change.field == "next_action":
            _plan_back(tx, who, ref, change, unsent)
        elif unsent:
            project_case(tx, ref.key)
        else:
            change_field(tx, who, ref, change.field, change.after, change.before)
        tx.touch("case", ref.key)
        back.add(change.case_key)
    return Undone(len(back - left), len(left))


def _plan(tx: Tx, who: str, ref: CaseRef, text: str, due_at: int | None, hold_ms: int = 0) -> tuple[Change, ...]:
    action, action_at = tx.one("SELECT next_action, next_action_at FROM p_case WHERE pk = ?", (ref.pk,)) or ("", None)
    saved = set_next_action(tx, who, ref.key, text, due_at, hold_ms=hold_ms)
    first = Change(saved.entry_ids[0], ref.key, "next_action", action, clean_line(text, "next action"), action_at)
    due = "" if due_at is None else str(due_at)
    return (first, *(Change(entry_id, ref.key, "due", ref.value("due"), due) for entry_id in saved.entry_ids[1:]))


def _check(pks: Sequence[int]) -> None:
    if len(pks) > MOST:
        raise InputError("These are too many cases at once.", f"Choose at most {MOST} and do it again for the rest.")


def _refs(r: Reading, pks: Sequence[int]) -> list[CaseRef]:
    """The cases that are still here and can be changed, each once."""
    found = []
    for pk in dict.fromkeys(pks):
        key = r.value("SELECT key FROM p_case WHERE pk = ?", (pk,))
        ref = None if key is None else find_ref(r, key)
        if ref is not None and (ref.remote_id or not given_up(r, ref.key)):
            found.append(ref)
    return found


def _still(r: Reading, ref: CaseRef, change: Change) -> bool:
    if change.field == "next_action":
        return bool(r.value("SELECT next_action FROM p_case WHERE pk = ?", (ref.pk,)) == change.after)
    return ref.value(change.field) == change.after


def _plan_back(tx: Tx, who: str, ref: CaseRef, change: Change, unsent: bool) -> None:
    if not unsent:
        # The due time has a change of its own, so only the words are said again.
        due = change.before_at if change.before_at is not None else None
        set_next_action(tx, who, ref.key, change.before, due if change.before else None)
        return
    # The helpdesk never heard of it: the earlier plan holds again, and nothing has to be sent.
    body = {"text": change.before, "due_at": change.before_at}
    journal.append(tx, NewEntry(Kind.NEXT_ACTION, f"case:{ref.key}", body, who))
    on_next_action(tx, ref.pk, change.before, change.before_at)
    project_case(tx, ref.key)
