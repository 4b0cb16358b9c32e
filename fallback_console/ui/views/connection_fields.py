"""What can be entered for each kind of connection."""

from __future__ import annotations

from dataclasses import dataclass

from fallback_console.domain.connection import KINDS, NAMES
from fallback_console.ui.i18n import translate

__all__ = ["Field", "check_name", "default_name", "fields_of", "kind_hint", "kind_icon", "kind_label"]

_ICONS = {"helpdesk": "helpdesk", "chat": "chat", "mail": "mail", "sms": "sms", "probe": "server"}


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to enter.

    Attributes:
        name: key in the connection's values, or the secret's short name.
        label: in words.
        hint: an example or what happens when it stays empty.
        shape: 'text', 'secret', 'number', 'flag' or 'choice'.
        choices: (value, words) of a choice.
        default: shown for a new connection; a flag's as 'yes' or 'no'.
        needed: cannot be empty.
        rare: hidden behind "More".
    """

    name: str
    label: str
    hint: str = ""
    shape: str = "text"
    choices: tuple[tuple[str, str], ...] = ()
    default: str = ""
    needed: bool = False
    rare: bool = False


def default_name(kind: str) -> str:
    """The name a connection of a kind has; '' where a person chooses it."""
    return NAMES.get(kind, "")


def kind_icon(kind: str) -> str:
    """Icon of a kind."""
    return _ICONS.get(KINDS.get(kind, ""), "server")


def kind_label(kind: str) -> str:
    """A kind in words."""
    return {
        "rt": translate("Connections", "Helpdesk: Request Tracker"),
        "slack": translate("Connections", "Chat: Slack"),
        "mail": translate("Connections", "Mail: IMAP and SMTP"),
        "kannel": translate("Connections", "SMS: Kannel"),
        "android": translate("Connections", "SMS: Android phone"),
        "http": translate("Connections", "Web address"),
        "tcp": translate("Connections", "Network port"),
    }.get(kind, kind)


def kind_hint(kind: str) -> str:
    """What a connection of this kind is for."""
    return {
        "rt": translate("Connections", "Cases are copied from here, and everything done here is delivered to it."),
        "slack": translate("Connections", "Watched only, so that an outage is noticed. A token is not required."),
        "mail": translate("Connections", "Watched only, so that an outage is noticed. A sign-in is not required."),
        "kannel": translate("Connections", "Sends and receives text messages through your Kannel gateway."),
        "android": translate("Connections", "Sends and receives text messages through the SMSGate app on a phone."),
        "http": translate("Connections", "Watched only: any web address whose state matters to you."),
        "tcp": translate("Connections", "Watched only: any server and port whose state matters to you."),
    }.get(kind, "")


def fields_of(kind: str) -> tuple[Field, ...]:
    """The fields of a kind, in the order to show them."""
    make = {
        "rt": _rt,
        "slack": _slack,
        "mail": _mail,
        "kannel": _kannel,
        "android": _android,
        "http": _http,
        "tcp": _tcp,
    }[kind]
    return (*make(), *_vendor())


def check_name(name: str) -> str:
    """What a step of the live test tried, in words; a system's own name in front stays."""
    words = {
        "address": translate("Connections", "address"),
        "connection": translate("Connections", "connection"),
        "certificate": translate("Connections", "certificate"),
        "greeting": translate("Connections", "greeting"),
        "sign-in": translate("Connections", "sign-in"),
        "rights": translate("Connections", "rights"),
        "clock": translate("Connections", "clock"),
        "answer": translate("Connections", "answer"),
        "incoming": translate("Connections", "incoming messages"),
        "order": translate("Connections", "order of history"),
        "status page": translate("Connections", "status page"),
        "settings": translate("Connections", "settings"),
        "proxy": translate("Connections", "proxy"),
        "content": translate("Connections", "content"),
    }
    if name in words:
        return words[name]
    start, _, rest = name.partition(" ")
    return f"{start} {words[rest]}" if rest in words else name


def _rt() -> tuple[Field, ...]:
    return (
        Field("url", translate("Connections", "Address"), "https://rt.example.com", needed=True),
        Field("token", translate("Connections", "Token"), shape="secret", needed=True),
        Field("queues", translate("Connections", "Queues"), translate("Connections", "empty: every queue you may see")),
        Field(
            "region",
            translate("Connections", "Country of numbers"),
            translate("Connections", "two letters such as JP, for numbers without a country code"),
        ),
        Field(
            "closed_days",
            translate("Connections", "Keep closed cases for days"),
            shape="number",
            default="14",
            rare=True,
        ),
        _ca_file(),
    )


def _slack() -> tuple[Field, ...]:
    return (
        Field("token", translate("Connections", "Token"), translate("Connections", "may stay empty"), shape="secret"),
        Field(
            "status_services",
            translate("Connections", "Services that matter"),
            translate("Connections", "names on the status page, separated by commas; empty: all"),
            rare=True,
        ),
        Field("api_url", translate("Connections", "Address of the interface"), "https://slack.com/api", rare=True),
        Field(
            "status_url", translate("Connections", "Address of the status page"), "https://slack-status.com", rare=True
        ),
        _ca_file(),
    )


