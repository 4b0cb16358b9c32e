"""A briefing as text messages: to whom, what they read, what it costs, and then it goes out."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from fallback_console.domain.briefing import Briefing
from fallback_console.domain.broadcast import Audience, Policy
from fallback_console.services import briefing_sms, broadcast, broadcast_list
from fallback_console.services.briefing_sms import Digest
from fallback_console.ui.briefing.words import BriefingWords, language_of
from fallback_console.ui.broadcast.deciding import Deciding
from fallback_console.ui.broadcast.words import BroadcastWords, facts_words
from fallback_console.ui.case.side_panel import SidePanel
from fallback_console.ui.theme import Size, Space
from fallback_console.ui.views.base import Tools
from fallback_console.ui.widgets import PlainLabel, PrimaryButton, column, row
from fallback_console.ui.widgets.choices import CheckBox, ComboBox
from fallback_console.ui.widgets.text import one_line
from fallback_console.ui.widgets.times import clock_time

__all__ = ["Sending"]


class Sending(SidePanel):
    """Shows what would go out before anything does. Nothing goes out but by its button.

    Attributes:
        said: (sentence, more words, variant).
        sent: it goes out now, or waits for a second person.
        settled: what would go out is shown.
    """

    said = Signal(str, str, str)
    sent = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools.theme, parent)
        self._tools = tools
        self._desk, self._bridge = tools.context.desk, tools.bridge
        self._policy = tools.context.broadcast or Policy()
        self._briefing: Briefing | None = None
        self._found: list[Digest] = []
        self._asked = 0
        self._queue: deque[tuple[str, int]] = deque()
        self.settled = True
        self._words = BriefingWords(self)
        self._counted = BroadcastWords(self)
        self._deciding = Deciding(tools, self._policy, self)
        self.group = ComboBox(tools.theme)
        self.group.setObjectName("briefing-group")
        self.group.setMinimumWidth(Size.COLUMN_M)
        self.urgent = CheckBox(tools.theme)
        self.urgent.setObjectName("briefing-urgent")
        self._scroll = QScrollArea()
        self._scroll.setObjectName("briefing-digests")
        self.button = PrimaryButton(tools.theme, "", "send")
        self.button.setObjectName("briefing-send")
        self._build()
        self._fill_groups([])
        self.retranslate()

    def _build(self) -> None:
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setProperty("look", "paper")
        self._scroll.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._scroll.setMinimumHeight(Size.TEXT_BOX)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whom = row(gap=Space.S)
        whom.addWidget(self.group, 1)
        whom.addWidget(self.urgent)
        foot = row(gap=Space.S)
        foot.addWidget(self.button)
        foot.addStretch(1)
        self.body.addLayout(whom)
        self.body.addWidget(self._scroll, 1)
        self.body.addLayout(foot)
        self.group.currentIndexChanged.connect(lambda _index: self.ask())
        self.urgent.toggled.connect(lambda _on: self.ask())
        self.button.clicked.connect(self.send)
        self._deciding.said.connect(self._begun)
        self._deciding.done.connect(self._next)

    def show_briefing(self, given: Briefing) -> None:
        """Ask to whom this one goes."""
        self._briefing = given
        self.retranslate()
        self._bridge.run(self._desk.query(broadcast.groups), self._fill_groups)
        self.ask()

    def begin(self) -> None:
        """The keyboard goes to who gets it."""
        self.group.setFocus()

    def retranslate(self) -> None:
        """Set every text again."""
        super().retranslate()
        number = 0 if self._briefing is None else self._briefing.number
        self.title.setText(self.tr("Briefing {number} as SMS").format(number=number))
        self.group.setAccessibleName(self.tr("Who gets it"))
        self.urgent.setText(self.tr("At &night too"))
        self._scroll.setAccessibleName(self.tr("What goes out"))
        self.group.setItemText(0, self.tr("All teammates"))
        self._write()

    def ask(self) -> None:
        """What would go out, to whom is chosen now."""
        if self._briefing is None:
            return
        self._asked += 1
        asked, self.settled = self._asked, False
        self._found = []
        self._write()
        query = self._desk.query(
            briefing_sms.digests,
            self._desk.login,
            self._briefing.id,
            self._audience(),
            self._policy,
            self._tools.context.clock.now_ms(),
            self._times(self._briefing),
            language_of(self._tools.languages.current),
            urgent=self.urgent.isChecked(),
        )
        self._bridge.run(query, lambda found: self._show(asked, found), self._failed)

    def send(self) -> None:
        """Let it go out as it is shown."""
        given = self._briefing
        if given is None or not self._recipients() or self._deciding.busy:
            return
        self.button.setEnabled(False)
        found = [one for one in self._found if one.preview.totals.recipients]
        command = self._desk.command(
            briefing_sms.draft, self._desk.login, given.id, found, urgent=self.urgent.isChecked()
        )
        self._bridge.run(command, lambda made: self._start(made, found), self._failed)

    def _start(self, made: Sequence[str], found: Sequence[Digest]) -> None:
        if any(one.preview.review for one in found):
            words = self.tr("A second person has to approve it: it waits under Messages, Broadcasts.")
            self.said.emit(words, "", "warn")
            self.sent.emit()
            return
        self._queue.extend(zip(made, (one.preview.totals.recipients for one in found), strict=True))
        self._next()

    def _next(self) -> None:
        if not self._queue:
            self.sent.emit()
            return
        broadcast_id, count = self._queue.popleft()
        query = self._desk.query(broadcast_list.find, broadcast_id)
        self._bridge.run(query, lambda one: self._deciding.act("send", one, count), self._failed)

    def _begun(self, words: str, more: str, variant: str) -> None:
        """What became of one of them; said once, for all languages together."""
        if not self._queue or variant != "ok":
            self.said.emit(words, more, variant)

    def _audience(self) -> Audience:
        group = str(self.group.currentData() or "")
        return Audience(group=group) if group else Audience(role="team")

    def _times(self, given: Briefing) -> Callable[[int], str]:
        """Both times as they are read here; made in this thread, for the services run in others."""
        now = self._tools.context.clock.now_ms()
        return {at: clock_time(at, now) for at in (given.made_at, given.next_due_at)}.__getitem__

    def _recipients(self) -> int:
        return sum(one.preview.totals.recipients for one in self._found)

    def _show(self, asked: int, found: list[Digest]) -> None:
        if asked == self._asked:
            self._found, self.settled = found, True
            self._write()

    def _failed(self, error: BaseException) -> None:
        self.settled = True
        self._write()
        self._bridge.failed.emit(error)

    def _fill_groups(self, groups: Sequence[tuple[str, int]]) -> None:
        chosen = self.group.currentData() or ""
        with QSignalBlocker(self.group):
            self.group.clear()
            self.group.addItem(self.tr("All teammates"), "")
            for name, count in groups:
                words = self.tr("{group} ({count})").format(group=one_line(name, 60), count=count)
                self.group.addItem(words, name)
            self.group.setCurrentIndex(max(0, self.group.findData(chosen)))

    def _write(self) -> None:
        page = QWidget()
        page.setProperty("look", "paper")
        lines = column(page, gap=Space.S)
        lines.setContentsMargins(Space.XS, Space.NONE, Space.S, Space.NONE)
        for one in self._found:
            totals = one.preview.totals
            lines.addWidget(PlainLabel(self._counted.get_it(totals.recipients), "strong", wrap=True))
            lines.addWidget(PlainLabel(facts_words(one.preview), "muted", wrap=True))
            text = PlainLabel("", "", wrap=True)
            text.set_data(one.text)
            lines.addWidget(text)
            left = sum(totals.left_out.values())
            if left:
                lines.addWidget(PlainLabel(self._counted.do_not(left), "warn", wrap=True))
        if self.settled and not self._recipients():
            lines.addWidget(PlainLabel(self.tr("Nobody here can be texted. Choose another group."), "muted", wrap=True))
        lines.addStretch(1)
        self._scroll.setWidget(page)
        self.button.setEnabled(self.settled and self._recipients() > 0)
        self.button.setText(self._words.send_to(self._recipients()))
