"""One window for each data folder: a second start asks the first one to come to the front.

Which process may open the data is decided by a file lock elsewhere; this is only how the two talk. The socket's name holds no
more than a digest of the folder, and the only thing that can be asked for is to be shown.
"""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

__all__ = ["SingleInstance"]

_ASK = b"raise\n"
_ANSWER = b"raised\n"
_WAIT_MS = 1_000
_PATIENCE_SECONDS = 2.0
_PAUSE_SECONDS = 0.05


class SingleInstance(QObject):
    """The first window listens, later ones ask.

    Attributes:
        raise_requested: somebody started the program again.
    """

    raise_requested = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        digest = hashlib.sha256(str(folder.resolve()).encode("utf-8", "surrogateescape")).hexdigest()
        self._name = f"fallback-console-{digest[:24]}"
        self._server: QLocalServer | None = None

    def raise_other(self) -> bool:
        """Ask a running window to come to the front; False where none answers within seconds."""
        socket = QLocalSocket()
        deadline = time.monotonic() + _PATIENCE_SECONDS
        socket.connectToServer(self._name)
        # One that is just starting listens a moment after it has taken the folder.
        while not socket.waitForConnected(_WAIT_MS):
            if time.monotonic() > deadline:
                return False
            time.sleep(_PAUSE_SECONDS)
            socket.connectToServer(self._name)
        socket.write(_ASK)
        socket.waitForBytesWritten(_WAIT_MS)
        # The answer may have come while the question was still being written.
        while socket.bytesAvailable() < len(_ANSWER) and socket.waitForReadyRead(_WAIT_MS):
            pass
        answered = bytes(socket.readAll().data()) == _ANSWER
        socket.abort()
        return answered

    def listen(self) -> bool:
        """Be the one that is asked. Call it only as the holder of the folder's window lock."""
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if not server.listen(self._name):
            # A process that was killed leaves its socket behind.
            QLocalServer.removeServer(self._name)
            if not server.listen(self._name):
                return False
        server.newConnection.connect(self._greet)
        self._server = server
        return True

    def close(self) -> None:
        """Stop listening."""
        if self._server is not None:
            self._server.close()
            self._server = None

    def _greet(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(self._read)
            if socket.bytesAvailable():
                self._answer(socket)

    def _read(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._answer(socket)

    def _answer(self, socket: QLocalSocket) -> None:
        asked = bytes(socket.read(len(_ASK) + 1).data())
        if not asked:
            # Told twice of what was read already.
            return
        if asked == _ASK:
            socket.write(_ANSWER)
            socket.flush()
            self.raise_requested.emit()
        else:
            socket.abort()
