"""Somebody of another firm who was not here: written down and asked into a swarm in one step, or not at all."""

from __future__ import annotations

import pytest

from fallback_console.domain.errors import InputError
from fallback_console.domain.mirror import PulledPerson, RawNumber
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.services import people, swarm, swarm_list, swarm_partner, swarm_people, swarm_thread
from fallback_console.services.people_by_hand import is_by_hand
from fallback_console.services.swarm_candidates import Wanted, candidates
from fallback_console.services.swarm_partner import KNOWN
from tests.unit.services.support import ANN, World

RULES = ReachRules(quiet=(0, 0))
NEW = "+12025550164"


@pytest.fixture
def one(world: World) -> str:
    """A swarm led by Priya."""
    world.connect()
    priya = PulledPerson("priya", "team", "Priya", numbers=(RawNumber("mobile", "+12025550161"),))
    world.pull(people=[priya])
    return str(world.do(swarm.start, "priya", "rt:1", "The carrier is down", "Two sites are hit"))


def ask(world: World, one: str, name: str = "Pat Doe", at: str = "(202) 555-0164", **more: object) -> object:
    more = {"external_ok": True, **more}
    return world.do(swarm_partner.invite_new, "priya", one, name, at, RULES, **more)  # type: ignore[arg-type]


def by_hand(world: World) -> list[str]:
    return [row.key for row in world.ask(people.list_people) if is_by_hand(row.key)]


def test_somebody_new_is_written_down_and_asked(world: World, one: str) -> None:
    made = ask(world, one)
    assert made.asked == (("Pat Doe", "sms"),)  # type: ignore[attr-defined]
    (key,) = by_hand(world)
    row = world.ask(people.person, key)
    assert (row.name, row.role, [n.e164 for n in row.numbers]) == ("Pat Doe", "partner", [NEW])
    member = next(m for m in world.ask(swarm_list.find, one).members if m.name == "Pat Doe")
    assert (member.who, member.state, member.external) == (f"person:{key}", "invited", True)
    (work,) = world.take("sms:kannel")
    assert work.entry.body["to"] == NEW
    # What the case is called is nothing for others.
    assert "Printer" not in work.entry.body["text"]
    assert world.ask(swarm_thread.who_reads, one, world.clock.ms).externals == ()


@pytest.mark.parametrize(
    ("name", "at", "words"),
    [
        ("", NEW, "not said what they are called"),
        ("Pat", "", "no number for text messages"),
        ("Pat", "12", "no number for text messages"),
        ("Pat", "pat@", "no address mail can go to"),
        ("Pat", "pat@example.net", "Pat cannot be asked there now"),
    ],
)
def test_what_leads_nowhere_is_not_kept(world: World, one: str, name: str, at: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        ask(world, one, name, at)
    assert by_hand(world) == []
    assert len(world.ask(swarm_list.find, one).members) == 1


def test_it_is_asked_first_whether_an_outsider_is_wanted(world: World, one: str) -> None:
    with pytest.raises(InputError, match="Pat Doe: not of our team") as caught:
        ask(world, one, external_ok=False)
    assert caught.value.values["reason"] == "external"
    assert by_hand(world) == []


@pytest.mark.parametrize("at", ["202-555-0133", "+1 202 555 0133", " ANN@example.net "])
def test_whoever_has_that_number_is_offered_instead(world: World, one: str, at: str) -> None:
    for external_ok in (False, True):
        with pytest.raises(InputError, match="Ann Müller has this number or address already") as caught:
            ask(world, one, "Somebody", at, external_ok=external_ok)
        assert caught.value.values == {"reason": KNOWN, "person": ANN, "name": "Ann Müller"}
    assert by_hand(world) == []
    (found,) = world.ask(candidates, "priya", Wanted(person=ANN), RULES, world.clock.ms, swarm=one)
    assert (found.person, found.external, found.why) == (ANN, True, "")
    done = world.do(swarm_people.invite, "priya", one, [found.person], RULES, external_ok=True)
    assert done.asked == (("Ann Müller", "sms"),)


def test_a_colleague_is_offered_with_what_is_known_of_them(world: World, one: str) -> None:
    with pytest.raises(InputError) as caught:
        ask(world, one, "P.", "+12025550161")
    key = str(caught.value.values["person"])
    (found,) = world.ask(
        candidates, "priya", Wanted(person=key, skill="nobody has it"), RULES, world.clock.ms, swarm=one
    )
    assert (found.name, found.external, found.asked, found.why) == ("Priya", False, "accepted", "in-it")


def test_a_closed_swarm_takes_nobody_in(world: World, one: str) -> None:
    world.do(lambda tx: tx.execute("UPDATE p_swarm SET state = 'closed'"))
    with pytest.raises(InputError, match="closed"):
        ask(world, one)
    world.do(lambda tx: tx.execute("UPDATE p_swarm SET state = 'open'"))


def test_the_thread_calls_people_by_their_names(world: World, one: str) -> None:
    world.do(swarm.triage, "priya", "rt:2", {"impact": True}, 70, "Two sites", decided=True)
    other = world.do(swarm.start, "priya", "rt:2", "The exchange", "")
    ask(world, other)
    rows = {row.what: row.name for row in world.ask(swarm_list.thread, other)}
    assert (rows["triage"], rows["invited"]) == ("Priya", "Priya")
    (look,) = world.ask(swarm_list.triages, "rt:2")
    assert (look.by, look.name) == ("priya", "Priya")
    told = world.ask(swarm_thread.transcript, other).lines
    assert any("Priya asked Pat Doe" in str(line) for line in told)
    assert any("Priya looked the case over" in str(line) for line in told)


def test_a_login_without_a_name_stays_a_login(world: World, one: str) -> None:
    world.do(swarm.triage, "nobody-knows", "rt:2", {"impact": True}, 70, "Two sites", decided=False)
    assert [look.name for look in world.ask(swarm_list.triages, "rt:2")] == ["nobody-knows"]
