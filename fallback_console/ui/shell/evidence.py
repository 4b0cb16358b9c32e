"""What is known of one system: every probe's newest finding, since when, its last days, and a supervisor's word over it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from fallback_console.domain.availability import SystemHistory
from fallback_console.domain.health import Observation, State, SystemHealth
from fallback_console.ui import names
from fallback_console.ui.said import said
from fallback_console.ui.shell.evidence_history import HistoryBlock
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets import (
    Button,
    Chip,
    ElidedLabel,
    IconLabel,
    PlainLabel,
    PrimaryButton,
    Rule,
    SectionTitle,
    column,
    row,
    set_tooltip,
)
from fallback_console.ui.widgets.choices import ComboBox
from fallback_console.ui.widgets.flow import FlowLayout
from fallback_console.ui.widgets.times import absolute, clock_time, relative, span

__all__ = ["EvidencePanel"]

_OVERRIDES = ("auto", "down", "up")


class EvidencePanel(QWidget):
    """The content of a health chip's pop-over.

    Attributes:
        check_requested: look at all systems now.
        settings_requested: open the connections.
        override_requested: (system, 'auto'|'up'|'down', reason).
        page_requested: open the vendor's status page, at this address.
        history: the last days, None until they are shown.
        status_page: address of the vendor's page, '' until it is known.
    """

    check_requested = Signal()
    settings_requested = Signal()
    override_requested = Signal(str, str, str)
    page_requested = Signal(str)

    def __init__(self, theme: Theme, health: SystemHealth, now: int, *, supervisor: bool) -> None:
        super().__init__()
        self._theme = theme
        self._health = health
        self._now = now
        self._reason: QLineEdit | None = None
        self.history: SystemHistory | None = None
        self.status_page = ""
        self.setAccessibleName(self.tr("Evidence for {system}").format(system=names.system_name(health.system)))
        body = column(self, margin=Space.M, gap=Space.S)
        body.addLayout(self._head())
        if health.detail:
            detail = PlainLabel("", "", wrap=True)
            detail.set_data(said(health.detail))
            body.addWidget(detail)
        for sentence in self._explanations():
            body.addWidget(PlainLabel(sentence, "muted", wrap=True))
        self._heard = PlainLabel("", "muted", wrap=True)
        self._heard.setObjectName("evidence-heard")
        self._heard.hide()
        body.addWidget(self._heard)
        body.addWidget(Rule())
        for seen in health.evidence:
            body.addLayout(self._finding(seen))
        if not health.evidence:
            body.addWidget(PlainLabel(self.tr("No probe has run yet."), "muted"))
        self._past = column(gap=Space.XS)
        body.addLayout(self._past)
        self._buttons = buttons = FlowLayout()
        check = Button(theme, self.tr("Check &now"), "refresh")
        check.clicked.connect(self.check_requested)
        settings = Button(theme, self.tr("&Connection"), "settings")
        settings.clicked.connect(self.settings_requested)
        check.setObjectName("evidence-check")
        settings.setObjectName("evidence-connection")
        buttons.addWidget(check)
        buttons.addWidget(settings)
        body.addLayout(buttons)
        if supervisor:
            self._add_override(body)

    @property
    def is_being_written(self) -> bool:
        """Somebody chooses a state or types a reason: do not replace the panel now."""
        if self._reason is None:
            return False
        return bool(self._reason.text()) or self._choice.currentData() != self._health.override

    @property
    def health(self) -> SystemHealth:
        """What it shows."""
        return self._health

    def show_history(self, history: SystemHistory) -> None:
        """Show the last days; they come a moment after the rest."""
        self.history = history
        block = HistoryBlock(self._theme, history, self._now)
        block.strip.setObjectName("evidence-days")
        for part in (Rule(), block):
            self._past.addWidget(part)
            # At once: the panel is measured now, and what is not shown yet would not count.
            part.show()

    def show_heard(self, count: int) -> None:
        """Say who is heard without the hub: so many others since it is away."""
        self._heard.setText(
            self.tr(
                "%n people at your site's server are heard all the same: you see what each other writes.", "", count
            )
            if count
            else self.tr("Nobody else is heard meanwhile. What you write comes to the others once the hub is back.")
        )
        self._heard.show()

    def show_status_page(self, address: str) -> None:
        """Offer the vendor's page; '' for none."""
        if not address or self.status_page:
            return
        self.status_page = address
        page = Button(self._theme, self.tr("&Vendor's page"), "web")
        page.setObjectName("evidence-page")
        set_tooltip(page, address)
        page.clicked.connect(lambda: self.page_requested.emit(address))
        self._buttons.addWidget(page)
        page.show()

    def _head(self) -> QHBoxLayout:
        health = self._health
        line = row(gap=Space.M)
        title = SectionTitle()
        title.set_data(names.system_name(health.system))
        icon, variant = names.health_look(health)
        line.addWidget(title)
        line.addWidget(Chip(self._theme, names.health_word(health), icon, variant))
        since = ElidedLabel(
            self.tr("since {time} ({span})").format(
                time=clock_time(health.since_at, self._now), span=span(self._now - health.since_at)
            ),
            "small",
        )
        since.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        since.setToolTip(absolute(health.since_at))
        line.addWidget(since, 1)
        return line

    def _explanations(self) -> list[str]:
        health = self._health
        found = []
        if health.offline:
            found.append(self.tr("This computer has no network, so nothing can be said of the system."))
        if health.sign_in:
            found.append(
                self.tr("It answers but refuses our sign-in. This is not an outage: renew the token or password.")
            )
        if health.override != "auto":
            found.append(self.tr("A supervisor's word counts here, not the probes."))
        if health.state == State.UP and not health.deliverable:
            found.append(self.tr("Just back: sending waits a moment to be sure that it stays."))
        return found

    def _finding(self, seen: Observation) -> QHBoxLayout:
        icon, role = names.finding_look(seen.finding)
        line = row(gap=Space.S)
        line.addWidget(IconLabel(self._theme, icon, role, Size.ICON), 0, Qt.AlignmentFlag.AlignTop)
        words = column(gap=Space.NONE)
        title = PlainLabel("", "strong", wrap=True)
        title.set_data(f"{seen.probe}: {names.finding_word(seen.finding)}")
        words.addWidget(title)
        parts = [said(seen.detail)]
        if seen.seconds > 0:
            parts.append(self.tr("{seconds} s").format(seconds=f"{seen.seconds:.2f}"))
        if seen.stage:
            parts.append(self.tr("stage: {stage}").format(stage=names.stage_word(seen.stage)))
        detail = PlainLabel("", "small", wrap=True)
        detail.set_data(" · ".join(p for p in parts if p))
        words.addWidget(detail)
        line.addLayout(words, 1)
        when = PlainLabel(f"{clock_time(seen.at, self._now)} · {relative(seen.at, self._now)}", "small")
        when.setToolTip(absolute(seen.at))
        line.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _add_override(self, body: QVBoxLayout) -> None:
        health = self._health
        body.addWidget(Rule())
        body.addWidget(PlainLabel(self.tr("Supervisor: overrule the probes"), "strong"))
        hint = ElidedLabel(self.tr("Counts for everybody at this station until it is set back."), "small")
        body.addWidget(hint)
        line = row()
        self._choice = ComboBox(self._theme)
        self._choice.setAccessibleName(self.tr("State by your word"))
        self._choice.setObjectName("evidence-override")
        for value, words in zip(
            _OVERRIDES, (self.tr("As probed"), self.tr("It is down"), self.tr("It is up")), strict=True
        ):
            self._choice.addItem(words, value)
        self._choice.setCurrentIndex(_OVERRIDES.index(health.override) if health.override in _OVERRIDES else 0)
        reason = QLineEdit()
        reason.setMaxLength(200)
        reason.setPlaceholderText(self.tr("Reason (required)"))
        reason.setAccessibleName(self.tr("Reason (required)"))
        reason.setObjectName("evidence-reason")
        self._reason = reason
        self._apply = PrimaryButton(self._theme, self.tr("&Set"))
        self._apply.setEnabled(False)
        reason.textChanged.connect(self._allow)
        self._choice.currentIndexChanged.connect(self._allow)
        reason.returnPressed.connect(self._apply.click)
        self._apply.clicked.connect(self._ask_override)
        line.addWidget(self._choice)
        line.addWidget(reason, 1)
        line.addWidget(self._apply)
        body.addLayout(line)

    def _allow(self) -> None:
        reason = self._reason.text().strip() if self._reason is not None else ""
        changed = self._choice.currentData() != self._health.override
        self._apply.setEnabled(changed and (bool(reason) or self._choice.currentData() == "auto"))

    def _ask_override(self) -> None:
        if self._reason is None or not self._apply.isEnabled():
            return
        self._apply.setEnabled(False)
        self.override_requested.emit(self._health.system, str(self._choice.currentData()), self._reason.text().strip())
