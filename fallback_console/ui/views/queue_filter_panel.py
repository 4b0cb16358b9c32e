"""Where a person makes a filter: every condition is tried at once, and a name keeps it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from fallback_console.domain.mirror import Vocabulary
from fallback_console.domain.views import CLAIMED
from fallback_console.ui.case_words import priority_words, status_word
from fallback_console.ui.models.queue_filters import SCOPES, SavedFilter
from fallback_console.ui.theme import Space, Theme
from fallback_console.ui.views.queue_words import scope_titles
from fallback_console.ui.widgets import Card, FlatButton, PlainLabel, PrimaryButton
from fallback_console.ui.widgets.choices import CheckBox, ComboBox
from fallback_console.ui.widgets.flow import FlowLayout
from fallback_console.ui.widgets.text import one_line

__all__ = ["FilterPanel"]

_PRIORITIES = ((0, 100), (67, 100), (34, 66), (0, 33))
_BOXES = ("scope", "status", "queue", "owner", "priority", "claimed")


class FilterPanel(Card):
    """Conditions, a name, and for a filter that is saved its place among the others.

    Attributes:
        tried: (filter) show what it would.
        save_requested: (filter) keep it.
        move_requested: (filter, -1 or 1) its chip goes further left or right.
        remove_requested: (filter).
        left: it is to be closed; nothing is kept.
    """

    tried = Signal(object)
    save_requested = Signal(object)
    move_requested = Signal(object, int)
    remove_requested = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filter-panel")
        self._base = SavedFilter()
        self._vocabulary = Vocabulary((), (), ())
        self._labels = {name: PlainLabel("", "muted") for name in (*_BOXES, "search", "name")}
        self._boxes = {name: ComboBox(theme) for name in _BOXES}
        self._search, self._name = QLineEdit(), QLineEdit()
        self._unanswered, self._closed = CheckBox(theme), CheckBox(theme)
        self._save = PrimaryButton(theme, "", "check")
        self._left = FlatButton(theme, "", "back")
        self._right = FlatButton(theme, "", "next")
        self._remove = FlatButton(theme, "", "drop")
        self._close = FlatButton(theme, "", "close")
        for name, widget in (
            *((f"filter-by-{name}", box) for name, box in self._boxes.items()),
            ("filter-by-search", self._search),
            ("filter-by-unanswered", self._unanswered),
            ("filter-by-closed", self._closed),
            ("filter-name", self._name),
            ("filter-save", self._save),
            ("filter-left", self._left),
            ("filter-right", self._right),
            ("filter-remove", self._remove),
            ("filter-close", self._close),
        ):
            widget.setObjectName(name)
        self._build()
        self.retranslate()

    def _build(self) -> None:
        self.body.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        grid = QGridLayout()
        grid.setContentsMargins(Space.NONE, Space.NONE, Space.NONE, Space.NONE)
        grid.setHorizontalSpacing(Space.S)
        grid.setVerticalSpacing(Space.XS)
        fields: list[tuple[str, QWidget]] = [*self._boxes.items(), ("search", self._search)]
        for number, (name, widget) in enumerate(fields):
            line, side = divmod(number, 2)
            widget.setMinimumWidth(Space.XL)
            grid.addWidget(self._labels[name], line, 2 * side)
            grid.addWidget(widget, line, 2 * side + 1)
        for side in (1, 3):
            grid.setColumnStretch(side, 1)
        self.body.addLayout(grid)
        checks, ends = QWidget(), QWidget()
        flow = FlowLayout(checks)
        flow.addWidget(self._unanswered)
        flow.addWidget(self._closed)
        self.body.addWidget(checks)
        grid.addWidget(self._labels["name"], 3, 2)
        grid.addWidget(self._name, 3, 3)
        flow = FlowLayout(ends)
        for widget in (self._save, self._left, self._right, self._remove, self._close):
            flow.addWidget(widget)
        self.body.addWidget(ends)
        self._search.setMaxLength(200)
        self._name.setMaxLength(40)
        for box in self._boxes.values():
            box.currentIndexChanged.connect(self._try)
        self._search.textChanged.connect(self._try)
        self._unanswered.toggled.connect(self._try)
        self._closed.toggled.connect(self._try)
        self._name.textChanged.connect(self._offer)
        self._name.returnPressed.connect(self._give)
        self._save.clicked.connect(self._give)
        self._left.clicked.connect(lambda: self.move_requested.emit(self._base, -1))
        self._right.clicked.connect(lambda: self.move_requested.emit(self._base, 1))
        self._remove.clicked.connect(lambda: self.remove_requested.emit(self._base))
        self._close.clicked.connect(self.left)

    def open_with(self, base: SavedFilter, vocabulary: Vocabulary) -> None:
        """Begin with a filter, one that is saved to change it.

        Args:
            vocabulary: what there is to choose from.
        """
        self._base, self._vocabulary = base, vocabulary
        self._fill(base)
        for button in (self._left, self._right, self._remove):
            button.setVisible(base.number > 0)
        self.show()
        self._boxes["scope"].setFocus()
        self._try()

    @property
    def filter(self) -> SavedFilter:
        """What is chosen now."""
        low, high = self._boxes["priority"].currentData() or _PRIORITIES[0]
        return self._base._replace(
            name=one_line(self._name.text(), 40),
            scope=str(self._boxes["scope"].currentData()),
            status=self._boxes["status"].currentData() or "",
            queue=self._boxes["queue"].currentData() or "",
            owner=self._boxes["owner"].currentData() or "",
            priority_min=low,
            priority_max=high,
            unanswered=self._unanswered.isChecked(),
            closed=self._closed.isChecked(),
            search=self._search.text().strip(),
            claimed=self._boxes["claimed"].currentData() or "",
        )

    def retranslate(self) -> None:
        """Set every text again."""
        for name, words in (
            ("scope", self.tr("Cases")),
            ("status", self.tr("Status")),
            ("queue", self.tr("Queue")),
            ("owner", self.tr("Owner")),
            ("priority", self.tr("Priority")),
            ("claimed", self.tr("Claimed")),
            ("search", self.tr("Words")),
            ("name", self.tr("Name")),
        ):
            self._labels[name].setText(words)
            widget = {**self._boxes, "search": self._search, "name": self._name}[name]
            widget.setAccessibleName(words)
        self._name.setToolTip(self.tr("The filter becomes a button of this name"))
        self._unanswered.setText(self.tr("Unanswered only"))
        self._closed.setText(self.tr("Closed ones too"))
        self._save.setText(self.tr("Save"))
        self._left.setAccessibleName(self.tr("Move left"))
        self._left.setToolTip(self.tr("Move left"))
        self._right.setAccessibleName(self.tr("Move right"))
        self._right.setToolTip(self.tr("Move right"))
        self._remove.setText(self.tr("Remove"))
        self._close.setText(self.tr("Close"))
        self.setAccessibleName(self.tr("A filter of your own"))
        if self.isVisible():
            self._fill(self.filter)
        self._offer()

    def _fill(self, chosen: SavedFilter) -> None:
        anything, titles = self.tr("any"), scope_titles()
        vocabulary = self._vocabulary
        levels = [priority_words(low + 1 if low else high - 1).text for low, high in _PRIORITIES[1:]]
        self._choose("scope", [(titles[name], name) for name in SCOPES], chosen.scope)
        for name, values, value in (
            ("status", vocabulary.statuses, chosen.status),
            ("queue", vocabulary.queues, chosen.queue),
            ("owner", vocabulary.owners, chosen.owner),
        ):
            known = dict.fromkeys((*values, *((value,) if value else ())))
            said = status_word if name == "status" else one_line
            self._choose(name, [(anything, ""), *((said(v), v) for v in known)], value)
        spans = list(zip((anything, *levels), _PRIORITIES, strict=True))
        span = (chosen.priority_min, chosen.priority_max)
        if span not in _PRIORITIES:
            spans.append((f"{span[0]}–{span[1]}", span))
        self._choose("priority", spans, span)
        whose = (anything, self.tr("by me"), self.tr("by others"))
        self._choose("claimed", list(zip(whose, ("", *CLAIMED), strict=True)), chosen.claimed)
        for line, text in ((self._search, chosen.search), (self._name, chosen.name)):
            with QSignalBlocker(line):
                line.setText(text)
        for check, on in ((self._unanswered, chosen.unanswered), (self._closed, chosen.closed)):
            with QSignalBlocker(check):
                check.setChecked(on)
        self._offer()

    def _choose(self, name: str, values: Sequence[tuple[str, object]], chosen: object) -> None:
        box = self._boxes[name]
        with QSignalBlocker(box):
            box.clear()
            for words, value in values:
                box.addItem(words, value)
            found = [value for _, value in values]
            box.setCurrentIndex(found.index(chosen) if chosen in found else 0)

    def _try(self) -> None:
        if self.isVisible():
            self.tried.emit(self.filter)

    def _offer(self) -> None:
        self._save.setEnabled(bool(self._name.text().strip()))

    def _give(self) -> None:
        if self._save.isEnabled():
            self.save_requested.emit(self.filter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
