"""Reaching a teammate over the chat, where it is connected for that."""

from __future__ import annotations

import pytest

from fallback_console.domain.connection import Connection
from fallback_console.domain.entry import Kind
from fallback_console.domain.errors import InputError, NotFoundError
from fallback_console.domain.mirror import PulledPerson
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.domain.render import note_text, summary
from fallback_console.services import chatting, connections, outages, paths, reach
from fallback_console.store import journal
from fallback_console.store.case_ref import find_ref
from fallback_console.store.timeline import timeline_rows
from tests.unit.services.support import World, case

BOB = "rt:bob"
WHOM = f"person:{BOB}"
MAIL = "bob@support.example.net"
RULES = ReachRules(quiet=(0, 0), zone="UTC")
WAIT = 180_000


@pytest.fixture
def chat(world: World) -> World:
    """Bob is a teammate with a mail address alone."""
    world.do(connections.save, Connection("slack", "slack", {"reach": "yes"}))
    world.pull(cases=[case(1)], people=[PulledPerson("bob", "team", name="Bob", emails=(MAIL,))])
    return world


def begin(world: World, **options: object) -> str:
    return world.do(reach.start, "alice", WHOM, "Please call the office.", RULES, **options).entry_ids[0]  # type: ignore[arg-type]


def states(world: World, reach_id: str) -> str:
    found = world.ask(reach.shown, reach_id, world.clock.ms)
    return f"{found.state}: " + " ".join(f"{s.kind}={s.state}" for s in found.steps)


def test_it_goes_out_once(chat: World) -> None:
    one = begin(chat)
    assert states(chat, one) == "trying: slack=waiting mail=skipped hub=skipped"
    (work,) = chat.deliver("slack")
    assert (work.entry.kind, work.entry.body["to"], work.entry.subject) == (Kind.CHAT_SENT, MAIL, WHOM)
    chat.clock.ms += WAIT
    chat.do(reach.advance)
    assert states(chat, one) == "exhausted: slack=silent mail=skipped hub=skipped"
    assert chat.take("slack") == []
    chat.assert_whole()


def test_what_was_not_sent_is_taken_back(chat: World) -> None:
    one = begin(chat)
    chat.do(reach.stop, "alice", one)
    assert states(chat, one) == "stopped: slack=cancelled mail=skipped hub=skipped"
    assert chat.take("slack") == []


@pytest.mark.parametrize("values", [{}, {"reach": "no"}])
def test_a_chat_that_is_only_watched(chat: World, values: dict[str, str]) -> None:
    chat.do(connections.save, Connection("slack", "slack", values))
    rungs = {rung.path.kind: rung.why for rung in chat.ask(paths.ladder_of, WHOM, RULES, chat.clock.ms).rungs}
    assert rungs == {"mail": "no-sink", "slack": "no-sink", "hub": "no-sink"}
    with pytest.raises(InputError, match="chat"):
        chat.do(chatting.send_chat, "alice", "", MAIL, "Hello")


def test_while_it_is_down_it_comes_last(chat: World) -> None:
    chat.do(outages.set_override, "sue", "slack", "down", "nothing arrives")
    (first, *_) = chat.ask(paths.ladder_of, WHOM, RULES, chat.clock.ms).rungs
    assert (first.path.kind, first.why, first.health) == ("slack", "", "down")


def test_about_a_case(chat: World) -> None:
    saved = chat.do(chatting.send_chat, "alice", "rt:1", MAIL, "Please look at this.", person_key=BOB)
    assert saved.sinks == ("helpdesk", "slack")
    entry = chat.ask(journal.find, saved.entry_ids[0])
    assert entry is not None
    assert note_text(entry).startswith(f"Slack message to Bob ({MAIL})\nWritten: ")
    assert summary(entry.kind, entry.body) == f"Slack message to Bob ({MAIL}): Please look at this."
    ref = chat.ask(find_ref, "rt:1")
    assert ref is not None
    assert [row.kind for row in chat.ask(timeline_rows, ref, "", 50, "messages")] == [Kind.CHAT_SENT]
    chat.index()
    # A word to a colleague is no answer to the customer.
    assert chat.ask(lambda r: r.value("SELECT answer_at FROM p_case WHERE key = 'rt:1'")) == 0
    chat.assert_whole()


@pytest.mark.parametrize(("to", "text"), [("bob", "Hello"), (MAIL, " "), (MAIL, "x" * 3001)])
def test_what_cannot_be_sent(chat: World, to: str, text: str) -> None:
    with pytest.raises(InputError):
        chat.do(chatting.send_chat, "alice", "", to, text)
    with pytest.raises(NotFoundError):
        chat.do(chatting.send_chat, "alice", "rt:77", MAIL, "Hello")
