"""A stand-in for Kannel and the mobile network behind it, on loopback: for rehearsals and tests.

It takes what ``sendsms`` takes, as POST with headers or as GET with a query, shows what a handset would show, calls back
with receipts and answers as Kannel does (repeated until they are acknowledged), and fails in Kannel's ways: refused, frozen,
answer lost, network gone.
"""

from __future__ import annotations

import threading
import time
import urllib.request
import uuid
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import SimpleQueue
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

__all__ = ["HandsetMessage", "SmsDouble"]

_DELIVERED, _FAILED, _ACCEPTED = 1, 2, 8
_TAKEN = (202, "0: Accepted for delivery")
_QUEUED = (202, "3: Queued for later delivery")
_RETRY_SECONDS = 0.1
_CALL_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class HandsetMessage:
    """A message as the handset shows it, its parts put together.

    Attributes:
        at: seconds of ``time.monotonic`` when its last part arrived.
    """

    sender: str
    to: str
    text: str
    parts: int
    at: float


@dataclass(frozen=True, slots=True)
class _Part:
    sender: str
    to: str
    text: bytes
    wide: bool
    reference: int
    count: int
    number: int
    dlr_url: str


class SmsDouble:
    """One gateway with all handsets of its network.

    Args:
        username, password: of the one account.
        number: sender where none is given.
        mo_url: where messages of customers are handed over, without a query; may be set at any time.
        port: 0 for a free one.
    """

    def __init__(
        self,
        username: str = "console",
        password: str = "drill-only",
        number: str = "4670",
        mo_url: str = "",
        port: int = 0,
    ) -> None:
        self.username = username
        self.password = password
        self.number = number
        self.mo_url = mo_url
        self._lock = threading.Condition()
        self._running = threading.Event()
        self._running.set()
        self._take_held = False
        self._lost_answers = 0
        self._network = True
        self._refusal: tuple[int, str] | None = None
        self.undeliverable: set[str] = set()
        self.receipt_copies = 1
        self._queue: list[_Part] = []
        self._loose: dict[tuple[str, str, int], dict[int, _Part]] = defaultdict(dict)
        self._messages: list[HandsetMessage] = []
        self._caller = _Caller()
        double = self

        class Handler(_Handler):
            def answer_for(self, values: Mapping[str, str], body: bytes | None) -> tuple[int, str] | None:
                return double._take(values, body)

        self._server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), name="sms double", daemon=True)

    @property
    def port(self) -> int:
        """Port of ``sendsms``."""
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        """Address of ``sendsms``."""
        return f"http://127.0.0.1:{self.port}/cgi-bin/sendsms"

    @property
    def messages(self) -> tuple[HandsetMessage, ...]:
        """What handsets have received, in order."""
        with self._lock:
            return tuple(self._messages)

    def start(self) -> None:
        """Take requests."""
        self._thread.start()
        self._caller.start()

    def stop(self) -> None:
        """End; later connections are refused."""
        self._take_held = False
        self._running.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(_CALL_SECONDS)
        self._caller.stop()

    # How it fails

    def freeze(self, *, take_held: bool = False) -> None:
        """Take connections and answer nothing until ``resume``.

        Args:
            take_held: requests that wait are carried out at ``resume`` although nobody waits for the answer any more.
        """
        self._take_held = take_held
        self._running.clear()

    def resume(self) -> None:
        """Answer again."""
        self._running.set()

    def lose_answers(self, count: int) -> None:
        """Carry out the next requests, and break the connection instead of answering."""
        with self._lock:
            self._lost_answers = count

    def cut(self) -> None:
        """The mobile network is gone: messages are queued."""
        with self._lock:
            self._network = False

    def restore(self) -> None:
        """The mobile network is back: what was queued goes out."""
        with self._lock:
            self._network = True
            queued, self._queue = self._queue, []
            for part in queued:
                self._to_handset(part)

    def refuse(self, status: int, words: str) -> None:
        """Answer every request with this; status 0 ends it."""
        with self._lock:
            self._refusal = (status, words) if status else None

    # The handset's side

    def answer(self, sender: str, text: str, *, identifier: str = "") -> str:
        """A customer texts; handed over until it is acknowledged.

        Returns:
            The gateway's id of the message.
        """
        identifier = identifier or str(uuid.uuid4())
        values = {
            "from": sender,
            "to": self.number,
            "text": text,
            "ts": str(int(time.time())),
            "id": identifier,
            "charset": "UTF-8",
            "coding": "0",
        }
        self._caller.call(f"{self.mo_url}?{urlencode(values)}")
        return identifier

    def wait_for(
        self, wanted: Callable[[HandsetMessage], bool], count: int = 1, timeout: float = 10.0
    ) -> list[HandsetMessage]:
        """The messages that are wanted, once there are so many.

        Raises:
            TimeoutError: they did not come.
        """
        with self._lock:
            if not self._lock.wait_for(lambda: sum(map(wanted, self._messages)) >= count, timeout):
                raise TimeoutError(f"{sum(map(wanted, self._messages))} of {count} messages arrived")
            return [message for message in self._messages if wanted(message)]

    def wait_calls(self, timeout: float = 10.0) -> None:
        """Until every receipt and answer was acknowledged.

        Raises:
            TimeoutError: some were not.
        """
        self._caller.wait(timeout)

    # Inside

    def _take(self, values: Mapping[str, str], body: bytes | None) -> tuple[int, str] | None:
        """Status and words for one request, None to break the connection."""
        if not self._running.is_set():
            self._running.wait()
            if not self._take_held:
                return None
        if (values.get("username"), values.get("password")) != (self.username, self.password):
            return 403, "Authorization failed for sendsms"
        if not values.get("to"):
            return 400, "Missing receiver(s) number(s), rejected"
        with self._lock:
            if self._refusal is not None:
                return self._refusal
            part = _part_of(values, body, self.number)
            answer = _TAKEN if self._network else _QUEUED
            if self._network:
                self._to_handset(part)
            else:
                self._queue.append(part)
            if self._lost_answers:
                self._lost_answers -= 1
                return None
            return answer

    def _to_handset(self, part: _Part) -> None:
        failed = part.to in self.undeliverable
        for _ in range(self.receipt_copies):
            self._receipt(part, _FAILED if failed else _DELIVERED, "")
            self._receipt(part, _ACCEPTED, "ACK/")
        if failed:
            return
        key = (part.sender, part.to, part.reference)
        parts = self._loose[key]
        parts[part.number] = part
        if len(parts) < part.count:
            return
        del self._loose[key]
        whole = b"".join(parts[number].text for number in sorted(parts))
        text = whole.decode("utf-16-be", "surrogatepass") if part.wide else whole.decode()
        self._messages.append(HandsetMessage(part.sender, part.to, text, part.count, time.monotonic()))
        self._lock.notify_all()

    def _receipt(self, part: _Part, kind: int, words: str) -> None:
        if part.dlr_url:
            filled = part.dlr_url.replace("%d", str(kind)).replace("%A", quote(words, safe=""))
            self._caller.call(filled.replace("%F", uuid.uuid4().hex if kind == _DELIVERED else ""))


