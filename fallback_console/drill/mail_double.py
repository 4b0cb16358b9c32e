"""A stand-in for a mail server on loopback: IMAP as far as a monitor speaks it, and SMTP that takes mail.

Sources: RFC 9051 (IMAP4rev2), RFC 5321 (SMTP), RFC 4954 (AUTH), RFC 4616 (PLAIN).
"""

from __future__ import annotations

import base64
import socket
import socketserver
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

__all__ = ["MailDouble", "TakenMail"]

_IDLE_SECONDS = 30.0
_LONGEST_LINE = 8192
_STOP_SECONDS = 5.0

Say = Callable[[str], None]
Hear = Callable[[], str]
Talk = Callable[[Say, Hear, str], None]


class TakenMail(NamedTuple):
    """A mail that was taken.

    Attributes:
        text: its lines as they were sent, the dots of the protocol taken out again.
    """

    sender: str
    to: str
    text: str


class MailDouble:
    """IMAP on one port, SMTP on another, both without TLS.

    Args:
        login, password: of the one account.

    Attributes:
        taken: mail in the order in which it came.
        unknown: addresses of which it says that there is no such mailbox.
    """

    def __init__(self, login: str = "team@example.com", password: str = "drill-only") -> None:
        self.login = login
        secret = base64.b64encode(f"\0{login}\0{password}".encode()).decode("ascii")
        self._imap = _Port(_imap, secret)
        self.taken: list[TakenMail] = []
        self.unknown: set[str] = set()
        self._smtp = _Port(self._submission, secret)

    @property
    def imap_port(self) -> int:
        """Where IMAP listens, once it was started."""
        return self._imap.number

    @property
    def smtp_port(self) -> int:
        """Where SMTP listens, once it was started."""
        return self._smtp.number

    def start(self) -> None:
        """Listen, also after ``kill``, then on the same ports."""
        self._imap.start()
        self._smtp.start()

    def kill(self) -> None:
        """End at once: connections are cut, new ones refused."""
        self._imap.kill()
        self._smtp.kill()

    def _submission(self, say: Say, hear: Hear, secret: str) -> None:
        say("220 rehearsal.example.com ESMTP ready")
        sender = to = ""
        while True:
            line = hear()
            command, _, rest = line.partition(" ")
            command = command.upper()
            if command == "QUIT":
                say("221 until the next time")
                return
            if command == "EHLO":
                say("250-rehearsal.example.com")
                say("250 AUTH PLAIN")
            elif command in ("HELO", "NOOP", "RSET"):
                say("250 fine")
            elif command == "AUTH":
                say("235 signed in" if rest == f"PLAIN {secret}" else "535 unknown")
            elif command == "MAIL":
                sender, to = _address(rest), ""
                say("250 fine")
            elif command == "RCPT":
                to = _address(rest)
                say("550 no such mailbox" if to in self.unknown else "250 fine")
            elif command == "DATA" and sender and to:
                say("354 go on")
                lines = list(iter(hear, "."))
                text = "\n".join(one.removeprefix(".") for one in lines)
                self.taken.append(TakenMail(sender, to, text))
                say(f"250 taken as {len(self.taken)}")
            else:
                say("502 not here")

    def stop(self) -> None:
        """The same as ``kill``, for the end."""
        self.kill()


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: the other side left."""


class _Port:
    """One protocol on one port, which is kept over a kill and a new start."""

    def __init__(self, talk: Talk, secret: str) -> None:
        self.number = 0
        self._talk = talk
        self._secret = secret
        self._server: _Server | None = None
        self._thread: threading.Thread | None = None
        self._guard = threading.Lock()
        self._open: set[socket.socket] = set()

    def start(self) -> None:
        if self._server is not None:
            return
        port = self

        class Handler(socketserver.StreamRequestHandler):
            timeout = _IDLE_SECONDS

            def handle(self) -> None:
                port.converse(self)

        self._server = _Server(("127.0.0.1", self.number), Handler)
        self.number = int(self._server.server_address[1])
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), name="mail double", daemon=True
        )
        self._thread.start()

    def kill(self) -> None:
        server, self._server = self._server, None
        if server is None or self._thread is None:
            return
        server.shutdown()
        server.server_close()
        self._thread.join(_STOP_SECONDS)
        with self._guard:
            for one in self._open:
                with suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)

    def converse(self, handler: socketserver.StreamRequestHandler) -> None:
        """One conversation, until either side ends it."""
        with self._guard:
            self._open.add(handler.connection)

        def say(line: str) -> None:
            handler.wfile.write(line.encode("ascii") + b"\r\n")

        def hear() -> str:
            line = handler.rfile.readline(_LONGEST_LINE)
            if not line.endswith(b"\n"):
                raise ConnectionError
            return line.decode("ascii", errors="replace").strip()

        try:
            self._talk(say, hear, self._secret)
        except OSError:
            pass  # the other side left, or was silent for too long
        finally:
            with self._guard:
                self._open.discard(handler.connection)


def _imap(say: Say, hear: Hear, secret: str) -> None:
    say("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] Rehearsal ready")
    while True:
        tag, _, rest = hear().partition(" ")
        command = rest.upper()
        if command == "LOGOUT":
            say("* BYE until the next time")
            say(f"{tag} OK done")
            return
        if command == "CAPABILITY":
            say("* CAPABILITY IMAP4rev1 AUTH=PLAIN")
            say(f"{tag} OK done")
        elif command == "AUTHENTICATE PLAIN":
            say("+ ")
            say(f"{tag} OK signed in" if hear() == secret else f"{tag} NO [AUTHENTICATIONFAILED] unknown")
        elif command == "NOOP":
            say(f"{tag} OK done")
        else:
            say(f"{tag or '*'} BAD unknown command")


def _address(rest: str) -> str:
    """Of ``FROM:<address>`` or ``TO:<address>``."""
    return rest.partition("<")[2].partition(">")[0]
