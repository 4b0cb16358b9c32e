"""A Slack without a network: people, conversations of the app with them, and messages with their metadata."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl

import httpx

__all__ = ["SlackDouble"]


class SlackDouble:
    """Answers requests.

    Attributes:
        people: mail address → user id.
        posted: (channel, text, metadata) in order.
        asked: methods in order.
        errors: method → error codes that are answered instead, one after the other.
        lose: so many posted messages are kept, and their answers lost.
        scopes: what the token is allowed.
        token: the one that is accepted.
    """

    def __init__(self, token: str = "xoxb-drill") -> None:
        self.token = token
        self.people: dict[str, str] = {}
        self.posted: list[tuple[str, str, Any]] = []
        self.asked: list[str] = []
        self.errors: dict[str, list[str]] = {}
        self.lose = 0
        self.scopes = "chat:write,im:write,im:history,users:read.email"

    def __call__(self, request: httpx.Request) -> httpx.Response:
        """The answer to one request."""
        method = request.url.path.rpartition("/")[2]
        self.asked.append(method)
        kind = request.headers["content-type"]
        form = kind.startswith("application/x-www-form-urlencoded")
        values = dict(parse_qsl(request.content.decode())) if form else json.loads(request.content or b"{}")
        if request.headers.get("authorization") != f"Bearer {self.token}":
            return self._say({"ok": False, "error": "invalid_auth"})
        waiting = self.errors.get(method)
        if waiting:
            return self._say({"ok": False, "error": waiting.pop(0)})
        answer = getattr(self, f"_{method.replace('.', '_')}")(values)
        if method == "chat.postMessage" and self.lose:
            self.lose -= 1
            raise httpx.ReadTimeout("lost", request=request)
        return self._say(answer)

    def _say(self, answer: dict[str, Any]) -> httpx.Response:
        return httpx.Response(200, json=answer, headers={"x-oauth-scopes": self.scopes})

    def _auth_test(self, _values: dict[str, Any]) -> dict[str, Any]:
        return {
            "ok": True,
            "url": "https://subarachnoid.slack.com/",
            "team": "Example",
            "user": "console",
            "team_id": "T12345678",
            "user_id": "W12345678",
        }

    def _users_lookupByEmail(self, values: dict[str, Any]) -> dict[str, Any]:
        user = self.people.get(values["email"])
        if user is None:
            return {"ok": False, "error": "users_not_found"}
        return {"ok": True, "user": {"id": user, "deleted": user.endswith("GONE")}}

    def _conversations_open(self, values: dict[str, Any]) -> dict[str, Any]:
        return {"ok": True, "channel": {"id": f"D{values['users'][1:]}"}}

    def _conversations_history(self, values: dict[str, Any]) -> dict[str, Any]:
        found = [
            {"type": "message", "text": text, "ts": f"1795600000.{n:06d}", "metadata": metadata}
            for n, (channel, text, metadata) in enumerate(self.posted)
            if channel == values["channel"]
        ]
        begin = int(values.get("cursor") or 0)
        rest = {"response_metadata": {"next_cursor": str(begin + 2)}} if begin + 2 < len(found) else {}
        return {"ok": True, "messages": found[::-1][begin : begin + 2], "has_more": bool(rest), **rest}

    def _chat_postMessage(self, values: dict[str, Any]) -> dict[str, Any]:
        self.posted.append((values["channel"], values["text"], values.get("metadata")))
        stamp = f"1795600000.{len(self.posted) - 1:06d}"
        return {"ok": True, "channel": values["channel"], "ts": stamp, "message": {"text": values["text"]}}
