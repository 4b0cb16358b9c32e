"""People written down by hand, and what is known of others besides."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fallback_console.domain.errors import InputError, NotFoundError
from fallback_console.domain.people_file import read_people
from fallback_console.services import people, people_by_hand, people_import, people_merge
from fallback_console.services.people_by_hand import FIELDS
from tests.unit.services.support import ANN, World, ann

ALL = {
    "name": "山田 花子",
    "reading": "ヤマダ ハナコ",
    "mobile": "+44 7700 900123; +44 7700 900124",
    "work": "+1 202 555 0144",
    "home": "",
    "phone": "12",
    "mail": "hanako@example.jp; h@example.jp",
    "organisation": "例商店",
    "language": "ja; en",
    "timezone": "Asia/Tokyo",
    "skills": "SQL:4; 会計",
    "groups": "VIP; Night shift",
}


def test_somebody_new_is_found_reached_and_gone_on_with(world: World) -> None:
    saved = world.do(people_by_hand.save, "alice", ALL, "expert")
    world.index()
    assert (saved.key, saved.new) == (saved.record, True)
    [row] = world.ask(people.list_people, "やまだ")
    assert (row.key, row.name, row.reading, row.role) == (saved.key, "山田 花子", "ヤマダ ハナコ", "expert")
    assert [(n.kind, n.e164) for n in row.numbers] == [
        ("mobile", "+447700900123"),
        ("mobile", "+447700900124"),
        ("work", "+12025550144"),
        ("other", ""),
    ]
    assert world.ask(people.sure_match, "+447700900124") == row
    before = world.ask(people_by_hand.written, saved.key)
    assert (before.record, before.role, dict(before.fields)) == (saved.record, "expert", ALL)
    again = world.do(
        people_by_hand.save, "bob", {**before.fields, "phone": "", "mail": "new@example.jp"}, "partner", saved.key
    )
    assert (again.key, again.new) == (saved.key, False)
    row = world.ask(people.person, saved.key)
    assert (row.role, row.emails, len(row.numbers)) == ("partner", ("new@example.jp",), 3)
    # It came out of no file: none is offered to be imported again.
    assert world.ask(people_import.sources) == []
    world.assert_whole()


def test_what_is_added_to_a_customer_stays_through_pulls(world: World) -> None:
    world.pull(people=[ann()])
    before = world.ask(people.person, ANN)
    saved = world.do(
        people_by_hand.save, "alice", {"mobile": "+44 7700 900177", "skills": "Printers:3"}, "customer", ANN
    )
    assert (saved.key, saved.new) == (ANN, True)
    row = world.ask(people.person, ANN)
    assert row.name == before.name
    assert [n.e164 for n in row.numbers] == [*(n.e164 for n in before.numbers), "+447700900177"]
    assert [(s.name, s.level) for s in row.skills] == [("Printers", 3)]
    # The next pull and the next word leave it in its place.
    world.pull(people=[replace(ann(), organisation="Lee Ltd")])
    assert world.ask(people.person, ANN).organisation == "Lee Ltd"
    more = world.ask(people_by_hand.written, ANN)
    assert (more.record, more.fields["mobile"]) == (saved.record, "+44 7700 900177")
    world.do(people_by_hand.save, "alice", {**more.fields, "mobile": "+44 7700 900178"}, "customer", ANN)
    row = world.ask(people.person, ANN)
    assert "+447700900178" in [n.e164 for n in row.numbers]
    assert "+447700900177" not in [n.e164 for n in row.numbers]
    # It is taken back as every merge is.
    world.do(people_merge.part, "alice", ANN)
    assert world.ask(people.person, ANN).numbers == before.numbers
    world.assert_whole()


def test_what_nobody_could_be_known_by_is_refused(world: World) -> None:
    for fields in ({}, {"organisation": "Lee Ltd"}, {"name": "  ", "mobile": " "}):
        with pytest.raises(InputError, match="Neither a name"):
            world.do(people_by_hand.save, "alice", fields, "customer")
    with pytest.raises(InputError, match="too long"):
        world.do(people_by_hand.save, "alice", {"name": "x" * 501}, "customer")
    with pytest.raises(InputError, match="cannot be kept"):
        world.do(people_by_hand.save, "alice", {"shoes": "42"}, "customer")
    with pytest.raises(InputError, match="cannot be kept"):
        world.do(people_by_hand.save, "alice", {"name": "Ann"}, "king")
    with pytest.raises(NotFoundError):
        world.do(people_by_hand.save, "alice", {"name": "Ann"}, "customer", "rt:nobody")
    world.pull(people=[ann()])
    with pytest.raises(InputError, match="Nothing was written down"):
        world.do(people_by_hand.save, "alice", dict.fromkeys(FIELDS, " "), "customer", ANN)
    assert world.ask(people_by_hand.written, "").person is None


def test_no_file_is_taken_for_it(world: World) -> None:
    assert people_import.source_of("_hand.csv") != people_by_hand.HAND_SOURCE
    saved = world.do(people_by_hand.save, "alice", {"name": "Vega Luz"}, "customer")
    found = world.ask(people_import.preview, read_people(b"Name\nFeld Uwe\n"), people_import.source_of("hand"))
    assert found.left == ()
    assert people_by_hand.is_by_hand(saved.record)


TEXT = st.text(st.characters(codec="utf-8"), max_size=40)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(fields=st.dictionaries(st.sampled_from(FIELDS), TEXT))
def test_whatever_is_typed_is_kept_or_refused_and_can_be_saved_again(world: World, fields: dict[str, str]) -> None:
    try:
        saved = world.do(people_by_hand.save, "alice", fields, "customer")
    except InputError:
        return
    once = world.ask(people_by_hand.written, saved.key)
    world.do(people_by_hand.save, "alice", once.fields, once.role, saved.key)
    assert world.ask(people_by_hand.written, saved.key).fields == once.fields
