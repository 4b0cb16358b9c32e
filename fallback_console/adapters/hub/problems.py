"""From what goes wrong with a hub to the errors of the tree, each with what to do."""

from __future__ import annotations

import json
import socket
import ssl
from collections.abc import Mapping
from typing import Any

from nats.aio.msg import Msg
from nats.errors import Error as NatsError

from fallback_console.adapters.certificates import certificate_error
from fallback_console.domain.errors import AmbiguousError, OutsideError, RefusedError, SignInError, UnreachableError
from fallback_console.domain.sentences import Sentence

__all__ = [
    "NAME_IN_USE",
    "WRONG_SEQUENCE",
    "answer_in",
    "doubtful",
    "forbidden",
    "lost",
    "no_stream",
    "not_connected",
    "not_secure",
    "refused",
    "silent",
]

WRONG_SEQUENCE = 10071
"""JetStream's error where the newest message of a subject is another one than was expected."""

NAME_IN_USE = 10058
"""JetStream's error where there is a stream of that name already, with other settings."""

_NO_RESPONDERS = "503"
_GONE = (10059, 10037, 10014)
_FULL = (10047, 10023, 10077, 10028)
_BY_ITSELF = "It is tried again by itself."


def not_connected(host: str, error: BaseException) -> OutsideError:
    """Why a server of the hub could not be connected to."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return certificate_error(host, error)
    if isinstance(error, ssl.SSLError):
        return UnreachableError(
            Sentence("No secure connection to {host} could be made.", host=host),
            "Check the address; something else than a hub may listen there.",
            host=host,
            stage="tls",
        )
    if isinstance(error, socket.gaierror):
        return UnreachableError(
            Sentence("The name {host} is not known.", host=host), _BY_ITSELF, host=host, stage="dns"
        )
    said = str(error).lower()
    if isinstance(error, NatsError) and "authorization" in said:
        return SignInError(
            "The hub does not let this station in.",
            "Ask whoever runs the hub for a new station file; this one may have been withdrawn.",
            host=host,
        )
    if isinstance(error, OSError) and not isinstance(error, TimeoutError):
        return UnreachableError(Sentence("Nothing answers at {host}.", host=host), _BY_ITSELF, host=host, stage="tcp")
    return silent(host)


def silent(host: str) -> UnreachableError:
    """A server that takes connections and says nothing."""
    return UnreachableError(
        Sentence("{host} does not answer as a hub.", host=host), _BY_ITSELF, host=host, stage="request"
    )


def not_secure(host: str) -> UnreachableError:
    """A server that would talk without encryption."""
    return UnreachableError(
        Sentence("{host} offers no secure connection.", host=host),
        "Whoever runs the hub has to switch TLS on; nothing was sent.",
        host=host,
        stage="tls",
    )


def lost() -> UnreachableError:
    """The connection broke where nothing was being changed."""
    return UnreachableError("The connection to the hub is lost.", _BY_ITSELF, stage="request")


def doubtful() -> AmbiguousError:
    """No answer to something that may have been done."""
    return AmbiguousError("The hub did not answer, so it is not known whether it has this.", _BY_ITSELF)


def forbidden() -> RefusedError:
    """The station's key does not allow it."""
    return RefusedError(
        "The hub does not allow this station to do this.", "Ask a supervisor, or whoever runs the hub about its rights."
    )


def no_stream() -> UnreachableError:
    """A server without our streams."""
    return UnreachableError(
        "The hub runs, but has nowhere to keep what it is given.",
        "Whoever runs the hub has to start it with 'fallback-console hub serve', or run 'fallback-console hub streams'.",
        stage="body",
    )


def refused(error: Mapping[str, Any]) -> OutsideError:
    """An error of JetStream in an answer."""
    number = error.get("err_code")
    if number in _GONE or error.get("code") == 503:
        return no_stream()
    if number in _FULL:
        return UnreachableError(
            "The hub's disk is full.", "Whoever runs the hub has to make room; what waits here is kept.", stage="body"
        )
    said = str(error.get("description", ""))[:200]
    return RefusedError(Sentence("The hub refused this: {said}.", said=said), "Tell whoever runs the hub.")


def answer_in(message: Msg) -> dict[str, Any]:
    """JetStream's answer.

    Raises:
        OutsideError: it is an error. Its value 'err_code' is JetStream's number.
    """
    if message.headers and message.headers.get("Status") == _NO_RESPONDERS:
        raise no_stream()
    try:
        found = json.loads(message.data)
    except ValueError:
        raise doubtful() from None
    if not isinstance(found, dict):
        raise doubtful()
    error = found.get("error")
    if isinstance(error, dict):
        raised = refused(error)
        raised.values["err_code"] = error.get("err_code")
        raise raised
    return found
