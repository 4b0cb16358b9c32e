"""Fixtures of the services' tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fallback_console.services import mirroring
from tests.unit.services.support import VOCABULARY, World, ann, case, item


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A station with connections, three pulled cases of one customer, and what the helpdesk allows to choose from."""
    made = World(tmp_path)
    made.connect()
    made.do(mirroring.store_vocabulary, "rt", VOCABULARY)
    made.pull(
        [case(1), case(2, subject="プリンタ障害の対応", status="new"), case(3, status="resolved")],
        [item(101, 1, "It blinks twice"), item(102, 1, field="status", kind="field", old="new", new="open")],
        [ann()],
    )
    yield made
    made.assert_whole()
    made.close()
