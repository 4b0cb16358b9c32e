"""From nothing to the window: passphrase, every trouble in plain words, one window for each folder."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from fallback_console.domain import errors
from fallback_console.ui.context import Launch, WindowContext
from fallback_console.ui.i18n import Languages
from fallback_console.ui.run import Starter
from fallback_console.ui.single_instance import SingleInstance
from fallback_console.ui.theme import Theme
from fallback_console.ui.views.trouble import TroublePage, details_of
from fallback_console.ui.views.unlock import UnlockPage
from tests.ui import walk
from tests.ui.world import MemoryPreferences, World

PROJECT = Path(__file__).resolve().parents[2]
STORE_ERRORS = [
    error for error in vars(errors).values() if isinstance(error, type) and issubclass(error, errors.StoreError)
]


Begin = Callable[..., Starter]


@pytest.fixture
def begin(
    qapp: QApplication, theme: Theme, languages: Languages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Begin]:
    """Begins a start; ends it after the test."""
    started: list[Starter] = []
    monkeypatch.setattr(qapp, "quit", lambda: None)

    def make(open_it: Callable[[str | None], WindowContext], need: str = "", folder: Path = tmp_path) -> Starter:
        launch = Launch(folder, MemoryPreferences(), lambda: need, open_it)
        starter = Starter(qapp, launch, theme, languages)
        started.append(starter)
        starter.begin()
        return starter

    yield make
    for starter in started:
        pages = [w for w in (starter.window, starter.page) if w is not None]
        for page in pages:
            page.close()
        starter.end()
        for page in pages:
            page.deleteLater()
            QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)
        starter.deleteLater()
        QCoreApplication.sendPostedEvents(starter, QEvent.Type.DeferredDelete)


def button(page: QWidget, words: str) -> QAbstractButton:
    return next(b for b in page.findChildren(QAbstractButton) if b.text().replace("&", "") == words)


def failing(error: Exception) -> Callable[[str | None], WindowContext]:
    def open_it(_passphrase: str | None) -> WindowContext:
        raise error

    return open_it


def test_the_window_comes_before_the_engine(qtbot: QtBot, world: World, begin: Begin) -> None:
    starter = begin(lambda _: world.context())
    assert starter.window is not None
    assert starter.window.isVisible()
    assert "start" not in world.engine.asked
    qtbot.waitUntil(lambda: "start" in world.engine.asked, timeout=2000)
    starter.window.close()
    qtbot.waitUntil(lambda: "close" in world.engine.asked, timeout=2000)


def test_a_slow_disk_does_not_freeze_the_start(qtbot: QtBot, world: World, begin: Begin) -> None:
    go = threading.Event()

    def slow(_passphrase: str | None) -> WindowContext:
        go.wait(10)
        return world.context()

    starter = begin(slow)
    assert starter.window is None
    go.set()
    qtbot.waitUntil(lambda: starter.window is not None, timeout=3000)


def test_a_wrong_passphrase_may_be_typed_again(qtbot: QtBot, world: World, begin: Begin) -> None:
    tried = []

    def open_it(passphrase: str | None) -> WindowContext:
        tried.append(passphrase)
        if passphrase != "right":
            raise errors.WrongKeyError("This is not the passphrase of this data folder.", "Try again; capitals count.")
        return world.context()

    starter = begin(open_it, "unlock")
    page = starter.page
    assert isinstance(page, UnlockPage)
    assert walk.nameless(page) == []
    assert walk.clipped(page) == []
    line = page.findChild(QLineEdit)
    assert line is not None
    assert line.echoMode() == QLineEdit.EchoMode.Password
    qtbot.keyClicks(line, "wrong")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "This is not the passphrase" in shown(page), timeout=3000)
    assert line.selectedText() != "" or line.text() != ""
    line.clear()
    qtbot.keyClicks(line, "right")
    button(page, "Unlock").click()
    qtbot.waitUntil(lambda: starter.window is not None, timeout=3000)
    assert tried == ["wrong", "right"]


def shown(page: QWidget) -> str:
    return " | ".join(w.text() for w in page.findChildren(QWidget) if w.isVisible() and hasattr(w, "text"))


def test_a_new_passphrase_is_typed_twice(qtbot: QtBot, world: World, begin: Begin) -> None:
    starter = begin(lambda _: world.context(), "create")
    page = starter.page
    assert isinstance(page, UnlockPage)
    first, second = list(page.findChildren(QLineEdit))
    create = button(page, "Set and open")
    qtbot.keyClicks(first, "four random words here")
    assert not create.isEnabled()
    qtbot.keyClicks(second, "four random words hers")
    assert not create.isEnabled()
    second.setText(first.text())
    assert create.isEnabled()
    create.click()
    qtbot.waitUntil(lambda: starter.window is not None, timeout=3000)


@pytest.mark.parametrize("kind", STORE_ERRORS, ids=lambda e: e.__name__)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_store_error_says_what_to_do(
    qtbot: QtBot, languages: Languages, begin: Begin, kind: type[errors.StoreError], language: str
) -> None:
    languages.choose(language)
    starter = begin(failing(kind("What happened.", "What to do.", path="/data/console.db")))
    page = starter.page
    assert isinstance(page, TroublePage)
    assert starter.status == 5
    assert page.sentence
    assert page.next_step
    if language == "en":
        assert (page.sentence, page.next_step) == ("What happened.", "What to do.")
    else:
        assert page.sentence != "What happened."
        assert "What happened." in shown(page)
    assert walk.nameless(page) == []
    assert walk.unreachable(page) == []
    assert walk.clipped(page) == []


def test_details_can_be_copied(qtbot: QtBot, begin: Begin, tmp_path: Path) -> None:
    error = errors.CorruptError("The file is damaged.", "Restore it.", path="/data/console.db", pid=None)
    page = begin(failing(error)).page
    assert page is not None
    button(page, "Copy details").click()
    copied = QGuiApplication.clipboard().text()
    assert copied == details_of(error, tmp_path)
    for part in ("CorruptError", "Code: corrupt", "Restore it.", "path: /data/console.db", str(tmp_path)):
        assert part in copied


def test_a_bug_shows_no_trace(qtbot: QtBot, begin: Begin) -> None:
    page = begin(failing(ZeroDivisionError("division by zero"))).page
    assert isinstance(page, TroublePage)
    assert page.sentence == "Something went wrong inside the program."
    assert "Traceback" not in shown(page)
    assert "division" not in shown(page)


def test_trouble_may_pass(qtbot: QtBot, world: World, begin: Begin) -> None:
    answers = [errors.DiskFullError("The disk is full.", "Free some space.")]

    def open_it(_passphrase: str | None) -> WindowContext:
        if answers:
            raise answers.pop()
        return world.context()

    starter = begin(open_it)
    page = starter.page
    assert page is not None
    button(page, "Try again").click()
    qtbot.waitUntil(lambda: starter.window is not None, timeout=3000)
    assert starter.status == 0


def test_a_second_start_raises_the_first_window(qtbot: QtBot, world: World, begin: Begin, tmp_path: Path) -> None:
    starter = begin(lambda _: world.context())
    window = starter.window
    assert window is not None
    window.showMinimized()
    # Another process, as in life: waiting for a socket holds the interpreter.
    code = (
        "import sys; from pathlib import Path; from fallback_console.ui.single_instance import SingleInstance;"
        "sys.exit(0 if SingleInstance(Path(sys.argv[1])).raise_other() else 1)"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], cwd=PROJECT) as other:
        qtbot.waitUntil(lambda: other.poll() is not None, timeout=20_000)
    assert other.returncode == 0
    qtbot.waitUntil(lambda: not window.isMinimized(), timeout=2000)
    assert window.isVisible()


def test_a_socket_left_behind_is_no_obstacle(qtbot: QtBot, tmp_path: Path) -> None:
    assert not SingleInstance(tmp_path).raise_other()
    first = SingleInstance(tmp_path)
    assert first.listen()
    first.close()
    again = SingleInstance(tmp_path)
    assert again.listen()
    again.close()
    elsewhere = SingleInstance(tmp_path / "other")
    assert not elsewhere.raise_other()


_START = """
import linecache, sys, threading, types
from pathlib import Path
from fallback_console import app
from fallback_console.settings import Settings

