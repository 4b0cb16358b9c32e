"""Stands between the fields of a broadcast that is being written and the services: keeps every word, and shows what would come."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from fallback_console.domain.broadcast import Policy
from fallback_console.domain.errors import InputError
from fallback_console.domain.views import PersonRow
from fallback_console.services import broadcast, broadcast_begun, people_list
from fallback_console.services.broadcast import Preview
from fallback_console.services.broadcast_begun import Begun
from fallback_console.services.broadcast_list import Broadcast
from fallback_console.ui.broadcast.compose import BroadcastCompose, Wanted
from fallback_console.ui.error_texts import error_words
from fallback_console.ui.views.base import Tools

__all__ = ["BroadcastWriting"]

_MOST = 30


class BroadcastWriting(QObject):
    """One for the page, for all that is ever written there.

    Attributes:
        kept: id of the draft that was kept for others.
    """

    kept = Signal(str)

    def __init__(self, tools: Tools, policy: Policy, compose: BroadcastCompose, parent: QObject) -> None:
        super().__init__(parent)
        self._tools = tools
        self._desk, self._bridge = tools.context.desk, tools.bridge
        self._policy = policy
        self._compose = compose
        self._begun = Begun()
        self._asked: Wanted | None = None
        compose.changed.connect(self._take)
        compose.kept.connect(self._keep)
        compose.whom.people.search_requested.connect(self._search)
        compose.whom.people.changed.connect(self._name)

    def begin(self) -> None:
        """Go on with the one that was begun, or begin one."""
        self._begun = self._desk.read(broadcast_begun.find)
        self._compose.begin(self._begun)
        self._name()

    def change(self, draft: Broadcast) -> None:
        """Change a draft that others see already."""
        self._compose.begin(Begun(draft.text, draft.audience, draft.urgent, draft.per_minute), draft.id)
        self._name()

    def _take(self) -> None:
        """Something was typed or chosen."""
        wanted = self._asked = self._compose.wanted
        begun = Begun(wanted.text, wanted.audience, wanted.urgent, wanted.per_minute)
        if not wanted.replaces and begun != self._begun:
            # Until it is kept as a draft for others it is one of one's own: no word and nobody chosen is lost.
            self._begun = begun
            self._bridge.run(self._desk.command(broadcast_begun.keep, begun))
        if not wanted.text or not any(wanted.audience):
            self._compose.preview.show_hint(
                self.tr("Write the text and choose who gets it to see what would come of it.")
            )
            return
        query = self._desk.query(
            broadcast.preview,
            self._desk.login,
            wanted.text,
            wanted.audience,
            self._policy,
            self._tools.context.clock.now_ms(),
            urgent=wanted.urgent,
            per_minute=wanted.per_minute,
        )

        def show(found: Preview) -> None:
            if self._asked == wanted:
                self._compose.preview.show_preview(found)

        def refuse(error: BaseException) -> None:
            if not isinstance(error, InputError):
                self._bridge.failed.emit(error)
            elif self._asked == wanted:
                words = error_words(error, self._tools.languages.current)
                self._compose.preview.show_hint(" ".join(filter(None, (words.title, words.hint))))

        self._bridge.run(query, show, refuse)

    def _search(self, text: str) -> None:
        def show(found: list[PersonRow]) -> None:
            self._compose.whom.people.show_found(text, found)

        self._bridge.run(self._desk.query(people_list.found, text, "", _MOST), show)

    def _name(self) -> None:
        """Those who were chosen before are shown by name."""
        wanted = self._compose.whom.people.unnamed
        if wanted:
            show = partial(self._compose.whom.people.show_names, wanted)
            self._bridge.run(self._desk.query(broadcast.chosen, wanted), show)

    def _keep(self) -> None:
        wanted = self._compose.wanted
        values = (self._desk.login, wanted.text, wanted.audience)
        how = {"urgent": wanted.urgent, "per_minute": wanted.per_minute}
        if wanted.replaces:
            command = self._desk.command(broadcast.draft, *values, **how, broadcast=wanted.replaces)
        else:
            command = self._desk.command(broadcast_begun.use, *values, **how)
        self._bridge.run(command, self._done)

    def _done(self, key: str) -> None:
        self._begun = Begun()
        self.kept.emit(key)
