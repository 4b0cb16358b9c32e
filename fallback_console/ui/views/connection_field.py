"""One thing that can be entered for a connection, and what several kinds of connection have in common."""

from __future__ import annotations

from dataclasses import dataclass

from fallback_console.ui.i18n import translate

__all__ = ["Field", "ca_file", "listener", "sms_choice", "sms_rare"]


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to enter.

    Attributes:
        name: key in the connection's values, or the secret's short name.
        label: in words.
        hint: an example or what happens when it stays empty.
        shape: 'text', 'lines' (several), 'secret', 'number', 'flag' or 'choice'.
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


def listener(port: str) -> tuple[Field, ...]:
    """Where receipts and incoming messages are taken in."""
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


def sms_rare(rate: str) -> tuple[Field, ...]:
    """What every SMS gateway on a network has; ``rate`` is what it uses where nothing is entered."""
    return (*sms_choice(rate), ca_file())


def sms_choice(rate: str) -> tuple[Field, ...]:
    """By what one gateway is chosen of several, and how fast it is."""
    return (
        Field("rate", translate("Connections", "Parts per second"), rate, shape="number", rare=True),
        Field(
            "priority",
            translate("Connections", "Order among gateways"),
            translate("Connections", "the lowest number is used first"),
            shape="number",
            rare=True,
        ),
        Field(
            "cost",
            translate("Connections", "Cost of one part"),
            translate("Connections", "with the same order the cheaper one is used"),
            shape="number",
            rare=True,
        ),
        Field(
            "countries",
            translate("Connections", "Only for the countries"),
            translate("Connections", "two letters each, like GB, FR; empty: all"),
            rare=True,
        ),
    )


def ca_file() -> Field:
    """Whom to trust."""
    return Field(
        "ca_file",
        translate("Connections", "Own certificate authority (file)"),
        translate("Connections", "empty: the system's"),
        rare=True,
    )
