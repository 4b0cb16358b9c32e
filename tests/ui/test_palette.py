"""Ctrl+K and ?: by keyboard, over everything that can be done, every case and every person."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from fallback_console.domain.people_file import read_people
from fallback_console.services import palette, people_import, swarm
from fallback_console.ui.case_words import case_number
from fallback_console.ui.i18n import Languages
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.palette.chooser import Chooser
from fallback_console.ui.palette.rows import Row, RowsModel, runs
from fallback_console.ui.people.view import PeopleView
from fallback_console.ui.shell.late_parts import LateParts
from fallback_console.ui.swarm.view import SwarmsView
from fallback_console.ui.view_list import make_late_parts
from fallback_console.ui.views.base import Tools
from fallback_console.ui.views.queue_view import QueueView
from tests.ui import walk
from tests.ui.driving import Dialler
from tests.ui.world import LOGIN, World, everything_up, fill

Open = Callable[..., MainWindow]
CONTROL = Qt.KeyboardModifier.ControlModifier


class Hand:
    """Somebody at the palette."""

    def __init__(self, qtbot: QtBot, window: MainWindow, parts: LateParts) -> None:
        self.qtbot, self.window, self.parts = qtbot, window, parts
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.window.busy and not self.parts.busy, timeout=20_000)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def open(self, text: str = "") -> Chooser:
        self.press(Qt.Key.Key_K, CONTROL)
        chooser = self.parts.palette.chooser
        assert chooser.isVisible()
        chooser.box.setText(text)
        self.settle()
        return chooser


@pytest.fixture
def hand(qtbot: QtBot, world: World, tools: Tools, open_window: Open) -> Hand:
    fill(world, 40)
    everything_up(world)
    window = open_window()
    parts = make_late_parts(window, tools)
    return Hand(qtbot, window, parts)


def lines(chooser: Chooser) -> list[Row]:
    found = [chooser.model.row(n) for n in range(chooser.model.rowCount())]
    return [one for one in found if one is not None]


def names(chooser: Chooser) -> list[str]:
    return [one.name for one in lines(chooser) if one.name]


def some_case(world: World) -> tuple[str, str, str]:
    """Key, number and customer's name of a case whose customer has a number."""
    key = world.store.read(lambda r: r.value("SELECT key FROM p_case WHERE closed = 0 AND customer_key <> '' LIMIT 1"))
    row = world.store.read(lambda r: palette.find(r, key)).cases[0]
    return row.key, case_number(row), row.customer


def test_it_offers_what_can_be_done_here_and_everywhere(hand: Hand) -> None:
    chooser = hand.open()
    hand.qtbot.waitUntil(lambda: "action:calls.ring" not in names(chooser) and "action:calls.search" in names(chooser))
    found = names(chooser)
    assert {"action:queue.new", "action:go.calls", "action:me.away", "action:window.pull", "action:look.dark"} <= set(
        found
    )
    # What cannot be done now is not offered: no call is chosen, and the view is in front already.
    assert "action:go.queue" not in found
    first = lines(chooser)
    assert not first[0].name
    assert chooser.current == first[1].name
    assert any(one.keys for one in first)


def test_an_action_is_found_done_and_remembered(hand: Hand, world: World) -> None:
    hand.open("dark")
    hand.press(Qt.Key.Key_Return)
    assert not hand.parts.palette.chooser.isVisible()
    hand.settle()
    assert world.preferences.value("theme") == "dark"
    assert world.store.read(lambda r: palette.recent(r, LOGIN)).recent == ("action:look.dark",)
    chooser = hand.open()
    assert lines(chooser)[1].name == "action:look.dark"


def test_a_case_is_found_by_number_and_opened(hand: Hand, world: World) -> None:
    key, number, _ = some_case(world)
    chooser = hand.open(number)
    assert chooser.current == f"case:{key}"
    hand.press(Qt.Key.Key_Return)
    view = hand.window.view("queue")
    assert isinstance(view, QueueView)
    hand.qtbot.waitUntil(lambda: view.case.key == key)


