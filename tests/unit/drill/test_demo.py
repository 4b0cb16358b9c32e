"""The demonstration data are believable, repeatable and of nobody."""

from __future__ import annotations

import re

from fallback_console.drill.demo import demo_world
from fallback_console.resources_path import resource

NOW = 1_790_000_000_000


def test_the_same_seed_gives_the_same_world() -> None:
    assert demo_world(resource("demo"), 50, NOW) == demo_world(resource("demo"), 50, NOW)
    assert demo_world(resource("demo"), 50, NOW) != demo_world(resource("demo"), 50, NOW, seed=8)


def test_numbers_and_addresses_are_reserved_for_fiction() -> None:
    world = demo_world(resource("demo"), 10, NOW)
    for person in world.customers:
        assert all(mail.endswith("@example.com") for mail in person.emails)
        for number in person.numbers:
            digits = re.sub(r"\D", "", number.text)
            assert re.fullmatch(r"1?20255501\d\d|447700900\d\d\d", digits), number.text
            assert not digits.startswith("44") or digits.startswith("447700900")


def test_both_languages_and_a_consistent_history() -> None:
    world = demo_world(resource("demo"), 300, NOW)
    people = {p.remote_id for p in world.customers}
    japanese = [c for c in world.cases if re.search(r"[\u3040-\u30ff\u4e00-\u9fff]", c.case.subject)]
    assert 60 < len(japanese) < 180
    assert any("障害" in c.case.subject for c in japanese)
    assert len({c.case.remote_id for c in world.cases}) == 300
    item_ids = [i.remote_id for c in world.cases for i in c.items]
    assert len(item_ids) == len(set(item_ids))
    for found in world.cases:
        assert found.case.requestor in people
        assert found.case.queue in world.vocabulary.queues
        times = [i.at for i in found.items]
        assert times == sorted(times)
        assert found.case.created_at == times[0]
        assert found.case.updated_at == times[-1] < NOW
        assert found.case.version == int(found.items[-1].remote_id)
