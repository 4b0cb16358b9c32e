"""From what goes wrong in HTTP to the error tree: the table is in ``adapters.http``."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from fallback_console.adapters.causes import causes
from fallback_console.adapters.certificates import certificate_error
from fallback_console.domain.errors import (
    AmbiguousError,
    BadAnswerError,
    OutsideError,
    RefusedError,
    SignInError,
    ThrottledError,
    UnreachableError,
)
from fallback_console.domain.sentences import Sentence

__all__ = ["bad_answer", "no_answer", "parse_retry_after", "status_error", "too_large", "transport_error"]

_LONGEST_RETRY_AFTER = 24 * 3600.0
_BY_ITSELF = "It is tried again by itself."
_NOTHING_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)


def parse_retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for (RFC 9110, section 10.2.3), between 0 and a day; None where it says nothing usable.

    Args:
        now: the moment a date is counted from, unless the answer has a Date of its own: the server's clock then counts for both.
    """
    text = headers.get("retry-after", "").strip()
    if text.isdecimal() and text.isascii():
        return min(float(text[:9]), _LONGEST_RETRY_AFTER)
    until = _http_date(text)
    if until is None:
        return None
    since = _http_date(headers.get("date", "")) or now
    return min(max((until - since).total_seconds(), 0.0), _LONGEST_RETRY_AFTER)


def _http_date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def status_error(host: str, status: int, headers: Mapping[str, str], writing: bool) -> OutsideError:
    """The error of a status that is no answer."""
    if status == 429 or (status == 503 and "retry-after" in headers):
        seconds = parse_retry_after(headers, datetime.now(UTC))
        return ThrottledError(
            Sentence("{host} asked us to wait.", host=host), "It is tried again by itself.", retry_after=seconds
        )
    if status == 407:
        return SignInError(
            "The network's proxy wants a sign-in.", "Ask IT for the proxy's settings.", host=host, status=status
        )
    if status in (401, 403):
        what = (
            Sentence("{host} did not accept our sign-in.", host=host)
            if status == 401
            else Sentence("{host} does not allow this to our sign-in.", host=host)
        )
        step = (
            Sentence("Renew the token or password in the connection's settings.")
            if status == 401
            else Sentence("Ask for the missing right.")
        )
        return SignInError(what, step, host=host, status=status)
    if status >= 500 or status == 408:
        fault = Sentence("{host} reported a fault of its own ({status}).", host=host, status=status)
        return no_answer(host, fault, writing, status=status)
    if 400 <= status < 500:
        return RefusedError(
            Sentence("{host} refused the request ({status}).", host=host, status=status),
            "Look at the details in that system.",
            host=host,
            status=status,
        )
    return bad_answer(
        host,
        status,
        Sentence("{host} gave an answer that means nothing here ({status}).", host=host, status=status),
        "Ask whoever runs that system.",
    )


def transport_error(error: httpx.TransportError, host: str, writing: bool, proxy: str = "") -> OutsideError:
    """The error of a connection that did not come about, broke or fell silent.

    Args:
        proxy: what was to connect us, '' where nothing stands in between.
    """
    if not isinstance(error, _NOTHING_SENT):
        silent = isinstance(error, httpx.TimeoutException)
        what = (
            Sentence("{host} did not answer in time.", host=host)
            if silent
            else Sentence("{host} broke off its answer.", host=host)
        )
        return no_answer(host, what, writing)
    chain = list(causes(error))
    for cause in chain:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return certificate_error(host, cause)
    if any(isinstance(cause, ssl.SSLError) for cause in chain):
        return _not_reached(
            Sentence("No secure connection to {host} could be made.", host=host),
            "Check whether the address should be http.",
            host,
            "tls",
        )
    if isinstance(error, httpx.ProxyError) or proxy:
        return _proxy_error(error, chain, host, proxy)
    if any(isinstance(cause, socket.gaierror) for cause in chain):
        what = Sentence("The name {host} was not found.", host=host)
        return _not_reached(what, "Check the address, or your own network.", host, "dns")
    if isinstance(error, httpx.PoolTimeout):
        what = Sentence("Too much is waiting for {host} already.", host=host)
        return _not_reached(what, _BY_ITSELF, host, "request")
    if any(isinstance(cause, ConnectionRefusedError) for cause in chain):
        return _not_reached(Sentence("{host} refused the connection.", host=host), _BY_ITSELF, host, "tcp")
    if isinstance(error, httpx.ConnectTimeout):
        return _not_reached(Sentence("{host} did not take the connection in time.", host=host), _BY_ITSELF, host, "tcp")
    return _not_reached(Sentence("No connection to {host}.", host=host), _BY_ITSELF, host, "tcp")


def _proxy_error(error: httpx.TransportError, chain: list[BaseException], host: str, proxy: str) -> OutsideError:
    step = Sentence("Ask IT for the proxy's settings.")
    if isinstance(error, httpx.ProxyError):
        if "407" in str(error):
            what = Sentence("The network's proxy wants a sign-in.")
        else:
            what = Sentence("The network's proxy did not connect us to {host}.", host=host)
            step = Sentence("Check the address; if it is right, ask IT whether the proxy lets this computer through.")
    elif any(isinstance(cause, socket.gaierror) for cause in chain):
        what = Sentence("The name of the network's proxy, {proxy}, was not found.", proxy=proxy)
    elif any(isinstance(cause, ConnectionRefusedError) for cause in chain):
        what = Sentence("The network's proxy {proxy} refused the connection.", proxy=proxy)
    else:
        what = Sentence("No connection to the network's proxy {proxy}.", proxy=proxy)
    return UnreachableError(what, step, host=host, stage="tcp", reason="proxy")


def _not_reached(message: str, step: str, host: str, stage: str) -> UnreachableError:
    return UnreachableError(message, step, host=host, stage=stage)


def no_answer(host: str, what: str, writing: bool, status: int | None = None) -> OutsideError:
    """The request was sent and no usable answer came; ``what`` is the whole sentence."""
    if writing:
        step = Sentence("Whether it was done there is looked up before anything is tried again.")
        return AmbiguousError(what, step, host=host, stage="request", status=status)
    return UnreachableError(what, _BY_ITSELF, host=host, stage="request", status=status)


def bad_answer(host: str, status: int | None, what: str, step: str) -> BadAnswerError:
    """The answer is not what the interface promises; ``what`` is the whole sentence."""
    return BadAnswerError(what, step, host=host, status=status)


def too_large(host: str, status: int, limit: int) -> BadAnswerError:
    """The body is longer than we read; ``limit`` in bytes."""
    what = Sentence("{host} sent more than {size} MB in one answer.", host=host, size=f"{limit / 1e6:g}")
    return bad_answer(host, status, what, "Ask whoever runs that system.")
