"""What stands at the top of the window of somebody who is asked over the hub."""

from __future__ import annotations

from fallback_console.domain.escalation import call_for
from fallback_console.domain.swarm_text import invitation
from fallback_console.services.hub_messages import Letter
from fallback_console.services.hub_pages import Page
from fallback_console.services.roll_call import TEXTS_NOW
from fallback_console.services.roll_call_own import CHANGE_MS, Question
from fallback_console.ui.gallery.stage import Stage

__all__ = ["answered", "invited", "leave", "letter", "page", "roll_call", "taken"]

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


def page(stage: Stage) -> None:
    """Somebody is paged to take an escalation; another one was taken meanwhile, and a swarm asks them in."""
    stage.window.show_view("queue", stage.props.case)
    stage.settle()
    stage.parts.asked.show([], _pages(stage))


def taken(stage: Stage) -> None:
    """Somebody else took what they are paged for."""
    stage.window.show_view("queue", stage.props.case)
    stage.settle()
    stage.parts.asked.show([], _pages(stage)[1:])


def invited(stage: Stage) -> None:
    """They are asked into a swarm."""
    stage.window.show_view("queue", stage.props.case)
    stage.settle()
    stage.parts.asked.show([], _pages(stage)[2:])


def _pages(stage: Stage) -> list[Letter]:
    now = stage.tools.context.clock.now_ms()
    language = "ja" if stage.tools.languages.current == "ja" else "en"
    title = "Ring the carrier of the Harbour Café"
    text = call_for(language, 12, title, "m.tanaka", urgent=True, case="48017", subject="Line is down")
    asks = Page("escalation", "x1", 12, "running", "", 0, mine=False, asks=True)
    has = asks._replace(state="taken", name="Haruka Ono", at=now - 2 * _MINUTE, asks=False)
    room = Page("swarm", "x2", 13, "invited", title, 0, mine=False, asks=True)
    first = Letter("e1", "m.tanaka", "Mika Tanaka", "p1", text, "", "", now - 3 * _MINUTE, asks)
    asked = invitation(language, 13, "Mika Tanaka", title, case="48017", subject="Line is down")
    return [first, first._replace(entry="e2", page=has), first._replace(entry="e3", text=asked, page=room)]


def leave(stage: Stage) -> None:
    """Nobody asks any more."""
    stage.parts.asked.show([])
