"""The first two steps: language and look, and who works here."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from fallback_console.domain.errors import ConsoleError
from fallback_console.services import connections
from fallback_console.ui.i18n import LANGUAGES
from fallback_console.ui.setup.step import Step, form_layout
from fallback_console.ui.theme import MODES, Size, Space
from fallback_console.ui.views.base import Tools
from fallback_console.ui.widgets import Button, PlainLabel, SectionTitle, column, row
from fallback_console.ui.widgets.choices import ComboBox
from fallback_console.ui.widgets.countries import fill_countries, system_country

__all__ = ["PersonStep", "WelcomeStep"]


class WelcomeStep(Step):
    """Language and look, and a way to see the console at work before anything is set up.

    Attributes:
        look_requested: show the demonstration.
    """

    look_requested = Signal()

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.language, self.look = ComboBox(tools.theme), ComboBox(tools.theme)
        self._language_label, self._look_label = PlainLabel(), PlainLabel()
        self._look_title, self._look_hint = SectionTitle(), PlainLabel("", "muted", wrap=True)
        self._show = Button(tools.theme, "", "demo")
        self._show.clicked.connect(self.look_requested)
        form = form_layout()
        for label, box in ((self._language_label, self.language), (self._look_label, self.look)):
            label.setBuddy(box)
            box.setMaximumWidth(Size.PAGE)
            form.addRow(label, box)
        line = row()
        line.addWidget(self._show)
        line.addStretch(1)
        body = column(self, gap=Space.M)
        body.addLayout(form)
        body.addSpacing(Space.L)
        body.addWidget(self._look_title)
        body.addWidget(self._look_hint)
        body.addLayout(line)
        body.addStretch(1)
        rehearsal = tools.context.look_around is not None
        for part in (self._look_title, self._look_hint, self._show):
            part.setVisible(rehearsal)
        self.retranslate()
        self.language.currentIndexChanged.connect(self._choose_language)
        self.look.currentIndexChanged.connect(self._choose_look)

    def name(self) -> str:
        """See ``Step``."""
        return self.tr("Welcome")

    def title(self) -> str:
        """See ``Step``."""
        return self.tr("Keep working when the helpdesk, chat or mail is down")

    def hint(self) -> str:
        """See ``Step``."""
        return self.tr(
            "This console copies your cases to this computer while all is well. In an outage you go on with the copy, and "
            "everything you did is delivered afterwards. Setting up takes about two minutes."
        )

    def skip_words(self) -> str:
        """See ``Step``."""
        return self.tr("Set &up later")

    def retranslate(self) -> None:
        """Set every text again."""
        self._language_label.setText(self.tr("&Language"))
        self._look_label.setText(self.tr("Loo&k"))
        system = self.tr("as the system")
        _fill(self.language, [("system", system), *LANGUAGES.items()], self.tools.languages.choice)
        looks = list(zip(MODES, (system, self.tr("light"), self.tr("dark")), strict=True))
        _fill(self.look, looks, self.tools.theme.mode)
        self.language.setAccessibleName(self.tr("Language"))
        self.look.setAccessibleName(self.tr("Look"))
        for box, name in ((self.language, "language"), (self.look, "theme")):
            box.setEnabled(not self.tools.context.preferences.locked(name))
        self._look_title.setText(self.tr("Just looking?"))
        self._look_hint.setText(
            self.tr("See an outage on invented cases, in a window of its own. Nothing there reaches a real system.")
        )
        self._show.setText(self.tr("Look &around"))

    def _choose_language(self) -> None:
        self._remember("language", self.language)
        self.tools.languages.choose(self.tools.context.preferences.value("language"))

    def _choose_look(self) -> None:
        self._remember("theme", self.look)
        self.tools.theme.set_mode(self.tools.context.preferences.value("theme"))

    def _remember(self, name: str, box: ComboBox) -> None:
        try:
            self.tools.context.preferences.remember(name, str(box.currentData()))
        except ConsoleError as error:
            self.tools.bridge.failed.emit(error)


class PersonStep(Step):
    """Login, role, and the country of numbers that are written without one."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        preferences = tools.context.preferences
        self.login = QLineEdit(preferences.value("login"))
        self.login.setMaxLength(100)
        self.role, self.region = ComboBox(tools.theme), ComboBox(tools.theme)
        self._labels = [PlainLabel() for _ in range(3)]
        self._notes = [PlainLabel("", "small", wrap=True) for _ in range(3)]
        form = form_layout()
        for label, field, note in zip(self._labels, (self.login, self.role, self.region), self._notes, strict=True):
            label.setBuddy(field)
            field.setMaximumWidth(Size.PAGE)
            form.addRow(label, field)
            form.addRow(note)
        for name, field in (("login", self.login), ("role", self.role), ("region", self.region)):
            field.setEnabled(not preferences.locked(name))
        body = column(self)
        body.addLayout(form)
        body.addStretch(1)
        first = tools.context.first_run and not preferences.locked("region")
        fill_countries(self.region, (first and system_country()) or preferences.value("region"))
        self.login.textChanged.connect(self.changed)
        self.retranslate()

    def name(self) -> str:
        """See ``Step``."""
        return self.tr("You")

    def title(self) -> str:
        """See ``Step``."""
        return self.tr("Who works here?")

    @property
    def ready(self) -> bool:
        """With a login."""
        return bool(self.login.text().strip())

    def arrive(self) -> None:
        """Begin with the login."""
        self.login.setFocus()
        self.login.selectAll()

    def go_on(self) -> None:
        """Keep what was chosen."""
        preferences = self.tools.context.preferences
        chosen = {
            "login": self.login.text().strip(),
            "role": str(self.role.currentData()),
            "region": str(self.region.currentData()),
        }
        try:
            for name, value in chosen.items():
                if not preferences.locked(name):
                    preferences.remember(name, value)
        except ConsoleError as error:
            self.tools.bridge.failed.emit(error)
            return
        home = preferences.value("region")
        self.tools.bridge.run(self.tools.context.desk.command(connections.choose_home, home))
        self.done.emit()

    def retranslate(self) -> None:
        """Set every text again."""
        words = (self.tr("Your &name in the helpdesk"), self.tr("&Role"), self.tr("&Country of phone numbers"))
        notes = (
            self.tr("The login you use there: it marks which cases are yours."),
            self.tr("A supervisor may overrule what the probes say of a system."),
            self.tr("For numbers that are written without a country code."),
        )
        locked = self.tr("Set by your organisation")
        names = ("login", "role", "region")
        for label, text, note, hint, name in zip(self._labels, words, self._notes, notes, names, strict=True):
            label.setText(text)
            note.setText(locked if self.tools.context.preferences.locked(name) else hint)
        roles = [("agent", self.tr("Agent")), ("supervisor", self.tr("Supervisor"))]
        _fill(self.role, roles, str(self.role.currentData() or self.tools.context.preferences.value("role")))
        self.login.setAccessibleName(self.tr("Your name in the helpdesk"))
        self.role.setAccessibleName(self.tr("Role"))
        self.region.setAccessibleName(self.tr("Country of phone numbers"))


def _fill(box: ComboBox, choices: list[tuple[str, str]], chosen: str) -> None:
    box.blockSignals(True)
    box.clear()
    for value, words in choices:
        box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.blockSignals(False)
