"""From a chat connection to what messages to single people go over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fallback_console.adapters.chat.slack import SlackMessages
from fallback_console.adapters.http import make_client
from fallback_console.adapters.sms.values import Values
from fallback_console.adapters.status.slack_probe import SLACK_API
from fallback_console.domain.errors import OutsideError, SettingsError
from fallback_console.domain.sentences import Sentence, together
from fallback_console.ports import CheckStep

if TYPE_CHECKING:
    from fallback_console.adapters.guard import Transport
    from fallback_console.domain.connection import Connection
    from fallback_console.ports import SecretStore

__all__ = ["chat_for", "chat_steps"]


def chat_for(connection: Connection, secrets: SecretStore, transport: Transport | None) -> SlackMessages | None:
    """What messages go over; None where the chat is only watched.

    Raises:
        SettingsError: a value cannot be used, or the token is missing.
        KeyMissingError: the keychain is locked or absent.
    """
    read = Values(connection.values)
    if not read.flag("reach", False):
        return None
    token = secrets.get(f"{connection.name}/token")
    if not token:
        raise SettingsError(
            "People can be reached over Slack only with a token.",
            "Enter the token of the console's app.",
            field="token",
        )
    client = make_client(
        base_url=read.text("api_url", SLACK_API),
        auth_header=f"Bearer {token}",
        verify=read.text("ca_file") or True,
        transport=transport,
        trust_env=read.flag("proxy", True),
    )
    return SlackMessages(client)


async def chat_steps(messages: SlackMessages) -> list[CheckStep]:
    """Whether the token may do what messages need."""
    try:
        missing = await messages.missing_scopes()
    except OutsideError:
        # The steps before this one tell it.
        return []
    finally:
        await messages.aclose()
    if missing:
        words = together(
            Sentence("The token lacks rights: {scopes}.", scopes=", ".join(missing)),
            "Give them to the app, then renew it.",
        )
        return [CheckStep("rights", False, words)]
    return [CheckStep("rights", True, "The token may write to people.")]
