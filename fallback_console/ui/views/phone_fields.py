"""What can be entered for each kind of telephone."""

from __future__ import annotations

from fallback_console.ui.i18n import translate
from fallback_console.ui.views.connection_field import Field, ca_file

__all__ = ["baresip", "twilio_voice"]


def baresip() -> tuple[Field, ...]:
    """A softphone on this computer."""
    return (
        Field(
            "port",
            translate("Connections", "Port of the control (ctrl_tcp_listen)"),
            "4444",
            shape="number",
            default="4444",
            needed=True,
        ),
        Field("host", translate("Connections", "Server"), "127.0.0.1", rare=True),
    )


def twilio_voice() -> tuple[Field, ...]:
    """Calls over Twilio."""
    return (
        Field("account_sid", translate("Connections", "Account SID"), "AC…", needed=True),
        Field(
            "token",
            translate("Connections", "Auth token"),
            translate("Connections", "or an API key, under More settings"),
            shape="secret",
        ),
        Field("sender", translate("Connections", "Number that customers see"), "+15550100", needed=True),
        Field("own_phone", translate("Connections", "Your own telephone"), "+15550111", needed=True),
        Field(
            "ring_seconds",
            translate("Connections", "Ring for seconds at most"),
            "40",
            shape="number",
            rare=True,
        ),
        Field("api_key", translate("Connections", "API key"), "SK…", rare=True),
        Field("password", translate("Connections", "Secret of the API key"), shape="secret", rare=True),
        Field("api_url", translate("Connections", "Address of the interface"), "https://api.twilio.com", rare=True),
        ca_file(),
    )
