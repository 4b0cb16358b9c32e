"""The parts of IT's file that say when the countdown runs, how people are reached, and what is dialled."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from fallback_console.domain.errors import SettingsError
from fallback_console.settings import load, remember

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


def test_a_home_country_is_one_that_somebody_chose(tmp_path: Path) -> None:
    settings = load(tmp_path, environ={})
    assert (settings.region, settings.home) == ("US", "")
    assert remember(tmp_path, settings, "region", "JP").home == "JP"
    assert load(tmp_path, environ={}).home == "JP"
    (tmp_path / "config.toml").write_text('[station]\nregion = "DE"\n', encoding="utf-8")
    assert load(tmp_path, environ={}).home == "DE"


def test_how_people_are_reached(tmp_path: Path) -> None:
    assert load(tmp_path, environ={}).reach is None
    (tmp_path / "config.toml").write_text('[reach]\nquiet = "22:00-07:00"\ncall_wait = 60\n', encoding="utf-8")
    rules = load(tmp_path, environ={}).reach
    assert rules is not None
    assert (rules.quiet, rules.call_wait, rules.text_wait) == ((1320, 420), 60.0, 180.0)
    (tmp_path / "config.toml").write_text('[reach]\nquiet = "late"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="quiet hours are written"):
        load(tmp_path, environ={})


def test_what_is_dialled(tmp_path: Path) -> None:
    assert load(tmp_path, environ={}).dial is None
    (tmp_path / "config.toml").write_text('[dial]\nhome = "FR"\ninternational = "00"\n', encoding="utf-8")
    rules = load(tmp_path, environ={}).dial
    assert rules is not None
    assert (rules.home, rules.international, rules.outside) == ("FR", "00", "")
    (tmp_path / "config.toml").write_text('[dial]\noutside = "0"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="outside needs international"):
        load(tmp_path, environ={})


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("", False),
        ('[station]\nrole = "agent"\n[privacy]\nnumbers_for = ["supervisor"]\n', False),
        ('[station]\nrole = "agent"\n[privacy]\nmask_numbers = false\n', False),
        ('[station]\nrole = "agent"\n[privacy]\nmask_numbers = true\nnumbers_for = ["supervisor"]\n', True),
        ('[station]\nrole = "supervisor"\n[privacy]\nmask_numbers = true\nnumbers_for = ["supervisor"]\n', False),
        ('[station]\nrole = "supervisor"\n[privacy]\nmask_numbers = true\n', True),
        ('[privacy]\nmask_numbers = true\nnumbers_for = ["agent", "supervisor"]\n', True),
    ],
)
def test_from_whom_numbers_are_hidden(tmp_path: Path, text: str, hidden: bool) -> None:
    (tmp_path / "config.toml").write_text(text, encoding="utf-8")
    # A role that somebody chose for themselves gives them no right.
    (tmp_path / "preferences.json").write_text('{"role": "supervisor"}', encoding="utf-8")
    assert load(tmp_path, environ={}).hides_numbers is hidden


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('mask_numbers = "yes"', "mask_numbers cannot be that"),
        ('numbers_for = "supervisor"', "not a list of roles"),
        ('numbers_for = ["boss"]', "not a list of roles"),
        ("mask_mails = true", "unknown setting 'mask_mails'"),
    ],
)
def test_what_cannot_be_said_of_numbers(tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "config.toml").write_text(f"[privacy]\n{line}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=said):
        load(tmp_path, environ={})
