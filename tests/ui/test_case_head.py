"""The head of a case in a low window: its chips leave room for what is written, and none is out of reach."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fallback_console.compose.gallery.tour import at_work
from fallback_console.ui.case.head_chips import HeadChips
from fallback_console.ui.gallery.acts import queue_of
from fallback_console.ui.gallery.case_acts import case_crowded
from fallback_console.ui.gallery.stage import Studio, delete
from fallback_console.ui.theme import Size, Space
from fallback_console.ui.widgets import ChipButton, column
from tests.ui import fitting
from tests.ui.gallery_walk import SIZES

_REST = 100
_LONG = "A sentence with more words than two of its kind have room for in one line"


@pytest.fixture
def studio(qtbot: QtBot) -> Iterator[Studio]:
    made = Studio()
    yield made
    made.close()


class Pane(QWidget):
    """Chips above something that needs room."""

    def __init__(self, studio: Studio) -> None:
        super().__init__()
        texts = ("Who has it", "one", "two", _LONG, "four & more", "five")
        self.made = [ChipButton(studio.theme, text, "field") for text in texts]
        self.claim, *others = self.made
        self.chips = HeadChips(studio.theme, self.made, others, (self.claim,))
        self.rest = QWidget()
        self.rest.setMinimumHeight(_REST)
        body = column(self)
        body.addWidget(self.chips)
        body.addWidget(self.rest, 1)
        self.chips.keep_within(self)
        self.show_lines(9)
        self.show()

    def show_lines(self, lines: int, width: int = 300) -> None:
        self.resize(width, _REST + Size.ROW + lines * (Size.STRIP_CHIP + Space.S))

    def lines(self) -> int:
        return len({chip.y() for chip in (*self.made, self.chips.more) if chip.isVisible()})


@pytest.fixture
def pane(studio: Studio, qtbot: QtBot) -> Iterator[Pane]:
    made = Pane(studio)
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: made.chips.height() > 0)
    yield made
    delete(made)


def test_with_room_every_chip_stands_there(pane: Pane) -> None:
    assert pane.chips.folded == ()
    assert not pane.chips.more.isVisible()


@pytest.mark.parametrize("lines", [1, 2, 3])
def test_chips_take_no_more_lines_than_have_room(pane: Pane, qtbot: QtBot, lines: int) -> None:
    pane.show_lines(lines)
    qtbot.waitUntil(lambda: pane.lines() <= max(lines, 2))
    assert pane.rest.height() >= _REST
    assert pane.claim.isVisible()
    assert fitting.problems(pane) == []
    pane.show_lines(9)
    qtbot.waitUntil(lambda: pane.chips.folded == ())


def test_they_get_shorter_before_they_give_way(pane: Pane, qtbot: QtBot) -> None:
    whole = pane.made[3].width()
    pane.show_lines(2, width=480)
    qtbot.waitUntil(lambda: pane.made[3].width() < whole)
    assert pane.chips.folded == ()
    assert _LONG in pane.made[3].toolTip()
    assert pane.made[3].accessibleName() == _LONG


def test_what_gave_way_is_in_a_menu(pane: Pane, qtbot: QtBot) -> None:
    pressed: list[str] = []
    for chip in pane.made:
        chip.clicked.connect(lambda _checked=False, chip=chip: pressed.append(chip.accessibleName()))
    pane.show_lines(1, width=260)
    more = pane.chips.more
    qtbot.waitUntil(more.isVisible)
    names = [chip.accessibleName() for chip in pane.chips.folded]
    assert more.accessibleName().startswith(f"{len(names)} more: ")
    assert all(name in more.accessibleName() for name in names)
    assert pane.chips.stands_for(pane.chips.folded[0]) is more
    assert pane.chips.stands_for(pane.claim) is pane.claim
    more.setFocus()
    qtbot.keyClick(more, Qt.Key.Key_Return)
    qtbot.waitUntil(pane.chips.menu.isVisible)
    assert [action.text().replace("&&", "&") for action in pane.chips.menu.actions()] == names
    qtbot.keyClick(pane.chips.menu, Qt.Key.Key_Down)
    qtbot.keyClick(pane.chips.menu, Qt.Key.Key_Return)
    assert pressed == names[:1]


def test_a_chip_with_the_keyboard_on_it_stays(pane: Pane, qtbot: QtBot) -> None:
    pane.activateWindow()
    pane.made[1].setFocus()
    qtbot.waitUntil(pane.made[1].hasFocus)
    pane.show_lines(1, width=260)
    qtbot.waitUntil(pane.chips.more.isVisible)
    assert pane.made[1].hasFocus()


def test_what_is_not_wanted_is_neither_shown_nor_counted(pane: Pane, qtbot: QtBot) -> None:
    for chip in pane.made[2:]:
        pane.chips.want(chip, False)
    pane.show_lines(1)
    qtbot.waitUntil(lambda: pane.lines() == 1)
    assert pane.chips.folded == ()
    pane.chips.want(pane.made[3])
    assert pane.made[3].isVisible() or pane.made[3] in pane.chips.folded


def test_a_case_about_which_everything_is_to_be_said(studio: Studio, qtbot: QtBot) -> None:
    with at_work(studio, "outage", "en", SIZES[1]) as stage:
        case_crowded("call")(stage)
        stage.settle()
        case = queue_of(stage).case
        head = case.header
        assert {head.escalation, head.swarm, head.claim} <= {*head.chips.folded, *_seen(head.chips)}
        assert head.claim.isVisible()
        assert "is on it" in head.claim.text()
        assert head.chips.more.isVisible()
        assert case.composer.text.height() > Size.CONTROL
        assert fitting.problems(stage.window) == []
        # What gave way is changed from the menu, and the keyboard comes back to where it was.
        status = next(chip for chip in head.chips.folded if chip.objectName() == "field-status")
        head.chips.more.setFocus()
        status.click()
        stage.settle()
        edit = head.findChild(QWidget, "field-edit")
        assert isinstance(edit, QWidget)
        assert edit.isVisible()
        stage.press_escape()
        stage.settle()
        assert stage.window.focusWidget() is head.chips.stands_for(status)


def _seen(chips: HeadChips) -> list[ChipButton]:
    return [chip for chip in chips.findChildren(ChipButton) if chip.isVisible()]
