"""An account at Twilio, over which messages and calls go alike: its name, its sign-in, its place in the interface."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from fallback_console.adapters.http import make_client
from fallback_console.domain.errors import SettingsError

if TYPE_CHECKING:
    import httpx

    from fallback_console.adapters.sms.values import Values

__all__ = ["account_in", "account_path", "client_for"]

_ACCOUNT = re.compile("AC[0-9a-fA-F]{32}")


class _Settings(Protocol):
    """What both kinds of connections have."""

    @property
    def account(self) -> str: ...
    @property
    def api_key(self) -> str: ...
    @property
    def timeout(self) -> float: ...
    @property
    def url(self) -> str: ...
    @property
    def ca_file(self) -> str: ...


def account_in(read: Values) -> str:
    """The account's SID, ``account_sid`` among the values.

    Raises:
        SettingsError: it is missing, or none.
    """
    account = read.needed("account_sid")
    if not _ACCOUNT.fullmatch(account):
        raise SettingsError(
            "The account's SID must begin with AC, with 32 letters and digits behind it.",
            "Copy it from the first page of Twilio's console.",
            field="account_sid",
        )
    return account


def account_path(account: str) -> str:
    """Where the account is in the interface of 2010-04-01."""
    return f"2010-04-01/Accounts/{account}"


def client_for(
    settings: _Settings, token: str, password: str, transport: httpx.AsyncBaseTransport | None
) -> httpx.AsyncClient:
    """A client that is signed in with the API key where there is one, else with the account's token."""
    return make_client(
        base_url=settings.url,
        basic=(settings.api_key, password) if settings.api_key else (settings.account, token),
        verify=settings.ca_file or True,
        timeout=settings.timeout,
        transport=transport,
    )
