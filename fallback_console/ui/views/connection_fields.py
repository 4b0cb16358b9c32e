"""What can be entered for each kind of connection."""

from __future__ import annotations

from fallback_console.domain.connection import KINDS, NAMES, Connection
from fallback_console.domain.gateway_names import suffix_of
from fallback_console.ui.i18n import translate
from fallback_console.ui.views import phone_fields, sms_fields
from fallback_console.ui.views.connection_field import Field, ca_file

__all__ = [
    "Field",
    "another_can_be",
    "can_be_added",
    "check_name",
    "default_name",
    "fields_of",
    "kind_hint",
    "kind_icon",
    "kind_label",
    "title",
]

_ICONS = {
    "helpdesk": "helpdesk",
    "chat": "chat",
    "mail": "mail",
    "sms": "sms",
    "phone": "phone",
    "hub": "server",
    "probe": "server",
}


def default_name(kind: str) -> str:
    """The name a connection of a kind has; '' where a person chooses it."""
    return NAMES.get(kind, "")


def can_be_added(kind: str) -> bool:
    """Whether one can be entered in the window; a hub comes as a file, on the command line."""
    return KINDS.get(kind) != "hub"


def another_can_be(kind: str) -> bool:
    """Whether there can be several of a kind."""
    return KINDS.get(kind) == "sms"


def title(connection: Connection) -> str:
    """What a connection is called: its kind in words, of a further gateway with its own name, or the name a person gave it."""
    if not default_name(connection.kind):
        return connection.name
    own = suffix_of(connection.name)
    words = kind_label(connection.kind)
    return translate("Connections", "{kind} ({name})").format(kind=words, name=own) if own else words


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
        "gammu": translate("Connections", "SMS: GSM modem (Gammu)"),
        "twilio": translate("Connections", "SMS: Twilio"),
        "vonage": translate("Connections", "SMS: Vonage"),
        "http-sms": translate("Connections", "SMS: any gateway over HTTP"),
        "baresip": translate("Connections", "Telephone: baresip softphone"),
        "twilio-voice": translate("Connections", "Telephone: calls over Twilio"),
        "hub": translate("Connections", "Team hub"),
        "http": translate("Connections", "Web address"),
        "tcp": translate("Connections", "Network port"),
    }.get(kind, kind)


def kind_hint(kind: str) -> str:
    """What a connection of this kind is for."""
    return {
        "rt": translate("Connections", "Cases are copied from here, and everything done here is delivered to it."),
        "slack": translate(
            "Connections",
            "Watched, so that an outage is noticed; that needs no token. With an app's token, teammates can be reached here too.",
        ),
        "mail": translate(
            "Connections",
            "Watched, so that an outage is noticed. With an SMTP server and a sender, people can be reached by mail too.",
        ),
        "kannel": translate("Connections", "Sends and receives text messages through your Kannel gateway."),
        "android": translate("Connections", "Sends and receives text messages through the SMSGate app on a phone."),
        "gammu": translate(
            "Connections",
            "Sends and receives text messages over a modem at this computer, through Gammu SMSD with SQLite. Needs no network.",
        ),
        "twilio": translate(
            "Connections",
            "Sends and receives text messages through your account at Twilio. Needs the internet, unlike a phone or Kannel.",
        ),
        "vonage": translate(
            "Connections",
            "Sends and receives text messages through your account at Vonage. Needs the internet, unlike a phone or Kannel.",
        ),
        "http-sms": translate(
            "Connections",
            "Sends text messages through any gateway that takes one as a web request. In headers and body, {to}, {text}, {from}, "
            "{id} and {secret} are filled in.",
        ),
        "baresip": translate(
            "Connections",
            "Calls people with the softphone on this computer. Its module ctrl_tcp must be loaded.",
        ),
        "twilio-voice": translate(
            "Connections",
            "Rings your own telephone first, then the customer's, through your account at Twilio. Needs the internet.",
        ),
        "hub": translate(
            "Connections",
            "Carries what is done here to the team's other stations and back. Connected on the command line, with the station file "
            "that whoever runs the hub hands out.",
        ),
        "http": translate("Connections", "Watched only: any web address whose state matters to you."),
        "tcp": translate("Connections", "Watched only: any server and port whose state matters to you."),
    }.get(kind, "")


def fields_of(kind: str) -> tuple[Field, ...]:
    """The fields of a kind, in the order to show them."""
    make = {
        "rt": _rt,
        "slack": _slack,
        "mail": _mail,
        "kannel": sms_fields.kannel,
        "android": sms_fields.android,
        "gammu": sms_fields.gammu,
        "twilio": sms_fields.twilio,
        "vonage": sms_fields.vonage,
        "http-sms": sms_fields.http_sms,
        "baresip": phone_fields.baresip,
        "twilio-voice": phone_fields.twilio_voice,
        "hub": _hub,
        "http": _http,
        "tcp": _tcp,
    }[kind]
    # The team's hub is nobody else's, so it has no status page.
    return make() if kind == "hub" else (*make(), *_vendor())


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
        "sender": translate("Connections", "sender"),
        "balance": translate("Connections", "balance"),
        "status page": translate("Connections", "status page"),
        "settings": translate("Connections", "settings"),
        "modem": translate("Connections", "modem"),
        "proxy": translate("Connections", "proxy"),
        "content": translate("Connections", "content"),
        "people": translate("Connections", "people"),
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
        ca_file(),
    )


def _slack() -> tuple[Field, ...]:
    return (
        Field("token", translate("Connections", "Token"), translate("Connections", "may stay empty"), shape="secret"),
        Field("reach", translate("Connections", "Reach teammates over Slack"), shape="flag", default="no"),
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
        ca_file(),
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
        Field("sender", translate("Connections", "Mail comes from"), "support@example.com"),
        Field("imap_port", translate("Connections", "IMAP port"), "993", shape="number", rare=True),
        Field("smtp_port", translate("Connections", "SMTP port"), "587", shape="number", rare=True),
        ca_file(),
    )


def _hub() -> tuple[Field, ...]:
    return (
        Field(
            "address",
            translate("Connections", "Addresses of the hub"),
            "tls://hub.example.com:4222",
            needed=True,
        ),
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
        ca_file(),
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
        ca_file(),
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