def test_a_swarm_is_found_opened_and_remembered(hand: Hand, world: World) -> None:
    key, number, _ = some_case(world)
    one = world.do(swarm.start, LOGIN, key, "The carrier is down", "Two sites are hit")
    for text in ("carrier", "s1", number):
        assert f"swarm:{one}" in names(hand.open(text))
        hand.press(Qt.Key.Key_Escape)
    chooser = hand.open("carrier is down")
    while not chooser.current.startswith("swarm:"):
        hand.press(Qt.Key.Key_Down)
    row = next(line for line in lines(chooser) if line.name == chooser.current)
    assert row.title == "S1 · The carrier is down"
    assert number in row.more
    hand.press(Qt.Key.Key_Return)
    assert hand.window.current == "swarms"
    view = hand.window.view("swarms")
    assert isinstance(view, SwarmsView)
    hand.qtbot.waitUntil(lambda: view.pane.shown is not None and view.pane.shown.one.id == one)
    chooser = hand.open()
    assert lines(chooser)[1].name == f"swarm:{one}"


def test_a_person_is_found_and_rung(hand: Hand, world: World, dialler: Dialler) -> None:
    key, _, name = some_case(world)
    chooser = hand.open(name)
    while not chooser.current.startswith("person:"):
        hand.press(Qt.Key.Key_Down)
    hand.press(Qt.Key.Key_Return)
    hand.qtbot.waitUntil(lambda: f"case:{key}" in names(chooser))
    assert chooser.box.text() == ""
    calls = [one for one in names(chooser) if one.startswith("call:")]
    assert calls
    assert chooser.current == calls[0]
    hand.press(Qt.Key.Key_Return)
    assert hand.window.call_bar.is_open
    assert dialler.dialled
    hand.window.call_bar.findChild(QAbstractButton, "call-discard").click()
    assert not hand.window.call_bar.is_open


def test_a_person_is_found_and_opened(hand: Hand, world: World) -> None:
    _, _, name = some_case(world)
    chooser = hand.open(name)
    while not chooser.current.startswith("person:"):
        hand.press(Qt.Key.Key_Down)
    key = chooser.current.removeprefix("person:")
    hand.press(Qt.Key.Key_Return)
    while chooser.current != "person":
        hand.press(Qt.Key.Key_Down)
    hand.press(Qt.Key.Key_Return)
    view = hand.window.view("people")
    assert isinstance(view, PeopleView)
    assert hand.window.current == "people"
    hand.qtbot.waitUntil(lambda: view.card.person is not None and view.card.person.key == key)


def test_escape_goes_back_from_a_person_and_then_away(hand: Hand, world: World) -> None:
    _, _, name = some_case(world)
    before = QApplication.focusWidget()
    chooser = hand.open(name)
    while not chooser.current.startswith("person:"):
        hand.press(Qt.Key.Key_Down)
    hand.press(Qt.Key.Key_Return)
    hand.press(Qt.Key.Key_Escape)
    assert chooser.isVisible()
    hand.settle()
    assert "action:queue.new" in names(chooser)
    hand.press(Qt.Key.Key_Escape)
    assert not chooser.isVisible()
    assert QApplication.focusWidget() is before


def test_it_goes_away_though_what_it_came_from_has_gone(hand: Hand) -> None:
    field = QLineEdit(hand.window.centralWidget())
    field.show()
    field.setFocus()
    assert QApplication.focusWidget() is field
    chooser = hand.open()
    delete(field)
    hand.press(Qt.Key.Key_Escape)
    assert not chooser.isVisible()


def test_the_arrow_keys_pass_over_titles_and_go_round(hand: Hand) -> None:
    chooser = hand.open()
    can = names(chooser)
    hand.press(Qt.Key.Key_Up)
    assert chooser.current == can[-1]
    hand.press(Qt.Key.Key_Down)
    assert chooser.current == can[0]
    hand.press(Qt.Key.Key_End)
    assert chooser.current == can[-1]
    hand.press(Qt.Key.Key_Home)
    assert chooser.current == can[0]
    for expected in can:
        assert chooser.current == expected
        hand.press(Qt.Key.Key_Down)
    hand.press(Qt.Key.Key_PageDown)
    assert chooser.current == can[8] or chooser.current in can[6:10]


def test_nothing_found_says_so(hand: Hand) -> None:
    chooser = hand.open("zeppelin")
    assert lines(chooser) == []
    assert chooser.current == ""
    hand.press(Qt.Key.Key_Return)
    assert chooser.isVisible()
    assert walk.nameless(chooser) == []


def test_an_older_answer_is_dropped(hand: Hand, world: World) -> None:
    key, number, name = some_case(world)
    chooser = hand.open(name)
    chooser.box.setText("zeppelin")
    chooser.box.setText(number)
    hand.settle()
    assert chooser.current == f"case:{key}"


