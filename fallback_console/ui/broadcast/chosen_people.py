"""Single people who get a broadcast: searched as one types, chosen with Enter, and taken out again as chips."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from fallback_console.domain.views import PersonRow
from fallback_console.ui.case.side_panel import Choice, ChoiceModel, Choices
from fallback_console.ui.people_words import plain_name
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets import FlatButton, PlainLabel, SearchBox, column, row
from fallback_console.ui.widgets.chip import ChipButton
from fallback_console.ui.widgets.flow import FlowLayout
from fallback_console.ui.widgets.text import one_line

__all__ = ["SHOWN", "ChosenPeople", "PersonChip"]

SHOWN = 12
"""So many chips; those of more people are counted, and come up as others are taken out."""

_ROWS = 3
_LONGEST = 40


class PersonChip(ChipButton):
    """Somebody who was chosen: Enter, Space, Delete or a click takes them out."""

    def __init__(self, theme: Theme, key: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", "close", "neutral", parent)
        self.setObjectName("chosen-chip")
        self.key = key

    def keyPressEvent(self, event: object) -> None:
        """Delete and Backspace take out too."""
        if isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
            return
        super().keyPressEvent(event)


class ChosenPeople(QWidget):
    """Asks for who fits what is typed, and keeps who was chosen.

    Attributes:
        search_requested: what was typed: show who fits with ``show_found``.
        changed: others are chosen.
        keys: of who is chosen, in the order in which they were.
    """

    search_requested = Signal(str)
    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.keys: tuple[str, ...] = ()
        self._names: dict[str, str] = {}
        self._shown_for = ""
        self._take_the_only_one = False
        self.search = SearchBox(theme, shortcut=False)
        self.search.setObjectName("chosen-search")
        self.rows = ChoiceModel(theme, self)
        self.list = Choices(theme, self.rows)
        self.list.setObjectName("chosen-list")
        self.list.setFixedHeight(_ROWS * Size.ROW)
        self._nobody = PlainLabel("", "muted", wrap=True)
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips)
        self._count = PlainLabel("", "muted")
        self.clear_button = FlatButton(theme, "", "close")
        self.clear_button.setObjectName("chosen-clear")
        foot = row(gap=Space.S)
        foot.addWidget(self._count)
        foot.addWidget(self.clear_button)
        foot.addStretch(1)
        lines = column(self, gap=Space.S)
        for widget in (self.search, self.list, self._nobody, self._chips):
            lines.addWidget(widget)
        lines.addLayout(foot)
        self._connect()
        self._show_rows()
        self._write_chips()

    def _connect(self) -> None:
        self.search.search_requested.connect(self._search)
        self.search.returnPressed.connect(self._take_typed)
        self.search.leave_requested.connect(self._into_list)
        self.list.opened.connect(self._take)
        self.list.clicked.connect(lambda _index: self._take())
        self.clear_button.clicked.connect(self.clear)

    def set_keys(self, keys: Iterable[str]) -> None:
        """Others are chosen, as a draft has them; their names come with ``show_names``."""
        self.keys = tuple(dict.fromkeys(keys))
        self.search.clear()
        self._write_chips()

    @property
    def unnamed(self) -> list[str]:
        """Keys of those who stand here and whose names are not known yet."""
        return [key for key in self.keys[:SHOWN] if key not in self._names]

    def show_names(self, wanted: Iterable[str], names: Mapping[str, str]) -> None:
        """Names of those that were asked for; who has none any more is shown by key."""
        self._names.update((key, names.get(key) or key) for key in wanted)
        self._write_chips()

    def show_found(self, search: str, people: Sequence[PersonRow]) -> None:
        """Who fits what was typed; those who are chosen already are not offered again."""
        if search != self.search.text().strip():
            return
        self._shown_for = search
        left = [one for one in people if one.key not in self.keys]
        self.rows.show([Choice(plain_name(one.name), self._about(one), "person", one) for one in left])
        self._show_rows()
        if people and not left:
            self._nobody.setText(self.tr("Everybody who fits is chosen already."))
        if self._take_the_only_one and len(left) == 1:
            self._take()
        self._take_the_only_one = False

    def clear(self) -> None:
        """Nobody is chosen any more."""
        self.keys = ()
        self._write_chips()
        self.search.setFocus()
        self.changed.emit()

    def retranslate(self) -> None:
        """Set every text again."""
        self.search.set_hint(self.tr("And single people: name, number, mail or organisation"))
        self.list.setAccessibleName(self.tr("People who fit"))
        self.clear_button.setText(self.tr("Take all o&ut"))
        self._show_rows()
        self._write_chips()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape in the list gives up the search, not what is being written."""
        if event.key() == Qt.Key.Key_Escape and self.list.hasFocus():
            self.search.clear()
            self.search.setFocus()
        else:
            super().keyPressEvent(event)

    def _search(self, text: str) -> None:
        if text:
            self.search_requested.emit(text)
        else:
            self._shown_for, self._take_the_only_one = "", False
            self.rows.show(())
            self._show_rows()

    def _into_list(self) -> None:
        if self.list.isVisible():
            self.list.setFocus()

    def _take_typed(self) -> None:
        """Enter in the search: what stands there already, or the only one who fits once that is known."""
        if not self.search.text().strip():
            return
        if self._shown_for == self.search.text().strip():
            self._take()
        else:
            self._take_the_only_one = True

    def _take(self) -> None:
        chosen = self.list.current
        if chosen is None:
            return
        one: PersonRow = chosen.what
        self._names[one.key] = plain_name(one.name) or one.key
        self.keys = (*self.keys, one.key)
        self.search.clear()
        self._search("")
        self.search.setFocus()
        self._write_chips()
        self.changed.emit()

    def _drop(self, key: str) -> None:
        """Take somebody out; the keyboard goes to who stands there now."""
        place = self.keys.index(key)
        self.keys = tuple(one for one in self.keys if one != key)
        self._write_chips()
        chips = self.chips
        (chips[min(place, len(chips) - 1)] if chips else self.search).setFocus()
        self.changed.emit()

    @property
    def chips(self) -> list[PersonChip]:
        """Those that are shown, in order."""
        items = (self._flow.itemAt(place) for place in range(self._flow.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [one for one in widgets if isinstance(one, PersonChip)]

    def _write_chips(self) -> None:
        wanted = self.keys[:SHOWN]
        if tuple(chip.key for chip in self.chips) != wanted:
            while (item := self._flow.takeAt(0)) is not None:
                if (old := item.widget()) is not None:
                    old.hide()
                    old.deleteLater()
            for key in wanted:
                chip = PersonChip(self._theme, key, self._chips)
                chip.clicked.connect(lambda _checked=False, key=key: self._drop(key))
                self._flow.addWidget(chip)
                chip.show()
        for chip in self.chips:
            name = one_line(self._names.get(chip.key, "…"), _LONGEST)
            chip.show_state(name, "close", "neutral", self.tr("Take {name} out").format(name=name))
            chip.setAccessibleName(self.tr("{name}, chosen: take out").format(name=name))
        count = len(self.keys)
        words = self.tr("%Ln people are chosen", "", count) if count else ""
        if count > SHOWN:
            hidden = self.tr("%Ln of them are not shown", "", count - SHOWN)
            words = f"{words} · {hidden}"
        self._count.setText(words)
        for widget in (self._count, self._chips):
            widget.setVisible(count > 0)
        self.clear_button.setVisible(count > 1)
        self._flow.invalidate()
        self._chips.updateGeometry()

    def _show_rows(self) -> None:
        there = self.rows.rowCount() > 0
        self.list.setVisible(there)
        self._nobody.setText(self.tr("Nobody fits."))
        self._nobody.setVisible(not there and bool(self._shown_for))

    def _about(self, one: PersonRow) -> str:
        number = one.numbers[0].shown if one.numbers else self.tr("no number")
        return " · ".join(part for part in (one.organisation, number) if part)
