"""What was begun and not sent."""

from __future__ import annotations

import pytest

from fallback_console.domain.errors import InputError
from fallback_console.services import cases, drafts, queue
from tests.unit.services.support import World


def test_each_case_and_mode_has_its_own(world: World) -> None:
    world.do(drafts.keep, "rt:1", "note", "half a")
    world.do(drafts.keep, "rt:1", "note", "half a thought")
    world.do(drafts.keep, "rt:1", "sms", "On our way\nsoon")
    world.do(drafts.keep, "rt:2", "note", "another")
    assert world.ask(drafts.all_of, "rt:1") == {"note": "half a thought", "sms": "On our way\nsoon"}
    assert world.ask(drafts.find, "rt:2", "note") == "another"
    assert world.ask(drafts.find, "rt:2", "sms") == ""


@pytest.mark.parametrize("empty", ["", "  \n"])
def test_an_empty_draft_is_forgotten(world: World, empty: str) -> None:
    world.do(drafts.keep, "rt:1", "note", "words")
    world.do(drafts.keep, "rt:1", "note", empty)
    assert world.ask(drafts.all_of, "rt:1") == {}


def test_a_draft_is_used_up_with_what_it_becomes(world: World) -> None:
    world.do(drafts.keep, "rt:1", "note", "Promised a refund")
    world.do(drafts.keep, "rt:1", "reply", "Dear")
    saved = world.do(drafts.use, "rt:1", "note", cases.add_note, "alice", "rt:1", "Promised a refund")
    assert world.ask(queue.timeline, "rt:1")[-1].entry_id == saved.entry_ids[0]
    assert world.ask(drafts.all_of, "rt:1") == {"reply": "Dear"}


def test_what_is_refused_is_still_a_draft(world: World) -> None:
    world.do(drafts.keep, "rt:1", "note", "kept")
    with pytest.raises(InputError):
        world.do(drafts.use, "rt:1", "note", cases.add_note, "alice", "rt:1", "   ")
    assert world.ask(drafts.find, "rt:1", "note") == "kept"


def test_a_draft_is_no_entry(world: World) -> None:
    before = len(world.ask(queue.timeline, "rt:1"))
    world.do(drafts.keep, "rt:1", "note", "only mine")
    assert len(world.ask(queue.timeline, "rt:1")) == before
    assert world.take() == []
