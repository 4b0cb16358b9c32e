"""Steps of a live test that all SMS gateways share."""

from __future__ import annotations

import asyncio
import ssl
from urllib.parse import urlsplit

from fallback_console.adapters.checking import failed, failed_at, steps_before
from fallback_console.adapters.sms.listener import Listener, ListenerSettings
from fallback_console.domain.errors import OutsideError, SettingsError, UnreachableError
from fallback_console.domain.sentences import Sentence
from fallback_console.ports import CheckStep

__all__ = ["listener_step", "reach_steps"]

_HELLO_SECONDS = 2.0


def reach_steps(url: str, error: OutsideError | None) -> list[CheckStep]:
    """How far a first request came on its way: address, connection and, for https, certificate.

    Args:
        error: how the request failed; None where it was answered, and any error that came as an answer counts as one.
    """
    host = urlsplit(url).hostname or url
    steps = [
        CheckStep("address", True, Sentence("The name {host} is known.", host=host)),
        CheckStep("connection", True, Sentence("{host} takes connections.", host=host)),
    ]
    if url.startswith("https:"):
        steps.append(CheckStep("certificate", True, Sentence("The certificate of {host} can be trusted.", host=host)))
    if not isinstance(error, UnreachableError) or error.values.get("status") is not None:
        return steps
    name = failed_at(error)
    return [*steps_before(name, steps), failed(name, error)]


async def listener_step(settings: ListenerSettings, listener: Listener, hello: str) -> CheckStep:
    """Whether receipts and incoming messages can be taken in.

    Args:
        hello: path at which only a console with the same secret answers: the running one may have the port already.
    """
    try:
        async with Listener(settings, _refuse).open():
            pass
    except SettingsError as error:
        if not await _answers(settings, listener.port, hello):
            return failed("incoming", error)
    return CheckStep(
        "incoming",
        True,
        Sentence(
            "Receipts and messages are taken in on port {port} of {host}.", port=listener.port, host=settings.host
        ),
    )


async def _answers(settings: ListenerSettings, port: int, path: str) -> bool:
    """Ask our own port on this machine; the certificate is ours, whatever name it is for."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)
    context = None
    if settings.tls_cert:
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    writer = None
    try:
        async with asyncio.timeout(_HELLO_SECONDS):
            reader, writer = await asyncio.open_connection(host, port, ssl=context)
            writer.write(f"GET {path} HTTP/1.1\r\nHost: console\r\nConnection: close\r\n\r\n".encode())
            return (await reader.readline()).startswith(b"HTTP/1.1 200 ")
    except (OSError, TimeoutError):
        return False
    finally:
        if writer is not None:
            writer.transport.abort()


async def _refuse(_: object) -> int:
    return 503
