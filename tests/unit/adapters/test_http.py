"""Every way an answer can go wrong, against a server that does it for real on loopback."""

from __future__ import annotations

import asyncio
import base64
import gzip
import logging
import socket
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from fallback_console.adapters import http
from fallback_console.adapters.http_errors import parse_retry_after
from fallback_console.domain.errors import (
    AmbiguousError,
    BadAnswerError,
    OutsideError,
    RefusedError,
    SettingsError,
    SignInError,
    ThrottledError,
    UnreachableError,
)
from tests.unit.adapters.raw_server import Behave, RawServer, answer, drip, hang, raw_server, says, self_signed

SECRET = "s3cret-t0ken"
PATH = f"/things?password={SECRET}"


async def ask(
    url: str,
    *,
    writing: bool = False,
    timeout: float = 0.3,
    verify: bool | str = True,
    deadline: float = 0.6,
    **more: Any,
) -> http.Answer:
    client = http.make_client(
        base_url=url, auth_header=f"token {SECRET}", timeout=timeout, connect_timeout=1.0, verify=verify
    )
    async with client:
        return await http.request(
            client, "POST" if writing else "GET", PATH, writing=writing, deadline=deadline, max_bytes=1_000_000, **more
        )


def asked(behave: Behave, **more: Any) -> http.Answer:
    async def run() -> http.Answer:
        async with raw_server(behave) as server:
            return await ask(server.url, **more)

    return asyncio.run(run())


def failure(behave: Behave, **more: Any) -> OutsideError:
    with pytest.raises(OutsideError) as caught:
        asked(behave, **more)
    assert SECRET not in str(caught.value)
    assert SECRET not in repr(caught.value.values)
    assert caught.value.message.endswith(".")
    assert caught.value.next_step.endswith(".")
    return caught.value


def chunked(*parts: bytes, end: bool = True) -> bytes:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    return head + b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + (b"0\r\n\r\n" if end else b"")


def test_a_good_answer() -> None:
    found = asked(answer(200, b'{"a": 1}', "X-Thing: 7\r\n"))
    assert (found.status, found.json(), found.headers["x-thing"]) == (200, {"a": 1}, "7")
    assert found.text() == '{"a": 1}'


CUT = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"
AFTER_SENDING: dict[str, Behave] = {
    "hang": hang,
    "no answer": says(b""),
    "half a head": says(b"HTTP/1.1 20"),
    "half a body": says(CUT),
    "half a chunk": says(chunked(b"[1,", end=False)),
    "garbage": says(b"\x00\xff\x80SSH-2.0-nonsense\r\n\r\n"),
    "other protocol": says(b"220 mail.example ESMTP\r\n"),
    "drip": drip,
    "500": answer(500),
    "502": answer(502, b"<html>Bad Gateway</html>"),
    "503": answer(503),
    "408": answer(408),
}


@pytest.mark.parametrize("behave", AFTER_SENDING.values(), ids=AFTER_SENDING)
def test_reading_without_a_usable_answer_is_unreachable(behave: Behave) -> None:
    error = failure(behave)
    assert isinstance(error, UnreachableError)
    assert error.values["stage"] == "request"


@pytest.mark.parametrize("behave", AFTER_SENDING.values(), ids=AFTER_SENDING)
def test_writing_without_a_usable_answer_is_ambiguous(behave: Behave) -> None:
    assert isinstance(failure(behave, writing=True), AmbiguousError)


STATUSES: dict[int, type[OutsideError]] = {
    401: SignInError,
    403: SignInError,
    407: SignInError,
    400: RefusedError,
    404: RefusedError,
    409: RefusedError,
    412: RefusedError,
    422: RefusedError,
    429: ThrottledError,
    203: BadAnswerError,
    206: BadAnswerError,
    207: BadAnswerError,
    208: BadAnswerError,
    226: BadAnswerError,
    300: BadAnswerError,
}


@pytest.mark.parametrize("writing", [False, True])
@pytest.mark.parametrize("status", STATUSES)
def test_statuses(status: int, writing: bool) -> None:
    assert type(failure(answer(status, b'{"message": "x"}'), writing=writing)) is STATUSES[status]


def test_accepted_statuses_are_answers() -> None:
    assert asked(answer(404, b"{}"), accept=(404,)).status == 404
    assert asked(answer(304)).status == 304


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("Retry-After: 7\r\n", 7.0),
        ("Retry-After: 99999999999999999999\r\n", 86400.0),
        ("Retry-After: -3\r\n", None),
        ("Retry-After: soon\r\n", None),
        ("", None),
        ("Date: Sun, 22 Nov 2026 03:00:00 GMT\r\nRetry-After: Sun, 22 Nov 2026 03:02:05 GMT\r\n", 125.0),
        ("Date: Sun, 22 Nov 2026 03:00:00 GMT\r\nRetry-After: Sun, 22 Nov 2026 02:00:00 GMT\r\n", 0.0),
    ],
)
def test_retry_after(header: str, seconds: float | None) -> None:
    error = failure(answer(429, headers=header), writing=True)
    assert isinstance(error, ThrottledError)
    assert error.retry_after == seconds