ready = []
start = threading.Thread.start

def watched(thread):
    ready.append("shiboken6.Shiboken" in sys.modules)
    start(thread)

class Ended(Exception):
    pass

def end(launch):
    launch.open(None).close()
    raise Ended

threading.Thread.start = watched
sys.modules["fallback_console.ui.run"] = types.SimpleNamespace(run_window=end)
try:
    app.run_window(Path(sys.argv[1]), Settings("alice"), "demo")
except Ended:
    import fallback_console.ui.main_window
print(ready[0], [name for name in linecache.cache if "fallback_console" in name])
"""


def test_qts_binding_comes_before_a_second_thread_and_reads_no_source(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _START, str(tmp_path / "data")], cwd=PROJECT, capture_output=True, text=True, timeout=60
    )
    assert (ended.stdout, ended.stderr) == ("True []\n", "")


_COMPILED = """
import builtins, sys

compiled = []
compile_ = builtins.compile

def watched(source, *arguments, **others):
    if sys._getframe(1).f_globals["__name__"] == "typing":
        compiled.append(source)
    return compile_(source, *arguments, **others)

builtins.compile = watched
import fallback_console.app, fallback_console.cli, fallback_console.ui.run
print(len(compiled))
"""


def test_a_start_compiles_few_annotations() -> None:
    """Named tuples compile each annotation that is a text: in modules that a start loads they are none, but for late names."""
    ended = subprocess.run([sys.executable, "-c", _COMPILED], cwd=PROJECT, capture_output=True, text=True, timeout=60)
    assert ended.stderr == ""
    assert int(ended.stdout) < 40
