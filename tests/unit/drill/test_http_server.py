"""The loopback server fails in the ways real systems do, and keeps what it holds."""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
import threading
from collections.abc import Callable, Iterator

import pytest

from fallback_console.drill.faults import EVERY_FAULT, Faults
from fallback_console.drill.http_server import HttpServer, Request, Response, json_response


class Echo:
    def __init__(self) -> None:
        self.seen: list[Request] = []
        self.arrived = threading.Event()
        self.faults = Faults()

    def __call__(self, request: Request) -> Response:
        return self.faults.apply(request, self.done)

    def done(self, request: Request) -> Response:
        self.seen.append(request)
        self.arrived.set()
        return json_response(200, {"path": request.path, "query": dict(request.query), "size": len(request.body)})


@pytest.fixture
def echo() -> Echo:
    return Echo()


@pytest.fixture
def server(echo: Echo) -> Iterator[HttpServer]:
    with HttpServer(echo) as found:
        yield found


Connect = Callable[..., http.client.HTTPConnection]


@pytest.fixture
def connect() -> Iterator[Connect]:
    """Opens connections and closes them after the test."""
    with contextlib.ExitStack() as stack:

        def make(server: HttpServer, timeout: float = 5.0) -> http.client.HTTPConnection:
            connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=timeout)
            return stack.enter_context(contextlib.closing(connection))

        yield make


def ask(
    connection: http.client.HTTPConnection, method: str = "GET", path: str = "/a%20b?c=%C3%A5&d="
) -> tuple[int, bytes]:
    connection.request(method, path, body=b"x" * 100 if method == "POST" else None)
    answer = connection.getresponse()
    return answer.status, answer.read()


def test_requests_on_one_connection(connect: Connect, server: HttpServer, echo: Echo) -> None:
    connection = connect(server)
    for method in ("GET", "POST", "GET", "HEAD"):
        status, body = ask(connection, method)
        assert status == 200
        if method != "HEAD":
            assert json.loads(body) == {"path": "/a b", "query": {"c": "å", "d": ""}, "size": 100 * (method == "POST")}
    connection.close()
    assert len(echo.seen) == 4


def test_killed_and_started_again(connect: Connect, server: HttpServer, echo: Echo) -> None:
    port = server.port
    ask(connect(server))
    server.kill()
    server.kill()
    assert not server.running
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=1)
    server.start()
    assert server.port == port
    assert ask(connect(server))[0] == 200
    assert len(echo.seen) == 2


def test_frozen_it_accepts_and_does_nothing_until_it_goes_on(connect: Connect, server: HttpServer, echo: Echo) -> None:
    server.freeze()
    impatient = connect(server, timeout=0.2)
    with pytest.raises(TimeoutError):
        ask(impatient, "POST")
    impatient.close()
    assert echo.seen == []
    server.thaw()
    assert echo.arrived.wait(5)
    assert [request.method for request in echo.seen] == ["POST"], "carried out late, although nobody waits"
    assert ask(connect(server))[0] == 200


def test_killed_while_frozen_nothing_is_carried_out(connect: Connect, server: HttpServer, echo: Echo) -> None:
    server.freeze()
    with pytest.raises(TimeoutError):
        ask(connect(server, timeout=0.2), "POST")
    server.kill()
    server.start()
    assert ask(connect(server))[0] == 200
    assert [request.method for request in echo.seen] == ["GET"]


def test_running_something_between_requests(server: HttpServer) -> None:
    assert server.run(lambda: threading.current_thread().name) == "http double"
    with pytest.raises(ZeroDivisionError):
        server.run(lambda: 1 // 0)
    server.kill()
    assert server.run(lambda: 7) == 7


def test_a_port_that_is_taken(server: HttpServer, echo: Echo) -> None:
    with pytest.raises(OSError, match="in use"):
        HttpServer(echo, port=server.port).start()


@pytest.mark.parametrize("raw", [b"\x00\x01\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n", b"GET", b""])
def test_no_http(connect: Connect, server: HttpServer, raw: bytes) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as raw_connection:
        raw_connection.sendall(raw)
        raw_connection.shutdown(socket.SHUT_WR)
        with contextlib.suppress(ConnectionResetError):
            raw_connection.recv(100)
    assert ask(connect(server))[0] == 200


@pytest.mark.parametrize("kind", EVERY_FAULT)
def test_each_fault(connect: Connect, server: HttpServer, echo: Echo, kind: str) -> None:
    echo.faults = Faults(late=0.01)
    echo.faults.then(kind)
    connection = connect(server, timeout=0.3)
    status, body = 0, b""
    try:
        status, body = ask(connection, "POST")
    except (OSError, http.client.HTTPException):
        pass
    done = {"half", "lost", "late", "html", "moved"}
    assert bool(echo.seen) == (kind in done)
    expected = {"throttled": 429, "broken": 500, "late": 200, "html": 200, "moved": 208, "half": 0}
    assert status == expected.get(kind, 0)
    assert body.startswith(b"<") == (kind in ("html", "broken"))
    assert echo.faults.counts == {kind: 1}


def test_the_same_seed_gives_the_same_faults() -> None:
    def run(seed: int) -> list[int]:
        faults = Faults(seed, 0.3, ("broken", "throttled"), only=lambda request: request.method == "PUT")
        request = Request("PUT", "/", {}, {}, b"")
        return [faults.apply(request, lambda _: Response(200)).status for _ in range(200)]

    assert run(1) == run(1)
    assert run(1) != run(2)
    assert 30 < 200 - run(1).count(200) < 90
    faults = Faults(1, 1.0)
    faults.set_rate(0.0)
    assert faults.apply(Request("GET", "/", {}, {}, b""), lambda _: Response(200)).status == 200
