"""What stands before and in place of the window, brought before the camera: the set-up step by step, and the lock."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from fallback_console.domain.events import PullProgress
from fallback_console.domain.sentences import Sentence, together
from fallback_console.ports import CheckStep
from fallback_console.ui.gallery.stage import Stage
from fallback_console.ui.lock.page import LockPage
from fallback_console.ui.setup.page import SetupPage
from fallback_console.ui.theme import Size

__all__ = ["STEPS", "lock", "lock_choice", "setup", "setup_tested"]

T = TypeVar("T")

STEPS = ("welcome", "person", "helpdesk", "scope", "mirror", "others")

_QUEUES = ("General", "Billing", "Delivery", "Support", "障害受付")
_MINUTES_LOCKED = 7
_TESTED = (
    CheckStep("address", True, Sentence("The address was found.")),
    CheckStep("connection", True, Sentence("A connection was made.")),
    CheckStep("certificate", True, Sentence("The certificate is trusted.")),
    CheckStep(
        "sign-in",
        False,
        together(
            Sentence("{host} did not accept our sign-in.", host="rt.example.com"),
            Sentence(
                "Make a new token in Request Tracker, under Logged in as, Settings, Auth Tokens, and paste it whole."
            ),
        ),
    ),
)


def setup(step: str) -> Callable[[Stage], QWidget]:
    """The set-up at one of its ``STEPS``."""

    def show(stage: Stage) -> QWidget:
        return stage.place(_page(stage, step))

    return show


def setup_tested(stage: Stage) -> QWidget:
    """The helpdesk was tried out and does not know the token."""
    page = _page(stage, "helpdesk")
    page.helpdesk.url.setText("https://rt.example.com")
    page.helpdesk.token.setText("1-29-0d2e")
    page.next.click()
    return stage.place(page)


def lock(stage: Stage) -> QWidget:
    """The window is covered; two messages came in, and a call goes on."""
    since = stage.tools.context.clock.now_ms() - _MINUTES_LOCKED * 60_000
    page = LockPage(stage.tools.theme, since, choose=False, parent=stage.window)
    page.show_news(2, 95)
    return stage.place(page)


def lock_choice(stage: Stage) -> QWidget:
    """A passphrase for the lock has to be chosen."""
    page = LockPage(stage.tools.theme, stage.tools.context.clock.now_ms(), choose=True, parent=stage.window)
    return stage.place(page)


def _page(stage: Stage, step: str) -> SetupPage:
    context = stage.tools.context._replace(
        first_run=True,
        queues_of=lambda _connection: _answer(_QUEUES),
        check_connection=lambda _connection, _typed: _answer(list(_TESTED)),
        look_around=lambda: None,
    )
    page = SetupPage(stage.tools._replace(context=context))
    page.resize(Size.WINDOW_MIN_W, Size.WINDOW_MIN_H)
    if step == "mirror":
        # It has begun already: an engine that never ends would have to be waited for.
        page.mirror.phase = "running"
    page.show_step(STEPS.index(step))
    if step == "mirror":
        stage.tools.bridge.told.emit(PullProgress("helpdesk", "running", 1_400, 12_000))
    return page


def _answer(what: T) -> Future[T]:
    answer: Future[T] = Future()
    answer.set_result(what)
    return answer
