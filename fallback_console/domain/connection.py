"""Connections: which outside systems this station works with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["KINDS", "NAMES", "Connection", "Value", "yes_or_no"]

Value = str | int | float | bool

KINDS = {
    "rt": "helpdesk",
    "slack": "chat",
    "mail": "mail",
    "kannel": "sms",
    "android": "sms",
    "twilio": "sms",
    "vonage": "sms",
    "http-sms": "sms",
    "gammu": "sms",
    "baresip": "phone",
    "twilio-voice": "phone",
    "hub": "hub",
    "http": "probe",
    "tcp": "probe",
}
"""Kind of adapter → what the system is to us."""

NAMES = {
    "rt": "helpdesk",
    "slack": "slack",
    "mail": "mail",
    "kannel": "sms:kannel",
    "android": "sms:android",
    "twilio": "sms:twilio",
    "vonage": "sms:vonage",
    "http-sms": "sms:http",
    "gammu": "sms:gammu",
    "baresip": "phone:baresip",
    "twilio-voice": "phone:twilio",
    "hub": "hub",
}
"""Kind of adapter → the name of its connection; kinds that are not here are named by the person."""


@dataclass(frozen=True, slots=True)
class Connection:
    """One outside system.

    Attributes:
        name: unique; also the monitored system's name and the sink's: 'helpdesk', 'slack', 'mail', 'hub', 'sms:<kind>' ('sms:http'
            for 'http-sms'), of a further gateway of that kind 'sms:<kind>.<its own name>', 'phone:<kind>' ('phone:twilio' for
            'twilio-voice'), or for a probe any name the person gives.
        kind: key of ``KINDS``.
        values: addresses, user names, limits; never a secret. Secrets are kept in the secret store under
            ``<name>/<secret>`` ('helpdesk/token', 'sms:kannel/password', 'mail/password', 'slack/token').
        enabled: a disabled connection is neither probed nor delivered to; what waits for it goes on waiting.
    """

    name: str
    kind: str
    values: Mapping[str, Value] = field(default_factory=dict)
    enabled: bool = True


def yes_or_no(value: Value) -> bool | None:
    """A value that switches something on or off, as it is kept or typed; None where it is neither."""
    if isinstance(value, bool):
        return value
    word = str(value).strip().casefold()
    return True if word in ("yes", "true", "on", "1") else False if word in ("no", "false", "off", "0") else None
