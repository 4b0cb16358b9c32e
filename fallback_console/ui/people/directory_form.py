"""A directory of people: where it is, how it is asked, and whether that works."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QLineEdit, QScrollArea, QWidget

from fallback_console.domain.directory import DirectoryAccess, DirectoryRequest, directory_access
from fallback_console.domain.errors import InputError
from fallback_console.domain.person import ROLES
from fallback_console.ports import CheckStep
from fallback_console.ui.error_texts import error_words
from fallback_console.ui.people.words import kind_word
from fallback_console.ui.theme import Space, Theme
from fallback_console.ui.views.check_list import CheckList
from fallback_console.ui.widgets import (
    Banner,
    Button,
    ElidedLabel,
    FlatButton,
    PlainLabel,
    PrimaryButton,
    column,
    row,
    set_tooltip,
)
from fallback_console.ui.widgets.choices import CheckBox, ComboBox
from fallback_console.ui.widgets.numbers import count_words

__all__ = ["DirectoryForm"]

_USUAL_KIND = "team"
_LINES = ("url", "base", "login", "password", "ca_file", "filter")


class DirectoryForm(QWidget):
    """Filled in, tested, and looked through; folded to one line while the preview is shown.

    Attributes:
        look_requested: a ``DirectoryRequest`` to read.
        check_requested: a ``DirectoryRequest`` to test.
        stop_requested: reading is to end.
        changed: something was typed: what is shown below would be of another directory.
    """

    look_requested = Signal(object)
    check_requested = Signal(object)
    stop_requested = Signal()
    changed = Signal()

    def __init__(self, theme: Theme, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.language = language
        self._busy = ""
        self._lines = {name: QLineEdit() for name in _LINES}
        self._labels = {name: PlainLabel() for name in (*_LINES, "kind")}
        self.kind = ComboBox(theme)
        self.start_tls = CheckBox(theme)
        self.keep_password = CheckBox(theme)
        self.check_button = Button(theme, "", "refresh")
        self.look_button = PrimaryButton(theme, "", "search")
        self.steps = CheckList(theme)
        self.problem = Banner(theme, "bad")
        self.page = QScrollArea()
        self.summary = QWidget()
        self.summary_label = ElidedLabel("", "strong")
        self.change_button = FlatButton(theme, "", "edit")
        self._build()
        self._allow()

    def _build(self) -> None:
        names = {"check": self.check_button, "look": self.look_button, "change": self.change_button}
        for name, button in names.items():
            button.setObjectName(f"directory-{name}")
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.setHorizontalSpacing(Space.M)
        form.setVerticalSpacing(Space.S)
        for name, line in self._lines.items():
            line.setObjectName(f"directory-{name}")
            line.setMaxLength(2000)
            line.textEdited.connect(self._edit)
            line.returnPressed.connect(self.look)
            self._labels[name].setBuddy(line)
            form.addRow(self._labels[name], line)
            if name == "url":
                form.addRow("", self.start_tls)
            elif name == "password":
                form.addRow("", self.keep_password)
        self._lines["password"].setEchoMode(QLineEdit.EchoMode.Password)
        self._labels["kind"].setBuddy(self.kind)
        form.addRow(self._labels["kind"], self.kind)
        self.start_tls.clicked.connect(self._edit)
        self.kind.activated.connect(self._edit)
        inner = QWidget()
        body = column(inner, gap=Space.M)
        body.addLayout(form)
        buttons = row(gap=Space.S)
        buttons.addWidget(self.look_button)
        buttons.addWidget(self.check_button)
        buttons.addStretch(1)
        body.addLayout(buttons)
        body.addWidget(self.problem)
        body.addWidget(self.steps)
        body.addStretch(1)
        self.page.setWidget(inner)
        self.page.setWidgetResizable(True)
        self.page.setProperty("look", "clear")
        self.page.setFrameShape(QFrame.Shape.NoFrame)
        self.page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        folded = row(self.summary, gap=Space.S)
        folded.addWidget(self.summary_label, 1)
        folded.addWidget(self.change_button)
        self.summary.hide()
        whole = column(self)
        whole.addWidget(self.summary)
        whole.addWidget(self.page, 1)
        self.look_button.clicked.connect(self.look)
        self.check_button.clicked.connect(self.check)
        self.change_button.clicked.connect(self.change)

    def retranslate(self) -> None:
        """Set every text again."""
        titles = {
            "url": (self.tr("Address"), "ldaps://dc1.example.org"),
            "base": (self.tr("Base"), self.tr("empty: all of it")),
            "login": (self.tr("Sign-in"), self.tr("DN or name@domain")),
            "password": (self.tr("Password"), self.tr("empty: as kept")),
            "ca_file": (self.tr("Certificate authority"), self.tr("PEM file; else the system's")),
            "filter": (self.tr("Filter"), self.tr("empty: people")),
        }
        for name, (title, hint) in titles.items():
            self._labels[name].setText(title)
            self._lines[name].setPlaceholderText(hint)
            set_tooltip(self._lines[name], hint)
            self._lines[name].setAccessibleName(title)
            self._lines[name].setAccessibleDescription(hint)
        self._labels["kind"].setText(self.tr("Who they are"))
        self.kind.setAccessibleName(self.tr("Who they are"))
        self.start_tls.setText(self.tr("Begin in the open and secure it with &StartTLS"))
        self.keep_password.setText(self.tr("&Keep the password for the next time"))
        self.change_button.setText(self.tr("&Change…"))
        chosen = self.kind.currentData() or _USUAL_KIND
        self.kind.blockSignals(True)
        self.kind.clear()
        for role in ROLES:
            self.kind.addItem(kind_word(role), role)
        self.kind.setCurrentIndex(self.kind.findData(chosen))
        self.kind.blockSignals(False)
        self._name_buttons()

    def line(self, name: str) -> QLineEdit:
        """Where a value is typed: 'url', 'base', 'login', 'password', 'ca_file' or 'filter'."""
        return self._lines[name]

    @property
    def folded(self) -> bool:
        """One line stands for the form."""
        return self.summary.isVisibleTo(self)

    @property
    def entry(self) -> QWidget:
        """Where the keyboard goes first."""
        return self.change_button if self.folded else self._lines["url"]

    # What is kept for the next time; never the password.

    def kept(self) -> dict[str, Any]:
        """All that was typed but the password."""
        values: dict[str, Any] = {name: line.text().strip() for name, line in self._lines.items() if name != "password"}
        return {**values, "start_tls": self.start_tls.isChecked(), "kind": str(self.kind.currentData())}

    def show_kept(self, kept: object) -> None:
        """What was typed the last time, where nothing is typed yet; whatever else was kept is left alone."""
        if not isinstance(kept, Mapping) or self._lines["url"].text():
            return
        for name, line in self._lines.items():
            value = kept.get(name)
            if name != "password" and isinstance(value, str):
                line.setText(value)
        self.start_tls.setChecked(kept.get("start_tls") is True)
        at = self.kind.findData(kept.get("kind"))
        if at >= 0:
            self.kind.setCurrentIndex(at)
        self._allow()

    # Intents.

    def look(self) -> None:
        """Read it; while it is read, end that."""
        if self._busy == "look":
            self.look_button.setEnabled(False)
            self.stop_requested.emit()
            return
        wanted = self._wanted()
        if wanted is not None:
            self.steps.show_steps(())
            self.show_busy("look")
            self.look_requested.emit(wanted)

    def check(self) -> None:
        """Test it."""
        wanted = self._wanted()
        if wanted is not None:
            self.steps.show_steps(())
            self.show_busy("check")
            self.check_requested.emit(wanted)

    def change(self) -> None:
        """The form again."""
        self.fold(None)
        self._lines["url"].setFocus()

    # Facts.

    def fold(self, access: DirectoryAccess | None) -> None:
        """One line in place of the form; the form again for None."""
        if access is not None:
            base = f" · {access.base}" if access.base else ""
            self.summary_label.set_data(f"{access.url}{base}")
        self.summary.setVisible(access is not None)
        focus = self.window().focusWidget()
        if access is not None and focus is not None and self.page.isAncestorOf(focus):
            # What is hidden gives the keyboard to whatever comes next, anywhere in the window.
            self.change_button.setFocus()
        self.page.setVisible(access is None)

    def show_busy(self, what: str, count: int = 0) -> None:
        """It is being read ('look'; so many entries came), tested ('check'), or neither ('')."""
        self._busy = what
        self._name_buttons(count)
        self._allow()

    def show_steps(self, steps: Sequence[CheckStep]) -> None:
        """What a test found."""
        self.show_busy("")
        self.problem.hide()
        self.steps.show_steps(steps)
        if steps and all(step.ok for step in steps):
            self.problem.show_words(self.tr("Everything works."), variant="ok")
        elif steps:
            # On a low window the step that failed is below; where it lies is known once they are laid out.
            QTimer.singleShot(0, self._show_last_step)

    def show_error(self, error: BaseException) -> None:
        """Why it could not be tested, or not be asked at all."""
        self.show_busy("")
        self.steps.show_steps(())
        words = error_words(error, self.language)
        self.problem.show_words(words.title, "\n".join(p for p in (words.hint, words.detail) if p), variant="bad")

    def _show_last_step(self) -> None:
        bar = self.page.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _wanted(self) -> DirectoryRequest | None:
        """What was typed; None where it cannot be meant, which is said."""
        if self._busy or not self._lines["url"].text().strip():
            return None
        self.problem.hide()
        typed = {name: line.text() for name, line in self._lines.items()}
        try:
            access = directory_access(
                typed["url"],
                base=typed["base"],
                filter=typed["filter"],
                login=typed["login"],
                ca_file=typed["ca_file"],
                start_tls=self.start_tls.isVisibleTo(self.page) and self.start_tls.isChecked(),
            )
        except InputError as error:
            self.show_error(error)
            return None
        return DirectoryRequest(access, typed["password"], str(self.kind.currentData()), self.keep_password.isChecked())

    def _edit(self) -> None:
        self._allow()
        self.changed.emit()

    def _allow(self) -> None:
        there = bool(self._lines["url"].text().strip())
        # An address of another kind is secure from its first byte.
        self.start_tls.setVisible(self._lines["url"].text().strip().casefold().startswith("ldap:"))
        signs_in = bool(self._lines["login"].text().strip())
        self._lines["password"].setEnabled(signs_in)
        self.keep_password.setEnabled(signs_in and bool(self._lines["password"].text()))
        self.look_button.setEnabled(self._busy == "look" or (there and not self._busy))
        self.check_button.setEnabled(there and not self._busy)

    def _name_buttons(self, count: int = 0) -> None:
        self.check_button.setText(self.tr("Testing …") if self._busy == "check" else self.tr("&Test"))
        if self._busy != "look":
            self.look_button.setText(self.tr("&Look through"))
        elif count:
            self.look_button.setText(self.tr("Stop reading · {count} so far").format(count=count_words(count)))
        else:
            self.look_button.setText(self.tr("Stop reading"))
