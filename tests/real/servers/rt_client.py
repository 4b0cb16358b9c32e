"""A small REST2 client of Request Tracker for tests: looks, and acts as other people."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.real.servers.proc import ServerError

ASK_TIMEOUT_S = 20
PAGE_ROWS = 100


@dataclass(frozen=True)
class Answer:
    """An HTTP answer of RT: the status, the headers and the decoded JSON (else the text)."""

    status: int
    headers: Mapping[str, str]
    body: Any


class RtClient:
    """Speaks to the Request Tracker at ``url`` with the ``tokens`` of several people."""

    def __init__(self, url: str, tokens: Mapping[str, str]) -> None:
        self.url = url
        self._tokens = dict(tokens)

    def token(self, user: str = "alice") -> str:
        """The REST2 token of ``alice``, ``bob``, ``sync`` or ``carol`` (sees Billing only)."""
        return self._tokens[user]

    def rest(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        as_user: str = "alice",
        headers: Mapping[str, str] | None = None,
        timeout: float = ASK_TIMEOUT_S,
        query: Mapping[str, str | int] | None = None,
    ) -> Answer:
        """Ask REST2 as ``as_user``; a failure status is an answer too, only silence raises OSError."""
        url = path if path.startswith("http") else f"{self.url}/REST/2.0{path}"
        if query:
            url += "?" + urllib.parse.urlencode(query)
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(url, data, method=method)
        request.add_header("Authorization", f"token {self.token(as_user)}")
        if data is not None:
            request.add_header("Content-Type", "application/json")
        for name, value in (headers or {}).items():
            request.add_header(name, value)
        try:
            with urllib.request.urlopen(request, timeout=timeout) as answer:
                return _answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            with error:
                return _answer(error.code, error.headers, error.read())

    def ticket(self, number: int, as_user: str = "alice") -> dict[str, Any]:
        """``GET /ticket/N``; raises :class:`ServerError` unless it is 200."""
        record: dict[str, Any] = self._good("GET", f"/ticket/{number}", as_user=as_user)
        return record

    def field_names(self, number: int) -> dict[str, str]:
        """What a person sees of a case: Status, Subject, Priority, Owner and Queue by name, Due."""
        found = self.search(
            f"id = {number}",
            fields="Status,Subject,Priority,Owner,Queue,Due",
            **{"fields[Owner]": "Name", "fields[Queue]": "Name"},
        )[0]
        return {
            "Status": found["Status"],
            "Subject": found["Subject"],
            "Priority": str(found["Priority"]),
            "Owner": found["Owner"]["Name"],
            "Queue": found["Queue"]["Name"],
            "Due": found["Due"],
        }

    def search(self, query: str, **parameters: str) -> list[dict[str, Any]]:
        """All rows of ``GET /tickets?query=…``, every page."""
        return self._rows("/tickets", {"query": query, "orderby": "id", **parameters})

    def history(self, number: int, *kinds: str) -> list[dict[str, Any]]:
        """The case's transactions, oldest first; each message with its ``Content`` as text.

        Keys: ``id`` (int), ``Type``, ``Field``, ``OldValue``, ``NewValue``, ``Data``, ``Created``,
        ``Creator`` (name), ``Subject`` and ``Content`` (of the first text part, else None).
        ``kinds`` keeps only these values of ``Type``.
        """
        rows = self._rows(
            f"/ticket/{number}/history",
            {
                "fields": "Type,Field,OldValue,NewValue,Data,Created,Creator",
                "fields[Creator]": "Name",
            },
        )
        parts = self._rows(
            f"/ticket/{number}/attachments",
            {"fields": "TransactionId,Subject,Content,ContentType"},
        )
        texts: dict[int, tuple[str, str]] = {}
        for part in parts:
            if part["ContentType"] == "text/plain":
                texts.setdefault(int(part["TransactionId"]), (part["Subject"], part["Content"]))
        result = []
        for row in rows:
            row["id"] = int(row["id"])
            row["Creator"] = row["Creator"].get("Name") or row["Creator"]["id"]
            row["Subject"], row["Content"] = texts.get(row["id"], (None, None))
            if not kinds or row["Type"] in kinds:
                result.append(row)
        return sorted(result, key=lambda row: int(row["id"]))

    def _good(self, method: str, path: str, **arguments: Any) -> Any:
        answer = self.rest(method, path, **arguments)
        if answer.status != 200:
            raise ServerError(f"{method} {path}: {answer.status} {answer.body}")
        return answer.body

    def _rows(self, path: str, query: Mapping[str, str]) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = []
        page = 1
        while True:
            body = self._good("GET", path, query={**query, "per_page": PAGE_ROWS, "page": page})
            rows += body["items"]
            # A history has no total and so no next page; the last page is the one that is not full.
            if not body.get("next_page") and (body["total"] is not None or body["count"] < PAGE_ROWS):
                return rows
            page += 1


def _answer(status: int, headers: Any, raw: bytes) -> Answer:
    try:
        body = json.loads(raw)
    except ValueError:
        body = raw.decode("utf-8", errors="replace")
    return Answer(status, {name.lower(): value for name, value in headers.items()}, body)
