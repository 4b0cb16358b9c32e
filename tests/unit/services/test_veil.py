"""Customers' numbers hidden from a person: what comes out, what goes in, and what can be found."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from fallback_console.domain.entry import Kind
from fallback_console.domain.errors import InputError
from fallback_console.domain.masking import unmarked
from fallback_console.domain.mirror import PulledPerson, RawNumber
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.domain.views import CaseFilter, CaseSort, NumberRow
from fallback_console.ports import IncomingSms
from fallback_console.services import (
    call_list,
    calls,
    cases,
    conversations,
    drafts,
    messages,
    optouts,
    palette,
    paths,
    people,
    people_by_hand,
    people_list,
    people_merge,
    queue,
    swarm,
    sync,
)
from fallback_console.services.desk import Desk
from fallback_console.services.veil import Veil
from tests.unit.services.support import ANN, ANN_NUMBER, NOW, World, ann

STRANGER = "+447700900123"
BOB = "+12025550199"
SHOWN = "+1 •••• ••• 133"
WHOLE = ("2025550133", "202) 555-0133", "202-555-0133", "2025550133")


class Seat:
    """Somebody at a desk."""

    def __init__(self, world: World, veil: Veil | None) -> None:
        self.world = world
        self.desk = Desk(world.store, "alice", veil)

    def do(self, fn: Callable[..., Any], *args: Any, **kw: Any) -> Any:
        self.world.clock.ms += 1
        return self.desk.command(fn, *args, **kw).result(30)

    def ask(self, fn: Callable[..., Any], *args: Any, **kw: Any) -> Any:
        return self.desk.read(fn, *args, **kw)


@pytest.fixture
def seat(world: World) -> Seat:
    """Somebody who may not read customers' numbers, beside a teammate with a number."""
    bob = PulledPerson("bob", "team", "Bob Brown", (), (RawNumber("mobile", BOB),))
    world.pull(people=[ann(), bob])
    return Seat(world, Veil())


def ann_seen(seat: Seat) -> NumberRow:
    [number] = seat.ask(people.person, ANN).numbers
    assert isinstance(number, NumberRow)
    return number


def holds(value: object, *wholes: str) -> bool:
    return any(whole in repr(value) for whole in wholes)


def test_a_customers_number_is_a_mask_and_a_teammates_is_not(seat: Seat) -> None:
    number = ann_seen(seat)
    assert (number.shown, unmarked(number.e164), unmarked(number.raw)) == (SHOWN, SHOWN, SHOWN)
    assert number.timezones
    assert seat.ask(people.person, "rt:bob").numbers[0].shown == "(202) 555-0199"
    assert not holds(seat.ask(people_list.shown, ANN), *WHOLE)
    assert not holds(seat.ask(queue.case_detail, "rt:1"), *WHOLE)


def test_without_the_right_taken_nothing_changes(seat: Seat) -> None:
    everybody = Seat(seat.world, None)
    assert everybody.ask(people.person, ANN).numbers[0].e164 == ANN_NUMBER
    assert everybody.desk.sees_numbers
    assert everybody.desk.whole("+44 •••• ••• 123") == "+44 •••• ••• 123"
    assert not seat.desk.sees_numbers


def test_a_masked_number_is_dialled_texted_and_logged_whole(seat: Seat) -> None:
    number = ann_seen(seat)
    assert seat.desk.whole(number.e164) == ANN_NUMBER
    saved = seat.do(messages.send_sms, "alice", "rt:1", number.e164, "We are on it.", person_key=ANN)
    log = calls.CallLog("out", number.e164, ANN, NOW, 60, "reached", follow_up_at=NOW + 9_000_000)
    seat.do(calls.log_call, "alice", "rt:1", log)
    bodies = seat.world.ask(
        lambda r: [
            json.loads(b)
            for (b,) in r.rows("SELECT body FROM entry WHERE kind IN (?, ?) ORDER BY hlc", (Kind.SMS_SENT, Kind.CALL))
        ]
    )
    assert [body.get("to") or body["number"] for body in bodies] == [ANN_NUMBER, ANN_NUMBER]
    assert not holds(saved, *WHOLE)
    seen = [
        seat.ask(call_list.call_rows, seat.ask(call_list.call_pks)),
        seat.ask(calls.callbacks, NOW),
        seat.ask(conversations.rows, seat.ask(conversations.listing).keys),
        seat.ask(conversations.opened, f"person:{ANN}", 20),
        seat.ask(queue.timeline, "rt:1"),
        seat.ask(sync.deliveries),
        seat.ask(paths.ladder_of, seat.ask(paths.whom_of, person_key=ANN), ReachRules(), NOW),
    ]
    for value in seen:
        assert not holds(value, *WHOLE), value
    assert holds(seen[0], SHOWN)
    assert holds(seen[5], f"SMS to Ann Müller ({SHOWN}): We are on it.")
    assert seat.ask(conversations.opened, f"person:{ANN}", 20).messages[0].number == number.e164


