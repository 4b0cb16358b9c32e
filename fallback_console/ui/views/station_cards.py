"""Language and look of the window, and where the data of this station are."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFormLayout, QWidget

from fallback_console.domain.errors import ConsoleError
from fallback_console.ui.i18n import LANGUAGES
from fallback_console.ui.theme import MODES, Space
from fallback_console.ui.views.base import Tools
from fallback_console.ui.widgets import Card, ElidedLabel, FlatButton, PlainLabel, SectionTitle, column, row
from fallback_console.ui.widgets.choices import ComboBox

__all__ = ["StationCards"]


class StationCards(QWidget):
    """Two cards, one below the other; ``retranslate`` is called by the view they stand in.

    Attributes:
        said: a sentence to show for a moment.
    """

    said = Signal(str)

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self.language, self.look = ComboBox(tools.theme), ComboBox(tools.theme)
        self._language_label, self._look_label = PlainLabel(), PlainLabel()
        self._window_title, self._station_title = SectionTitle(), SectionTitle()
        self._facts = QFormLayout()
        window, station = Card(), Card()
        form = QFormLayout()
        form.setHorizontalSpacing(Space.M)
        form.setVerticalSpacing(Space.S)
        for label, box in ((self._language_label, self.language), (self._look_label, self.look)):
            label.setBuddy(box)
            form.addRow(label, box)
        window.body.addWidget(self._window_title)
        window.body.addLayout(form)
        self._facts.setHorizontalSpacing(Space.M)
        self._facts.setVerticalSpacing(Space.XS)
        station.body.addWidget(self._station_title)
        station.body.addLayout(self._facts)
        body = column(self, gap=Space.M)
        body.addWidget(window)
        body.addWidget(station)
        self.retranslate()
        self.language.currentIndexChanged.connect(self._choose_language)
        self.look.currentIndexChanged.connect(self._choose_look)

    def retranslate(self) -> None:
        """Set every text again."""
        self._window_title.setText(self.tr("This window"))
        self._language_label.setText(self.tr("&Language"))
        self._look_label.setText(self.tr("Loo&k"))
        system = self.tr("as the system")
        languages = [("system", system), *LANGUAGES.items()]
        _fill(self.language, languages, self._tools.languages.choice, self.tr("Language"))
        looks = list(zip(MODES, (system, self.tr("light"), self.tr("dark")), strict=True))
        _fill(self.look, looks, self._tools.theme.mode, self.tr("Look"))
        for box, name in ((self.language, "language"), (self.look, "theme")):
            box.setEnabled(not self._tools.context.preferences.locked(name))
            box.setToolTip("" if box.isEnabled() else self.tr("Set by your organisation"))
        self._station_title.setText(self.tr("This station"))
        self._write_facts()

    def _write_facts(self) -> None:
        while self._facts.rowCount():
            self._facts.removeRow(0)
        profile = self._tools.context.profile
        places = {"keychain": self.tr("in the keychain"), "open": self.tr("in the data folder: nothing here is real")}
        key = places.get(profile.key_kind, self.tr("from a passphrase"))
        folder = row(gap=Space.NONE)
        folder.addWidget(ElidedLabel(str(profile.folder), is_path=True), 1)
        copy = FlatButton(self._tools.theme, "", "copy")
        copy.setAccessibleName(self.tr("Copy the data folder's path"))
        copy.setToolTip(self.tr("Copy the data folder's path"))
        copy.clicked.connect(self._copy_folder)
        folder.addWidget(copy)
        self._facts.addRow(PlainLabel(self.tr("Data folder"), "small"), folder)
        self._facts.addRow(PlainLabel(self.tr("Key of the database"), "small"), ElidedLabel(key))
        self._facts.addRow(PlainLabel(self.tr("Version"), "small"), PlainLabel(profile.version))

    def _copy_folder(self) -> None:
        QGuiApplication.clipboard().setText(str(self._tools.context.profile.folder))
        self.said.emit(self.tr("Copied"))

    def _choose_language(self) -> None:
        self._remember("language", self.language)
        self._tools.languages.choose(self._tools.context.preferences.value("language"))

    def _choose_look(self) -> None:
        self._remember("theme", self.look)
        self._tools.theme.set_mode(self._tools.context.preferences.value("theme"))

    def _remember(self, name: str, box: ComboBox) -> None:
        try:
            self._tools.context.preferences.remember(name, str(box.currentData()))
        except ConsoleError as error:
            self._tools.bridge.failed.emit(error)


def _fill(box: ComboBox, choices: list[tuple[str, str]], chosen: str, name: str) -> None:
    box.blockSignals(True)
    box.clear()
    for value, words in choices:
        box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.blockSignals(False)
    box.setAccessibleName(name)
