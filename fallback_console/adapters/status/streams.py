"""TCP connections step by step, for probes of what does not speak HTTP."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from fallback_console.adapters.certificates import certificate_error
from fallback_console.adapters.status.observing import Progress
from fallback_console.domain.errors import BadAnswerError, SettingsError, UnreachableError
from fallback_console.domain.sentences import Sentence

__all__ = ["Line", "open_line", "tls_context"]

_LONGEST_LINE = 8192
_MOST_ADDRESSES = 4


def tls_context(ca_file: str = "", *, verify: bool = True) -> ssl.SSLContext:
    """A client's TLS settings.

    Args:
        ca_file: PEM file with the authorities to trust; the system's where empty.
        verify: False accepts any certificate.

    Raises:
        SettingsError: the file cannot be read.
    """
    try:
        context = ssl.create_default_context(cafile=ca_file or None)
    except (OSError, ssl.SSLError):
        raise SettingsError(
            "The file with the certificate authorities cannot be read.",
            "Choose a PEM file in the connection's settings.",
        ) from None
    if not verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


class Line:
    """A connection that is spoken to line by line; made by ``open_line``."""

    def __init__(
        self, host: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, progress: Progress
    ) -> None:
        self.host = host
        self._reader = reader
        self._writer = writer
        self._progress = progress

    @property
    def stage(self) -> str:
        """How far the probe is."""
        return self._progress.stage

    async def read(self) -> str:
        """One line without its end; bytes that are no ASCII become '?'.

        Raises:
            UnreachableError: the connection ended instead.
            BadAnswerError: the line has no end.
        """
        try:
            raw = await self._reader.readline()
        except ValueError:
            raise BadAnswerError(
                Sentence("{host} sends something without end.", host=self.host),
                "Check the port.",
                stage=self._progress.stage,
            ) from None
        except OSError as error:
            raise self._broken() from error
        if not raw.endswith(b"\n"):
            raise self._broken()
        return raw.decode("ascii", errors="replace").rstrip("\r\n")

    async def write(self, line: str) -> None:
        """Send one line.

        Raises:
            UnreachableError: the connection broke.
        """
        try:
            self._writer.write(line.encode() + b"\r\n")
            await self._writer.drain()
        except OSError as error:
            raise self._broken() from error

    async def secure_it(self, context: ssl.SSLContext) -> None:
        """Go on in TLS.

        Raises:
            UnreachableError: the certificate or the handshake failed, with stage 'tls'.
            BadAnswerError: something was said before the handshake.
        """
        self._progress.stage = "tls"
        await self._refuse_early_bytes()
        with _telling_of_tls(self.host):
            await self._writer.start_tls(context, server_hostname=self.host)

    async def _refuse_early_bytes(self) -> None:
        """What came before the handshake in clear text would be taken for answers inside it: somebody may have put it there."""
        early = asyncio.ensure_future(self._reader.read(1))
        await asyncio.sleep(0)
        if early.done() and not early.cancelled():
            raise BadAnswerError(
                Sentence("{host} sent something before the secure connection began.", host=self.host),
                "Tell IT.",
                stage="tls",
            )
        early.cancel()
        await asyncio.wait([early])

    def _broken(self) -> UnreachableError:
        return UnreachableError(
            Sentence("{host} ended the connection.", host=self.host),
            "It is tried again by itself.",
            stage=self._progress.stage,
        )

    def close(self) -> None:
        """Let go at once: a frozen server would not answer a polite good-bye."""
        self._writer.transport.abort()


@asynccontextmanager
async def open_line(
    progress: Progress, host: str, port: int, timeout: float, context: ssl.SSLContext | None = None
) -> AsyncIterator[Line]:
    """A connection while the context is open.

    Args:
        timeout: seconds for connecting; shared among the addresses the name has.
        context: TLS from the first byte.

    Raises:
        UnreachableError: with its stage, 'dns', 'tcp' or 'tls'.
    """
    connected = await _connect(progress, host, port, timeout)
    try:
        if context is None:
            reader, writer = await asyncio.open_connection(sock=connected, limit=_LONGEST_LINE)
        else:
            progress.stage = "tls"
            with _telling_of_tls(host):
                reader, writer = await asyncio.open_connection(
                    sock=connected, limit=_LONGEST_LINE, ssl=context, server_hostname=host
                )
    except BaseException:
        connected.close()
        raise
    line = Line(host, reader, writer, progress)
    try:
        yield line
    finally:
        line.close()


async def _connect(progress: Progress, host: str, port: int, timeout: float) -> socket.socket:
    """A connected socket; the addresses of the name are tried one after the other."""
    loop = asyncio.get_running_loop()
    progress.stage = "dns"
    try:
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as error:
        raise UnreachableError(
            Sentence("The name {host} was not found.", host=host),
            "Check the address, or your own network.",
            stage="dns",
        ) from error
    progress.stage = "tcp"
    addresses = list(dict.fromkeys((family, address) for family, _, _, _, address in found))[:_MOST_ADDRESSES]
    refused = False
    for family, address in addresses:
        try:
            one = socket.socket(family, socket.SOCK_STREAM)
        except OSError:
            continue  # a machine without IPv6
        one.setblocking(False)
        try:
            async with asyncio.timeout(timeout / len(addresses)):
                await loop.sock_connect(one, address)
            return one
        except ConnectionRefusedError:
            refused = True
        except OSError:  # TimeoutError is one too
            pass
        except asyncio.CancelledError:
            one.close()
            raise
        one.close()
    what = (
        Sentence("{host} refused the connection.", host=host)
        if refused
        else Sentence("No connection to {host}.", host=host)
    )
    raise UnreachableError(what, "It is tried again by itself.", stage="tcp")


@contextmanager
def _telling_of_tls(host: str) -> Iterator[None]:
    """Turns what a handshake raises into an error of the tree."""
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise certificate_error(host, error) from error
    except OSError as error:  # ssl.SSLError is one too
        raise UnreachableError(
            Sentence("No secure connection to {host} could be made.", host=host),
            "Check the port and the security setting.",
            stage="tls",
        ) from error
