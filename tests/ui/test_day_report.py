"""The day's report in the window: day by day by keyboard, copied and kept, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QStandardPaths, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fallback_console.domain.day_sheets import WORDS
from fallback_console.domain.errors import StoreError
from fallback_console.services import cases, sync
from fallback_console.ui.main_window import REPORT, MainWindow
from fallback_console.ui.report_words import report_style
from fallback_console.ui.views.day_report_view import DayReportView
from fallback_console.ui.views.sheet_card import SheetCard
from fallback_console.ui.widgets import PlainLabel
from tests.ui import walk
from tests.ui.driving import Agent
from tests.ui.world import LOGIN, World, busy_sync, fill, outage

Open = Callable[..., MainWindow]
HOSTILE = "=HYPERLINK(1) <b>x</b> \u202eevil"
DAY = 86_400_000


@pytest.fixture
def agent(qtbot: QtBot, world: World, open_window: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Agent:
    demo = fill(world, 60)
    outage(world)
    numbers = busy_sync(world, demo)
    world.do(sync.drop, LOGIN, numbers["waiting"], HOSTILE)
    world.do(sync.resolve_conflict, LOGIN, numbers["conflict"], "theirs")
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _place: str(tmp_path / "documents"))
    return Agent(qtbot, open_window("sync"), world)


@pytest.fixture
def view(agent: Agent) -> DayReportView:
    agent.settle()
    agent.press(Qt.Key.Key_P)
    agent.until(lambda: agent.window.current == REPORT)
    agent.settle()
    found = agent.window.view(REPORT)
    assert isinstance(found, DayReportView)
    return found


def texts(view: DayReportView) -> list[str]:
    return [label.text() for label in view.findChildren(PlainLabel) if label.isVisible()]


def test_today_is_told_and_goes_on(agent: Agent, view: DayReportView, world: World) -> None:
    shown = texts(view)
    for words in ("Outages", "still down", "Work done here", "Given up", "By person", LOGIN):
        assert words in shown
    notes = next(row for row in view.sheets[1].rows if row[0] == "Notes")
    world.do(cases.add_note, LOGIN, "rt:48001", "one more")
    agent.until(lambda: next(r for r in view.sheets[1].rows if r[0] == "Notes")[1] == str(int(notes[1]) + 1))
    assert walk.nameless(agent.window) == []
    assert walk.unreachable(agent.window) == []
    assert walk.clipped(agent.window) == []
    assert "\u202e" not in "".join(texts(view))


def test_days_are_chosen_by_keyboard(agent: Agent, view: DayReportView, world: World) -> None:
    today = view.findChildren(PlainLabel)[1].text()
    agent.press(Qt.Key.Key_K)
    agent.settle()
    assert today not in texts(view)
    assert [sheet.title for sheet in view.sheets] == ["Work done here"]
    assert view.sheets[0].rows[0] == ["Calls", "0"]
    # Tomorrow has no report.
    for _ in range(3):
        agent.press(Qt.Key.Key_J)
    agent.settle()
    assert len(view.sheets) > 3
    agent.press(Qt.Key.Key_K, Qt.Key.Key_K, Qt.Key.Key_T)
    agent.settle()
    assert len(view.sheets) > 3
    agent.press(Qt.Key.Key_Escape)
    assert agent.window.current == "sync"


def test_it_is_copied_and_kept(agent: Agent, view: DayReportView, tmp_path: Path) -> None:
    agent.press(Qt.Key.Key_C)
    copied = QApplication.clipboard().text()
    assert copied.startswith("Day's report – ")
    assert "Given up" in copied
    said: list[str] = []
    view.said.connect(lambda text, _more, _look: said.append(text))
    agent.press(Qt.Key.Key_S)
    agent.press(Qt.Key.Key_S)
    agent.press(Qt.Key.Key_P)
    agent.until(lambda: len(said) == 3)
    files = sorted((tmp_path / "documents").iterdir())
    assert [f.suffix for f in files] == [".csv", ".csv", ".pdf"]
    assert files[2].read_bytes().startswith(b"%PDF")
    table = files[0].read_text(encoding="utf-8-sig")
    assert "'=HYPERLINK(1)" in table
    assert str(files[0]) in "".join(said)


def test_a_folder_that_takes_nothing_is_told(agent: Agent, view: DayReportView, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "documents").write_text("a file, not a folder", encoding="utf-8")
    with qtbot.wait_signal(view.bridge.failed) as caught:
        agent.press(Qt.Key.Key_S)
    assert isinstance(caught.args[0], StoreError)
    assert caught.args[0].next_step


def test_it_follows_the_language(agent: Agent, view: DayReportView) -> None:
    agent.window._tools.languages.choose("ja")
    agent.settle()
    shown = texts(view)
    assert "日報" in shown
    assert "担当者別" in shown
    assert any("年" in text and "月" in text for text in shown)
    assert set(report_style(0).words) == set(WORDS)


def test_a_long_table_is_cut_and_says_so(qtbot: QtBot, view: DayReportView) -> None:
    sheet = view.sheets[0]._replace(rows=[["a", "b", "c", "d"]] * 40)
    card = SheetCard(sheet)
    qtbot.addWidget(card)
    assert "16 more in the spreadsheet and the PDF" in [w.text() for w in card.findChildren(PlainLabel)]


def test_thousands_are_parted_by_the_language(view: DayReportView) -> None:
    assert report_style(0).number(12_000) == QLocale().toString(12_000) == "12,000"
