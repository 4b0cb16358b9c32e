"""The bar over the list while cases are marked: how many, and what can be done to all of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from fallback_console.domain.mirror import Vocabulary
from fallback_console.ui import names
from fallback_console.ui.case_words import PRIORITIES, priority_words
from fallback_console.ui.theme import Space, Theme
from fallback_console.ui.widgets import Button, Card, FlatButton, PlainLabel, PrimaryButton, column, row
from fallback_console.ui.widgets.choices import ComboBox
from fallback_console.ui.widgets.date_words import DateWordsEdit
from fallback_console.ui.widgets.flow import FlowLayout
from fallback_console.ui.widgets.values import ValueEdit

__all__ = ["BulkBar"]

_FIELDS = ("owner", "status", "priority", "queue")


class BulkBar(Card):
    """Says what it would do and to how many; it does nothing itself.

    Args:
        now: UTC epoch milliseconds.

    Attributes:
        take_requested: the cases are to be one's own.
        field_wanted: (field) somebody wants to set it: answered by ``edit_field``.
        change_requested: (field, value).
        plan_requested: (words, due or None) what is to happen next.
        left: nothing shall be marked any more.
    """

    take_requested = Signal()
    field_wanted = Signal(str)
    change_requested = Signal(str, str)
    plan_requested = Signal(str, object)
    left = Signal()

    def __init__(self, theme: Theme, now: Callable[[], int], parent: QWidget | None = None) -> None:
        super().__init__(parent, gap=Space.XS)
        self.setObjectName("bulk")
        self._theme = theme
        self._now = now
        self._count = 0
        self._editor: QWidget | None = None
        self._edit: QWidget = self
        self._field = ""
        self._said = PlainLabel("", "strong")
        self.take_button = Button(theme)
        self.take_button.setObjectName("bulk-take")
        self.change_button = Button(theme)
        self.change_button.setObjectName("bulk-change")
        self.plan_button = Button(theme)
        self.plan_button.setObjectName("bulk-plan")
        self.leave_button = FlatButton(theme, "", "close")
        self.leave_button.setObjectName("bulk-leave")
        self._menu = QMenu(self.change_button)
        self._fields: dict[str, QAction] = {}
        self._build()
        self.retranslate()

    def _build(self) -> None:
        self.body.setContentsMargins(Space.S, Space.XS, Space.S, Space.XS)
        for field in _FIELDS:
            action = QAction(self._menu)
            action.triggered.connect(lambda _checked=False, field=field: self.field_wanted.emit(field))
            self._menu.addAction(action)
            self._fields[field] = action
        self.change_button.setMenu(self._menu)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for widget in (self._said, self.take_button, self.change_button, self.plan_button):
            flow.addWidget(widget)
        head = row(gap=Space.S)
        head.addWidget(buttons, 1)
        head.addWidget(self.leave_button, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self.take_button.clicked.connect(self.take_requested)
        self.plan_button.clicked.connect(self.edit_plan)
        self.leave_button.clicked.connect(self.left)

    def show_count(self, count: int) -> None:
        """So many cases are marked."""
        self._count = count
        if not count:
            self.close_editor()
        self.retranslate()
        self.setVisible(count > 0)

    @property
    def words(self) -> str:
        """What it says."""
        return self._said.text()

    def retranslate(self) -> None:
        """Set every text again."""
        self._said.setText(self.tr("%n marked", "", self._count))
        self.setAccessibleName(self.tr("%n cases are marked", "", self._count))
        self.take_button.setText(self.tr("Take all"))
        self.take_button.setAccessibleName(self.tr("Take %n cases", "", self._count))
        self.change_button.setText(self.tr("Change"))
        self.change_button.setAccessibleName(self.tr("Change %n cases", "", self._count))
        self.plan_button.setText(self.tr("Next action"))
        self.plan_button.setAccessibleName(self.tr("Next action of %n cases", "", self._count))
        self.leave_button.setAccessibleName(self.tr("Mark none"))
        self.leave_button.setToolTip(self.tr("Mark none (Escape)"))
        for field, action in self._fields.items():
            action.setText(names.field_name(field))

    # Editing.

    def edit_field(self, field: str, vocabulary: Vocabulary) -> None:
        """Let somebody choose the value that all shall have."""
        name = names.field_name(field)
        edit: QWidget
        if field == "priority":
            edit = ComboBox(self._theme)
            for value in PRIORITIES:
                edit.addItem(f"{priority_words(value).text} ({value})", str(value))
            edit.setAccessibleName(name)
        else:
            known = {"status": vocabulary.statuses, "queue": vocabulary.queues}.get(field, ())
            edit = ValueEdit(self._theme, field, known[0] if known else "", vocabulary, name)
            edit.given.connect(self._give)
        edit.setObjectName("bulk-value")
        self._field = field
        self._open(name, edit)

    def edit_plan(self) -> None:
        """Let somebody say what is to be done next in all of them, and until when."""
        edit = QWidget()
        line = QLineEdit()
        line.setObjectName("bulk-next")
        line.setMaxLength(300)
        line.setAccessibleName(self.tr("Next action"))
        line.setPlaceholderText(self.tr("What happens next"))
        when = DateWordsEdit(self._now)
        when.line.setObjectName("bulk-due")
        when.set_name(self.tr("Due"))
        when.given.connect(self._give)
        line.returnPressed.connect(self._give)
        places = column(edit, gap=Space.XS)
        places.addWidget(line)
        places.addWidget(when)
        edit.setFocusProxy(line)
        self._field = "next_action"
        self._open(self.tr("Next action"), edit)

    def _open(self, title: str, edit: QWidget) -> None:
        self.close_editor()
        place = QWidget()
        save = PrimaryButton(self._theme, self.tr("Set for %n cases", "", self._count), "check")
        save.setObjectName("bulk-set")
        save.clicked.connect(self._give)
        leave = FlatButton(self._theme, self.tr("Cancel"), "close")
        leave.setObjectName("bulk-cancel")
        leave.clicked.connect(self._leave_editor)
        lines = column(place, gap=Space.XS)
        line = row(gap=Space.S)
        if self._field != "next_action":
            line.addWidget(PlainLabel(title, "muted"))
        line.addWidget(edit, 1)
        lines.addLayout(line)
        line = row(gap=Space.S)
        line.addWidget(save)
        line.addWidget(leave)
        line.addStretch(1)
        lines.addLayout(line)
        self._editor = place
        self._edit = edit
        self.body.addWidget(place)
        edit.setFocus()

    def close_editor(self) -> None:
        """Nothing is being edited."""
        editor, self._editor = self._editor, None
        if editor is not None:
            self.body.removeWidget(editor)
            editor.hide()
            editor.deleteLater()

    def _leave_editor(self) -> None:
        self.close_editor()
        self.change_button.setFocus()

    def _give(self) -> None:
        if self._editor is None:
            return
        if self._field == "next_action":
            self._give_plan()
            return
        edit = self._edit
        value = edit.value() if isinstance(edit, ValueEdit) else str(edit.currentData())  # type: ignore[attr-defined]
        field = self._field
        self.close_editor()
        self.change_requested.emit(field, value)

    def _give_plan(self) -> None:
        line, when = self._edit.findChild(QLineEdit, "bulk-next"), self._edit.findChild(DateWordsEdit)
        if line is None or when is None:
            return
        if when.problem:
            when.show_problem()
        elif not line.text().strip():
            line.setFocus()
        else:
            words, at = line.text().strip(), when.at
            self.close_editor()
            self.plan_requested.emit(words, at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves what is being edited, then the marks."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._editor is not None:
            self._leave_editor()
        else:
            self.left.emit()