def test_a_strangers_number_is_hidden_and_their_conversation_opens_by_its_mask(seat: Seat) -> None:
    seat.world.do(messages.take_in, IncomingSms("kannel", "1", STRANGER, "12345", "Who are you?", NOW))
    [key] = seat.ask(conversations.listing).keys
    assert unmarked(key) == "number:+44 •••• ••• 123"
    opened = seat.ask(conversations.opened, key, 20)
    assert (opened.key, opened.numbers[0].shown) == (key, "+44 •••• ••• 123")
    assert [message.item.text for message in opened.messages] == ["Who are you?"]
    seat.do(messages.send_sms, "alice", "", opened.numbers[0].e164, "Your help desk.")
    assert len(seat.ask(conversations.opened, key, 20).messages) == 2
    # Of a sender that is a name nothing is hidden.
    seat.world.do(messages.take_in, IncomingSms("kannel", "2", "EXAMPLE", "12345", "Code", NOW))
    assert "number:EXAMPLE" in seat.ask(conversations.listing).keys


def test_numbers_that_end_alike_stay_apart(seat: Seat) -> None:
    twin = ann(numbers=(RawNumber("mobile", "+12025551133"),), name="Twin", emails=())
    seat.world.pull(people=[PulledPerson("twin", "customer", "Twin", (), twin.numbers)])
    one, two = ann_seen(seat), seat.ask(people.person, "rt:twin").numbers[0]
    assert one.shown == two.shown == SHOWN
    assert (seat.desk.whole(one.e164), seat.desk.whole(two.e164)) == (ANN_NUMBER, "+12025551133")


def test_a_mask_in_words_stays_one(seat: Seat) -> None:
    mask = ann_seen(seat).e164
    seat.do(cases.add_note, "alice", "rt:1", f"Number: {mask}")
    seat.do(cases.add_note, "alice", "rt:1", mask)
    assert not holds(seat.ask(queue.timeline, "rt:1"), *WHOLE)
    text = json.dumps({"number": ["mobile", ann_seen(seat).raw, mask, SHOWN]}, ensure_ascii=False)
    seat.do(drafts.keep, "", drafts.OPEN_CALL, text)
    assert ANN_NUMBER in seat.world.ask(drafts.find, "", drafts.OPEN_CALL)
    assert seat.ask(drafts.find, "", drafts.OPEN_CALL) == text


def test_a_changed_mask_is_refused_before_anything_is_kept(seat: Seat) -> None:
    mask = ann_seen(seat).e164
    for changed in (mask[:-1], mask[:-3], f"{mask}9", SHOWN):
        with pytest.raises(InputError, match="hidden number was changed"):
            seat.do(messages.send_sms, "alice", "", changed, "Hello")
    # Looking for one finds nobody, which is no error.
    assert seat.ask(people.list_people, SHOWN, "", 10) == []
    assert [p.key for p in seat.ask(people.list_people, mask, "", 10)] == [ANN]


@pytest.mark.parametrize("typed", ["+1 202 555 0133", "(202) 555-0133", "202ー555ー0133", "2025550133", "+12025550133"])
def test_a_whole_number_finds_its_owner(seat: Seat, typed: str) -> None:
    assert [p.key for p in seat.ask(people.list_people, typed, "", 10)] == [ANN]
    assert seat.ask(people_list.listing, typed, "all").rows[0].key == ANN
    found = seat.ask(queue.list_cases, CaseFilter(search=typed, open_only=False), CaseSort.DUE)
    assert {row.key for row in found} == {"rt:1", "rt:2", "rt:3"}
    assert seat.ask(people.match_number, typed)[0].key == ANN
    seat.do(messages.send_sms, "alice", "rt:1", ann_seen(seat).e164, "Hello", person_key=ANN)
    seat.do(calls.log_call, "alice", "rt:1", calls.CallLog("out", ANN_NUMBER, ANN, NOW, 60, "reached"))
    assert seat.ask(conversations.listing, "all", typed).keys == [f"person:{ANN}"]
    assert len(seat.ask(call_list.call_pks, search=typed)) == 1


@pytest.mark.parametrize("typed", ["202ー555ー0133", "+1ー202ー555ー0133", "（２０２）５５５ー０１３３"])
def test_a_whole_number_finds_its_owner_whatever_input_makes_of_it(seat: Seat, typed: str) -> None:
    assert [p.key for p in seat.ask(people.list_people, typed, "", 10)] == [ANN]


