"""The real window, without a screen, in a process of its own, to be killed at any moment. It tells what it has told the person."""

from __future__ import annotations

import json
import random
from pathlib import Path

from PySide6.QtCore import QTimer

from fallback_console.app import make_launch
from fallback_console.resources_path import resource
from fallback_console.services import cases
from fallback_console.services.record import Saved
from fallback_console.settings import Settings
from fallback_console.ui.bridge import Bridge
from fallback_console.ui.i18n import Languages
from fallback_console.ui.run import Starter, make_application
from fallback_console.ui.theme import Theme
from tests.faults.agent import MIRRORED
from tests.faults.nest import tell

_EVERY_MS = 3


def work(folder: str, seed: str) -> None:
    """Open the window on a rehearsal's folder and add notes and changes until killed."""
    rng = random.Random(int(seed))
    app = make_application()
    launch = make_launch(Path(folder), Settings(login="alice"), "demo")
    preferences = launch.preferences
    languages = Languages(app, resource("translations"), preferences.value("language"))
    starter = Starter(app, launch, Theme(app, preferences.value("theme")), languages)
    assert starter.begin()
    timer = QTimer(starter)
    timer.setInterval(_EVERY_MS)

    def act() -> None:
        bridge = starter.findChild(Bridge)
        context = starter._context
        if starter.window is None or bridge is None or context is None:
            return
        key, text = f"rt:{rng.randrange(1, MIRRORED + 1)}", f"Note {rng.random()} 障害"

        def told(saved: Saved) -> None:
            tell(json.dumps({"entries": saved.entry_ids, "text": text, "sinks": saved.sinks}))

        bridge.run(context.desk.command(cases.add_note, "alice", key, text), told)

    timer.timeout.connect(act)
    timer.start()
    tell("ready")
    app.exec()
