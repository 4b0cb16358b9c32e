"""The agent at the window, in a process of its own that is killed in the end. Says on standard output how far it is.

Usage: python -m tests.real.window_agent FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtTest import QTest

from fallback_console.domain.entry import Kind
from fallback_console.ui.run import make_application
from tests.real.outage_world import ANSWER, CALL_NOTES, LOGIN, NOTE, TEXT
from tests.real.window_driver import WindowDriver

__all__ = ["main"]


def say(word: str) -> None:
    print(word, flush=True)


def main() -> None:
    """Survive an outage until told otherwise."""
    app = make_application()
    driver = WindowDriver(app, Path(sys.argv[1]), LOGIN, "ja")
    window = driver.window
    driver.until(lambda: window.strip.isVisible(), 10, "the strip is there")
    say("open")
    driver.until(lambda: window.outage_bar.isVisible(), 70, "the outage bar")
    say("outage")
    sys.stdin.readline()

    number = driver.search("障害")
    chosen = driver.case.customer.number
    assert chosen is not None
    say(f"case {number} {chosen.e164}")
    driver.click("call")
    driver.until(lambda: window.call_bar.is_open, 5, "the call bar")
    driver.write("call-notes", CALL_NOTES)
    driver.click("call-end")
    driver.until(lambda: any(i.kind == Kind.CALL for i in driver.items()), 10, "the call")
    driver.click("mode-note")
    driver.write("composer", NOTE)
    driver.click("send")
    driver.until(lambda: any(i.kind == Kind.NOTE for i in driver.items()), 10, "the note")
    driver.choose_field("status", "resolved")
    driver.until(lambda: "status" in (driver.case.detail.pending if driver.case.detail else ()), 10, "the status")
    if driver.case.detail is not None and driver.case.detail.row.owner != LOGIN:
        driver.click("take")
        driver.until(lambda: "owner" in (driver.case.detail.pending if driver.case.detail else ()), 10, "the owner")
    driver.click("mode-sms")
    driver.write("composer", TEXT)
    driver.click("send")
    driver.until(lambda: any(i.sms_state == "delivered" for i in driver.items()), 40, "the receipt")
    say("texted")
    driver.until(
        lambda: any(i.kind == Kind.SMS_RECEIVED and i.text == ANSWER for i in driver.items()), 40, "the answer"
    )
    say("answered")
    QTest.qWait(600_000)


if __name__ == "__main__":
    main()
