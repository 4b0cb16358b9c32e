"""From what goes wrong in HTTP to the error tree: the table is in ``adapters.http``."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from fallback_console.domain.errors import (
    AmbiguousError,
    BadAnswerError,
    OutsideError,
    RefusedError,
    SignInError,
    ThrottledError,
    UnreachableError,
)

__all__ = ["bad_answer", "no_answer", "parse_retry_after", "status_error", "too_large", "transport_error"]

_LONGEST_RETRY_AFTER = 24 * 3600.0
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
        return ThrottledError(f"{host} asked us to wait.", "It is tried again by itself.", retry_after=seconds)
    if status == 407:
        return SignInError(
            "The network's proxy wants a sign-in.", "Ask IT for the proxy's settings.", host=host, status=status
        )
    if status in (401, 403):
        what = "did not accept our sign-in" if status == 401 else "does not allow this to our sign-in"
        step = (
            "Renew the token or password in the connection's settings."
            if status == 401
            else "Ask for the missing right."
        )
        return SignInError(f"{host} {what}.", step, host=host, status=status)
    if status >= 500 or status == 408:
        return no_answer(host, f"reported a fault of its own ({status})", writing, status=status)
    if 400 <= status < 500:
        return RefusedError(
            f"{host} refused the request ({status}).", "Look at the details in that system.", host=host, status=status
        )
    return bad_answer(
        host, status, f"gave an answer that means nothing here ({status})", "Ask whoever runs that system."
    )


def transport_error(error: httpx.TransportError, host: str, writing: bool) -> OutsideError:
    """The error of a connection that did not come about, broke or fell silent."""
    if not isinstance(error, _NOTHING_SENT):
        silent = isinstance(error, httpx.TimeoutException)
        return no_answer(host, "did not answer in time" if silent else "broke off its answer", writing)
    chain = list(_causes(error))
    for cause in chain:
        if isinstance(cause, ssl.SSLCertVerificationError):
            reason = cause.verify_message.rstrip(".")
            return UnreachableError(
                f"The certificate of {host} cannot be trusted: {reason}.",
                "Ask IT for the right certificate authority and name its file in the connection, or correct the address.",
                host=host,
                stage="tls",
            )
    if any(isinstance(cause, ssl.SSLError) for cause in chain):
        return _not_reached(
            f"No secure connection to {host} could be made.", "Check whether the address should be http.", host, "tls"
        )
    if any(isinstance(cause, socket.gaierror) for cause in chain):
        return _not_reached(f"The name {host} was not found.", "Check the address, or your own network.", host, "dns")
    if isinstance(error, httpx.PoolTimeout):
        return _not_reached(f"Too much is waiting for {host} already.", "It is tried again by itself.", host, "request")
    if isinstance(error, httpx.ProxyError):
        return _not_reached(
            f"The network's proxy did not connect us to {host}.", "Ask IT for the proxy's settings.", host, "tcp"
        )
    if any(isinstance(cause, ConnectionRefusedError) for cause in chain):
        return _not_reached(f"{host} refused the connection.", "It is tried again by itself.", host, "tcp")
    return _not_reached(f"No connection to {host}.", "It is tried again by itself.", host, "tcp")


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An error, what caused it, and the members of groups among them."""
    waiting: list[BaseException | None] = [error]
    seen: set[int] = set()
    while waiting:
        one = waiting.pop()
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        waiting += [one.__cause__, one.__context__]
        if isinstance(one, BaseExceptionGroup):
            waiting += one.exceptions


def _not_reached(message: str, step: str, host: str, stage: str) -> UnreachableError:
    return UnreachableError(message, step, host=host, stage=stage)


def no_answer(host: str, what: str, writing: bool, status: int | None = None) -> OutsideError:
    """The request was sent and no usable answer came."""
    if writing:
        step = "Whether it was done there is looked up before anything is tried again."
        return AmbiguousError(f"{host} {what}.", step, host=host, stage="request", status=status)
    return UnreachableError(
        f"{host} {what}.", "It is tried again by itself.", host=host, stage="request", status=status
    )


def bad_answer(host: str, status: int | None, what: str, step: str) -> BadAnswerError:
    """The answer is not what the interface promises."""
    return BadAnswerError(f"{host} {what}.", step, host=host, status=status)


def too_large(host: str, status: int, limit: int) -> BadAnswerError:
    """The body is longer than we read; ``limit`` in bytes."""
    return bad_answer(host, status, f"sent more than {limit / 1e6:g} MB in one answer", "Ask whoever runs that system.")
