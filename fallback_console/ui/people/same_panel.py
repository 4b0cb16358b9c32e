"""Records that may be one person: a list with the reasons, and the two side by side."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from fallback_console.services import people_list, people_merge
from fallback_console.services.people_list import ShownPerson
from fallback_console.services.people_merge import SameSaved
from fallback_console.ui.case.side_panel import Choice, ChoiceModel, Choices, SidePanel
from fallback_console.ui.people.facts import Fact, FactsTable, facts_of
from fallback_console.ui.people.merging import Merging
from fallback_console.ui.people.words import called, kind_word, why_words
from fallback_console.ui.people_words import plain_name
from fallback_console.ui.refresher import Refresher
from fallback_console.ui.theme import Size, Space
from fallback_console.ui.views.base import Tools
from fallback_console.ui.widgets import Banner, Button, Card, ElidedLabel, EmptyState, PlainLabel, PrimaryButton, row
from fallback_console.ui.widgets.flow import FlowLayout
from fallback_console.ui.widgets.not_yet import NotYet

__all__ = ["SamePanel"]

_MOST = 200
_ROWS = 3

_Reason = tuple[str, str, str, str]
"""Two keys, why they may be one, and what they have in common."""

_Answer = tuple[list[Any], tuple[str, str], ShownPerson | None, ShownPerson | None]


class SamePanel(SidePanel):
    """Asks a person about one pair after the other."""

    def __init__(self, tools: Tools, merging: Merging, parent: QWidget | None = None) -> None:
        super().__init__(tools.theme, parent)
        self._tools = tools
        self._desk = tools.context.desk
        self._merging = merging
        self._first: _Reason | None = None
        self._merged: _Reason | None = None
        self._reasons: dict[tuple[str, str], _Reason] = {}
        self._wanted = self._asked = ("", "")
        self._turned = self._begun = False
        self._pair: tuple[ShownPerson, ShownPerson] | None = None
        theme = tools.theme
        self.done = Banner(theme, "ok", closable=True)
        self.done.setObjectName("same-done")
        self.rows = ChoiceModel(theme, self)
        self.list = Choices(theme, self.rows)
        self.list.setObjectName("same-pairs")
        self.left_side, self.right_side = _Side(tools), _Side(tools)
        self._rule = PlainLabel("", "muted", wrap=True)
        self.one_button = PrimaryButton(theme, "", "merge")
        self.one_button.setObjectName("same-one")
        self.swap_button = Button(theme, "", "field")
        self.swap_button.setObjectName("same-swap")
        self.two_button = Button(theme, "", "split")
        self.two_button.setObjectName("same-two")
        self._empty = EmptyState(theme, "same")
        self._parts: tuple[QWidget, ...] = ()
        self._build()
        self._refresher = Refresher(self, tools.bridge, self._ask, self._show)
        self._not_yet = NotYet(self, self._refresher, self._empty.show_words)
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        sides = QWidget()
        both = row(sides, gap=Space.M)
        both.addWidget(self.left_side, 1)
        both.addWidget(self.right_side, 1)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (self.one_button, self.two_button, self.swap_button):
            flow.addWidget(button)
        self.list.setMaximumHeight(_ROWS * Size.ROW + Space.S)
        self._parts = (self.list, sides, self._rule, buttons)
        self.body.addWidget(self.done)
        self.body.addWidget(self.list, 2)
        self.body.addWidget(sides, 5)
        self.body.addWidget(self._rule)
        self.body.addWidget(buttons)
        self.body.addWidget(self._empty, 1)

    def _connect(self) -> None:
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(self.one_button.setFocus)
        self.one_button.clicked.connect(self.say_one)
        self.two_button.clicked.connect(self.say_two)
        self.swap_button.clicked.connect(self._swap)
        self.done.action_requested.connect(self._merging.undo)
        self._empty.action_requested.connect(self._refresher.request)
        self._merging.merged.connect(self._tell)
        self._merging.parted.connect(self._take_back)

    def retranslate(self) -> None:
        """Set every text again."""
        super().retranslate()
        self.title.setText(self.tr("Same person?"))
        self._back.setAccessibleName(self.tr("Back to the card"))
        self._back.setToolTip(self.tr("Back to the card (Escape)"))
        self.list.setAccessibleName(self.tr("Records that may be one person"))
        self.one_button.setText(self.tr("&One person"))
        self.one_button.setToolTip(self.tr("Put the right one into the left one; it can be undone"))
        self.two_button.setText(self.tr("&Two people"))
        self.two_button.setToolTip(self.tr("Do not offer these two any more"))
        self.swap_button.setText(self.tr("S&wap"))
        self.swap_button.setToolTip(self.tr("Show the merged person by the other one's name"))
        self._rule.setText(
            self.tr(
                "The left one is shown; what only the right one knows is added. Every later import and pull keeps it."
            )
        )
        self.done.hide()
        self._write()
        self._refresher.request()

    @property
    def busy(self) -> bool:
        """What was asked for is not shown yet."""
        return self._refresher.busy

    def ask(self, key: str, likely: Any) -> None:
        """Ask anew; about ``key`` and a ``Likely`` first of all, where they are given."""
        if key and likely is not None:
            self._first = (key, likely.key, likely.why, likely.what)
            self._wanted, self._turned = (key, likely.key), False
        self._refresher.request()

    def begin(self) -> None:
        """The keyboard goes into the list, as soon as there is one."""
        self._begun = True
        (self.list if self.list.isVisibleTo(self) else self._back).setFocus()

    @property
    def sides(self) -> tuple[ShownPerson, ShownPerson] | None:
        """The two that are shown, left and right; None for nobody."""
        return self._pair[::-1] if self._pair is not None and self._turned else self._pair

    def say_one(self) -> None:
        """They are one person, shown by the left one."""
        if self.sides is not None:
            self._merged = self._reasons.get(self._wanted)
            self._merging.merge(*(side.key for side in self.sides))

    def say_two(self) -> None:
        """They are two people."""
        if self.sides is not None:
            self._first = self._merged = None
            self._merging.apart(*(side.key for side in self.sides))

    # Facts.

    def _ask(self) -> Future[Any]:
        self._asked = self._wanted
        return self._desk.query(_pairs_and_sides, self._wanted, self._first)

    def _show(self, answer: _Answer) -> None:
        pairs, wanted, one, two = answer
        self._reasons = {(p.key, p.other.key): (p.key, p.other.key, p.other.why, p.other.what) for p in pairs}
        choices = [
            Choice(
                self.tr("{one} – {two}").format(
                    one=plain_name(pair.name) or pair.key, two=plain_name(pair.other.name) or pair.other.key
                ),
                why_words(pair.other.why, pair.other.what),
                "same",
                (pair.key, pair.other.key),
            )
            for pair in pairs
        ]
        place = next((i for i, choice in enumerate(choices) if choice.what == wanted), 0)
        self.list.blockSignals(True)
        self.rows.show(choices)
        self.list.setCurrentIndex(self.rows.index(place))
        self.list.blockSignals(False)
        if self._wanted != self._asked:
            self._refresher.request()
            return
        self._wanted = wanted
        self._pair = (one, two) if one is not None and two is not None else None
        self._write()

    def _write(self) -> None:
        sides = self.sides
        focus = self.window().focusWidget()
        had_focus = focus is not None and self.isAncestorOf(focus)
        for part in self._parts:
            part.setVisible(sides is not None)
        self._empty.setVisible(sides is None)
        if sides is not None:
            now = self._tools.context.clock.now_ms()
            self.left_side.show_side(sides[0], now)
            self.right_side.show_side(sides[1], now)
            if self._begun and self._back.hasFocus():
                self.list.setFocus()
            self._begun = False
            return
        if not self._not_yet.write():
            self._empty.show_words(
                self.tr("Nobody seems to be here twice"),
                self.tr("Records that share a number, a mail address or a name are offered here."),
                icon="ok",
            )
        if had_focus:
            self._back.setFocus()

    def _choose(self) -> None:
        current = self.list.current
        if current is not None and current.what != self._wanted:
            self._wanted, self._turned = current.what, False
            self._refresher.request()

    def _swap(self) -> None:
        self._turned = not self._turned
        self._write()

    def _tell(self, saved: SameSaved) -> None:
        sides = self.sides
        name = self.left_side.name if sides is not None and sides[0].key == saved.key else saved.key
        self._first = None
        self.done.show_words(
            self.tr("saved · they are one person"), self.tr("Shown as {name}").format(name=name), action=self.tr("Undo")
        )
        self._refresher.request()

    def _take_back(self, saved: SameSaved) -> None:
        merged, self._merged = self._merged, None
        if merged is not None and {saved.key, saved.other} == set(merged[:2]):
            # Whoever takes it back may want to look at the two again.
            self._first, self._wanted = merged, merged[:2]
        self.done.hide()
        self._refresher.request()


class _Side(QScrollArea):
    """One of the two."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ElidedLabel("", "large")
        self._facts = FactsTable(tools.theme, narrow=True)
        card = Card(gap=Space.S)
        card.body.addWidget(self._title)
        card.body.addWidget(self._facts, 1)
        self.setWidget(card)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("look", "page")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def name(self) -> str:
        """Who it is."""
        return self._title.text()

    def show_side(self, shown: ShownPerson, now: int) -> None:
        """Show a record."""
        person = shown.person
        assert person is not None
        self._title.set_data(called(person))
        self.setAccessibleName(called(person))
        kind = Fact(self.tr("Kind"), kind_word(person.role))
        self._facts.show_facts((kind, *facts_of(shown, now)))


def _pairs_and_sides(reading: Any, wanted: tuple[str, str], first: _Reason | None) -> _Answer:
    """Pairs, the one that was wanted or else the first, and both sides of it."""
    pairs = people_merge.likely_pairs(reading, _MOST)
    if first is not None:
        pairs = people_merge.with_first(reading, pairs, *first)
    keys = [(pair.key, pair.other.key) for pair in pairs]
    if wanted not in keys:
        turned = wanted[::-1]
        wanted = turned if turned in keys else keys[0] if keys else ("", "")
    if not any(wanted):
        return pairs, wanted, None, None
    one, two = (people_list.shown(reading, key) for key in wanted)
    return pairs, wanted, one, two
