"""What a person may see of customers' telephone numbers: the one place that decides it.

Whoever may not read them works behind a veil (``Desk`` puts it there): in all that comes out of the data, each number of a
customer is replaced by a mask ('+44 •••• ••• 123'), and in all that goes in each mask by its number again. So the window and the
command line never hold such a number and cannot show it by mistake; a view that is written tomorrow cannot either. Masks that look
alike are told apart by characters that nobody sees.

Of customers are also the numbers of which nobody is known. Those of teammates, experts, partners and groups stay as they are,
and so does what people wrote: a number in the words of a note or a message is part of these words.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar, cast

from fallback_console.domain.broadcast import Audience, Recipient, Someone
from fallback_console.domain.conversations import Conversation, Message
from fallback_console.domain.day_report import Decision
from fallback_console.domain.delivery import Problem
from fallback_console.domain.errors import ConsoleError, InputError
from fallback_console.domain.masking import is_mask, marked, masked
from fallback_console.domain.numbers import match_tail, same_line
from fallback_console.domain.paths import Path
from fallback_console.domain.person import PersonCard
from fallback_console.domain.reaching import Step
from fallback_console.domain.telephone import PhoneCall
from fallback_console.domain.views import CaseRow, DeliveryRow, NumberRow, PersonRow
from fallback_console.services.call_list import CallRow
from fallback_console.services.calls import CallbackRow
from fallback_console.services.missed_calls import MissedRow
from fallback_console.services.optouts import OptOut
from fallback_console.services.people_by_hand import Written
from fallback_console.services.roll_call_list import RollPerson
from fallback_console.store.broadcast_rows import PersonProgress
from fallback_console.store.home import home_region

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading

__all__ = ["Veil"]

T = TypeVar("T")

_NUMBERS: Mapping[type, tuple[str, ...]] = {
    NumberRow: ("raw", "e164", "shown"),
    Message: ("number",),
    Conversation: ("number",),
    CallRow: ("number", "shown"),
    CallbackRow: ("number", "shown"),
    RollPerson: ("address", "next_address", "ring"),
    Recipient: ("number",),
    PersonProgress: ("number",),
    Someone: ("numbers", "typed"),
    Audience: ("numbers",),
    OptOut: ("number", "shown"),
    MissedRow: ("number", "shown"),
    Path: ("address", "shown"),
    Step: ("address",),
}
"""What is a number there, however it is written. Elsewhere a text is one where it looks like one."""

_KINDS = ("mobile", "work", "home", "phone")
"""Under these names the form of a person has numbers."""

_NAMES = frozenset({"number", "to", "sender", "phone", "numbers"})
"""Under these names the journal keeps numbers."""

_KEY = re.compile(r"((?:[^\s:]+:)+)(.+)")
"""What is named by a number: a conversation, a path, a person of a file that tells no more."""

_NAMED = ("number:", "whose:", "sms:", "call:", "desk:")
"""What is named so is named by nothing but a number, however it is written."""

_PLUS = re.compile(r"\+[0-9][0-9 ().-]{5,24}")
_AS_TYPED = re.compile(r"[+(0-9][0-9 ().+/-]{5,24}")
_IN_ERROR = re.compile(r"\+[0-9][0-9 ]{5,18}[0-9]")
_HEAD = re.compile(r"(?:SMS|Call) (?:to|from|not of this case:) (?:.*? \()?([+(]?[0-9][0-9 ().#x/-]*?)\)?(?=:|$)")
"""How the one-line summary of an entry begins; what people wrote follows."""

_JSON = "{["
_SHORTEST = 6
_IN_JSON = re.compile(r'"([^"\\]{6,64})"')


class Veil:
    """Covers and uncovers numbers. One for each open profile; used from any thread.

    It remembers, as long as the program runs, which mask stands for which number.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: dict[str, str] = {}
        self._whole: dict[str, str] = {}
        self._alike: dict[str, int] = {}

    def run(self, r: Reading, fn: Callable[[], T]) -> T:
        """What a service gives, with customers' numbers covered; its errors too.

        Args:
            r: what it reads from; searching in it by parts of numbers is off meanwhile.
        """
        cover = _Cover(self, r)
        r.number_parts = False
        try:
            return cast("T", cover.value(fn()))
        except ConsoleError as error:
            error.message = cover.words(error.message)
            error.next_step = cover.words(error.next_step)
            error.values = {name: cover.value(value) for name, value in error.values.items()}
            raise
        finally:
            r.number_parts = True

    def mask(self, number: str, home: str) -> str:
        """The mask that stands for a number here."""
        with self._lock:
            known = self._known.get(number)
            if known is None:
                mask = masked(number, home)
                place = self._alike.get(mask, 0)
                self._alike[mask] = place + 1
                known = self._known[number] = marked(mask, place)
                self._whole[known] = number
            return known

    def whole(self, text: str, *, strict: bool = True) -> str:
        """The number that a mask stands for; any other text as it is.

        Only where nothing else is said: a mask in the words of a note stays one, else who writes it there could read the number.

        Args:
            strict: a mask that somebody changed is an error.

        Raises:
            InputError: it is one.
        """
        if "•" not in text:
            return text
        if text[0] in _JSON:
            return _IN_JSON.sub(lambda found: f'"{self.whole(found[1], strict=False)}"', text)
        key = _KEY.fullmatch(text)
        begin, number = (key[1], key[2]) if key is not None else ("", text)
        found = self._whole.get(number)
        if found is None and strict and is_mask(text):
            raise InputError(
                "A hidden number was changed, so it is not known any more.",
                "Type the whole number, or leave the hidden one as it was.",
            )
        return text if found is None else begin + found

    def known(self, text: str) -> str | None:
        """The mask of a text that was covered before as a number."""
        return self._known.get(text)

    def uncovered(self, value: T, *, strict: bool) -> T:
        """What somebody gives, with the numbers in place of their masks; see ``whole``."""
        return cast("T", _walked(value, lambda text: self.whole(text, strict=strict)))


