"""Who calls: the person an incoming number belongs to, and what they may call about."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.numbers import bare_line
from fallback_console.domain.views import CaseRow, ContactRow, NumberRow
from fallback_console.services import assigning, contacts
from fallback_console.services.candidates import cases_of, rows_of_keys
from fallback_console.store.contacts import last_contacts
from fallback_console.store.number_rows import number_row
from fallback_console.store.people import matching, person_of_key

if TYPE_CHECKING:
    from fallback_console.domain.views import PersonRow
    from fallback_console.store.tx import Reading

__all__ = ["Caller", "people_with", "who_is"]

_MOST_CASES = 8
_MOST_PEOPLE = 4
_MOST_TALKED = 12


class Caller(NamedTuple):
    """Somebody who calls, as far as it is known.

    Attributes:
        number: with the time zones it may be in; ``raw`` is '' where it is withheld.
        person_key, name, organisation, language, timezone: of the likeliest person, '' where nobody is known.
        numbers: of that person.
        sure: it is their number; else the digits agree, or several people share it.
        others: names of others it may be.
        cases: open ones, of these people or talked about with this number, the newest first.
        last: when we last spoke or wrote to each other, None for never.
    """

    number: NumberRow
    person_key: str = ""
    name: str = ""
    organisation: str = ""
    language: str = ""
    timezone: str = ""
    numbers: tuple[NumberRow, ...] = ()
    sure: bool = False
    others: tuple[str, ...] = ()
    cases: tuple[CaseRow, ...] = ()
    last: ContactRow | None = None

    @property
    def withheld(self) -> bool:
        """The number is not shown to us."""
        return not self.number.raw

    @property
    def known(self) -> bool:
        """It is somebody, or may be."""
        return bool(self.person_key)


def people_with(r: Reading, number: str) -> tuple[list[PersonRow], bool]:
    """Whose a number is or may be, the likeliest first, and whether that is sure.

    As for a sender of text messages: what a person said counts first, then the same number, then digits that end alike. An
    extension says who of a firm calls, not which line, so where nobody is found it is left out.
    """
    row = number_row(r, number)
    if not row.raw:
        return [], False
    told = assigning.whose(r, row.e164 or row.raw)
    if told and (person := person_of_key(r, told)) is not None:
        return [person], True
    found = matching(r, number) or matching(r, bare_line(number))
    exact = [person for person, same in found if same]
    return exact or [person for person, _ in found], len(exact) == 1


def who_is(r: Reading, number: str) -> Caller:
    """Look a caller up.

    Args:
        number: as the telephone has it; '' where it is withheld.
    """
    row = number_row(r, number)
    people, sure = people_with(r, number)
    cases = [case for person in people[:_MOST_PEOPLE] for case in cases_of(r, person.key)]
    cases += _talked_about(r, row)
    caller = Caller(row, cases=tuple({case.key: case for case in cases}.values())[:_MOST_CASES])
    if not people:
        last = last_contacts(r, "", [row.e164, row.raw], 1) if row.raw else []
        return caller._replace(last=last[0] if last else None)
    first = people[0]
    last = contacts.last_contacts(r, first, 1)
    return caller._replace(
        person_key=first.key,
        name=first.name,
        organisation=first.organisation,
        language=first.language,
        timezone=first.timezone,
        numbers=first.numbers,
        sure=sure,
        others=tuple(person.name for person in people[1:_MOST_PEOPLE]),
        last=last[0] if last else None,
    )


def _talked_about(r: Reading, number: NumberRow) -> list[CaseRow]:
    """Open cases that were talked about with a number, whoever has it."""
    keys = r.rows(
        "SELECT case_key FROM p_contact WHERE number = ? AND case_key <> '' ORDER BY hlc DESC LIMIT ?",
        (number.e164 or number.raw, _MOST_TALKED),
    )
    found = rows_of_keys(r, [key for (key,) in keys])
    return [case for case in found if not r.value("SELECT closed FROM p_case WHERE pk = ?", (case.pk,))]
