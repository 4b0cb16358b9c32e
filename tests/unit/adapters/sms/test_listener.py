from __future__ import annotations

import asyncio
import ssl
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from fallback_console.adapters.sms.listener import Call, Limits, Listener, ListenerSettings, new_token, same_text, sign
from fallback_console.domain.errors import SettingsError, StoreError
from tests.unit.adapters.raw_server import self_signed
from tests.unit.adapters.sms.support import call, close, raw

TIGHT = Limits(head=2048, body=1000, seconds=0.3, answer_seconds=0.3, connections=3)


class Handler:
    """Remembers calls and answers them with ``status``, or raises it."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.status: int | Exception = 200
        self.gate: asyncio.Event | None = None

    async def __call__(self, one: Call) -> int:
        self.calls.append(one)
        if self.gate is not None:
            await self.gate.wait()
        if isinstance(self.status, Exception):
            raise self.status
        return self.status


def served(test: Callable[[Listener, Handler], Awaitable[None]], limits: Limits | None = None) -> None:
    async def main() -> None:
        handler = Handler()
        listener = Listener(ListenerSettings(), handler, limits)
        async with listener.open():
            await test(listener, handler)

    asyncio.run(main())


def test_a_call_arrives_whole() -> None:
    async def test(listener: Listener, handler: Handler) -> None:
        body = '{"text": "障害"}'.encode()
        assert (
            await call(listener.port, "/a/b?x=1&t=%E3%81%82+%E5&x=2", method="POST", headers="X-Own: v\r\n", body=body)
            == 200
        )
        (one,) = handler.calls
        assert (one.method, one.path, one.body) == ("POST", "/a/b", body)
        assert one.query == {"x": b"2", "t": b"\xe3\x81\x82 \xe5"}
        assert one.headers["x-own"] == "v"

    served(test)


def test_several_calls_on_one_connection() -> None:
    async def test(listener: Listener, handler: Handler) -> None:
        request = b"GET /one HTTP/1.1\r\nHost: x\r\n\r\n"
        answer = await raw(
            listener.port, request + request + b"GET /end HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        )
        assert answer.count(b"HTTP/1.1 200") == 3
        assert [one.path for one in handler.calls] == ["/one", "/one", "/end"]

    served(test)


def test_the_answer_is_empty_text() -> None:
    """Kannel would send anything else to the customer."""

    async def test(listener: Listener, handler: Handler) -> None:
        answer = await raw(listener.port, b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        head, _, body = answer.partition(b"\r\n\r\n")
        assert body == b""
        assert b"Content-Type: text/plain" in head
        assert b"Content-Length: 0" in head

    served(test)


def test_a_chunked_body_is_read() -> None:
    async def test(listener: Listener, handler: Handler) -> None:
        head = b"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
        assert b" 200 " in await raw(listener.port, head + b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
        assert handler.calls[0].body == b"abcde"

    served(test)


def test_a_caller_that_waits_for_leave_gets_it() -> None:
    async def test(listener: Listener, handler: Handler) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", listener.port)
        writer.write(b"POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n")
        assert b" 100 " in await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 5)
        writer.write(b"ok")
        assert b" 200 " in await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 5)
        await close(writer)

    served(test)


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 50, 400),  # a TLS greeting
        (b"nonsense\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\n\r\n", 400),  # no Host
        (b"GET /" + b"a" * 50_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", 431),
        (b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X: " + b"y" * 5000, 431),
        (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\n", 413),
        (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999999\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400),
        (b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n7D0\r\n" + b"z" * 2000, 413),
        (b"GET /?" + b"&".join(b"%d=1" % n for n in range(50)) + b" HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        (b"GET /\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n", 400),
    ],
    ids=range(12),
)
def test_refused_before_any_handler(data: bytes, status: int) -> None:
    async def test(listener: Listener, handler: Handler) -> None:
        answer = await raw(listener.port, data)
        assert answer.startswith(b"HTTP/1.1 %d " % status), answer[:60]
        assert handler.calls == []
        assert await call(listener.port, "/still-alive") == 200

    served(test, TIGHT)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GET / HT",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab",
    ],
)
@pytest.mark.parametrize("half_close", [True, False])
def test_the_slow_and_the_silent_are_dropped(data: bytes, half_close: bool) -> None:
    async def test(listener: Listener, handler: Handler) -> None:
        answer = await raw(listener.port, data, half_close=half_close)
        assert b" 200 " not in answer
        assert handler.calls == []
        assert await call(listener.port, "/still-alive") == 200

    served(test, TIGHT)


def test_too_many_connections_are_closed() -> None:
    async def test(listener: Listener, handler: Handler) -> None:
        handler.gate = asyncio.Event()
        held = [asyncio.create_task(call(listener.port, "/held")) for _ in range(3)]
        while len(handler.calls) < 3:
            await asyncio.sleep(0)
        assert await call(listener.port, "/one-too-many") == 0
        handler.gate.set()
        assert await asyncio.gather(*held) == [200, 200, 200]
        handler.gate = None
        assert await call(listener.port, "/again") == 200

    served(test, Limits(connections=3))


@pytest.mark.parametrize("status", [200, 202, 403, 404, 503])
def test_the_handler_decides(status: int) -> None:
    async def test(listener: Listener, handler: Handler) -> None:
        handler.status = status
        assert await call(listener.port, "/") == status

    served(test)


@pytest.mark.logs_expected("fallback_console.adapters.sms.listener")
@pytest.mark.parametrize(("error", "status"), [(StoreError("The disk is full."), 503), (ValueError("a bug"), 500)])
def test_what_was_not_committed_is_not_acknowledged(error: Exception, status: int) -> None:
    async def test(listener: Listener, handler: Handler) -> None:
        handler.status = error
        assert await call(listener.port, "/") == status

    served(test)


@pytest.mark.logs_expected("fallback_console.adapters.sms.listener")
def test_a_handler_that_hangs_is_not_waited_for() -> None:
    async def test(listener: Listener, handler: Handler) -> None:
        handler.gate = asyncio.Event()
        assert await call(listener.port, "/") == 503

    served(test, TIGHT)


def test_nothing_of_a_call_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    async def test(listener: Listener, handler: Handler) -> None:
        handler.status = 403
        await call(listener.port, "/kannel/mo/secret-token?text=private")
        await raw(listener.port, b"GET /secret-token?text=private\r\nprivate\r\n\r\n")

    served(test)
    own = "\n".join(r.getMessage() for r in caplog.records if r.name.startswith("fallback_console"))
    assert "secret" not in own
    assert "private" not in own


def test_a_taken_port_is_told_plainly() -> None:
    async def main() -> None:
        async with Listener(ListenerSettings(), Handler()).open():
            pass
        first = Listener(ListenerSettings(), Handler())
        async with first.open():
            with pytest.raises(SettingsError, match=f"Port {first.port} .* used by another program"):
                async with Listener(ListenerSettings(port=first.port), Handler()).open():
                    pass
        async with Listener(ListenerSettings(port=first.port), Handler()).open():
            pass  # free again

    asyncio.run(main())


@pytest.mark.parametrize("settings", [ListenerSettings(host="192.0.2.1"), ListenerSettings(tls_cert="/no/such.pem")])
def test_an_unusable_place_is_told_plainly(settings: ListenerSettings) -> None:
    async def main() -> None:
        with pytest.raises(SettingsError) as caught:
            async with Listener(settings, Handler()).open():
                pass
        assert caught.value.next_step

    asyncio.run(main())


def test_over_tls(tmp_path: Path) -> None:
    _, certificate = self_signed(tmp_path)

    async def main() -> None:
        settings = ListenerSettings(tls_cert=str(certificate), tls_key=str(tmp_path / "key.pem"))
        handler = Handler()
        listener = Listener(settings, handler)
        async with listener.open():
            assert listener.public_url == f"https://127.0.0.1:{listener.port}"
            context = ssl.create_default_context(cafile=str(certificate))
            reader, writer = await asyncio.open_connection("127.0.0.1", listener.port, ssl=context)
            writer.write(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            assert b" 200 " in await asyncio.wait_for(reader.read(), 10)
            await close(writer)
            assert await call(listener.port, "/") == 0  # plain HTTP

    asyncio.run(main())


def test_closing_cuts_what_is_open() -> None:
    async def main() -> None:
        handler = Handler()
        handler.gate = asyncio.Event()
        listener = Listener(ListenerSettings(), handler)
        async with listener.open():
            held = asyncio.create_task(call(listener.port, "/held"))
            while not handler.calls:
                await asyncio.sleep(0)
        assert await held == 0

    asyncio.run(main())


def test_public_url() -> None:
    assert Listener(ListenerSettings(host="::1", port=5), Handler()).public_url == "http://[::1]:5"
    assert (
        Listener(ListenerSettings(public_url="https://desk.example/x/"), Handler()).public_url
        == "https://desk.example/x"
    )


def test_tokens_and_signatures() -> None:
    token = new_token()
    assert len(token) >= 32
    assert token != new_token()
    assert sign(token, "a", "b") == sign(token, "a", "b")
    assert len({sign(token, "a", "b"), sign(token, "b", "a"), sign(token, "ab"), sign(new_token(), "a", "b")}) == 4
    assert same_text("é", "é")
    assert not same_text("é", "e")