class _Cover:
    """Covers what one reading gave: whose the numbers are is asked of that reading, once each."""

    def __init__(self, veil: Veil, r: Reading) -> None:
        self._veil = veil
        self._r = r
        self._home = home_region(r)
        self._hidden: dict[str, bool] = {}

    def value(self, value: Any) -> Any:
        """The same with masks."""
        kind = type(value)
        if kind is str:
            return self._text(value)
        if kind is PersonRow:
            return self._person(value)
        if kind is DeliveryRow:
            value = value._replace(summary=self._summary(value.summary))
        if kind is Decision:
            value = value._replace(what=self._summary(value.what))
        if kind is Problem:
            return _parts(value, lambda _name, part: self.words(part) if type(part) is str else part)
        if kind is PhoneCall:
            # Its other texts are names of the telephone's, by which the call is found again.
            return value._replace(number=self._number(value.number), shown_name=self._text(value.shown_name))
        if kind is PersonCard:
            return self._card(value)
        if kind is Written:
            return self._written(value)
        if kind is CaseRow and _AS_TYPED.fullmatch(value.customer):
            # Where no name is known, a number stands for it.
            value = value._replace(customer=self._number(value.customer))
        names = _NUMBERS.get(kind)
        if names is not None:
            value = self._with_numbers(value, names, self._number)
            return _parts(value, lambda name, part: part if name in names else self.value(part))
        if isinstance(value, Mapping):
            covered = {
                self.value(name): self._under(name, part) if name in _NAMES else self.value(part)
                for name, part in value.items()
            }
            return value if covered == value else covered
        return _parts(value, lambda _name, part: self.value(part))

    def words(self, text: str) -> str:
        """A sentence with masks in place of what looks like a customer's number."""
        return _IN_ERROR.sub(lambda found: self._number(found[0]), text)

    def _summary(self, text: str) -> str:
        head = _HEAD.match(text)
        if head is None or not self._is_hidden(head[1]):
            return text
        return text[: head.start(1)] + masked(head[1], self._home) + text[head.end(1) :]

    def _text(self, text: str) -> str:
        if len(text) < _SHORTEST:
            return text
        if text[0] in _JSON:
            # What the station keeps for itself: a call that is not logged yet, for instance.
            return _IN_JSON.sub(lambda found: f'"{self._text(found[1])}"', text)
        key = _KEY.fullmatch(text)
        if key is not None:
            return key[1] + self._number(key[2]) if key[1] in _NAMED or _PLUS.fullmatch(key[2]) else text
        if _PLUS.fullmatch(text):
            return self._number(text)
        # As it is written at home it may be anything else with as many digits: only where somebody has that number.
        if text[0] in "0123456789(" and _AS_TYPED.fullmatch(text) and self._roles(text):
            return self._number(text)
        return self._veil.known(text) or text

    def _under(self, name: str, part: Any) -> Any:
        if type(part) is str:
            return self._number(part)
        if isinstance(part, (list, tuple)):
            return type(part)(self._under(name, one) for one in part)
        return self.value(part)

    def _number(self, text: str) -> str:
        if not text or not self._is_hidden(text):
            return text
        return self._veil.mask(text, self._home)

    def _with_numbers(self, row: Any, names: tuple[str, ...], cover: Callable[[str], str]) -> Any:
        """A row with its numbers covered."""
        if type(row) is NumberRow and cover(row.e164 or row.raw) != (row.e164 or row.raw):
            mask = self._veil.mask(row.e164 or row.raw, self._home)
            raw = self._veil.mask(row.raw, self._home) if row.raw else ""
            return row._replace(raw=raw, e164=mask if row.e164 else "", shown=masked(row.e164 or row.raw, self._home))
        if type(row) is Path:
            if row.kind in ("mail", "slack", "hub") or cover(row.address) == row.address:
                return row
            return row._replace(address=cover(row.address), shown=masked(row.address, self._home))
        if type(row) is Step and row.kind in ("mail", "slack", "hub"):
            return row

        def part(name: str, value: Any) -> Any:
            if name not in names:
                return value
            return tuple(map(cover, value)) if isinstance(value, tuple) else cover(value)

        return _parts(row, part)

    def _person(self, row: PersonRow) -> PersonRow:
        numbers = row.numbers
        if row.role == "customer":
            names = _NUMBERS[NumberRow]
            numbers = tuple(
                self._with_numbers(n, names, lambda number: self._veil.mask(number, self._home)) for n in numbers
            )
        covered = _parts(row, lambda name, part: part if name == "numbers" else self.value(part))
        return cast("PersonRow", covered._replace(numbers=numbers))

    def _card(self, card: PersonCard) -> PersonCard:
        if card.role != "customer":
            return card
        numbers = tuple(replace(one, text=self._veil.mask(one.text, self._home)) for one in card.numbers)
        return card._replace(numbers=numbers)

    def _written(self, row: Written) -> Written:
        texts = dict(row.fields)
        if row.role == "customer":
            # Several numbers of a kind stand in one text, which is hidden and kept as one.
            texts |= {kind: self._veil.mask(texts[kind], self._home) for kind in _KINDS if texts.get(kind)}
        person = None if row.person is None else self._person(row.person)
        return row._replace(person=person, fields=texts)

    def _is_hidden(self, number: str) -> bool:
        """It is a customer's, or nobody's who is known. The name that a firm sends its messages under is no number."""
        known = self._hidden.get(number)
        if known is None:
            roles = self._roles(number)
            some = bool(roles) or not any(c.isdecimal() for c in number)
            known = self._hidden[number] = not some or "customer" in roles
        return known

    def _roles(self, number: str) -> set[str]:
        tail = match_tail(number)
        rows = self._r.rows(
            "SELECT role, e164, raw FROM p_number JOIN p_person ON pk = person_pk WHERE "
            # A short code, or one of the few numbers that are hardly longer.
            + ("tail = ?1" if tail else "tail IN ('', ltrim(?1, '+')) AND ?1 IN (e164, raw)"),
            (tail or number,),
        )
        return {
            role
            for role, e164, raw in rows
            if number in (e164, raw) or same_line(number, e164) or same_line(number, raw)
        }


