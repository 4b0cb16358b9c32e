"""Edits one connection, tests it live, saves or removes it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from fallback_console.domain.connection import Connection, Value
from fallback_console.ports import CheckStep
from fallback_console.ui.error_texts import Words
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.views import connection_fields as known
from fallback_console.ui.views.check_list import CheckList
from fallback_console.ui.widgets import (
    Banner,
    Button,
    Card,
    DangerButton,
    FlatButton,
    IconLabel,
    PlainLabel,
    PrimaryButton,
    column,
    row,
    set_tooltip,
)
from fallback_console.ui.widgets.choices import CheckBox, ComboBox

__all__ = ["ConnectionEditor"]


class ConnectionEditor(QWidget):
    """The page of one connection.

    Attributes:
        test_requested: (Connection as typed, secrets as typed by short name).
        save_requested: the same, to keep.
        remove_requested: forget it.
        another_requested: begin a further one of this kind.
    """

    test_requested = Signal(object, object)
    save_requested = Signal(object, object)
    remove_requested = Signal()
    another_requested = Signal()

    def __init__(self, theme: Theme, connection: Connection, *, is_new: bool) -> None:
        super().__init__()
        self.setProperty("look", "canvas")
        self.connection = connection
        self.is_new = is_new
        self._theme = theme
        self._fields = known.fields_of(connection.kind)
        self._widgets: dict[str, QWidget] = {}
        self._rare: list[tuple[QWidget, QWidget]] = []
        self._form = QFormLayout()
        self._steps = CheckList(theme)
        self._error = Banner(theme, "bad")
        self._test = Button(theme, self.tr("&Test"), "refresh")
        self._save = PrimaryButton(theme, self.tr("Sa&ve"), "check")
        self._build()
        self._show_rare(False)
        self._more.setHidden(not self._rare)
        self._allow()

    def _build(self) -> None:
        card = Card(gap=Space.M)
        head = row(gap=Space.M)
        head.addWidget(IconLabel(self._theme, known.kind_icon(self.connection.kind), "text", Size.ICON_L))
        title = PlainLabel("", "title", wrap=True)
        title.set_data(known.title(self.connection) or known.kind_label(self.connection.kind))
        head.addWidget(title, 1)
        card.body.addLayout(head)
        card.body.addWidget(PlainLabel(known.kind_hint(self.connection.kind), "muted", wrap=True))
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._form.setHorizontalSpacing(Space.M)
        self._form.setVerticalSpacing(Space.S)
        if not known.default_name(self.connection.kind):
            self._add(known.Field("", self.tr("Name"), needed=True))
        elif self._is_further:
            hint = self.tr("short, of a-z, 0-9 and hyphens, like osaka or 2")
            self._add(known.Field("", self.tr("Name of this one"), hint, needed=True))
        for field in self._fields:
            self._add(field)
        card.body.addLayout(self._form)
        self._more = FlatButton(self._theme, self.tr("&More settings"), "expand")
        self._more.setCheckable(True)
        self._more.toggled.connect(self._show_rare)
        card.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._enabled = CheckBox(self._theme, self.tr("&In use: watched and delivered to"))
        self._enabled.setChecked(self.connection.enabled)
        card.body.addWidget(self._enabled, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addWidget(self._error)
        card.body.addWidget(self._steps)
        card.body.addLayout(self._buttons())
        card.body.addWidget(self._removal())
        body = column(self)
        body.addWidget(card)
        body.addStretch(1)

    def _buttons(self) -> QHBoxLayout:
        self._test.clicked.connect(self._ask_test)
        self._save.clicked.connect(self._ask_save)
        self._remove = FlatButton(self._theme, self.tr("&Remove …"), "drop")
        if self.is_new:
            self._remove.hide()
        self._remove.clicked.connect(self._show_removal)
        line = row()
        line.addWidget(self._test)
        line.addWidget(self._save)
        line.addStretch(1)
        if known.another_can_be(self.connection.kind) and not self.is_new:
            another = FlatButton(self._theme, self.tr("Add an&other"), "add")
            another.setObjectName("connection-another")
            another.clicked.connect(self.another_requested)
            line.addWidget(another)
        line.addWidget(self._remove)
        return line

    def _removal(self) -> QWidget:
        self._removal_card = Card()
        warning = self.tr("It is no longer watched. What waits for it stays here and waits until you connect it again.")
        self._removal_card.body.addWidget(PlainLabel(warning, "bad", wrap=True))
        really = DangerButton(self._theme, self.tr("Remove it &now"), "drop")
        really.clicked.connect(self.remove_requested)
        cancel = Button(self._theme, self.tr("Cance&l"))
        cancel.clicked.connect(self._hide_removal)
        line = row()
        line.addWidget(really)
        line.addWidget(cancel)
        line.addStretch(1)
        self._removal_card.body.addLayout(line)
        self._removal_card.hide()
        return self._removal_card

    def _add(self, field: known.Field) -> None:
        value = self.connection.values.get(field.name) if field.name else self.connection.name
        widget: QWidget
        if field.shape == "flag":
            default = field.default == "yes"
            widget = CheckBox(self._theme, field.label)
            widget.setChecked(_is_yes(value, default))
        elif field.shape == "choice":
            widget = ComboBox(self._theme)
            for choice, words in field.choices:
                widget.addItem(words, choice)
            at = widget.findData(str(value)) if value is not None else -1
            widget.setCurrentIndex(at if at >= 0 else widget.findData(field.default))
        elif field.shape == "lines":
            widget = QPlainTextEdit("" if value is None else str(value))
            widget.setTabChangesFocus(True)
            widget.setPlaceholderText(field.hint)
            widget.setFixedHeight(Size.TEXT_BOX)
        else:
            widget = QLineEdit("" if value is None or field.shape == "secret" else str(value))
            widget.setMaxLength(2000)
            widget.setPlaceholderText(field.hint or field.default)
            set_tooltip(widget, field.hint or field.default)
            widget.textChanged.connect(self._allow)
            if field.shape == "secret":
                widget.setEchoMode(QLineEdit.EchoMode.Password)
                if not self.is_new:
                    widget.setPlaceholderText(self.tr("kept; type to replace it"))
        widget.setAccessibleName(field.label)
        if field.hint:
            widget.setAccessibleDescription(field.hint)
        self._widgets[field.name] = widget
        label = PlainLabel("" if field.shape == "flag" else self._label_of(field))
        label.setBuddy(widget)
        self._form.addRow(label, widget)
        if field.rare:
            self._rare.append((label, widget))

    @property
    def _is_further(self) -> bool:
        """One more of a kind is begun; it gets a name of its own."""
        return self.is_new and known.another_can_be(self.connection.kind) and not self.connection.name

    def _label_of(self, field: known.Field) -> str:
        return self.tr("{label} (required)").format(label=field.label) if field.needed and self.is_new else field.label

    def field(self, name: str) -> QWidget:
        """Where a value is entered, by its name; '' is the connection's own name.

        Raises:
            KeyError: this kind has no such value.
        """
        return self._widgets[name]

    def show_more(self, shown: bool) -> None:
        """Show the rare settings too, or no longer."""
        self._more.setChecked(shown)

    def typed(self) -> tuple[Connection, dict[str, str]]:
        """The connection as it stands here, and the secrets that were typed."""
        values: dict[str, Value] = {
            name: value for name, value in self.connection.values.items() if name not in self._widgets
        }
        secrets: dict[str, str] = {}
        for field in self._fields:
            widget = self._widgets[field.name]
            if isinstance(widget, CheckBox):
                values[field.name] = widget.isChecked()
            elif isinstance(widget, ComboBox):
                values[field.name] = str(widget.currentData())
            elif isinstance(widget, (QLineEdit, QPlainTextEdit)):
                text = (widget.text() if isinstance(widget, QLineEdit) else widget.toPlainText()).strip()
                if field.shape == "secret":
                    if text:
                        secrets[field.name] = text
                elif text:
                    values[field.name] = text
        name = self.connection.name or known.default_name(self.connection.kind)
        own = self._widgets.get("")
        if isinstance(own, QLineEdit):
            name = own.text().strip()
            if self._is_further:
                name = f"{known.default_name(self.connection.kind)}.{name.lower()}"
        return Connection(name, self.connection.kind, values, self._enabled.isChecked()), secrets

    def show_steps(self, steps: Sequence[CheckStep]) -> None:
        """Show what the live test found."""
        self._clear_steps()
        self._busy(False)
        self._steps.show_steps(steps)
        if steps and all(step.ok for step in steps):
            self._error.show_words(self.tr("Everything works."), "", variant="ok")

    def show_error(self, words: Words) -> None:
        """Show why a test or saving failed."""
        self._clear_steps()
        self._busy(False)
        self._error.show_words(words.title, "\n".join(p for p in (words.hint, words.detail) if p), variant="bad")

    def _clear_steps(self) -> None:
        self._error.hide()
        self._steps.show_steps(())

    def _busy(self, busy: bool) -> None:
        self._test.setText(self.tr("Testing …") if busy else self.tr("&Test"))
        self._test.setEnabled(not busy)
        self._save.setEnabled(not busy)
        if not busy:
            self._allow()

    def _ask_test(self) -> None:
        self._clear_steps()
        self._busy(True)
        self.test_requested.emit(*self.typed())

    def _ask_save(self) -> None:
        self._clear_steps()
        self._busy(True)
        self._test.setText(self.tr("&Test"))
        self.save_requested.emit(*self.typed())

    def _allow(self) -> None:
        missing = any(
            isinstance(widget, QLineEdit) and not widget.text().strip()
            for field in (*self._fields, known.Field("", "", needed=True))
            if field.needed and (self.is_new or field.shape != "secret")
            for widget in (self._widgets.get(field.name),)
        )
        self._save.setEnabled(not missing)
        self._test.setEnabled(not missing)

    def _show_rare(self, shown: bool) -> None:
        for label, widget in self._rare:
            label.setVisible(shown)
            widget.setVisible(shown)

    def _show_removal(self) -> None:
        self._removal_card.show()

    def _hide_removal(self) -> None:
        self._removal_card.hide()
        self._remove.setFocus()


def _is_yes(value: Value | None, default: bool) -> bool:
    if value is None:
        return default
    return value if isinstance(value, bool) else str(value).strip().casefold() in ("yes", "true", "on", "1")