class _Caller:
    """Calls addresses one after the other, each until it is acknowledged, as Kannel does with ``http-request-retry``."""

    def __init__(self) -> None:
        self._urls: SimpleQueue[str | None] = SimpleQueue()
        self._pending = 0
        self._changed = threading.Condition()
        self._stopping = threading.Event()
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # loopback knows no proxy
        self._thread = threading.Thread(target=self._run, name="sms double calls", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._urls.put(None)
        self._thread.join(_CALL_SECONDS)

    def call(self, url: str) -> None:
        with self._changed:
            self._pending += 1
        self._urls.put(url)

    def wait(self, timeout: float) -> None:
        with self._changed:
            if not self._changed.wait_for(lambda: self._pending == 0, timeout):
                raise TimeoutError(f"{self._pending} calls were not acknowledged")

    def _run(self) -> None:
        while (url := self._urls.get()) is not None:
            while not self._stopping.is_set() and not self._acknowledged(url):
                self._stopping.wait(_RETRY_SECONDS)
            with self._changed:
                self._pending -= 1
                self._changed.notify_all()

    def _acknowledged(self, url: str) -> bool:
        try:
            with self._opener.open(url, timeout=_CALL_SECONDS) as answer:
                return int(answer.status) in (200, 202)
        except (OSError, ValueError):  # an HTTP error is an OSError too
            return False


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "Kannel/1.4.5"
    sys_version = ""
    timeout = 30
    # Head and body of an answer are two writes; the second would wait for the other side's word on the first.
    disable_nagle_algorithm = True

    def answer_for(self, values: Mapping[str, str], body: bytes | None) -> tuple[int, str] | None:
        raise NotImplementedError

    def do_GET(self) -> None:
        self._respond(dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True)), None)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.headers.get_content_type() not in ("text/plain", "application/octet-stream"):
            self._write(400, "Invalid content-type")
            return
        values = {
            name[len("x-kannel-") :].lower(): value
            for name, value in self.headers.items()
            if name.lower().startswith("x-kannel-")
        }
        self._respond(values, body)

    def _respond(self, values: Mapping[str, str], body: bytes | None) -> None:
        if urlsplit(self.path).path != "/cgi-bin/sendsms":
            self._write(404, "Unknown request.")
            return
        answer = self.answer_for(values, body)
        if answer is None:
            self.close_connection = True
            return
        self._write(*answer)

    def _write(self, status: int, words: str) -> None:
        body = words.encode()
        try:
            self.send_response(status)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            self.close_connection = True  # nobody waits for the answer any more

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def _part_of(values: Mapping[str, str], body: bytes | None, default_sender: str) -> _Part:
    wide = values.get("coding") == "2"
    if body is None:
        body = values.get("text", "").encode("utf-16-be" if wide else "utf-8")
    # 3GPP TS 23.040, 9.2.3.24.1: 05 00 03 reference, number of parts, this part.
    _, _, _, reference, count, number = bytes.fromhex(values.get("udh", "")) or bytes((5, 0, 3, 0, 1, 1))
    sender = values.get("from") or default_sender
    return _Part(sender, values["to"], body, wide, reference, count, number, values.get("dlr-url", ""))
