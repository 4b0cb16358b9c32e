"""What was begun to a number stays in sight when the number is somebody's, and is gone once it was sent or emptied."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fallback_console.domain.errors import InputError
from fallback_console.domain.mirror import RawNumber
from fallback_console.services import assigning, conversations, drafts, holding, messages, people_merge
from fallback_console.services.holding import HOLD_MS
from tests.unit.services.support import ANN, World, ann
from tests.unit.services.test_conversations import ANN_KEY, STRANGER, STRANGER_KEY, came, keys


def begun(world: World, key: str) -> str:
    return world.ask(conversations.opened, key, 10).draft


def keep(world: World, key: str, text: str) -> None:
    """As the composer does: what is shown is what is kept."""
    world.do(drafts.keep, key, "sms", text, world.ask(conversations.opened, key, 10).draft_keys)


def give(world: World, person: str = ANN) -> str:
    entry = came(world, "Where is it?")
    world.do(assigning.assign, "alice", entry, person_key=person)
    return entry


def test_an_answer_that_was_begun_goes_with_the_number_and_comes_back_with_it(world: World) -> None:
    world.do(drafts.keep, STRANGER_KEY, "sms", "We are look")
    entry = give(world)
    assert begun(world, ANN_KEY) == "We are look"
    world.do(assigning.assign, "alice", entry, person_key="")
    assert (begun(world, ANN_KEY), begun(world, STRANGER_KEY)) == ("", "We are look")


def test_it_stands_with_what_was_begun_to_the_person(world: World) -> None:
    keep(world, STRANGER_KEY, "older")
    world.clock.ms += 1
    keep(world, ANN_KEY, "newer")
    give(world)
    assert begun(world, ANN_KEY) == "older\n\nnewer"


@pytest.mark.parametrize("text", ["We are looking into it.", ""])
def test_once_kept_or_emptied_there_the_old_one_is_gone(world: World, text: str) -> None:
    keep(world, STRANGER_KEY, "We are look")
    entry = give(world)
    keep(world, ANN_KEY, text)
    assert begun(world, ANN_KEY) == text
    keep(world, ANN_KEY, "")
    assert begun(world, ANN_KEY) == ""
    world.do(assigning.assign, "alice", entry, person_key="")
    assert begun(world, STRANGER_KEY) == ""


def test_sent_it_is_used_up_and_taken_back_it_is_one_text(world: World) -> None:
    keep(world, STRANGER_KEY, "We look into it.")
    give(world)
    places = (ANN_KEY, *world.ask(conversations.opened, ANN_KEY, 10).draft_keys)
    saved = world.do(
        lambda tx: drafts.use_all(
            tx, places, "sms", messages.send_sms, "alice", "", STRANGER, "We look into it.", hold_ms=HOLD_MS
        )
    )
    assert (begun(world, ANN_KEY), world.ask(drafts.find, STRANGER_KEY, "sms")) == ("", "")
    world.do(drafts.keep, STRANGER_KEY, "sms", "One more thing")
    back = world.do(holding.take_back, "alice", saved.entry_ids[0], ANN_KEY, (STRANGER_KEY,))
    assert back.text == begun(world, ANN_KEY) == "We look into it.\n\nOne more thing"
    assert world.ask(drafts.find, STRANGER_KEY, "sms") == ""


def test_a_pull_that_tells_whose_number_it_is_hides_nothing(world: World) -> None:
    came(world, "Where is it?")
    keep(world, STRANGER_KEY, "We are look")
    world.pull(people=[ann(numbers=(RawNumber("mobile", STRANGER),))])
    assert keys(world) == [ANN_KEY]
    assert begun(world, ANN_KEY) == "We are look"


def test_a_merge_brings_what_was_begun_to_the_other_record(world: World) -> None:
    other = replace(
        ann(numbers=(RawNumber("mobile", STRANGER),)), remote_id="c2@example.net", emails=("c2@example.net",)
    )
    world.pull(people=[ann(), other])
    came(world, "Where is it?")
    [second] = keys(world)
    keep(world, second, "to the second record")
    world.do(drafts.keep, second, "hub", "over the hub")
    world.do(people_merge.merge, "alice", ANN, second.removeprefix("person:"))
    found = world.ask(conversations.opened, ANN_KEY, 10)
    assert (found.draft, found.hub_draft, found.draft_keys) == ("to the second record", "over the hub", (second,))
    world.do(people_merge.part, "alice", ANN)
    assert (begun(world, ANN_KEY), begun(world, second)) == ("", "to the second record")


def test_what_is_too_long_together_is_not_lost(world: World) -> None:
    keep(world, STRANGER_KEY, "theirs")
    give(world)
    with pytest.raises(InputError, match="long"):
        keep(world, ANN_KEY, "x" * 1_000_000)
    assert begun(world, ANN_KEY) == "theirs"


def test_of_another_person_nothing_is_shown(world: World) -> None:
    keep(world, STRANGER_KEY, "to a stranger")
    world.do(drafts.keep, "rt:1", "sms", "to a case")
    assert begun(world, ANN_KEY) == ""
