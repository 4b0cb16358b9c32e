"""A gateway that takes so many messages a second and no more, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

__all__ = ["SmsProcess"]

_PROJECT = Path(__file__).resolve().parents[2]


class SmsProcess:
    """Answers as Kannel does, each message in its turn.

    Args:
        rate: messages a second.

    Attributes:
        url: of ``sendsms``.
    """

    def __init__(self, rate: float) -> None:
        self._rate = rate
        self.url = ""

    def __enter__(self) -> SmsProcess:
        command = [sys.executable, "-m", "tests.bench.sms_process", str(self._rate)]
        self._process = subprocess.Popen(
            command, cwd=_PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )
        assert self._process.stdout is not None
        self.url = self._process.stdout.readline().strip()
        return self

    def __exit__(self, *_: object) -> None:
        # It ends with its standard input, so also when this process is killed.
        self._process.communicate(timeout=30)


class _Turns:
    """Who comes too early waits for their turn; what was not used is lost."""

    def __init__(self, rate: float) -> None:
        self._gap = 1 / rate
        self._next = 0.0
        self._guard = threading.Lock()

    def wait(self) -> None:
        with self._guard:
            now = time.monotonic()
            turn = max(now, self._next)
            self._next = turn + self._gap
        time.sleep(turn - now)


def main() -> None:
    """Serve until standard input ends."""
    turns = _Turns(float(sys.argv[1]))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            turns.wait()
            body = b"0: Accepted for delivery"
            self.send_response(202)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"http://127.0.0.1:{server.server_address[1]}/cgi-bin/sendsms", flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
