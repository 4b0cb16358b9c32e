"""``roster``: the team, one of them, shifts from files, and a supervisor's word."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.desk import Shell

TEAM = """ID,Name,Mobile,Mail,Skills,Login,Site,Kind
1,Rin Sample,+44 7700 900151,rin@support.example.com,Billing:4,rin,Osaka,team
2,Taro Sample,,,Network:2,taro,Leeds,expert
"""
ROTA = """Person,Start,End,Kind,Schedule
rin,2020-01-01 09:00,2020-01-01 17:00,shift,
rin,2020-01-02 09:00,,,
Stranger,2020-01-03,,absence,
taro,2020-01-01 00:00,2020-01-05 00:00,on call,Billing
"""


@pytest.fixture
def team(shell: Shell, tmp_path: Path) -> Shell:
    file = tmp_path / "team.csv"
    file.write_text(TEAM, encoding="utf-8")
    assert shell("people", "import", str(file)).status == 0
    return shell


def logins(shell: Shell, *words: str) -> list[str]:
    found = shell("roster", *words, "--json").document["data"]["people"]
    return [one["login"] for one in found if one["login"] in ("rin", "taro")]


def test_the_team_is_listed_searched_and_filtered(team: Shell) -> None:
    assert logins(team) == ["rin", "taro"]
    assert logins(team, "--sort", "name", "--reverse") == ["taro", "rin"]
    assert logins(team, "osaka", "billing") == ["rin"]
    assert "taro" in logins(team, "list", "--filter", "unreachable")
    assert "Rin Sample" in team("roster", "rin").out


def test_one_of_them_is_shown_with_the_paths(team: Shell) -> None:
    data = team("roster", "show", "RIN@support.example.com", "--json").document["data"]
    assert data["person"]["login"] == "rin"
    assert "sms" in [path["kind"] for path in data["paths"]]
    assert "Osaka" in team("roster", "show", "rin").out
    assert team("roster", "show", "zeppelin", status=None).status == 2


def test_shifts_are_looked_through_kept_and_replaced(team: Shell, tmp_path: Path) -> None:
    file = tmp_path / "Team Rota.csv"
    file.write_text(ROTA, encoding="utf-8")
    looked = team("roster", "import-shifts", str(file), "--zone", "UTC", "--dry-run", "--json").document["data"]
    assert looked["counts"] == {"shift": 1, "absence": 1, "oncall": 1, "override": 0}
    assert [one["line"] for one in looked["broken"]] == [3]
    assert (looked["unknown"], looked["source"], looked["written"]) == (["Stranger"], "team-rota", 0)
    kept = team("roster", "import-shifts", str(file), "--zone", "UTC", "--json").document["data"]
    assert (kept["written"], kept["before"], kept["same"]) == (3, 0, False)
    again = team("roster", "import-shifts", str(file), "--zone", "UTC", "--json").document["data"]
    assert (again["written"], again["before"], again["same"]) == (0, 3, True)
    told = team("roster", "import-shifts", str(file), "--zone", "UTC").out
    assert "line 3" in told
    assert "Stranger" in told
    assert team("roster", "import-shifts", str(tmp_path / "none.csv"), status=None).status != 0


def test_a_supervisors_word(team: Shell) -> None:
    said = team("roster", "status", "rin", "away", "--json").document["data"]
    assert (said["changed"], said["person"]["status"]) == (True, "away")
    assert team("roster", "status", "rin", "away", "--json").document["data"]["changed"] is False
    assert logins(team, "--filter", "away") == ["rin"]