def test_retry_after_counts_from_our_clock_where_the_answer_has_no_date() -> None:
    now = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
    assert parse_retry_after({"retry-after": "Sun, 22 Nov 2026 03:00:30 GMT"}, now) == 30.0
    assert parse_retry_after({"retry-after": "Sun, 22 Nov 2026 03:00:30 -0000"}, now) == 30.0


def test_503_with_retry_after_asks_us_to_wait() -> None:
    assert isinstance(failure(answer(503, headers="Retry-After: 5\r\n"), writing=True), ThrottledError)


NO_JSON = {
    "html": b" \n<!DOCTYPE html><title>Login</title>",
    "empty": b"",
    "broken": b'{"a": ',
    "nan": b'{"a": NaN}',
    "deep": b"[" * 200_000,
    "digits": b"1" * 5000,
    "latin-1": b'{"a": "\xe9"}',
    "two": b"{} {}",
}


@pytest.mark.parametrize("body", NO_JSON.values(), ids=NO_JSON)
def test_what_is_no_json(body: bytes) -> None:
    with pytest.raises(BadAnswerError) as caught:
        asked(answer(200, body)).json()
    assert caught.value.__cause__ is None


async def _endless(writer: asyncio.StreamWriter, server: list[int], head: bytes, part: bytes) -> None:
    writer.write(head)
    for _ in range(100):
        writer.write(part)
        await writer.drain()
        server[0] += len(part)


@pytest.mark.parametrize("announced", [True, False])
def test_a_hundred_megabytes_are_not_read(announced: bool) -> None:
    sent = [0]
    part = b" " * 1_000_000
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
    head += b"Content-Length: 100000000\r\n\r\n" if announced else b"\r\n"

    async def behave(writer: asyncio.StreamWriter) -> None:
        await _endless(writer, sent, head, part)

    assert isinstance(failure(behave, deadline=10.0, timeout=10.0), BadAnswerError)
    # What was sent beyond the limit lies in the buffers of both sides.
    assert sent[0] < 30_000_000


def _packed(body: bytes, packing: str = "gzip") -> Behave:
    return answer(200, body, f"Content-Encoding: {packing}\r\n")


def test_packed_answers() -> None:
    assert asked(_packed(gzip.compress(b"[1, 2]"))).json() == [1, 2]
    assert asked(_packed(b"[1, 2]", "identity")).json() == [1, 2]
    assert isinstance(failure(_packed(gzip.compress(b" " * 100_000_000))), BadAnswerError)
    assert isinstance(failure(_packed(gzip.compress(b"[1, 2]")[:-6])), BadAnswerError)
    assert isinstance(failure(_packed(b"[1, 2]")), BadAnswerError)
    assert isinstance(failure(_packed(b"[1, 2]", "br")), BadAnswerError)


def test_refused() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}"
        with pytest.raises(UnreachableError) as caught:
            asyncio.run(ask(url, writing=True))
    assert caught.value.values["stage"] == "tcp"
    assert "refused" in caught.value.message


def test_no_such_name() -> None:
    with pytest.raises(UnreachableError) as caught:
        asyncio.run(ask("http://helpdesk.invalid", writing=True))
    assert caught.value.values["stage"] == "dns"
    assert "helpdesk.invalid" in caught.value.message


def test_self_signed_certificate(tmp_path: Path) -> None:
    async def run(verify: bool | str) -> http.Answer:
        context, file = self_signed(tmp_path)
        async with raw_server(answer(200, b"{}"), tls=context) as server:
            return await ask(server.url, verify=str(file) if verify == "file" else verify, writing=True, deadline=5.0)

    with pytest.raises(UnreachableError) as caught:
        asyncio.run(run(True))
    assert caught.value.values["stage"] == "tls"
    assert "certificate of 127.0.0.1" in caught.value.message
    assert asyncio.run(run(False)).status == 200
    assert asyncio.run(run("file")).status == 200


def test_tls_to_a_server_without_tls() -> None:
    async def run() -> None:
        async with raw_server(says(b"HTTP/1.1 400 Bad\r\n\r\n")) as server:
            await ask(server.url.replace("http", "https"), writing=True, deadline=5.0, timeout=1.0)

    with pytest.raises(UnreachableError) as caught:
        asyncio.run(run())
    assert caught.value.values["stage"] in ("tls", "tcp")


def test_the_token_never_goes_to_another_host() -> None:
    async def run() -> RawServer:
        async with raw_server(answer(200, b"{}")) as other:
            async with raw_server(answer(302, headers=f"Location: {other.url}/x\r\n")) as first:
                with pytest.raises(BadAnswerError):
                    await ask(first.url)
            return other

    assert asyncio.run(run()).asked == []


@pytest.mark.parametrize("location", ["/again", "", "https://127.0.0.1/"])
def test_other_redirects(location: str) -> None:
    assert isinstance(failure(answer(302, headers=f"Location: {location}\r\n")), BadAnswerError)


