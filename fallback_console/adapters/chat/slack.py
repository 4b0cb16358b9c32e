"""Messages to single people over Slack, from the console's app.

- A person is found by mail address, and written to in the conversation that the app has with them.
- Slack takes no idempotency key. Our entry's id goes along as the message's metadata, and is looked for in that conversation before
  anything is posted a second time.
- Errors come with status 200 and ``ok: false``. Some of Slack's own faults may have had an effect all the same; these are ambiguous.

Sources: docs.slack.dev, methods ``users.lookupByEmail``, ``conversations.open``, ``conversations.history`` and ``chat.postMessage``, and
"Message metadata". The token needs the scopes of ``SCOPES``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import httpx

from fallback_console.adapters.http import request
from fallback_console.domain.delivery import Receipt
from fallback_console.domain.errors import (
    AmbiguousError,
    BadAnswerError,
    OutsideError,
    RefusedError,
    SignInError,
    ThrottledError,
    UnreachableError,
)
from fallback_console.domain.sentences import Sentence
from fallback_console.ports import OutgoingChat

__all__ = ["SCOPES", "SlackMessages", "escaped"]

SCOPES = ("chat:write", "im:write", "im:history", "users:read.email")
"""What the token must be allowed."""

_EVENT = "fallback_console_message"
_PAGE = 200
_MOST_PAGES = 5
_PEOPLE = 1000
_SEARCH_BACK_S = 300
"""The clocks of Slack and of this machine may differ by so much."""

_SIGN_IN = frozenset(
    {
        "not_authed",
        "invalid_auth",
        "account_inactive",
        "token_revoked",
        "token_expired",
        "no_permission",
        "missing_scope",
        "not_allowed_token_type",
        "ekm_access_denied",
        "org_login_required",
        "team_access_not_granted",
    }
)
_SLOW_DOWN = frozenset({"ratelimited", "rate_limited"})
_THEIR_FAULT = frozenset({"fatal_error", "internal_error", "service_unavailable", "request_timeout"})


class SlackMessages:
    """A ``ChatServer`` over Slack.

    Args:
        client: made for the base of the API, with the token.
        seconds: how long one question may take.
    """

    def __init__(self, client: httpx.AsyncClient, *, seconds: float = 15.0) -> None:
        self._client = client
        self._seconds = seconds
        self._rooms: dict[str, str] = {}

    async def send(self, message: OutgoingChat) -> Receipt:
        """Post one message."""
        room = await self._room(message.to)
        answer = await self._ask(
            "chat.postMessage",
            {
                "channel": room,
                "text": escaped(message.text),
                "unfurl_links": False,
                "metadata": {"event_type": _EVENT, "event_payload": {"entry": message.entry_id}},
            },
            writing=True,
        )
        return Receipt(remote_id=f"{room}/{answer.get('ts', '')}")

    async def look_up(self, message: OutgoingChat) -> Receipt | None:
        """The message that has our entry's id in the conversation, None where there is none."""
        room = await self._room(message.to)
        since, cursor = f"{message.at / 1000 - _SEARCH_BACK_S:.6f}", ""
        for _ in range(_MOST_PAGES):
            question: dict[str, Any] = {
                "channel": room,
                "oldest": since,
                "limit": _PAGE,
                "include_all_metadata": "true",
            }
            answer = await self._ask("conversations.history", question | ({"cursor": cursor} if cursor else {}))
            for found in _list(answer.get("messages")):
                if _entry_of(found) == message.entry_id:
                    return Receipt(already=True, remote_id=f"{room}/{found.get('ts', '')}")
            cursor = str(_dict(answer.get("response_metadata")).get("next_cursor") or "")
            if not cursor:
                return None
        raise AmbiguousError(
            "So much was written since that the message was not found.", "Ask the recipient whether it arrived."
        )

    async def missing_scopes(self) -> tuple[str, ...]:
        """Of ``SCOPES`` what the token lacks, as Slack tells it with every answer."""
        answer = await request(
            self._client, "POST", "auth.test", writing=False, content=b"", headers=_FORM, deadline=self._seconds
        )
        self._checked(answer.json(), writing=False, retry_after="")
        told = next((value for name, value in answer.headers.items() if name.lower() == "x-oauth-scopes"), "")
        allowed = {scope.strip() for scope in told.split(",")}
        return tuple(scope for scope in SCOPES if scope not in allowed)

    async def aclose(self) -> None:
        """Close connections."""
        await self._client.aclose()

    async def _room(self, address: str) -> str:
        """The conversation that the app has with a person."""
        known = self._rooms.get(address)
        if known is not None:
            return known
        found = await self._ask("users.lookupByEmail", {"email": address})
        user = _dict(found.get("user"))
        if user.get("deleted"):
            raise _unknown()
        opened = await self._ask("conversations.open", {"users": str(user.get("id", ""))})
        room = str(_dict(opened.get("channel")).get("id") or "")
        if not room:
            raise BadAnswerError("Slack's answer is not what its interface promises.", "Ask IT to look at the app.")
        if len(self._rooms) >= _PEOPLE:
            self._rooms.clear()
        self._rooms[address] = room
        return room

    async def _ask(self, method: str, values: Mapping[str, Any], *, writing: bool = False) -> Mapping[str, Any]:
        # Methods that read take forms alone.
        content, headers = (json.dumps(values).encode(), _JSON) if writing else (urlencode(values).encode(), _FORM)
        answer = await request(
            self._client, "POST", method, writing=writing, content=content, headers=headers, deadline=self._seconds
        )
        return self._checked(answer.json(), writing=writing, retry_after=answer.headers.get("retry-after", ""))

    def _checked(self, said: Any, *, writing: bool, retry_after: str) -> Mapping[str, Any]:
        if not isinstance(said, dict) or not isinstance(said.get("ok"), bool):
            raise BadAnswerError("What answers there is not Slack.", "Check the address.")
        if said["ok"]:
            return said
        raise _error(str(said.get("error") or "unknown"), writing=writing, retry_after=retry_after)


def _error(code: str, *, writing: bool, retry_after: str) -> OutsideError:
    """The error of the tree for one of Slack's."""
    if code in _SLOW_DOWN:
        seconds = float(retry_after) if retry_after.isascii() and retry_after.isdecimal() else None
        return ThrottledError("Slack asks us to wait.", "It is tried again by itself.", retry_after=seconds)
    if code in _THEIR_FAULT:
        if writing:
            return AmbiguousError("Slack cannot tell whether it took the message.", "It is looked for by itself.")
        return UnreachableError("Slack answers that it cannot work now.", "It is tried again by itself.")
    if code in _SIGN_IN:
        return SignInError(
            Sentence("Slack does not let the console's app do this ({code}).", code=code),
            "Give the app its rights, or renew its token.",
        )
    if code in ("users_not_found", "user_not_found", "user_disabled", "cannot_dm_bot"):
        return _unknown()
    return RefusedError(Sentence("Slack refused the message ({code}).", code=code), "Use another path.")


def _unknown() -> RefusedError:
    return RefusedError("Slack knows nobody with this mail address.", "Use another path, or correct the address.")


_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_JSON = {"Content-Type": "application/json; charset=utf-8"}


def _entry_of(message: Any) -> str:
    metadata = _dict(_dict(message).get("metadata"))
    return str(_dict(metadata.get("event_payload")).get("entry", "")) if metadata.get("event_type") == _EVENT else ""


def _dict(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def escaped(text: str) -> str:
    """Words as Slack shows them as they are: its three special characters cannot begin a link or call a whole channel.

    Source: docs.slack.dev, "Formatting message text", Escaping text.
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
