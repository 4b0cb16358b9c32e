"""Carries out what was decided about a broadcast: start, approve, pause, resume, cancel."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from fallback_console.domain.broadcast import Policy
from fallback_console.services import broadcast, broadcast_feed
from fallback_console.services.broadcast import Plan
from fallback_console.services.broadcast_list import Broadcast
from fallback_console.ui.views.base import Tools

__all__ = ["Deciding"]


class Deciding(QObject):
    """Stands between the page and the services.

    Attributes:
        said: (sentence, more words, variant), as a view's.
        done: something was done, or turned out to be otherwise than it was shown.
        busy: a broadcast is being started.
    """

    said = Signal(str, str, str)
    done = Signal()

    def __init__(self, tools: Tools, policy: Policy, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._bridge = tools.context.desk, tools.bridge
        self._clock = tools.context.clock
        self._policy = policy
        self._told = 0
        self.busy = False

    def act(self, act: str, one: Broadcast, recipients: int, digest: str = "") -> None:
        """Do one thing.

        Args:
            act: of ``pane.ACTS`` but 'edit'.
            recipients: to how many a draft goes, as was said before it was decided.
            digest: tells to whom; needed to approve it.
        """
        if self.busy:
            return
        who = self._desk.login
        services = {"pause": broadcast_feed.pause, "resume": broadcast_feed.resume, "cancel": broadcast_feed.cancel}
        words = {
            "pause": self.tr("Paused. What waits goes on when you say so, also after a restart."),
            "resume": self.tr("It goes on."),
            "cancel": self.tr("Cancelled. Nobody else gets it."),
        }
        if act == "send":
            self.busy, self._told = True, recipients
            query = self._desk.query(broadcast.plan, who, one.id, self._policy, self._clock.now_ms())
            self._bridge.run(query, self._planned, self._not_started)
        elif act == "approve":
            command = self._desk.command(broadcast.approve, who, one.id, one.draft, recipients, digest)
            approved = self.tr("Approved. Whoever wrote it can send it now.")
            self._bridge.run(command, lambda _done: self._say(approved, "ok"))
        elif act in services:
            command = self._desk.command(services[act], who, one.id)
            self._bridge.run(command, lambda _done: self._say(words[act], "ok"))

    def _planned(self, plan: Plan) -> None:
        """It goes to as many as was said, or it is asked once more."""
        if plan.recipients == self._told:
            self._advance(plan, 0)
            return
        self.busy = False
        self._say(self.tr("Who gets it has changed meanwhile. Look at it again before it goes out."), "warn")

    def _advance(self, plan: Plan, written: int) -> None:
        """Some people more are written down; cut off in between, nothing has begun."""
        if written < 0:
            self.busy = False
            self._say(self.tr("It goes out now. Texts to single people go before it."), "ok")
            return
        command = self._desk.command(broadcast.advance, self._desk.login, plan, self._policy, written)
        self._bridge.run(command, lambda now: self._advance(plan, now), self._not_started)

    def _not_started(self, error: BaseException) -> None:
        self.busy = False
        self._bridge.failed.emit(error)
        self.done.emit()

    def _say(self, words: str, variant: str) -> None:
        self.said.emit(words, "", variant)
        self.done.emit()
