"""Everybody Request Tracker knows, to be imported when somebody asks for it.

Seen on RT 5.0.3: /users gives those whose account is enabled, with ``find_disabled_rows`` the others too, and does not say which
are which; whether somebody may be given rights (staff) or not (customers) stands in each user's own record alone, as 'Privileged'.
Without the right AdminUsers numbers are left out as if there were none, and so is when the record was made.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from fallback_console.adapters import shapes
from fallback_console.adapters.helpdesk.rt_client import PAGE, RtClient
from fallback_console.adapters.helpdesk.rt_parse import NOBODY, PERSON_FIELDS, SYSTEM, person_row
from fallback_console.domain.directory import DirectoryPeople
from fallback_console.domain.errors import CancelledByPerson, RefusedError
from fallback_console.domain.mirror import PulledPerson
from fallback_console.domain.people_file import PeopleFile
from fallback_console.domain.people_lines import BrokenLine, FilePerson
from fallback_console.domain.person import PersonCard

__all__ = ["FORMAT", "MOST", "read_users"]

FORMAT = "helpdesk"
"""Kind of the ``PeopleFile``."""

MOST = 50_000
"""More users are not read at once."""

_AT_ONCE = 60
_COLUMNS = (
    ("Name", ""),
    ("RealName", "name"),
    ("EmailAddress", "mail"),
    ("MobilePhone", "mobile"),
    ("WorkPhone", "work"),
    ("HomePhone", "home"),
    ("PagerPhone", "other"),
    ("Organization", "organisation"),
    ("Lang", "language"),
    ("Timezone", "timezone"),
)


async def read_users(
    client: RtClient, own: str, role: str, on_progress: Callable[[int], None], stopped: Callable[[], bool]
) -> DirectoryPeople:
    """Everybody in it, or an error: never a part of them.

    Args:
        own: number of our own user in RT, '' where it is not known.
        role: of all of them, of ``person.ROLES``; '' to ask RT who is staff and who is a customer.

    Raises:
        CancelledByPerson: it was stopped.
        OutsideError: not everybody came, or numbers may not be seen.
    """
    every = await _listed(client, {"find_disabled_rows": 1}, on_progress, stopped)
    enabled = {shapes.text(row, "Name") for row in await _listed(client, {}, lambda found: None, stopped)}
    rows = [row for row in every if shapes.text(row, "Name") not in (NOBODY, SYSTEM)]
    living = [row for row in rows if shapes.text(row, "Name") in enabled]
    await _require_numbers(client, living, own)
    roles = {} if role else await _roles(client, living, on_progress, stopped)
    people: list[FilePerson] = []
    broken: list[BrokenLine] = []
    texts: dict[int, str] = {}
    for number, row in enumerate(rows, 1):
        login = shapes.text(row, "Name")
        if login in enabled:
            people.append(FilePerson(number, login, _card(person_row(row, role or roles[login]))))
        else:
            broken.append(BrokenLine(number, "disabled", "The account is disabled in the directory."))
            texts[number] = login
    return DirectoryPeople(PeopleFile(FORMAT, "utf-8", "", _COLUMNS, people, tuple(broken)), texts)


async def _listed(
    client: RtClient, params: Mapping[str, str | int], on_progress: Callable[[int], None], stopped: Callable[[], bool]
) -> list[Mapping[str, Any]]:
    rows: dict[str, Mapping[str, Any]] = {}
    page = 1
    while True:
        asked = {"fields": PERSON_FIELDS, "orderby": "id", "order": "ASC", **params, "page": page}
        got = (await client.page("users", asked, [])).rows
        rows.update((shapes.text(row, "Name"), row) for row in got)
        on_progress(len(rows))
        if stopped():
            raise _stopped()
        if len(rows) > MOST:
            raise RefusedError("Request Tracker has too many users to read at once.", "Import them from a file.")
        if len(got) < PAGE:
            return list(rows.values())
        page += 1


async def _require_numbers(client: RtClient, rows: Sequence[Mapping[str, Any]], own: str) -> None:
    """People without their numbers would look as if they had none, here too."""
    other = next((row for row in rows if shapes.text(row, "id") != own), None)
    if other is None:
        return
    record, _ = await client.record(f"user/{shapes.text(other, 'id')}")
    if "Created" not in record:
        raise RefusedError(
            "Request Tracker does not show this sign-in other people's numbers.",
            "Ask RT's administrator for the right AdminUsers.",
        )


async def _roles(
    client: RtClient,
    rows: Sequence[Mapping[str, Any]],
    on_progress: Callable[[int], None],
    stopped: Callable[[], bool],
) -> dict[str, str]:
    """'team' for staff and 'customer' for others, by login."""
    found: dict[str, str] = {}
    for begin in range(0, len(rows), _AT_ONCE):
        part = rows[begin : begin + _AT_ONCE]
        records = await asyncio.gather(*(client.record(f"user/{shapes.text(row, 'id')}") for row in part))
        for row, (record, _) in zip(part, records, strict=True):
            staff = shapes.integer(record, "Privileged") == 1
            found[shapes.text(row, "Name")] = "team" if staff else "customer"
        on_progress(len(found))
        if stopped():
            raise _stopped()
    return found


def _card(one: PulledPerson) -> PersonCard:
    languages = (one.language,) if one.language else ()
    return PersonCard(
        one.role, one.name, one.reading, one.emails, one.numbers, one.organisation, languages, one.timezone
    )


def _stopped() -> CancelledByPerson:
    return CancelledByPerson("Reading the directory was stopped.", "Nothing was kept of it.")
