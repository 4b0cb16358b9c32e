"""``team``: a station alone knows itself only, and there is nobody to take anything over from."""

from __future__ import annotations

from tests.unit.cli.desk import Shell


def test_a_station_alone_tells_of_itself(shell: Shell) -> None:
    shell("optout", "add", "+44 7700 900123", "--reason", "Said so.")
    found = shell.json("team", "status")
    assert found["stream"] == ""
    (own,) = found["stations"]
    assert own["own"]
    assert (own["entries"] > 0, own["published"]) == (True, 0)
    assert own["waiting"] == 0
    assert "has not met a hub yet" in shell("team").out


def test_nothing_is_taken_over_from_nobody(shell: Shell) -> None:
    own = shell.json("team")["station"]
    assert "Nothing of that station waits" in shell("team", "adopt", "deadbeef", "--reason", "Lost.", status=2).err
    assert "this is that station" in shell("team", "adopt", own, "--reason", "Lost.", status=2).err.lower()
    assert shell("team", "adopt", "deadbeef", "--reason", " ", status=2).err
