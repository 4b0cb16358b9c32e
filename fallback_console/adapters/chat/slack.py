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
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import httpx

from fallback_console.adapters.chat.slack_words import SLOW_DOWN, THEIR_FAULT, problem_in, said_in
from fallback_console.adapters.http import Answer, request
from fallback_console.adapters.http_errors import parse_retry_after
from fallback_console.adapters.shapes import items, mapping, text
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
            for found in items(answer.get("messages"), "messages"):
                if _entry_of(mapping(found, "messages")) == message.entry_id:
                    return Receipt(already=True, remote_id=f"{room}/{found.get('ts', '')}")
            cursor = text(_part(answer, "response_metadata"), "next_cursor")
            if not cursor:
                return None
        raise AmbiguousError(
            "So much was written since that the message was not found.", "Ask the recipient whether it arrived."
        )

    async def missing_scopes(self) -> tuple[str, ...]:
        """Of ``SCOPES`` what the token lacks, as Slack tells it with every answer."""
        answer, _ = await self._answer("auth.test", {}, writing=False)
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
        user = mapping(found.get("user"), "user")
        if user.get("deleted"):
            raise _unknown()
        opened = await self._ask("conversations.open", {"users": text(user, "id")})
        room = text(mapping(opened.get("channel"), "channel"), "id")
        if not room:
            raise BadAnswerError("Slack's answer is not what its interface promises.", "Ask IT to look at the app.")
        if len(self._rooms) >= _PEOPLE:
            self._rooms.clear()
        self._rooms[address] = room
        return room

    async def _ask(self, method: str, values: Mapping[str, Any], *, writing: bool = False) -> Mapping[str, Any]:
        return (await self._answer(method, values, writing=writing))[1]

    async def _answer(
        self, method: str, values: Mapping[str, Any], *, writing: bool
    ) -> tuple[Answer, Mapping[str, Any]]:
        """An answer that is no error, and what is in it."""
        # Methods that read take forms alone.
        content, headers = (json.dumps(values).encode(), _JSON) if writing else (urlencode(values).encode(), _FORM)
        answer = await request(
            self._client, "POST", method, writing=writing, content=content, headers=headers, deadline=self._seconds
        )
        said = said_in(answer)
        problem = problem_in(said)
        if problem:
            raise _error(problem, answer.headers, writing=writing)
        return answer, said


def _error(code: str, headers: Mapping[str, str], *, writing: bool) -> OutsideError:
    """The error of the tree for one of Slack's."""
    if code in SLOW_DOWN:
        seconds = parse_retry_after(headers, datetime.now(UTC))
        return ThrottledError("Slack asks us to wait.", "It is tried again by itself.", retry_after=seconds)
    if code in THEIR_FAULT:
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


def _entry_of(message: Mapping[str, Any]) -> str:
    """Our mark on a message; '' on those of others, which have none."""
    metadata = _part(message, "metadata")
    return text(_part(metadata, "event_payload"), "entry") if metadata.get("event_type") == _EVENT else ""


def _part(row: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """An object in an answer that may be absent."""
    return mapping(row.get(name) or {}, name)


def escaped(words: str) -> str:
    """Words as Slack shows them as they are: its three special characters cannot begin a link or call a whole channel.

    Source: docs.slack.dev, "Formatting message text", Escaping text.
    """
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
