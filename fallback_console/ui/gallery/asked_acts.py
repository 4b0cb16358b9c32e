"""What stands at the top of the window of somebody who is asked over the hub."""

from __future__ import annotations

from fallback_console.services.hub_messages import Letter
from fallback_console.services.roll_call import TEXTS_NOW
from fallback_console.services.roll_call_own import CHANGE_MS, Question
from fallback_console.ui.gallery.stage import Stage

__all__ = ["answered", "leave", "letter", "roll_call"]

_MINUTE = 60_000


def roll_call(stage: Stage) -> None:
    """Are you there? Another roll call waits behind it."""
    stage.window.show_view("queue", stage.props.case)
    stage.settle()
    now = stage.tools.context.clock.now_ms()
    language = "ja" if stage.tools.languages.current == "ja" else "en"
    text = TEXTS_NOW[language].replace("{me}", "m.tanaka")
    first = Question("r1", 0, "", text, "m.tanaka", "Mika Tanaka", now - _MINUTE)
    stage.parts.asked.show([first, first._replace(roll="r2")])


def answered(stage: Stage) -> None:
    """They answered a moment ago."""
    stage.window.show_view("queue", stage.props.case)
    stage.settle()
    now = stage.tools.context.clock.now_ms()
    one = Question("r1", 0, "", "?", "m.tanaka", "Mika Tanaka", now - _MINUTE, "help", now + CHANGE_MS)
    stage.parts.asked.show([one])


def letter(stage: Stage) -> None:
    """Somebody of the team writes about a case."""
    stage.window.show_view("queue", stage.props.case)
    stage.settle()
    now = stage.tools.context.clock.now_ms()
    text = "The carrier calls back at 11. Could you take the Harbour Café until then? 担当者が午後に折り返します。"
    one = Letter("e1", "m.tanaka", "Mika Tanaka", "p1", text, stage.props.case, "48017", now - _MINUTE)
    stage.parts.asked.show([], [one])


def leave(stage: Stage) -> None:
    """Nobody asks any more."""
    stage.parts.asked.show([])