def _walked(value: Any, text: Callable[[str], str]) -> Any:
    """A value with all its texts changed; the very same where none changes."""
    if type(value) is str:
        return text(value)
    if isinstance(value, Mapping):
        changed = {_walked(name, text): _walked(part, text) for name, part in value.items()}
        return value if changed == value else changed
    return _parts(value, lambda _name, part: _walked(part, text))


def _parts(value: Any, change: Callable[[str, Any], Any]) -> Any:
    """A record or a list with its parts changed; the very same where none changes."""
    if isinstance(value, tuple):
        names = getattr(value, "_fields", ("",) * len(value))
        made = [change(name, part) for name, part in zip(names, value, strict=True)]
        if all(new is old for new, old in zip(made, value, strict=True)):
            return value
        return type(value)(*made) if hasattr(value, "_fields") else tuple(made)
    if type(value) in (list, set, frozenset):
        changed = [change("", part) for part in value]
        return value if all(new is old for new, old in zip(changed, value, strict=True)) else type(value)(changed)
    if is_dataclass(value) and not isinstance(value, type):
        parts = {f.name: getattr(value, f.name) for f in fields(value) if f.init}
        new = {name: made for name, part in parts.items() if (made := change(name, part)) is not part}
        return replace(value, **new) if new else value
    return value
