"""What every command shares: cleaning what was typed, and writing entry, projection and deliveries together."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from fallback_console.domain.entry import Entry, NewEntry
from fallback_console.domain.errors import InputError, NotFoundError
from fallback_console.domain.languages import language_code
from fallback_console.domain.numbers import region_of
from fallback_console.domain.plain import plain
from fallback_console.store import deliveries, journal
from fallback_console.store.case_projection import given_up, on_entry
from fallback_console.store.case_ref import CaseRef, find_ref
from fallback_console.store.shown_person import head_of
from fallback_console.store.talk_projection import on_talk

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading, Tx

__all__ = [
    "HELPDESK",
    "MAX_TEXT",
    "Saved",
    "about_case",
    "clean_line",
    "clean_text",
    "language_of",
    "names_of",
    "person_name",
    "require_case",
]

HELPDESK = "helpdesk"
"""Name of the sink that takes everything about cases."""

MAX_TEXT = 100_000
"""Longest text of one entry, characters."""

_MAX_LINE = 1_000


class Saved(NamedTuple):
    """What a command wrote; it is durable when the caller sees this.

    Attributes:
        entry_ids: ids of the entries, in order; none where there was nothing to change.
        case_key: the case, '' where the command was about none.
        sinks: where the entries are going.
    """

    entry_ids: tuple[str, ...]
    case_key: str
    sinks: tuple[str, ...]


def clean_text(text: str, what: str, *, limit: int = MAX_TEXT) -> str:
    """A text as it is kept: line ends as newlines, control characters but tabs taken out, no blanks around it.

    Args:
        what: names it in the error, 'note'.

    Raises:
        InputError: longer than the limit.
    """
    if len(text) > limit:
        raise InputError(f"The {what} is too long.", f"Shorten it to {limit:,} characters.", limit=limit)
    return plain(text).strip()


def clean_line(text: str, what: str, *, limit: int = _MAX_LINE) -> str:
    """A one-line text: as ``clean_text``, with line ends and runs of blanks as one blank."""
    return " ".join(clean_text(text, what, limit=limit).split())


def person_name(r: "Reading", key: str) -> str:
    """What a person is called by the record that is shown, '' where nobody is meant or known."""
    return str(r.value("SELECT name FROM p_person WHERE key = ?", (head_of(r, key),)) or "") if key else ""


def names_of(r: "Reading", logins: Iterable[str]) -> dict[str, str]:
    """What those of the team are called whose logins these are; of whom no name is known is not among them."""
    wanted = sorted(set(logins))
    if not wanted:
        return {}
    return dict(
        r.rows(
            "SELECT login, name FROM p_person INDEXED BY p_person_team WHERE role IN ('team', 'expert') AND name <> ''"
            f" AND login IN ({', '.join('?' * len(wanted))})",
            wanted,
        )
    )


def language_of(r: "Reading", person: str, numbers: Sequence[str]) -> str:
    """The language somebody is written to: theirs, else that of the country of their first number."""
    told = str(r.value("SELECT language FROM p_person WHERE key = ?", (person,)) or "") if person else ""
    code = language_code(told).partition("-")[0]
    if code:
        return "ja" if code == "ja" else "en"
    return "ja" if numbers and region_of(numbers[0]) == "JP" else "en"


def require_case(r: "Reading", case_key: str) -> CaseRef:
    """The case of a key.

    Raises:
        NotFoundError: there is none.
    """
    ref = find_ref(r, case_key)
    if ref is None:
        raise NotFoundError("There is no such case here.", "Search for it, or pull the newest cases first.")
    return ref


def about_case(
    tx: "Tx", who: str, ref: CaseRef, kind: str, body: Mapping[str, Any], *, text: bool = True, hold_ms: int = 0
) -> Entry:
    """Append an entry about a case, let it wait for the helpdesk, and bring the case's row along.

    Args:
        text: the entry brings words to be found.
        hold_ms: for so long it can be taken back, see ``store.deliveries.create``.

    Raises:
        InputError: the case was made here and given up: nothing about it will ever be sent.
    """
    if not ref.remote_id and given_up(tx, ref.key):
        raise InputError("This case was given up before the helpdesk knew it.", "Make a new case instead.")
    entry = journal.append(tx, NewEntry(kind, f"case:{ref.key}", body, who))
    deliveries.create(tx, entry, HELPDESK, ref.key, hold_ms=hold_ms)
    on_entry(tx, ref.pk, entry.hlc, text=text)
    on_talk(tx, ref.pk, kind, body, entry.hlc)
    tx.touch("case", ref.key)
    return entry
