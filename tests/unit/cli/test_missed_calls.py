"""``calls``: missed calls, and who a caller is."""

from __future__ import annotations

from fallback_console.domain.telephone import CallState, PhoneCall
from fallback_console.services import missed_calls
from tests.unit.cli.desk import Shell

NUMBER = "+447700900123"


def miss(shell: Shell, number: str = NUMBER, call_id: str = "1") -> None:
    """A telephone tells of a call that nobody took."""
    profile = shell.open()
    try:
        at = profile.clock.now_ms() - 60_000
        call = PhoneCall(call_id, "phone:fake", "in", number, "Bob", CallState.ENDED, "no-answer", at, None, at + 9_000)
        profile.desk.command(missed_calls.note, call).result()
    finally:
        profile.close()


def test_missed_calls_are_listed_put_away_and_taken_up_again(shell: Shell) -> None:
    assert shell("calls", "missed").out == "Nobody is waiting for a call.\n"
    miss(shell)
    miss(shell, call_id="2")
    miss(shell, "", "3")
    rows = shell.json("calls")["missed"]
    assert {(row["number"], row["calls"], row["shown_name"]) for row in rows} == {(NUMBER, 2, "Bob"), ("", 1, "Bob")}
    assert "withheld" in shell("calls", "missed").out
    (withheld,) = [row for row in rows if not row["number"]]
    done = shell.json("calls", "missed", "done", withheld["entry_id"], "--reason", "Sells things.")
    assert [row["number"] for row in done["missed"]] == [NUMBER]
    assert shell("calls", "missed", "done", withheld["entry_id"], status=2).err
    assert shell("calls", "missed", "done", status=2).err
    assert len(shell.json("calls", "missed", "again", withheld["entry_id"])["missed"]) == 2
    shell("log-call", "--number", NUMBER, "--outcome", "no-answer")
    assert [row["number"] for row in shell.json("calls", "missed")["missed"]] == [""]


def test_a_caller_is_looked_up(shell: Shell) -> None:
    people = shell.json("people", "--limit", "50")["people"]
    person = next(p for p in people if len(p["numbers"]) == 1 and p["numbers"][0]["e164"])
    found = shell.json("calls", "who", person["numbers"][0]["e164"])["caller"]
    assert found["name"] in {p["name"] for p in people}
    assert found["name"] in shell("calls", "who", person["numbers"][0]["e164"]).out
    assert shell("calls", "who", NUMBER).out.startswith("Nobody is known")
    assert shell("calls", "who", "").out == "The number is withheld.\n"
