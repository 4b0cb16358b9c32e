"""Settings of a connection to any gateway that takes a message as one HTTP request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fallback_console.adapters.sms.listener import ListenerSettings
from fallback_console.adapters.sms.template import MessageTemplate, parse_template
from fallback_console.adapters.sms.values import Values
from fallback_console.domain.connection import Value
from fallback_console.domain.errors import SettingsError

__all__ = ["DEFAULT_PORT", "HttpSmsSettings"]

DEFAULT_PORT = 18017
"""Where the gateway's calls are taken in unless the settings say otherwise."""

_AUTHS = ("none", "basic", "bearer")
_DELIVERED = ("delivered",)
_FAILED = ("failed", "undelivered", "rejected", "expired")


@dataclass(frozen=True, slots=True)
class HttpSmsSettings:
    """A connection to a gateway over HTTP.

    Attributes:
        template: the request.
        auth: how the secret signs in besides the template: 'none', 'basic' with the user name, or 'bearer'.
        username: for 'basic' and for the place {username}.
        sender: for the place {from}.
        answer: the gateway's answers are 'json' or 'text'.
        id_path, status_path: where its id of the message and its word for what became of it stand in a JSON answer, like
            'messages.0.status'; '' where they do not.
        accepted, refused, throttled: words at ``status_path``, or beginnings of a text answer; where no word is given for
            accepted, the HTTP status decides.
        rate: parts per second.
        timeout: seconds to wait for an answer.
        listen: take in messages and receipts.
        sender_field, text_field, id_field: names in a call about a message that came in.
        receipt_id_field, receipt_status_field: names in a call about one that went out.
        delivered, failed: words there.
        listener: where calls are taken in.
        ca_file: PEM file of authorities; '' for the system's.
    """

    template: MessageTemplate
    auth: str = "none"
    username: str = ""
    sender: str = ""
    answer: str = "json"
    id_path: str = ""
    status_path: str = ""
    accepted: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    throttled: tuple[str, ...] = ()
    rate: float = 1.0
    timeout: float = 15.0
    listen: bool = False
    sender_field: str = "from"
    text_field: str = "text"
    id_field: str = "id"
    receipt_id_field: str = "id"
    receipt_status_field: str = "status"
    delivered: tuple[str, ...] = _DELIVERED
    failed: tuple[str, ...] = _FAILED
    listener: ListenerSettings = field(default_factory=lambda: ListenerSettings(port=DEFAULT_PORT))
    ca_file: str = ""

    @classmethod
    def from_values(cls, values: Mapping[str, Value]) -> HttpSmsSettings:
        """Settings out of a connection's values: url, method, headers, body_kind, body and secret_in_url make the template, the
        others are named as the attributes are, with lists separated by commas.

        Raises:
            SettingsError: something is missing or cannot be used.
        """
        read = Values(values)
        auth, answer = read.text("auth", "none").casefold(), read.text("answer", "json").casefold()
        if auth not in _AUTHS or answer not in ("json", "text"):
            raise SettingsError(
                "The sign-in is none, basic or bearer, and the answer json or text.",
                "Correct it in the connection's settings.",
                field="auth",
            )
        template = parse_template(
            read.text("method", "POST").upper(),
            read.needed("url"),
            read.text("headers").replace("\\n", "\n"),
            read.text("body_kind", "json").casefold(),
            read.text("body"),
            secret_in_url=read.flag("secret_in_url", False),
        )
        return cls(
            template=template,
            auth=auth,
            username=read.text("username"),
            sender=read.text("sender"),
            answer=answer,
            id_path=read.text("id_path"),
            status_path=read.text("status_path"),
            accepted=_words(read.text("accepted")),
            refused=_words(read.text("refused")),
            throttled=_words(read.text("throttled")),
            rate=read.number("rate", 1.0, 0.01, 1000.0),
            timeout=read.number("timeout", 15.0, 0.1, 120.0),
            listen=read.flag("listen", False),
            sender_field=read.text("sender_field", "from"),
            text_field=read.text("text_field", "text"),
            id_field=read.text("id_field", "id"),
            receipt_id_field=read.text("receipt_id_field", "id"),
            receipt_status_field=read.text("receipt_status_field", "status"),
            delivered=_words(read.text("delivered")) or _DELIVERED,
            failed=_words(read.text("failed")) or _FAILED,
            listener=read.listener(DEFAULT_PORT),
            ca_file=read.text("ca_file"),
        )


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip().casefold() for word in text.split(",") if word.strip())