def _mail() -> tuple[Field, ...]:
    security = (
        ("tls", translate("Connections", "TLS from the start")),
        ("starttls", translate("Connections", "STARTTLS")),
        ("none", translate("Connections", "none")),
    )
    return (
        Field("imap_host", translate("Connections", "IMAP server"), "imap.example.com"),
        Field(
            "imap_security",
            translate("Connections", "IMAP protection"),
            shape="choice",
            choices=security,
            default="tls",
        ),
        Field("smtp_host", translate("Connections", "SMTP server"), "smtp.example.com"),
        Field(
            "smtp_security",
            translate("Connections", "SMTP protection"),
            shape="choice",
            choices=security,
            default="starttls",
        ),
        Field("login", translate("Connections", "User name"), translate("Connections", "may stay empty")),
        Field(
            "password", translate("Connections", "Password"), translate("Connections", "may stay empty"), shape="secret"
        ),
        Field("imap_port", translate("Connections", "IMAP port"), "993", shape="number", rare=True),
        Field("smtp_port", translate("Connections", "SMTP port"), "587", shape="number", rare=True),
        _ca_file(),
    )


def _kannel() -> tuple[Field, ...]:
    return (
        Field(
            "url", translate("Connections", "Address of sendsms"), "http://10.0.0.7:13013/cgi-bin/sendsms", needed=True
        ),
        Field("username", translate("Connections", "User name"), needed=True),
        Field("password", translate("Connections", "Password"), shape="secret", needed=True),
        Field("sender", translate("Connections", "Sender"), translate("Connections", "empty: the gateway's own")),
        Field("listen", translate("Connections", "Receive answers and receipts"), shape="flag", default="yes"),
        *_listener("18013"),
        Field(
            "admin_url", translate("Connections", "Address of the administration"), "http://10.0.0.7:13000", rare=True
        ),
        Field("smsc", translate("Connections", "Network connection (smsc-id)"), rare=True),
        *_sms_rare("10"),
    )


def _android() -> tuple[Field, ...]:
    return (
        Field("url", translate("Connections", "Address"), "http://192.168.1.20:8080", needed=True),
        Field("username", translate("Connections", "User name"), needed=True),
        Field("password", translate("Connections", "Password"), shape="secret", needed=True),
        Field("webhooks", translate("Connections", "The phone may call this computer"), shape="flag", default="no"),
        Field(
            "signing_key",
            translate("Connections", "Signing key"),
            translate("Connections", "as the app shows it; only for calls"),
            shape="secret",
            rare=True,
        ),
        *_listener("18014"),
        *_sms_rare("1"),
    )


def _http() -> tuple[Field, ...]:
    return (
        Field("url", translate("Connections", "Address"), "https://status.example.com/health", needed=True),
        Field("contains", translate("Connections", "Text in the answer"), translate("Connections", "may stay empty")),
        Field(
            "method",
            translate("Connections", "Method"),
            shape="choice",
            choices=(("GET", "GET"), ("HEAD", "HEAD")),
            default="GET",
            rare=True,
        ),
        Field(
            "status",
            translate("Connections", "Expected status"),
            translate("Connections", "empty: any good one"),
            shape="number",
            rare=True,
        ),
        _ca_file(),
    )


def _tcp() -> tuple[Field, ...]:
    return (
        Field("host", translate("Connections", "Server"), "pbx.example.com", needed=True),
        Field("port", translate("Connections", "Port"), "5061", shape="number", needed=True),
        Field("tls", translate("Connections", "Secure connection (TLS)"), shape="flag", default="no"),
        Field(
            "banner",
            translate("Connections", "Greeting begins with"),
            translate("Connections", "may stay empty"),
            rare=True,
        ),
        _ca_file(),
    )


def _listener(port: str) -> tuple[Field, ...]:
    return (
        Field("listen_host", translate("Connections", "Listen on address"), "127.0.0.1", rare=True),
        Field("listen_port", translate("Connections", "Listen on port"), port, shape="number", rare=True),
        Field(
            "callback_url",
            translate("Connections", "Address for the gateway to call"),
            translate("Connections", "empty: made from address and port"),
            rare=True,
        ),
        Field("listen_cert", translate("Connections", "Own certificate (file)"), rare=True),
        Field("listen_key", translate("Connections", "Own key (file)"), rare=True),
    )


def _sms_rare(rate: str) -> tuple[Field, ...]:
    return (
        Field("rate", translate("Connections", "Messages per second"), rate, shape="number", rare=True),
        Field(
            "priority",
            translate("Connections", "Order among gateways"),
            translate("Connections", "the lowest number is used first"),
            shape="number",
            rare=True,
        ),
        _ca_file(),
    )


def _ca_file() -> Field:
    return Field(
        "ca_file",
        translate("Connections", "Own certificate authority (file)"),
        translate("Connections", "empty: the system's"),
        rare=True,
    )


def _vendor() -> tuple[Field, ...]:
    return (
        Field(
            "statuspage_url",
            translate("Connections", "Vendor's status page"),
            translate("Connections", "may stay empty"),
            rare=True,
        ),
        Field(
            "statuspage_components",
            translate("Connections", "Parts that matter"),
            translate("Connections", "names there, separated by commas; empty: all"),
            rare=True,
        ),
    )
