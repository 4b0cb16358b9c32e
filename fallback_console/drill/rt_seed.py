"""Fills a double of Request Tracker with mirrored values: what the demonstration data and the tests make up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fallback_console.domain.mirror import PulledCase, PulledItem, PulledPerson
from fallback_console.drill.rt_world import NOBODY, SYSTEM, RtWorld, Ticket, seconds

__all__ = ["fill"]

_TYPES = {"created": "Create", "customer": "Correspond", "reply": "Correspond", "note": "Comment"}
_COLUMNS = {
    "status": "Status",
    "priority": "Priority",
    "owner": "Owner",
    "queue": "Queue",
    "subject": "Subject",
    "due": "Due",
}
_PHONES = {"mobile": "MobilePhone", "work": "WorkPhone", "home": "HomePhone", "other": "PagerPhone"}


def fill(
    world: RtWorld, people: Iterable[PulledPerson], cases: Iterable[tuple[PulledCase, Sequence[PulledItem]]]
) -> None:
    """Add people and cases with their histories. Cases keep their numbers; transactions are numbered by time over all cases."""
    for person in people:
        _person(world, person)
    happened: list[tuple[int, int, PulledItem]] = []
    for case, items in cases:
        world.add_queue(case.queue)
        owner = case.owner or NOBODY
        for name in filter(None, (owner, case.requestor)):
            world.add_user(name)
        world.add_ticket(
            Ticket(
                int(case.remote_id),
                int(case.remote_id),
                case.subject,
                case.queue,
                case.status,
                case.priority,
                owner,
                [case.requestor] if case.requestor else [],
                seconds(case.created_at),
                seconds(case.updated_at),
                owner,
                seconds(case.due_at or 0),
            )
        )
        happened += ((item.at, int(case.remote_id), item) for item in items)
    for at, number, item in sorted(happened, key=lambda one: one[:2]):
        _replay(world, world.tickets[number], item, at)


def _person(world: RtWorld, person: PulledPerson) -> None:
    columns = {
        "RealName": f"{person.name}（{person.reading}）" if person.reading else person.name,
        "EmailAddress": person.emails[0] if person.emails else "",
        "Organization": person.organisation,
        "Lang": person.language,
        "Timezone": person.timezone,
    }
    columns |= {_PHONES[number.kind]: number.text for number in person.numbers}
    world.add_user(person.remote_id, **columns)


def _replay(world: RtWorld, ticket: Ticket, item: PulledItem, at: int) -> None:
    author = item.author or SYSTEM
    world.add_user(author)
    if item.kind == "field":
        old, new = (_stored(world, item.field, value) for value in (item.old, item.new))
        kind = "Status" if item.field == "status" else "Set"
        world.record(ticket, kind, author, at, _COLUMNS[item.field], old, new)
        return
    files = [("application/octet-stream", "-" * min(one.size, 1000), one.name) for one in item.attachments]
    kind = _TYPES.get(item.kind, "Told")
    world.record(ticket, kind, author, at, parts=[("text/plain", item.text, ""), *files])


def _stored(world: RtWorld, name: str, value: str) -> str:
    """A value of a field as RT's transactions have it."""
    if name == "owner":
        return str(world.add_user(value or NOBODY).id)
    if name == "queue":
        return str(world.add_queue(value).id)
    return value
