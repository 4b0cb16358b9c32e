"""A form for somebody new, and for what is known of somebody besides what their sources say."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QFrame, QLineEdit, QScrollArea, QWidget

from fallback_console.domain.person import ROLES
from fallback_console.services import people_by_hand
from fallback_console.services.people_by_hand import FIELDS, LONGEST, HandSaved, Written
from fallback_console.ui.case.side_panel import SidePanel
from fallback_console.ui.error_texts import error_words
from fallback_console.ui.people.words import called, kind_word
from fallback_console.ui.theme import Space
from fallback_console.ui.views.base import Tools
from fallback_console.ui.widgets import Banner, PlainLabel, PrimaryButton, row
from fallback_console.ui.widgets.choices import ComboBox

__all__ = ["PersonForm"]

_NOBODY = Written(None, "", "customer", dict.fromkeys(FIELDS, ""))

_Typed = tuple[str, dict[str, str]]
"""Of ``person.ROLES``, and texts by ``people_by_hand.FIELDS``."""


class PersonForm(SidePanel):
    """One person after the other. What was typed and not saved is there again the next time.

    Attributes:
        saved: a ``HandSaved``.
        fields: lines by ``people_by_hand.FIELDS``.
    """

    saved = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools.theme, parent)
        self._tools = tools
        self._desk = tools.context.desk
        self._written = _NOBODY
        self._key = ""
        self._asking = self._saving = False
        self._drafts: dict[str, _Typed] = {}
        self._about = PlainLabel("", "muted", wrap=True)
        self.error = Banner(tools.theme, "bad", closable=True)
        self.error.setObjectName("person-error")
        self.kind = ComboBox(tools.theme)
        self.kind.setObjectName("person-kind-choice")
        self.fields = {name: QLineEdit() for name in FIELDS}
        self._labels = {name: PlainLabel("") for name in ("kind", *FIELDS)}
        self.save_button = PrimaryButton(tools.theme, "", "check")
        self.save_button.setObjectName("person-save")
        self._build()
        self.save_button.clicked.connect(self.save)
        self.retranslate()

    def _build(self) -> None:
        page = QWidget()
        form = QFormLayout(page)
        form.setContentsMargins(Space.NONE, Space.NONE, Space.S, Space.NONE)
        form.setSpacing(Space.S)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        for name, label in self._labels.items():
            field = self.fields.get(name, self.kind)
            label.setBuddy(field)
            form.addRow(label, field)
        for name, line in self.fields.items():
            line.setObjectName(f"person-{name}")
            line.setMaxLength(LONGEST)
            line.returnPressed.connect(self.save)
        scroll = QScrollArea()
        scroll.setWidget(page)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setProperty("look", "clear")
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll = scroll
        foot = row(gap=Space.S)
        foot.addStretch(1)
        foot.addWidget(self.save_button)
        for part in (self._about, self.error):
            self.body.addWidget(part)
        self.body.addWidget(scroll, 1)
        self.body.addLayout(foot)
        self.error.hide()

    def retranslate(self) -> None:
        """Set every text again."""
        super().retranslate()
        self._back.setAccessibleName(self.tr("Back to the card"))
        self._back.setToolTip(self.tr("Back to the card (Escape); what was typed stays"))
        titles = {
            "kind": self.tr("Who they are"),
            "name": self.tr("Name"),
            "reading": self.tr("Reading"),
            "mobile": self.tr("Mobile"),
            "work": self.tr("Work number"),
            "home": self.tr("Home number"),
            "phone": self.tr("Other number"),
            "mail": self.tr("Mail"),
            "organisation": self.tr("Organisation"),
            "language": self.tr("Languages"),
            "timezone": self.tr("Time zone"),
            "skills": self.tr("Skills"),
            "groups": self.tr("Groups"),
        }
        for name, words in titles.items():
            self._labels[name].setText(words)
            self.fields.get(name, self.kind).setAccessibleName(words)
        self.fields["language"].setPlaceholderText(self.tr("English; Japanese"))
        self.fields["timezone"].setPlaceholderText("Europe/London")
        self.fields["skills"].setPlaceholderText(self.tr("Billing:5; Printers:3"))
        chosen = self.kind.currentData()
        self.kind.clear()
        for role in ROLES:
            self.kind.addItem(kind_word(role), role)
        self.kind.setCurrentIndex(max(0, self.kind.findData(chosen)))
        self.save_button.setText(self.tr("&Save"))
        self.save_button.setToolTip(self.tr("Keep it (Enter or Ctrl+Enter)"))
        self._write()

    @property
    def busy(self) -> bool:
        """What was written down before is still being fetched, or this is being kept."""
        return self._asking or self._saving

    def open_for(self, key: str) -> None:
        """Write down somebody new, or with a person's key what is known of them."""
        self._keep_draft()
        self._key = key
        self.error.hide()
        for line in self.fields.values():
            line.setText("")
        if not key:
            self._show(_NOBODY)
            return
        self._asking = True
        self._tools.bridge.run(self._desk.query(people_by_hand.written, key), self._show, self._fail)

    def begin(self) -> None:
        """The keyboard goes to the first line that is to be typed."""
        self.fields["name" if not self._key else "mobile"].setFocus()

    def save(self) -> None:
        """Keep what is typed."""
        if self.busy:
            return
        self._saving = True
        role, fields = self._typed()
        command = self._desk.command(people_by_hand.save, self._desk.login, fields, role, self._key)
        self._tools.bridge.run(command, self._saved, self._fail)

    def forget(self) -> None:
        """Nothing that was typed and not saved is kept."""
        self._drafts.clear()
        for name, line in self.fields.items():
            line.setText(self._written.fields[name])
        self.kind.setCurrentIndex(max(0, self.kind.findData(self._written.role)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter saves from anywhere; Escape goes back."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.save()
        else:
            super().keyPressEvent(event)

    def _typed(self) -> _Typed:
        return str(self.kind.currentData()), {name: line.text().strip() for name, line in self.fields.items()}

    def _keep_draft(self) -> None:
        typed = self._typed()
        if not self._asking and typed != (self._written.role, self._written.fields):
            self._drafts[self._key] = typed

    def _show(self, written: Written) -> None:
        self._asking = False
        self._written = written
        role, fields = self._drafts.pop(self._key, (written.role, dict(written.fields)))
        self.kind.setCurrentIndex(max(0, self.kind.findData(role)))
        for name, text in fields.items():
            # What was typed since the form was opened is newer.
            if not self.fields[name].isModified():
                self.fields[name].setText(text)
        self._scroll.verticalScrollBar().setValue(0)
        self._write()

    def _saved(self, saved: HandSaved) -> None:
        self._saving = False
        role, fields = self._typed()
        self._written = self._written._replace(role=role, fields=fields)
        self._drafts.pop(self._key, None)
        self.error.hide()
        self.saved.emit(saved)

    def _fail(self, error: BaseException) -> None:
        """Everything typed is still there."""
        self._asking = self._saving = False
        words = error_words(error, self._tools.languages.current)
        self.error.show_words(words.title, words.hint, variant="bad")
        self.begin()

    def _write(self) -> None:
        person = self._written.person
        if person is None:
            self.title.setText(self.tr("New person"))
            self._about.setText(
                self.tr("Somebody who is in no helpdesk and no file. A name, a number or a mail address will do.")
            )
            self.fields["name"].setPlaceholderText("")
        else:
            self.title.set_data(self.tr("{name}: what you know").format(name=called(person)))
            self._about.setText(
                self.tr("It is kept beside what the helpdesk and the files say, and no pull takes it away.")
            )
            self.fields["name"].setPlaceholderText(called(person))
