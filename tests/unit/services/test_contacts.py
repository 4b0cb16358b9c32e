"""When a customer and we last spoke or wrote to each other, and what of a timeline is shown alone."""

from __future__ import annotations

import pytest

from fallback_console.domain.entry import TIMELINE_KINDS
from fallback_console.domain.errors import InputError
from fallback_console.domain.views import ContactRow
from fallback_console.ports import IncomingSms
from fallback_console.services import calls, cases, contacts, holding, messages, people, queue, templates
from fallback_console.store.timeline import KINDS
from tests.unit.services.support import ANN, ANN_NUMBER, NOW, World, item


def last(world: World, limit: int = 10) -> list[ContactRow]:
    return world.ask(lambda r: contacts.last_contacts(r, people.person(r, ANN), limit))


def call(outcome: str, direction: str = "out") -> calls.CallLog:
    return calls.CallLog(direction, ANN_NUMBER, ANN, NOW + 10_000, 60, outcome, "", None)


def test_every_kind_newest_first(world: World) -> None:
    world.pull(
        items=[item(201, 2, "Thanks", kind="customer", author="ann@example.net"), item(202, 2, "We see", kind="reply")]
    )
    world.clock.ms = NOW + 20_000
    world.do(calls.log_call, "alice", "rt:1", call("no-answer"))
    world.do(messages.send_sms, "bob", "rt:2", ANN_NUMBER, "Hello")
    world.do(messages.take_in, IncomingSms("kannel", "m1", ANN_NUMBER, "12345", "Yes", world.clock.ms))
    world.do(cases.reply, "alice", "rt:1", "It works again.")
    found = [(c.kind, c.incoming, c.outcome, c.waiting, c.who, c.case_number) for c in last(world)]
    assert found == [
        ("reply", False, "", True, "alice", "1"),
        ("sms", True, "", False, "", "2"),
        ("sms", False, "", True, "bob", "2"),
        ("call", False, "no-answer", False, "alice", "1"),
        ("reply", False, "", False, "bob", "2"),
        ("reply", True, "", False, "", "2"),
    ]
    assert [c.kind for c in last(world, 2)] == ["reply", "sms"]
    world.deliver("sms:kannel")
    assert next(c for c in last(world) if c.who == "bob" and c.kind == "sms")[3:5] == ("accepted", False)


def test_what_was_taken_back_was_no_contact(world: World) -> None:
    for saved in (
        world.do(messages.send_sms, "bob", "rt:2", ANN_NUMBER, "Hello"),
        world.do(cases.reply, "alice", "rt:1", "It works again."),
    ):
        world.do(holding.take_back, "alice", saved.entry_ids[0])
    assert last(world) == []


def test_it_is_read_by_index(world: World) -> None:
    world.do(messages.send_sms, "bob", "rt:2", ANN_NUMBER, "Hello")
    asked: list[str] = []

    def plan(r: object) -> list[str]:
        reading = r
        rows = reading.rows  # type: ignore[attr-defined]

        def explained(sql: str, params: object = ()) -> object:
            asked.extend(row[3] for row in rows(f"EXPLAIN QUERY PLAN {sql}", params))
            return rows(sql, params)

        class Watched:
            def rows(self, sql: str, params: object = ()) -> object:
                return explained(sql, params)

            def __getattr__(self, name: str) -> object:
                return getattr(reading, name)

        contacts.last_contacts(Watched(), people.person(reading, ANN))  # type: ignore[arg-type]
        return asked

    world.ask(plan)
    assert asked
    assert [step for step in asked if step.startswith("SCAN")] == []


@pytest.mark.parametrize(
    ("only", "kinds"),
    [
        ("messages", {"mirror.customer", "reply.sent"}),
        ("notes", {"mirror.note", "note.added"}),
        ("calls", {"call.logged"}),
        ("sms", {"sms.sent"}),
        ("changes", {"mirror.field", "field.changed"}),
    ],
)
def test_one_kind_of_items_alone(world: World, only: str, kinds: set[str]) -> None:
    world.pull(items=[item(301, 1, "Thanks", kind="customer", author="ann@example.net")])
    world.do(cases.reply, "alice", "rt:1", "It works again.")
    world.do(cases.add_note, "alice", "rt:1", "words")
    world.do(calls.log_call, "alice", "rt:1", call("busy"))
    world.do(messages.send_sms, "bob", "rt:1", ANN_NUMBER, "Hello")
    world.do(cases.set_field, "alice", "rt:1", "priority", "80")
    assert {row.kind for row in world.ask(queue.timeline, "rt:1", only=only)} == kinds
    assert {row.kind for row in world.ask(queue.timeline, "rt:1")} > kinds


def test_every_kind_has_a_name() -> None:
    assert tuple(KINDS) == TIMELINE_KINDS


def test_templates_of_ones_own(world: World) -> None:
    kept = world.do(templates.keep, "sms", " Thanks ", "Thank you, {customer}.")
    assert world.ask(templates.own) == [kept]
    assert (kept.title, kept.mode) == ("Thanks", "sms")
    # The same title again is the same template.
    again = world.do(templates.keep, "sms", "thanks", "Thank you!")
    changed = world.do(templates.keep, "sms", "Many thanks", "Thank you very much!", id=again.id)
    assert world.ask(templates.own) == [changed]
    world.do(templates.keep, "note", "Many thanks", "They said thanks.")
    world.do(templates.remove, changed.id)
    assert [one.mode for one in world.ask(templates.own)] == ["note"]
    for mode, title, text in (("call", "a", "b"), ("sms", " ", "b"), ("sms", "a", "\n")):
        with pytest.raises(InputError):
            world.do(templates.keep, mode, title, text)


def test_templates_have_an_end(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(templates, "MOST", 2)
    for title in ("a", "b"):
        world.do(templates.keep, "sms", title, "words")
    with pytest.raises(InputError, match="too many"):
        world.do(templates.keep, "sms", "c", "words")
