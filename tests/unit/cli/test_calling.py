"""Calls from the command line: through a telephone that is connected, live, logged when they have ended."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from fallback_console.compose.profile import SystemClock
from fallback_console.store.locks import engine_lock
from tests.helpers.served import served
from tests.helpers.twilio_calls_double import AGENT, TwilioCallsDouble, error
from tests.helpers.twilio_double import ACCOUNT, OWN, TOKEN
from tests.unit.cli.desk import Shell
from tests.unit.cli.test_missed_calls import miss

TO = "+12025550101"


class Answered(TwilioCallsDouble):
    """Both sides take the call by themselves, and the customer hangs up after the third look."""

    looks = 0
    ends = ("ringing", "in-progress", "completed")
    own_ends = ""

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if "ParentCallSid" in request.url.params:
            own = self.calls[-1] if self.own_ends else self.calls[0]
            if self.own_ends:
                own["status"] = self.own_ends
            elif own["status"] == "queued":
                own["status"] = "in-progress"
                self.add(TO, parent=own["sid"])
            if not self.own_ends:
                self.calls[1]["status"] = self.ends[min(self.looks, len(self.ends) - 1)]
                self.looks += 1
        return super().__call__(request)


@pytest.fixture
def twilio() -> Answered:
    return Answered(SystemClock().now_ms)


@pytest.fixture
def connected(shell: Shell, twilio: Answered, tmp_path: Path) -> Iterator[Shell]:
    token = tmp_path / "token"
    token.write_text(f"{TOKEN}\n", encoding="utf-8")
    with served(twilio) as url:
        words = ("connect", "phone", "twilio", "--account-sid", ACCOUNT, "--sender", OWN, "--api-url", url)
        more = ("--set", f"own_phone={AGENT}", "--set", "poll_seconds=0.05", "--token-file", str(token))
        made = shell.json(*words, *more)
        assert (made["ok"], made["connection"]["name"]) == (True, "phone:twilio"), made
        assert twilio.created == 0
        yield shell


def test_a_call_is_seen_and_logged(connected: Shell, twilio: Answered) -> None:
    case = connected.json("queue", "--status", "open")["cases"][0]["key"]
    answer = connected("call", "+1 (202) 555-0101", "--case", case, "--telephone", "twilio", "--json")
    found = answer.data
    assert (found["call"]["number"], found["call"]["ending"], found["outcome"]) == (TO, "done", "reached")
    assert answer.err.splitlines()[-3:] == ["Dialling", "Ringing", "In the call"]
    assert twilio.created == 1
    logged = [item for item in connected.json("case", case)["timeline"] if item["kind"] == "call.logged"]
    assert logged[-1]["data"]["number"] == TO


@pytest.mark.parametrize(("end", "outcome"), [("busy", "busy"), ("no-answer", "no-answer")])
def test_nobody_took_it(connected: Shell, twilio: Answered, end: str, outcome: str) -> None:
    twilio.ends = (end,)
    found = connected.json("call", TO, status=9)
    assert (found["call"]["ending"], found["outcome"], found["seconds"]) == (end, outcome, 0)


@pytest.mark.parametrize("status", ["busy", "no-answer", "failed"])
def test_where_the_own_telephone_is_not_taken_nobody_was_called(
    connected: Shell, twilio: Answered, status: str
) -> None:
    miss(connected, TO)
    twilio.own_ends = status
    assert "Nobody was rung, and nothing is logged." in connected("call", TO, status=9).out
    found = connected.json("call", TO, status=9)
    ending = "failed" if status == "failed" else "not-taken"
    assert (found["call"]["ending"], found["outcome"], found["saved"]) == (ending, "", None)
    # Who rang here is still to be called.
    assert [row["number"] for row in connected.json("calls", "missed")["missed"]] == [TO]


def test_what_cannot_be_is_said(connected: Shell, twilio: Answered, shell: Shell) -> None:
    assert "no telephone 'desk'" in connected("call", TO, "--telephone", "desk", status=3).err
    twilio.broken = lambda request: error(400, 21211) if request.method == "POST" else None
    assert "does not ring this number" in connected("call", TO, status=8).err
    assert twilio.created == 1


def test_without_a_telephone(shell: Shell) -> None:
    assert "No telephone is connected" in shell("call", TO, status=3).err


def test_the_window_has_the_softphone(shell: Shell) -> None:
    shell("connect", "phone", "baresip", "--port", "4", "--no-test")
    lock = engine_lock(shell.folder)
    lock.acquire()
    try:
        assert "driven by the window" in shell("call", TO, status=5).err
    finally:
        lock.release()
    assert "No softphone answers" in shell("call", TO, status=8).err


def test_a_telephone_needs_a_kind(shell: Shell) -> None:
    assert "baresip or twilio" in shell("connect", "phone", status=2).err
