"""The keyboard alone: it reaches everything, can leave everything, and one sees where it is. In every exhibit of the gallery."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from fallback_console.compose.gallery.tour import at_work
from fallback_console.ui.gallery.exhibits import EXHIBITS
from fallback_console.ui.gallery.stage import Stage, Studio, delete
from fallback_console.ui.theme import Size
from tests.ui import keyboard_walk

SIZE = (Size.WINDOW_MIN_W, Size.WINDOW_MIN_H)
ONLY = {"error": ("unlock", "trouble")}
"""Of these states only what is not in others too: their views wait for answers that do not come."""


@pytest.fixture
def studio(qapp: QApplication) -> Iterator[Studio]:
    made = Studio()
    yield made
    made.close()


def look_at_all(
    qtbot: QtBot, studio: Studio, state: str, look: Callable[[QWidget], Iterable[str]]
) -> tuple[int, list[str]]:
    """How many exhibits of a state were looked at, and what is wrong with them."""
    seen, wrong = 0, []
    with at_work(studio, state, "en", SIZE) as stage:
        for one in EXHIBITS:
            if state not in one.states or one.name not in ONLY.get(state, (one.name,)):
                continue
            widget = one.show(stage) or stage.window
            stage.settle(one.name)
            window = widget.window()
            bring(qtbot, window)
            wrong += [f"{one.name}: {sentence}" for sentence in look(window)]
            one.hide(stage)
            stage.settle()
            seen += 1
    return seen, wrong


def bring(qtbot: QtBot, window: QWidget) -> None:
    """The keyboard is in this window."""
    window.activateWindow()
    qtbot.wait_until(window.isActiveWindow, timeout=2000)
    if keyboard_walk.focus() is None:
        window.setFocus()


@pytest.mark.parametrize("state", ["outage", "empty", "error"])
def test_the_keyboard_reaches_everything_and_leaves_it(qtbot: QtBot, studio: Studio, state: str) -> None:
    seen, wrong = look_at_all(qtbot, studio, state, keyboard_walk.unreached)
    assert seen
    assert "\n".join(wrong) == ""


@pytest.mark.parametrize("state", ["outage", "empty"])
def test_every_list_opens_and_closes_by_keyboard(qtbot: QtBot, studio: Studio, state: str) -> None:
    seen, wrong = look_at_all(qtbot, studio, state, keyboard_walk.stuck_lists)
    assert seen
    assert "\n".join(wrong) == ""


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("state", ["outage", "empty"])
def test_one_sees_where_the_keyboard_is(qtbot: QtBot, studio: Studio, state: str, mode: str) -> None:
    studio.theme.set_mode(mode)
    seen, wrong = look_at_all(qtbot, studio, state, keyboard_walk.invisible)
    assert seen
    assert "\n".join(wrong) == ""


@pytest.mark.parametrize("name", ["evidence", "systems"])
def test_escape_leaves_what_keeps_the_keyboard_to_itself(qtbot: QtBot, studio: Studio, name: str) -> None:
    exhibit = next(e for e in EXHIBITS if e.name == name)
    with at_work(studio, "outage", "en", SIZE) as stage:
        stage.window.show_view("queue", stage.props.case)
        stage.settle()
        bring(qtbot, stage.window)
        exhibit.show(stage)
        stage.settle()
        assert keyboard_walk.front(stage.window) is not stage.window
        escape(stage)
        assert keyboard_walk.front(stage.window) is stage.window
        now = keyboard_walk.focus()
        assert now is not None
        assert now.isVisible()


def escape(stage: Stage) -> None:
    QTest.keyClick(keyboard_walk.focus() or stage.window, Qt.Key.Key_Escape)


# The checks see what they look for.


class _Glue(QPushButton):
    """Does not let go."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        return True


class _Ghost(QPushButton):
    """Looks the same with the focus."""

    def paintEvent(self, event: object) -> None:
        """Nothing."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()


@pytest.fixture
def page(qtbot: QtBot, studio: Studio) -> Iterator[QWidget]:
    made = QWidget()
    QHBoxLayout(made)
    yield made
    delete(made)


def put(qtbot: QtBot, page: QWidget, *widgets: QWidget) -> None:
    layout = page.layout()
    assert layout is not None
    for widget in widgets:
        layout.addWidget(widget)
    page.show()
    bring(qtbot, page)


def test_what_does_not_let_go_is_found(qtbot: QtBot, page: QWidget) -> None:
    put(qtbot, page, QPushButton("One"), _Glue("Glue"))
    with pytest.raises(AssertionError, match="does not let go"):
        keyboard_walk.unreached(page)


def test_what_is_not_reached_is_found(qtbot: QtBot, page: QWidget) -> None:
    lost = QPushButton("Lost")
    lost.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    put(qtbot, page, QPushButton("One"), QPushButton("Two"), lost)
    assert "Lost" in "\n".join(keyboard_walk.unreached(page))


def test_where_nobody_sees_the_focus_is_found(qtbot: QtBot, page: QWidget) -> None:
    put(qtbot, page, QPushButton("One"), _Ghost("Ghost"))
    wrong = keyboard_walk.invisible(page)
    assert len(wrong) == 1
    assert "Ghost" in wrong[0]