def test_a_redirect_within_the_host_is_followed_when_reading_only() -> None:
    async def run(writing: bool) -> http.Answer:
        first = True

        async def behave(writer: asyncio.StreamWriter) -> None:
            nonlocal first
            moved, first = first, False
            await (answer(301, headers="Location: /there\r\n") if moved else answer(200, b"[]"))(writer)

        async with raw_server(behave) as server:
            return await ask(server.url, writing=writing)

    assert asyncio.run(run(False)).json() == []
    with pytest.raises(BadAnswerError):
        asyncio.run(run(True))


@pytest.mark.parametrize(
    ("base", "path", "asked_for"),
    [
        ("", "tickets", "/tickets?query=a+%3D+%27%C3%BC+%26%27&page=2"),
        ("/rt", "REST/2.0/tickets", "/rt/REST/2.0/tickets?query=a+%3D+%27%C3%BC+%26%27&page=2"),
        ("/rt/", "/tickets?x=1", "/rt/tickets?x=1&query=a+%3D+%27%C3%BC+%26%27&page=2"),
    ],
)
def test_what_is_asked_for_goes_into_the_address(base: str, path: str, asked_for: str) -> None:
    async def run() -> bytes:
        async with (
            raw_server(answer(200, b"{}")) as server,
            http.make_client(base_url=f"{server.url.rstrip('/')}{base}") as client,
        ):
            await http.request(client, "GET", path, writing=False, params={"query": "a = 'ü &'", "page": 2})
            return server.asked[0]

    assert asyncio.run(run()).split(b" ")[1].decode() == asked_for


def test_no_cookie_is_kept() -> None:
    async def run() -> list[bytes]:
        async with raw_server(answer(200, b"{}", "Set-Cookie: sid=1; Path=/\r\n")) as server:
            async with http.make_client(base_url=server.url) as client:
                for _ in range(2):
                    await http.request(client, "GET", "/", writing=False)
            return server.asked

    assert all(b"cookie" not in head.lower() for head in asyncio.run(run()))


def test_half_a_surrogate_pair_can_be_sent() -> None:
    async def run() -> bytes:
        async with raw_server(answer(200, b"{}")) as server:
            await ask(server.url, writing=True, json_body={"a": "\ud83d"})
            return server.asked[0]

    assert asyncio.run(run()).endswith(b'{"a": "\\ud83d"}')


def test_nothing_of_an_address_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        asked(answer(200, b"{}"))
    assert SECRET not in caplog.text


@pytest.mark.parametrize(
    "url",
    ["", "helpdesk.example.com", "ftp://helpdesk.example.com", "http://", "https://me:pw@example.com"],
)
def test_addresses_that_cannot_be_used(url: str) -> None:
    with pytest.raises(SettingsError) as caught:
        http.make_client(base_url=url)
    assert "pw" not in str(caught.value)


def test_a_token_with_a_line_break_is_not_quoted() -> None:
    with pytest.raises(SettingsError) as caught:
        http.make_client(base_url="http://localhost", auth_header=f"token {SECRET}\n")
    assert SECRET not in str(caught.value)


def test_a_missing_authority_file(tmp_path: Path) -> None:
    with pytest.raises(SettingsError):
        http.make_client(base_url="https://localhost", verify=str(tmp_path / "none.pem"))


def test_basic_sign_in_with_a_foreign_password() -> None:
    async def run() -> bytes:
        async with raw_server(answer(200, b"{}")) as server:
            async with http.make_client(base_url=server.url, basic=("me", "pä:ss")) as client:
                await http.request(client, "GET", "/", writing=False)
            return server.asked[0]

    expected = b"Basic " + base64.b64encode("me:pä:ss".encode())
    assert expected in asyncio.run(run())


def test_the_environment_s_proxy_is_used_but_not_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    async def run() -> list[bytes]:
        async with raw_server(answer(200, b"{}")) as proxy:
            monkeypatch.setenv("HTTP_PROXY", proxy.url)
            monkeypatch.setenv("NO_PROXY", "")
            async with raw_server(answer(200, b"{}")) as here:
                await ask(here.url)
                await ask("http://helpdesk.invalid")
            async with http.make_client(base_url="http://helpdesk.invalid", trust_env=False) as direct:
                with pytest.raises(UnreachableError):
                    await http.request(direct, "GET", "/", writing=False)
            return proxy.asked

    found = asyncio.run(run())
    assert len(found) == 1
    assert found[0].startswith(b"GET http://helpdesk.invalid/things")


def test_a_transport_that_has_the_whole_body() -> None:
    async def run() -> http.Answer:
        transport = httpx.MockTransport(lambda _: httpx.Response(200, json={"a": 1}))
        async with http.make_client(base_url="https://helpdesk.example.com", transport=transport) as client:
            return await http.request(client, "GET", "/", writing=False)

    assert asyncio.run(run()).json() == {"a": 1}
