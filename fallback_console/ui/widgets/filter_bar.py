"""Filters of a list as chips with counts: one at a time."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import pairwise

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from fallback_console.ui.i18n import translate
from fallback_console.ui.theme import Theme
from fallback_console.ui.widgets.buttons import Button
from fallback_console.ui.widgets.flow import FlowLayout, lines_of
from fallback_console.ui.widgets.numbers import count_words
from fallback_console.ui.widgets.text import one_line

__all__ = ["FilterBar"]

_LINES = 2
_LONGEST = 24


class FilterBar(QWidget):
    """Chips in a row; on a narrow list in two. What has no room there is in a menu at the end; the pressed one always has.

    Attributes:
        chosen: name of the chip that was pressed; '' where the pressed one was let go.
        menu_requested: (name, place): somebody wants to do something with a chip.
    """

    chosen = Signal(str)
    menu_requested = Signal(str, QPoint)

    def __init__(self, theme: Theme, names: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chips: dict[str, Button] = {}
        self._titles: dict[str, str] = {}
        self._counts: dict[str, tuple[int, bool]] = {}
        self._widths: dict[Button, int] = {}
        self._more: Button | None = None
        self._menu: QMenu | None = None
        self._flow = FlowLayout(self)
        self.set_names(names)

    def set_names(self, names: tuple[str, ...]) -> None:
        """Other chips, in another order; what is pressed stays pressed."""
        if names == tuple(self._chips):
            return
        old, self._chips = self._chips, {}
        for name in names:
            self._chips[name] = old.pop(name) if name in old else self._make(name)
        for chip in old.values():
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        for chip in (*self._chips.values(), *([] if self._more is None else [self._more])):
            self._flow.removeWidget(chip)
            self._flow.addWidget(chip)
        self._set_tab_order()
        self._write()

    def _make(self, name: str) -> Button:
        chip = Button(self._theme, parent=self)
        chip.setCheckable(True)
        chip.setObjectName(f"filter-{name}")
        chip.clicked.connect(lambda checked=False, name=name: self._press(name))
        chip.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        chip.customContextMenuRequested.connect(
            lambda place, name=name, chip=chip: self.menu_requested.emit(name, chip.mapToGlobal(place))
        )
        return chip

    def _set_tab_order(self) -> None:
        shown = [*self._chips.values(), *([self._more] if self._more is not None else [])]
        for one, following in pairwise(shown):
            QWidget.setTabOrder(one, following)

    def chip(self, name: str) -> Button:
        """One chip.

        Raises:
            KeyError: there is none of that name.
        """
        return self._chips[name]

    @property
    def current(self) -> str:
        """Name of the chip that is pressed, '' for none."""
        return next((name for name, chip in self._chips.items() if chip.isChecked()), "")

    @property
    def folded(self) -> tuple[str, ...]:
        """Names of the chips that have no room."""
        return tuple(name for name, chip in self._chips.items() if chip.isHidden())

    def set_current(self, name: str) -> None:
        """Press a chip without telling; '' lets all go."""
        for other, chip in self._chips.items():
            with QSignalBlocker(chip):
                chip.setChecked(other == name)
            chip.update()
        self._fit()

    def set_titles(self, titles: Mapping[str, str]) -> None:
        """Their words."""
        self._titles = dict(titles)
        self._write()

    def show_counts(self, counts: Mapping[str, int], more: Collection[str] = ()) -> None:
        """How many each has.

        Args:
            more: names of those that have more than were counted: '400+'.
        """
        told = {name: (count, name in more) for name, count in counts.items()}
        if told != self._counts:
            self._counts = told
            self._write()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another room for the chips."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Only now it matters which chips have room."""
        super().showEvent(event)
        self._fit()

    def _press(self, name: str) -> None:
        now = name if self._chips[name].isChecked() else ""
        self.set_current(now)
        self.chosen.emit(now)

    def _write(self) -> None:
        self._widths = {}
        for name, chip in self._chips.items():
            title = self._titles.get(name, "")
            count, more = self._counts.get(name, (None, False))
            words = "" if count is None else count_words(count) + ("+" if more else "")
            short = one_line(title, _LONGEST)
            chip.setText((f"{short} {words}" if words else short).replace("&", "&&"))
            chip.setAccessibleName(f"{title}, {words}" if words else title)
        if self._more is not None:
            self._name_more(self._more)
        self._fit()

    def _fit(self) -> None:
        """Hide what would need a further line; the pressed chip takes the place of another."""
        if not self.isVisible():
            return
        chips = list(self._chips.values())
        room = self.width()
        shown = set(chips)
        if not self._goes(chips, room, 0):
            self._more = self._more or self._make_more()
            tail = self._more.sizeHint().width() + self._flow.spacing()
            keep = [chip for chip in chips if chip.isChecked()]
            others = [chip for chip in chips if not chip.isChecked()]
            while others and not self._goes([c for c in chips if c in keep or c in others], room, tail):
                others.pop()
            shown = {*keep, *others}
        for chip in chips:
            chip.setVisible(chip in shown)
        if self._more is not None:
            self._more.setVisible(len(shown) < len(chips))

    def _goes(self, chips: list[Button], room: int, tail: int) -> bool:
        """Whether chips, and at their end something so wide, go into the lines."""
        if not self._widths:
            self._widths = {chip: chip.sizeHint().width() for chip in self._chips.values()}
        widths = [*(self._widths[chip] for chip in chips), *([tail] if tail else [])]
        return lines_of(widths, room, self._flow.spacing()) <= _LINES

    def _make_more(self) -> Button:
        more = Button(self._theme, "", "more", self)
        more.setObjectName("filter-more")
        self._menu = QMenu(more)
        self._menu.aboutToShow.connect(self._fill)
        more.setMenu(self._menu)
        self._name_more(more)
        self._flow.addWidget(more)
        return more

    def _name_more(self, more: Button) -> None:
        more.setText(translate("FilterBar", "More"))
        more.setAccessibleName(translate("FilterBar", "More filters"))

    def _fill(self) -> None:
        assert self._menu is not None
        self._menu.clear()
        for name in self.folded:
            action = QAction(self._chips[name].text(), self._menu)
            action.triggered.connect(lambda _checked=False, name=name: self._choose(name))
            self._menu.addAction(action)

    def _choose(self, name: str) -> None:
        self.set_current(name)
        self.chosen.emit(name)
