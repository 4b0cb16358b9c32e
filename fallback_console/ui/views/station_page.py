"""Who works at this station, its telephone, the lock of its window, and how one is told of alerts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from fallback_console.domain.connection import KINDS, Connection
from fallback_console.domain.errors import ConsoleError
from fallback_console.services import connections, lock
from fallback_console.services.lock import LockState
from fallback_console.ui.error_texts import error_words
from fallback_console.ui.lock.tries import Tries
from fallback_console.ui.theme import Size, Space
from fallback_console.ui.views.base import Tools
from fallback_console.ui.views.notify_card import NotifyCard
from fallback_console.ui.widgets import Banner, Button, Card, PlainLabel, SectionTitle, column, row
from fallback_console.ui.widgets.choices import ComboBox
from fallback_console.ui.widgets.countries import fill_countries

__all__ = ["StationPage"]

_MINUTES = (0, 1, 5, 10, 15, 30, 60)


class StationPage(QWidget):
    """What is chosen counts at once; what the organisation set is shown and cannot be changed.

    Attributes:
        said: a sentence to show for a moment.
        person_changed: another person works here.
        setup_requested: go through the first steps again.
    """

    said = Signal(str)
    person_changed = Signal()
    setup_requested = Signal()

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "canvas")
        self._tools = tools
        self._preferences = tools.context.preferences
        self.login = QLineEdit(self._preferences.value("login"))
        self.login.setMaxLength(100)
        theme = tools.theme
        self.role, self.region, self.dialler = ComboBox(theme), ComboBox(theme), ComboBox(theme)
        self.minutes = ComboBox(theme)
        self.first, self.second = QLineEdit(), QLineEdit()
        self._keep = Button(theme, "", "lock")
        self._again = Button(theme, "", "refresh")
        self._titles = (SectionTitle(), SectionTitle())
        self._lock_note = PlainLabel("", "muted", wrap=True)
        self._banner = Banner(theme, "bad")
        self._labels = [PlainLabel() for _ in range(7)]
        self.notify = NotifyCard(tools)
        self.notify.said.connect(self.said)
        self._is_set = False
        self._tries = Tries(tools, self)
        self._build()
        fill_countries(self.region, self._preferences.value("region"))
        self.retranslate()
        self.login.editingFinished.connect(self._take_login)
        self.role.currentIndexChanged.connect(lambda: self._remember("role", str(self.role.currentData())))
        self.region.currentIndexChanged.connect(self._take_region)
        self.dialler.currentIndexChanged.connect(lambda: self._remember("dialler", str(self.dialler.currentData())))
        self.minutes.currentIndexChanged.connect(self._take_minutes)
        for field in (self.first, self.second):
            field.textChanged.connect(self._allow)
        self._keep.clicked.connect(lambda: self._tries.choose(self.first.text()))
        self._again.clicked.connect(self.setup_requested)
        self._tries.kept.connect(self._kept)
        self._tries.failed.connect(self._show_error)
        self.refresh()

    def _build(self) -> None:
        person, guard = Card(gap=Space.M), Card(gap=Space.M)
        forms = (QFormLayout(), QFormLayout())
        fields = (self.login, self.role, self.region, self.dialler, self.minutes, self.first, self.second)
        for at, (label, field) in enumerate(zip(self._labels, fields, strict=True)):
            label.setBuddy(field)
            field.setMaximumWidth(Size.PAGE)
            forms[at > 3].addRow(label, field)
        for field in (self.first, self.second):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.setMaxLength(1024)
        for form in forms:
            form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
            form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
            form.setVerticalSpacing(Space.S)
        for card, title, form in zip((person, guard), self._titles, forms, strict=True):
            card.body.addWidget(title)
            card.body.addLayout(form)
        guard.body.insertWidget(1, self._lock_note)
        for form_row in (1, 2):
            forms[1].setRowVisible(form_row, self._tries.own)
        for card, button in ((person, self._again), (guard, self._keep)):
            line = row()
            line.addWidget(button)
            line.addStretch(1)
            card.body.addLayout(line)
        self._keep.setVisible(self._tries.own)
        if self._tools.context.profile.kind != "real":
            guard.hide()
        body = column(self, gap=Space.M)
        for part in (self._banner, person, self.notify, guard):
            body.addWidget(part)
        body.addStretch(1)

    def refresh(self) -> None:
        """Ask whether the lock has a passphrase."""
        self._tools.bridge.run(self._tools.context.desk.query(lock.state), self._show_state)

    def retranslate(self) -> None:
        """Set every text again; what is being typed stays."""
        value, locked = self._preferences.value, self._preferences.locked
        self._titles[0].setText(self.tr("Who works here"))
        self._titles[1].setText(self.tr("Lock"))
        words = (
            self.tr("Your name in the helpdesk"),
            self.tr("Role"),
            self.tr("Country of phone numbers"),
            self.tr("Numbers are dialled by"),
            self.tr("Lock when nobody uses the window"),
            self.tr("Passphrase of the lock"),
            self.tr("Passphrase again"),
        )
        fields = (self.login, self.role, self.region, self.dialler, self.minutes, self.first, self.second)
        for label, field, text in zip(self._labels, fields, words, strict=True):
            label.setText(text)
            field.setAccessibleName(text)
        never = self.tr("never")
        minutes = [(str(m), self.tr("after %n minutes", "", m) if m else never) for m in _MINUTES]
        if value("lock_minutes") not in dict(minutes):
            minutes.append((value("lock_minutes"), self.tr("after %n minutes", "", int(value("lock_minutes")))))
        _fill(self.minutes, minutes, value("lock_minutes"))
        _fill(self.role, [("agent", self.tr("Agent")), ("supervisor", self.tr("Supervisor"))], value("role"))
        dialler = [
            ("tel", self.tr("the system's phone program (tel:)")),
            ("sip", self.tr("a SIP phone (sip:)")),
            ("callto", self.tr("Skype and the like (callto:)")),
            ("telephone", self.tr("the telephone connected here")),
        ]
        _fill(self.dialler, dialler, value("dialler"))
        names = ("login", "role", "region", "dialler", "lock_minutes")
        for name, field in zip(names, fields, strict=False):
            field.setEnabled(not locked(name))
            field.setToolTip(self.tr("Set by your organisation") if locked(name) else "")
        self._again.setText(self.tr("Go through the set-&up again"))
        self._write_lock()
        self._allow()

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _write_lock(self) -> None:
        self._keep.setText(self.tr("&Change the passphrase") if self._is_set else self.tr("&Set the passphrase"))
        if not self._tries.own:
            self._lock_note.setText(self.tr("Ctrl+L locks at once. The passphrase of the data unlocks."))
        elif self._is_set:
            self._lock_note.setText(self.tr("Ctrl+L locks at once. The window also starts locked."))
        else:
            self._lock_note.setText(self.tr("Without a passphrase nothing is locked. Choose one here first."))

    def _show_state(self, state: LockState) -> None:
        self._is_set = state.is_set
        self._write_lock()

    def _allow(self) -> None:
        self._keep.setEnabled(bool(self.first.text()) and self.first.text() == self.second.text())

    def _kept(self) -> None:
        self.first.clear()
        self.second.clear()
        self._banner.hide()
        self.said.emit(self.tr("The lock has its passphrase."))
        self.refresh()

    def _take_login(self) -> None:
        login = self.login.text().strip()
        if login and login != self._preferences.value("login") and self._remember("login", login):
            self.person_changed.emit()

    def _take_minutes(self) -> None:
        self._remember("lock_minutes", str(self.minutes.currentData()))

    def _take_region(self) -> None:
        if self._remember("region", str(self.region.currentData())):
            desk = self._tools.context.desk
            self._tools.bridge.run(desk.command(connections.choose_home, self._preferences.value("region")))
            # The helpdesk's connection may name another country, and goes first.
            self._tools.bridge.run(desk.query(connections.list_connections), self._follow_region)

    def _follow_region(self, rows: Sequence[Connection]) -> None:
        desk = self._tools.context.desk
        for one in rows:
            if KINDS.get(one.kind) == "helpdesk":
                values = {**one.values, "region": self._preferences.value("region")}
                moved = Connection(one.name, one.kind, values, one.enabled)
                self._tools.bridge.run(desk.command(connections.save, moved))

    def _remember(self, name: str, value: str) -> bool:
        try:
            self._preferences.remember(name, value)
        except ConsoleError as error:
            self._show_error(error)
            return False
        self.said.emit(self.tr("saved"))
        return True

    def _show_error(self, error: BaseException) -> None:
        words = error_words(error, self._tools.languages.current)
        self._banner.show_words(words.title, words.hint or words.detail)


def _fill(box: ComboBox, choices: list[tuple[str, str]], chosen: str) -> None:
    box.blockSignals(True)
    box.clear()
    for value, words in choices:
        box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.blockSignals(False)
