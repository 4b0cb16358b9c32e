"""Sounds: played by the system's own program, never waited for, again until somebody has looked."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QProcess, QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication

from fallback_console.domain.alerts import ANSWER, CALL, CALLBACK, GROUP_OF, NEEDS, NEW, OUTAGE, Alert
from fallback_console.resources_path import resource
from fallback_console.ui.alerts.keeper import AlertKeeper

if sys.platform == "win32":
    import winsound

__all__ = ["NoPlayer", "Player", "Sounder", "SystemPlayer", "player_command", "sound_file"]

_PRESSING = (OUTAGE, CALL, NEEDS, CALLBACK, ANSWER)
"""Of several alerts at once, only the most pressing one sounds."""

_REPEAT_MS = 6_000
_LONGEST_MS = 5_000
_LINUX = (("pw-play", ()), ("paplay", ()), ("aplay", ("-q",)))


class Player(Protocol):
    """What plays a file."""

    def play(self, file: Path) -> None:
        """Play it, instead of what is being played; comes back at once."""

    def stop(self) -> None:
        """Be silent."""


class NoPlayer:
    """Plays nothing."""

    def play(self, file: Path) -> None:
        """Nothing is heard."""

    def stop(self) -> None:
        """Nothing was heard."""


def sound_file(name: str, volume: int) -> Path:
    """The file of a built-in sound.

    Args:
        volume: of ``domain.attention.VOLUMES``.
    """
    return resource("sounds", f"{name}-{volume}.wav")


def player_command(platform: str = sys.platform) -> tuple[str, tuple[str, ...]] | None:
    """Program and arguments that play a file given behind them; None where there is none, or none is needed."""
    wanted = (("afplay", ()),) if platform == "darwin" else _LINUX if platform != "win32" else ()
    for name, arguments in wanted:
        found = QStandardPaths.findExecutable(name)
        if found:
            return found, arguments
    return None


class SystemPlayer(QObject):
    """Plays through Windows, or through the first program that is there; else the system beeps.

    Args:
        command: program and arguments; None for none.
    """

    def __init__(self, parent: QObject, command: tuple[str, tuple[str, ...]] | None) -> None:
        super().__init__(parent)
        self._command = command
        self._process: QProcess | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_LONGEST_MS)
        self._patience.timeout.connect(self.stop)

    def play(self, file: Path) -> None:
        """Play it, instead of what is being played."""
        self.stop()
        if sys.platform == "win32":
            winsound.PlaySound(str(file), winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT)
        elif self._command is None:
            QApplication.beep()
        else:
            program, arguments = self._command
            process = QProcess(self)
            process.setStandardOutputFile(QProcess.nullDevice())
            process.setStandardErrorFile(QProcess.nullDevice())
            process.finished.connect(process.deleteLater)
            process.finished.connect(self._ended)
            process.errorOccurred.connect(self._failed)
            self._process = process
            self._patience.start()
            process.start(program, [*arguments, str(file)])

    def stop(self) -> None:
        """Be silent."""
        self._patience.stop()
        process, self._process = self._process, None
        if sys.platform == "win32":
            winsound.PlaySound(None, 0)
        elif process is not None:
            process.kill()

    def _ended(self) -> None:
        if self.sender() is self._process:
            self._process = None
            self._patience.stop()

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart and self.sender() is self._process:
            process, self._process = self._process, None
            self._patience.stop()
            QApplication.beep()
            if process is not None:
                process.deleteLater()


class Sounder(QObject):
    """Plays what the person chose, once for each time something is raised, or until nothing of that group is unread.

    Attributes:
        player: may be exchanged.
        repeating: the group whose sound goes on, '' for none.
    """

    def __init__(self, keeper: AlertKeeper, player: Player) -> None:
        super().__init__(keeper)
        self._keeper = keeper
        self.player = player
        self.repeating = ""
        self._timer = QTimer(self)
        self._timer.setInterval(_REPEAT_MS)
        self._timer.timeout.connect(self.again)
        keeper.raised.connect(self._take)
        keeper.changed.connect(self._follow)

    def again(self) -> None:
        """The sound that goes on, once more; its end where it has to be silent now."""
        self._follow()
        if self.repeating:
            self._play(self.repeating)

    def ring(self) -> None:
        """Somebody calls: the sound of calls, once; the telephone itself rings as it likes."""
        if not self._keeper.silenced:
            self._play(CALL)

    def stop(self) -> None:
        """Be silent, until something else is raised."""
        self.repeating = ""
        self._timer.stop()
        self.player.stop()

    def _take(self, fresh: Iterable[Alert]) -> None:
        if self._keeper.silenced:
            return
        groups = {GROUP_OF[one.kind] for one in fresh}
        choices = self._keeper.choices
        heard = [group for group in _PRESSING if group in groups and choices.sounds.get(group)]
        if not heard:
            return
        repeated = [group for group in heard if group in choices.repeated]
        if repeated and (not self.repeating or _PRESSING.index(repeated[0]) < _PRESSING.index(self.repeating)):
            self.repeating = repeated[0]
            self._timer.start()
        self._play(heard[0])

    def _follow(self) -> None:
        """What goes on ends when it was read, put away, silenced or chosen otherwise."""
        keeper = self._keeper
        if not self.repeating:
            return
        waits = any(one.state == NEW and GROUP_OF[one.kind] == self.repeating for one in keeper.alerts)
        if keeper.silenced or not waits or self.repeating not in keeper.choices.repeated:
            self.stop()

    def _play(self, group: str) -> None:
        name = self._keeper.choices.sounds.get(group, "")
        if name:
            self.player.play(sound_file(name, self._keeper.choices.volume))