def test_it_answers_within_a_tenth_of_a_second(hand: Hand, world: World) -> None:
    chooser = hand.open("q")
    best = 9.0
    for text in ("ca", "call", "take", "log a", "new"):
        began = time.perf_counter()
        # What can be done is shown at once, before the store has answered.
        chooser.box.setText(text)
        assert names(chooser)
        assert world.store.read(lambda r, text=text: palette.find(r, text)).text == text
        best = min(best, time.perf_counter() - began)
        hand.settle()
    assert best < 0.1


def test_it_is_not_there_behind_the_lock(hand: Hand) -> None:
    chooser = hand.open()
    hand.window.set_locked(True)
    assert not chooser.isVisible()
    hand.press(Qt.Key.Key_K, CONTROL)
    assert not chooser.isVisible()


def test_it_speaks_japanese(hand: Hand, languages: Languages) -> None:
    languages.choose("ja")
    hand.settle()
    chooser = hand.open("設定")
    assert "action:go.settings" in names(chooser)
    bold = next(one for one in lines(chooser) if one.name == "action:go.settings")
    assert "".join(bold.title[p] for p in bold.places) == "設定"


@pytest.mark.parametrize(
    ("language", "typed", "found"),
    [("en", "japanese", "ja"), ("en", "日本語", "ja"), ("ja", "英語", "en"), ("ja", "english", "en")],
)
def test_a_language_is_found_by_who_reads_only_one_of_them(
    hand: Hand, languages: Languages, language: str, typed: str, found: str
) -> None:
    languages.choose(language)
    hand.settle()
    assert f"action:language.{found}" in names(hand.open(typed))


def test_the_sheet_has_the_keys_of_this_view_first(hand: Hand) -> None:
    hand.press(Qt.Key.Key_Question)
    sheet = hand.parts.sheet.chooser
    assert sheet.isVisible()
    found = lines(sheet)
    assert found[0].title == "Queue"
    assert found[1].name == "queue.next"
    assert found[1].keys == ("J",)
    assert {"window.palette", "go.calls"} <= set(names(sheet))
    sheet.box.setText("note")
    assert names(sheet)[0] == "case.note"
    hand.press(Qt.Key.Key_Escape)
    assert sheet.box.text() == ""
    hand.press(Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    hand.press(Qt.Key.Key_Slash, CONTROL)
    assert sheet.isVisible()


def test_a_question_mark_can_still_be_typed(hand: Hand) -> None:
    hand.press(Qt.Key.Key_Slash)
    view = hand.window.view("queue")
    assert isinstance(view, QueueView)
    QTest.keyClicks(view.list.search, "why?")
    assert view.list.search.text() == "why?"
    assert not hand.parts.sheet.chooser.isVisible()


@pytest.mark.parametrize("rows", [[], [Row("", "Section"), Row("a", "One", "more"), Row("b", "Two", tall=True)]])
def test_the_lists_model(rows: list[Row]) -> None:
    model = RowsModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(rows)
    assert model.rowCount() == len(rows)
    model.show([])
    tester.deleteLater()


def test_letters_in_bold() -> None:
    assert list(runs("Add a note", (0, 6, 7))) == [("A", True), ("dd a ", False), ("no", True), ("te", False)]
    assert list(runs("", ())) == []
    assert list(runs("ab", ())) == [("ab", False)]


def test_who_is_stored_while_somebody_looks_is_found_and_the_choice_stays(hand: Hand, world: World) -> None:
    file = "ID,Name,Mobile\n{n},{name} Zebrafinch,+44 7700 90016{n}\n"

    def store(n: int, name: str) -> None:
        found = world.do(people_import.preview, read_people(file.format(n=n, name=name).encode()), f"file.f{n}")
        world.do(people_import.store_some, LOGIN, found.people)

    chooser = hand.open("Zebrafinch")
    assert names(chooser) == []
    for n, name in ((1, "Mona"), (2, "Nora")):
        store(n, name)
        hand.qtbot.waitUntil(lambda n=n: len(names(chooser)) == n, timeout=20_000)  # type: ignore[misc]
    hand.press(Qt.Key.Key_Down)
    chosen = chooser.current
    assert chosen != names(chooser)[0]
    store(3, "Anna")
    hand.qtbot.waitUntil(lambda: len(names(chooser)) == 3, timeout=20_000)
    assert chooser.current == chosen
    # Another word is another question: its best line is the one that Enter takes.
    chooser.box.setText("Zebrafinc")
    hand.settle()
    assert chooser.current == names(chooser)[0]
