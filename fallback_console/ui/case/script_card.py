"""What to say on the phone: opening words, questions, and what is said about the outage."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from fallback_console.domain.errors import NotFoundError
from fallback_console.resources_path import resource
from fallback_console.services import outages, people
from fallback_console.ui import names
from fallback_console.ui.case.open_call import CallTarget
from fallback_console.ui.theme import Size, Space
from fallback_console.ui.views.base import Tools
from fallback_console.ui.widgets import PlainLabel, column
from fallback_console.ui.widgets.times import clock_time

__all__ = ["Script", "ScriptCard", "read_script", "script_facts", "spoken_names"]

_OUTAGE = "(outage)"


class Script(NamedTuple):
    """What the script's words depend on.

    Attributes:
        language: the customer's, '' where it is not known.
        systems: those that are down.
        since: of the outage, UTC epoch milliseconds.
    """

    language: str
    systems: tuple[str, ...]
    since: int


def script_facts(reading: Any, person_key: str) -> Script:
    """Ask the services: which language, which outage."""
    language = ""
    if person_key:
        try:
            language = people.person(reading, person_key).language
        except NotFoundError:
            language = ""
    running = outages.current(reading)
    if running is None:
        return Script(language, (), 0)
    return Script(language, running.systems, running.since_at)


def read_script(file: Path, *, outage: bool) -> list[tuple[str, tuple[str, ...]]]:
    """The parts of a script with their lines. A part whose heading ends in '(outage)' is left out while there is none.

    Raises:
        OSError: the file cannot be read.
    """
    parts: list[tuple[str, list[str]]] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        words = line.strip()
        if words.startswith("## "):
            parts.append((words[3:].strip(), []))
        elif words.startswith("- ") and parts:
            parts[-1][1].append(words[2:].strip())
    kept = [p for p in parts if outage or not p[0].endswith(_OUTAGE)]
    return [(title.removesuffix(_OUTAGE).strip(), tuple(lines)) for title, lines in kept]


def spoken_names(file: Path) -> dict[str, str]:
    """How a script speaks of systems, and 'join' between two of them: its lines '* mail = e-mail'.

    Raises:
        OSError: the file cannot be read.
    """
    lines = [line[2:].split("=", 1) for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("* ")]
    return {name.strip(): words.strip() for name, words in lines}


def _joined(systems: tuple[str, ...], spoken: dict[str, str]) -> str:
    known = [spoken.get(s.partition(":")[0]) or names.system_name(s) for s in systems]
    mark = spoken.get("join", ",")
    return (mark if mark == "、" else f" {mark} ").join(known)


class ScriptCard(QScrollArea):
    """Over the list, above the call bar: the case beside it stays in sight, and nothing else moves.

    Args:
        bar: the call bar; the card stands on it, in the same window.
    """

    def __init__(self, tools: Tools, bar: QWidget) -> None:
        super().__init__(bar)
        self._tools = tools
        self._bar = bar
        self._target: CallTarget | None = None
        self._script = Script("", (), 0)
        self.setObjectName("call-script")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("look", "popover")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bar.installEventFilter(self)
        self.hide()

    @property
    def words(self) -> str:
        """Everything it says, a line for each sentence."""
        return "\n".join(label.text() for label in self.findChildren(PlainLabel))

    def show_for(self, target: CallTarget) -> None:
        """Show the script for a call, in the customer's language."""
        self._target = target
        query = self._tools.context.desk.query(script_facts, target.person_key)
        self._tools.bridge.run(query, self._take)

    def fold(self, shown: bool) -> None:
        """Show it, or put it away."""
        if shown:
            self.setParent(self._bar.window())
            self._place()
            self.raise_()
        self.setVisible(shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay on the bar."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and self.isVisible():
            self._place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the bar."""
        if event.key() == Qt.Key.Key_Escape:
            self._bar.setFocus()
        super().keyPressEvent(event)

    def _place(self) -> None:
        window = self._bar.window()
        foot = self._bar.mapTo(window, QPoint(0, 0)).y() - Space.S
        width = min(window.width() * 9 // 20, Size.PAGE)
        page = self.widget()
        wanted = page.heightForWidth(width - Size.SCROLL) + Space.S if page is not None else Size.CARD_MIN
        height = min(wanted, foot - Size.CARD_MIN)
        self.setGeometry(Space.S, foot - height, width, height)

    def retranslate(self) -> None:
        """Another language; the script keeps the customer's."""
        self.setAccessibleName(self.tr("Call script"))
        self._write()

    def _take(self, script: Script) -> None:
        self._script = script
        self.retranslate()

    def _write(self) -> None:
        target, script = self._target, self._script
        if target is None:
            return
        file = _file(script.language) or _file(self._tools.languages.current) or resource("scripts", "call.en.md")
        page = QWidget()
        parts = column(page, margin=Space.M, gap=Space.M)
        now = self._tools.context.clock.now_ms()
        words = {
            "{agent}": self._tools.context.desk.login,
            "{name}": target.name,
            "{number}": f"#{target.case_number}" if target.case_number else "",
            "{systems}": _joined(script.systems, spoken_names(file)),
            "{since}": clock_time(script.since, now) if script.since else "",
        }
        for title, lines in read_script(file, outage=bool(script.systems)):
            part = column(gap=Space.XS)
            part.addWidget(PlainLabel(title, "strong", wrap=True))
            for line in lines:
                said = PlainLabel("", "", wrap=True)
                said.set_data(_filled(line, words))
                part.addWidget(said)
            parts.addLayout(part)
        parts.addStretch(1)
        page.setAutoFillBackground(False)
        self.setWidget(page)
        if self.isVisible():
            self._place()


def _filled(line: str, words: dict[str, str]) -> str:
    for mark, word in words.items():
        line = line.replace(mark, word)
    return " ".join(line.replace("()", "").split())


def _file(language: str) -> Path | None:
    code = language.replace("_", "-").split("-")[0].casefold()
    names_of = {"english": "en", "japanese": "ja"}
    code = names_of.get(code, code)
    if not code.isalpha() or len(code) > 3:
        return None
    file = resource("scripts", f"call.{code}.md")
    return file if file.exists() else None
