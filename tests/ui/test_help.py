"""The help: a page for every view, the same in every language, and nothing in it that is not so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QKeySequence, QShortcut, QTextDocument
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fallback_console.cli.parser import build
from fallback_console.resources_path import resource
from fallback_console.ui.gallery.exhibits import EXHIBITS
from fallback_console.ui.help import pages
from fallback_console.ui.help.contents_model import ContentsModel, Place
from fallback_console.ui.help.markup import as_html
from fallback_console.ui.help.pages import PAGES, VIEW_PAGES, Page, read
from fallback_console.ui.help.search import Index
from fallback_console.ui.help.window import HelpWindow
from fallback_console.ui.i18n import LANGUAGES
from fallback_console.ui.main_window import BRIEFING, PLAYBOOK, REPORT, MainWindow
from fallback_console.ui.view_list import make_late_parts, view_specs
from fallback_console.ui.views.base import Tools
from tests.ui import walk
from tests.ui.world import World, fill

Open = Callable[..., MainWindow]
BOTH = tuple(LANGUAGES)
ALL = [(name, language) for name in PAGES for language in BOTH]
MOST_BYTES = 60_000

# What Qt itself or a single widget listens to; everything else must be an action's key or a shortcut of the window.
OF_WIDGETS = set("Ctrl+L Delete Enter Space Tab Shift+Tab Alt Ctrl+Enter Escape Ctrl+F Ctrl+A Shift Ctrl".split())


# The pages


def test_every_view_has_a_page() -> None:
    for name in [*(spec.name for spec in view_specs()), PLAYBOOK, BRIEFING, REPORT]:
        assert VIEW_PAGES[name] in PAGES
    assert set(VIEW_PAGES.values()) <= set(PAGES)


def test_the_folder_holds_the_pages_and_nothing_else() -> None:
    files = {p.name for p in resource("help").iterdir() if p.is_file()}
    assert files == {f"{name}.{language}.md" for name, language in ALL}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_the_same_in_every_language(name: str) -> None:
    shapes = [[b.kind for b in read(name, language).blocks] for language in BOTH]
    assert shapes.count(shapes[0]) == len(BOTH)
    for what in (pages.keys_in, pages.links_in, pages.pictures_in):
        assert len({frozenset(what(read(name, language))) for language in BOTH}) == 1, what
    for language in BOTH:
        assert read(name, language).language == language
        assert all(block.text for block in read(name, language).blocks)


@pytest.mark.parametrize(("name", "language"), ALL)
def test_links_lead_to_headings_that_are_there(name: str, language: str) -> None:
    for target in pages.links_in(read(name, language)):
        page, _, section = target.partition("#")
        assert page in PAGES, target
        sections = [s.number for s in read(page, language).sections()]
        assert not section or int(section) in sections, target


@pytest.mark.parametrize(("name", "language"), ALL)
def test_pictures_are_there_and_small(name: str, language: str) -> None:
    for picture in pages.pictures_in(read(name, language)):
        file = resource("help", "pictures", f"{picture}.{language}.png")
        assert file.stat().st_size <= MOST_BYTES
        assert not QImage(str(file)).isNull()


def test_no_picture_is_left_over() -> None:
    shown = {f"{p}.{language}.png" for name, language in ALL for p in pages.pictures_in(read(name, language))}
    assert {p.name for p in resource("help", "pictures").iterdir()} == shown


@pytest.mark.parametrize(("name", "language"), ALL)
def test_commands_that_are_named_exist(name: str, language: str) -> None:
    [group] = [a for a in build()._actions if hasattr(a, "choices") and isinstance(a.choices, dict)]
    text = resource("help", f"{name}.{language}.md").read_text(encoding="utf-8")
    for command, options in re.findall(r"`fallback-console ([a-z-]+)((?: --[a-z-]+)*)", text):
        if command == "--help":
            continue
        assert command in group.choices, command
        known = group.choices[command]._option_string_actions
        assert set(options.split()) <= set(known), options


def test_keys_that_are_named_exist(world: World, tools: Tools, open_window: Open) -> None:
    window = open_window()
    make_late_parts(window, tools)
    known = {QKeySequence(key).toString() for key in OF_WIDGETS}
    for spec in [*view_specs()]:
        for action in window.view(spec.name).actions_here():
            known |= {QKeySequence(key).toString() for key in action.keys}
    window.help_key.open()
    known |= {s.key().toString() for s in window.findChildren(QShortcut)}
    for name, language in ALL:
        for key in pages.keys_in(read(name, language)):
            assert QKeySequence(key).toString() in known, (name, key)


def test_a_page_that_breaks_the_rules_would_be_seen() -> None:
    page = Page("x", "en", "X", tuple(pages._blocks("# X\ntext [[Ctrl+Q]]\n- point\n  goes on\n[a](b#3) ![c](d)\n")))
    assert pages.keys_in(page) == {"Ctrl+Q"}
    assert pages.links_in(page) == {"b#3"}
    assert [b.kind for b in page.blocks] == ["title", "text", "point"]
    assert page.blocks[2].text == "point goes on [a](b#3) ![c](d)"


def test_markup_in_a_page_stays_text() -> None:
    page = Page("x", "en", "X", tuple(pages._blocks("# X\n<b>no</b> & **yes** `<i>` [[A<]]\n")))
    shown = as_html(page, lambda name: "", lambda name: 0)
    document = QTextDocument()
    document.setHtml(shown)
    assert "<b>no</b> & yes <i>" in document.toPlainText()


# Searching


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(read(name, language) for language in BOTH for name in PAGES)


@pytest.mark.parametrize(
    ("typed", "language", "page"),
    [
        ("conflict", "en", "sync"),
        ("競合", "ja", "sync"),
        ("passphrase", "en", "trouble"),
        ("パスフレーズ", "ja", "trouble"),
        ("障害", "ja", "outage"),
        ("keych", "en", "privacy"),
        ("STOP", "en", "sms"),
        ("backups doctor", "en", "it"),
        ("番号 現地", "ja", "calls"),
    ],
)
def test_what_is_searched_is_found(index: Index, typed: str, language: str, page: str) -> None:
    hits = index.search(typed, language)
    assert page in [hit.page for hit in hits[:6]]
    assert hits[0].language == language


def test_the_other_language_is_searched_too(index: Index) -> None:
    assert {hit.language for hit in index.search("競合", "en")} == {"ja"}


@pytest.mark.parametrize("typed", ["", "   ", "…", "zeppelin", '"', "a b c d e f g h i j k l m n o p", "\x00"])
def test_what_cannot_be_found_is_not(index: Index, typed: str) -> None:
    assert index.search(typed, "en") == []


def test_the_model_is_sound() -> None:
    model = ContentsModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show([])
    model.show([Place("queue", 0, "en", "The queue"), Place("sync", 3, "ja", "競合", "同期")])
    assert model.line_of("sync") == 1
    assert model.line_of("nowhere") == -1
    assert model.place(9) is None
    model.show([])


# The window


@pytest.fixture
def helped(qtbot: QtBot, world: World, open_window: Open) -> Iterator[MainWindow]:
    fill(world, 20)
    window = open_window("queue")
    window.activateWindow()
    qtbot.wait_until(window.isActiveWindow)
    qtbot.wait_until(lambda: not window.busy)
    yield window
    window.help_key.help.close()


def opened(qtbot: QtBot, window: MainWindow) -> HelpWindow:
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F1)
    found = window.help_key.help
    qtbot.wait_until(found.isVisible)
    return found


@pytest.mark.parametrize("name", [*(spec.name for spec in view_specs()), PLAYBOOK, BRIEFING, REPORT])
def test_f1_opens_the_page_of_the_view(qtbot: QtBot, helped: MainWindow, name: str) -> None:
    helped.show_view(name)
    found = opened(qtbot, helped)
    assert found.page == VIEW_PAGES[name]
    assert not found.isModal()
    assert helped.isVisible()


def test_f1_in_the_case_opens_the_page_of_the_case(qtbot: QtBot, helped: MainWindow) -> None:
    view = helped.view("queue")
    qtbot.wait_until(lambda: view.case.detail is not None)  # type: ignore[attr-defined]
    view.case.compose("note")  # type: ignore[attr-defined]
    assert opened(qtbot, helped).page == "case"


def test_escape_closes_and_alt_left_goes_back(qtbot: QtBot, helped: MainWindow) -> None:
    found = opened(qtbot, helped)
    qtbot.wait_until(found.isActiveWindow)
    found.browser.anchorClicked.emit(QUrl("sync#3"))
    assert found.page == "sync"
    assert found.browser.verticalScrollBar().value() > 0
    QTest.keyClick(found.browser, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert found.page == "queue"
    QTest.keyClick(found.browser, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert found.page == "queue"
    QTest.keyClick(found.browser, Qt.Key.Key_Escape)
    assert not found.isVisible()


def test_searching_by_keyboard(qtbot: QtBot, helped: MainWindow) -> None:
    found = opened(qtbot, helped)
    qtbot.wait_until(found.isActiveWindow)
    QTest.keyClick(found.browser, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert found.search.hasFocus()
    QTest.keyClicks(found.search, "passphrase")
    QTest.keyClick(found.search, Qt.Key.Key_Return)
    assert found.page in ("trouble", "it", "privacy")
    assert found.browser.hasFocus()
    found.search.setFocus()
    QTest.keyClick(found.search, Qt.Key.Key_Down)
    assert found.list.hasFocus()
    QTest.keyClick(found.list, Qt.Key.Key_Down)
    QTest.keyClick(found.list, Qt.Key.Key_Return)
    assert found.page
    found.search.setFocus()
    found.search.setText("zeppelin")
    QTest.keyClick(found.search, Qt.Key.Key_Return)
    assert found.model.rowCount() == 0
    found.search.setFocus()
    QTest.keyClick(found.search, Qt.Key.Key_Escape)
    assert found.isVisible()
    qtbot.wait_until(lambda: found.model.rowCount() == len(PAGES))


def test_the_language_changes_while_it_is_open(qtbot: QtBot, helped: MainWindow, tools: Tools) -> None:
    found = opened(qtbot, helped)
    found.open_page("sync")
    tools.languages.choose("ja")
    qtbot.wait_until(lambda: found.language == "ja")
    assert found.page == "sync"
    assert "競合" in found.browser.toPlainText()
    assert "競合" in found.windowTitle()
    tools.theme.set_mode("dark")
    assert (found.page, found.language) == ("sync", "ja")


def test_the_page_of_keys_has_every_action(qtbot: QtBot, helped: MainWindow) -> None:
    found = opened(qtbot, helped)
    found.open_page("shortcuts")
    text = found.browser.toPlainText()
    for action in helped.view("queue").actions_here():
        assert not action.keys or action.title() in text


@pytest.mark.parametrize(
    "address", ["http://203.0.113.9/x", "file:///etc/passwd", "nowhere", "../queue", "data:text/html,x", "sync#x"]
)
def test_nothing_leads_outside(qtbot: QtBot, helped: MainWindow, address: str) -> None:
    found = opened(qtbot, helped)
    found.browser.anchorClicked.emit(QUrl(address))
    assert found.page in ("queue", "sync")
    for kind in (QTextDocument.ResourceType.HtmlResource, QTextDocument.ResourceType.ImageResource):
        assert found.browser.loadResource(kind.value, QUrl(address)) is None
    assert found.browser.picture("../../pictures/queue-light-en").isNull()


def test_it_can_be_reached_and_read(qtbot: QtBot, helped: MainWindow) -> None:
    found = opened(qtbot, helped)
    assert walk.nameless(found) == []
    assert walk.unreachable(found) == []
    assert walk.clipped(found) == []


def test_every_part_of_a_view_with_help_of_its_own_is_known() -> None:
    source = Path(pages.__file__).parents[1]
    named = {
        found
        for file in source.rglob("*.py")
        for found in re.findall(r'setProperty\((?:HELP|"help"), "([\w-]+)"\)', file.read_text(encoding="utf-8"))
    }
    assert named <= set(VIEW_PAGES)
    assert {"case", "calls"} <= named
    assert any(e.name == "help" for e in EXHIBITS)
