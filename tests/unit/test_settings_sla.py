"""The part of IT's file that says when the countdown runs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from fallback_console.domain.errors import SettingsError
from fallback_console.settings import load

GOOD = """
[sla]
zone = "Asia/Tokyo"
hours = {mon-fri = "09:00-18:00"}
lunch = "12:00-13:00"
holidays = [2026-11-23]
waiting = ["stalled"]
"""


def test_it_is_read_and_without_it_nothing_pauses(tmp_path: Path) -> None:
    assert load(tmp_path, environ={}).sla is None
    (tmp_path / "config.toml").write_text(GOOD, encoding="utf-8")
    rules = load(tmp_path, environ={}).sla
    assert rules is not None
    assert (rules.zone, rules.lunch, rules.hours[0], rules.hours[6]) == ("Asia/Tokyo", (720, 780), (540, 1080), None)
    assert rules.holidays == {date(2026, 11, 23)}


def test_what_cannot_be_says_what_to_mend(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[sla]\nzone = "Moon/Base"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="Moon/Base"):
        load(tmp_path, environ={})