@pytest.mark.parametrize("part", ["555ー0133", "+1 (0)202 555", "０１３３ー", "(0)2025", "202(0)555"])
def test_a_part_finds_nobody_whatever_input_makes_of_it(seat: Seat, part: str) -> None:
    assert ANN not in {p.key for p in seat.ask(people.list_people, part, "", 10)}


@pytest.mark.parametrize(
    "part", ["202555013", "555013", "5550133", "0133", "2025", "20255", "555", "Ann 5550", "Ann 0133", "+1202555013"]
)
def test_a_part_of_a_number_finds_nobody_by_it(seat: Seat, part: str) -> None:
    seat.do(messages.send_sms, "alice", "rt:1", ann_seen(seat).e164, "Hello", person_key=ANN)
    seat.do(calls.log_call, "alice", "rt:1", calls.CallLog("out", ANN_NUMBER, ANN, NOW, 60, "reached"))
    assert ANN not in {p.key for p in seat.ask(people.list_people, part, "", 10)}
    assert ANN not in {p.key for p in seat.ask(people_list.listing, part, "all").rows}
    assert seat.ask(queue.list_cases, CaseFilter(search=part, open_only=False), CaseSort.DUE) == []
    assert seat.ask(people.match_number, part) == []
    assert seat.ask(conversations.listing, "all", part).keys == []
    if not part.startswith("Ann"):
        assert len(seat.ask(call_list.call_pks, search=part)) == 0
    assert ANN not in repr(seat.ask(palette.find, part))


def test_a_swarm_is_found_by_words_and_its_own_number_alone(seat: Seat) -> None:
    seat.world.do(swarm.start, "alice", "rt:1", ANN_NUMBER, "Ring Ann")
    shown = seat.ask(palette.find, "ring ann").swarms
    assert len(shown) == 1
    assert not holds(shown, ANN_NUMBER, ANN_NUMBER[-4:])
    assert seat.ask(palette.find, "s1").swarms == shown
    for part in (ANN_NUMBER, ANN_NUMBER[-4:], "ring 555"):
        assert seat.ask(palette.find, part).swarms == ()
    assert len(Seat(seat.world, None).ask(palette.find, ANN_NUMBER[-4:]).swarms) == 1


def test_digits_still_find_what_is_shown_and_teammates(seat: Seat) -> None:
    assert [row.key for row in seat.ask(queue.list_cases, CaseFilter(search="2"), CaseSort.DUE)] == ["rt:2"]
    assert [row.key for row in seat.ask(queue.list_cases, CaseFilter(search="Printer 1"), CaseSort.DUE)] == ["rt:1"]
    assert [p.key for p in seat.ask(people.list_people, "5550199", "", 10)] == ["rt:bob"]


def test_the_form_of_a_person_keeps_what_it_hides(seat: Seat) -> None:
    everybody = Seat(seat.world, None)
    key = everybody.do(
        people_by_hand.save, "alice", {"name": "Cleo", "mobile": "+1 202 555 0177; +1 202 555 0178"}, "customer"
    ).key
    seat.world.index()
    written = seat.ask(people_by_hand.written, key)
    assert not holds(written, "0177", "0178")
    seat.do(people_by_hand.save, "alice", {**written.fields, "organisation": "Cleo Ltd"}, "customer", key)
    kept = everybody.ask(people.person, key)
    assert [n.e164 for n in kept.numbers] == ["+12025550177", "+12025550178"]
    assert kept.organisation == "Cleo Ltd"


def test_nobody_makes_a_customer_a_colleague_to_read_the_number(seat: Seat) -> None:
    for refused in (
        lambda: seat.do(people_by_hand.save, "alice", {"name": "Ann"}, "team", ANN),
        lambda: seat.do(people_merge.merge, "alice", "rt:bob", ANN),
        lambda: seat.do(people_merge.merge, "alice", ANN, "rt:bob"),
    ):
        with pytest.raises(InputError, match="a customer stays one"):
            refused()
    assert not holds(seat.ask(people.person, ANN), *WHOLE)


def test_an_error_says_no_number_either(seat: Seat) -> None:
    mask = ann_seen(seat).e164
    seat.do(optouts.add, "alice", mask, "Said so on the telephone")
    with pytest.raises(InputError) as failed:
        seat.do(messages.send_sms, "alice", "rt:1", mask, "Hello", person_key=ANN)
    assert not holds((str(failed.value), failed.value.values), *WHOLE)
    [row] = seat.ask(optouts.listing)
    assert (row.name, row.shown) == ("Ann Müller", SHOWN) or unmarked(row.shown) == SHOWN
