"""Desktop notifications over a real session bus, with a notification server that only remembers."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
PATIENCE = 60

needs_a_bus = pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("dbus-run-session") is None,
    reason="dbus-run-session (Debian's package dbus) starts the session bus",
)

SERVER = """
import json, sys
from PySide6.QtCore import ClassInfo, QCoreApplication, QObject, QTimer, Signal, Slot
from PySide6.QtDBus import QDBusConnection

NAME, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"

@ClassInfo({"D-Bus Interface": NAME})
class Server(QObject):
    ActionInvoked = Signal("uint", str)
    NotificationClosed = Signal("uint", "uint")

    @Slot(str, "uint", str, str, str, "QStringList", "QVariantMap", int, result="uint")
    def Notify(self, app, replaces, icon, title, body, actions, hints, lasts):
        number = replaces or 41
        print(json.dumps(["shown", replaces, title, body, actions, hints["urgency"], lasts]), flush=True)
        if body == "press":
            QTimer.singleShot(200, lambda: self.ActionInvoked.emit(number, "later"))
        return number

    @Slot("uint")
    def CloseNotification(self, number):
        print(json.dumps(["closed", number]), flush=True)

app = QCoreApplication([])
server = Server()
bus = QDBusConnection.sessionBus()
options = QDBusConnection.RegisterOption.ExportAllSlots | QDBusConnection.RegisterOption.ExportAllSignals
assert bus.registerObject(PATH, server, options) and bus.registerService(NAME)
print(json.dumps(["ready"]), flush=True)
app.exec()
"""

WINDOW = """
import json, subprocess, sys
from PySide6.QtCore import QCoreApplication, QTimer
from fallback_console.ui.alerts.dbus import DbusNotifier
from fallback_console.ui.alerts.desktop import DesktopNote

app = QCoreApplication([])
server = None
if sys.argv[1] == "with":
    server = subprocess.Popen([sys.executable, sys.argv[2]], stdout=subprocess.PIPE, text=True)
    assert json.loads(server.stdout.readline()) == ["ready"]
notifier = DbusNotifier(app)
told = []
notifier.acted.connect(lambda key, action: (told.append(["acted", key, action]), notifier.withdraw(key), end()))
notifier.failed.connect(lambda note: (told.append(["failed", note.key]), end()))

def end():
    QTimer.singleShot(300, app.quit)

notifier.show(DesktopNote("a", "One", "<b>not bold</b>", (("default", "Open"), ("later", "Later"))))
QTimer.singleShot(500, lambda: notifier.show(DesktopNote("a", "Two", "press", urgent=True)) if server else None)
QTimer.singleShot(20000, app.quit)
app.exec()
notifier.close()
seen = []
if server is not None:
    server.terminate()
    seen = [json.loads(line) for line in server.stdout]
    server.wait()
print(json.dumps({"told": told, "seen": seen}))
"""


def run(tmp_path: Path, how: str) -> dict[str, list[list[object]]]:
    """What the program was told, and what the server saw."""
    server, window = tmp_path / "server.py", tmp_path / "window.py"
    server.write_text(SERVER, encoding="utf-8")
    window.write_text(WINDOW, encoding="utf-8")
    words = ["dbus-run-session", "--", sys.executable, str(window), how, str(server)]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "QT_QPA_PLATFORM": "offscreen"}
    answer = subprocess.run(
        words, capture_output=True, text=True, timeout=PATIENCE, check=False, env=environment, cwd=PROJECT
    )
    assert answer.returncode == 0, answer.stderr
    found: dict[str, list[list[object]]] = json.loads(answer.stdout.splitlines()[-1])
    return found


@needs_a_bus
def test_it_is_shown_replaced_pressed_and_taken_away(tmp_path: Path) -> None:
    found = run(tmp_path, "with")
    assert found["told"] == [["acted", "a", "later"]]
    first, second, last = found["seen"]
    # Words of other people are no markup.
    assert first == [
        "shown",
        0,
        "One",
        "&lt;b&gt;not bold&lt;/b&gt;",
        ["default", "Open", "later", "Later"],
        1,
        -1,
    ]
    assert second == ["shown", 41, "Two", "press", ["default", "Two"], 2, 0]
    assert last == ["closed", 41]


@needs_a_bus
def test_without_a_server_that_is_told(tmp_path: Path) -> None:
    assert run(tmp_path, "without") == {"told": [["failed", "a"]], "seen": []}
