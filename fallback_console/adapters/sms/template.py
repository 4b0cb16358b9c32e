"""A request for a text message as a person wrote it down: an address, headers and a body with places to be filled.

Places are names in braces. Values are put in after the template was taken apart, each in the way of its surroundings, so that no
text can end a JSON string, start another field of a form or change an address. Pure: no I/O.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from fallback_console.domain.errors import SettingsError
from fallback_console.domain.sentences import Sentence

__all__ = ["PLACES", "MessageTemplate", "parse_template", "value_at"]

PLACES = ("to", "to_digits", "from", "text", "id", "username", "secret")
"""Recipient with and without '+', sender, text, our id of the message, and the two halves of a sign-in."""

_PLACE = re.compile(r"\{([^{}]*)\}")
_HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_SECRET_NAME = re.compile(r"secret|passw|token|authorization|api[-_]?key", re.IGNORECASE)
_CORRECT = "Correct it in the connection's settings."
_TYPES = {"json": "application/json", "form": "application/x-www-form-urlencoded", "none": ""}


@dataclass(frozen=True, slots=True)
class MessageTemplate:
    """A request with places.

    Attributes:
        method: 'POST', 'PUT' or 'GET'.
        url: with places in path or query only.
        headers: names and values with places.
        kind: of the body: 'json', 'form' or 'none'.
        body: the JSON value, or the form's fields, with places in texts; None for no body.
    """

    method: str
    url: str
    headers: tuple[tuple[str, str], ...]
    kind: str
    body: Any

    @property
    def origin(self) -> str:
        """Scheme and host of the address."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"

    def filled_url(self, values: Mapping[str, str]) -> str:
        """The address of one message."""
        return _filled(self.url, {name: quote(value, safe="") for name, value in values.items()})

    def filled_headers(self, values: Mapping[str, str]) -> dict[str, str]:
        """The headers of one message, the body's type among them.

        Raises:
            SettingsError: a value cannot stand in a header.
        """
        headers = {name: _filled(value, values) for name, value in self.headers}
        for value in headers.values():
            if not (value.isascii() and value.isprintable()):
                raise SettingsError("A value cannot be sent in a header.", "Put it into the body of the template.")
        if _TYPES[self.kind] and "content-type" not in {name.casefold() for name in headers}:
            headers["Content-Type"] = _TYPES[self.kind]
        return headers

    def filled_body(self, values: Mapping[str, str]) -> bytes | None:
        """The body of one message, None where there is none."""
        if self.kind == "json":
            return json.dumps(_filled_json(self.body, values)).encode("ascii")
        if self.kind == "form":
            return urlencode([(name, _filled(value, values)) for name, value in self.body]).encode("ascii")
        return None


def parse_template(
    method: str, url: str, headers: str, kind: str, body: str, *, secret_in_url: bool = False
) -> MessageTemplate:
    """Take a template apart.

    Args:
        headers: lines like 'X-Api-Key: {secret}'.
        kind: of the body: 'json', 'form' or 'none'.
        body: JSON, or fields like 'to={to}&text={text}'.
        secret_in_url: the gateway wants the secret in the address, and the person knows that addresses are written into logs.

    Raises:
        SettingsError: it cannot be used, with what to correct.
    """
    if method not in ("POST", "PUT", "GET"):
        raise SettingsError("A message is sent by POST, PUT or GET.", _CORRECT, field="method")
    if kind not in _TYPES:
        raise SettingsError("The body is json, form or none.", _CORRECT, field="body_kind")
    _check_url(url)
    lines = tuple(_header(line) for line in headers.splitlines() if line.strip())
    parts: Any = None
    if kind == "json":
        try:
            parts = json.loads(body)
        except (ValueError, RecursionError):
            raise SettingsError(
                "The body of the template is not JSON.", 'Places stand between quotes: "{text}".', field="body"
            ) from None
    elif kind == "form":
        parts = parse_qsl(body, keep_blank_values=True)
    places = {"url": set(_places(url, "url")), "headers": {p for _, value in lines for p in _places(value, "headers")}}
    places["body"] = {p for one in _texts(parts) for p in _places(one, "body")}
    _check_places(places, secret_in_url)
    named = [*lines, *parse_qsl(urlsplit(url).query, keep_blank_values=True), *_named(parts)]
    if any(_SECRET_NAME.search(name) and value and not _PLACE.search(value) for name, value in named):
        raise SettingsError(
            "A secret seems to stand in the template.",
            "Write {secret} in its place and enter it as the connection's password: then it is kept in the keychain.",
            field="body",
        )
    return MessageTemplate(method, url, lines, kind, parts)


def value_at(value: Any, path: str) -> str | None:
    """What stands at a path like 'messages.0.id' of a JSON value, as text; None where nothing does."""
    for step in filter(None, path.split(".")):
        if isinstance(value, dict) and step in value:
            value = value[step]
        elif isinstance(value, list) and step.isdecimal() and int(step[:6]) < len(value):
            value = value[int(step)]
        else:
            return None
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str | int | float) else None


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and not set(parts.netloc) & set("{}@")
    except ValueError:
        usable = False
    if not usable or any(c.isspace() for c in url):
        raise SettingsError(
            "The address of the connection cannot be used.",
            "It has to look like https://sms.example.com/send, with places behind the host only.",
            field="url",
        )


def _check_places(places: Mapping[str, set[str]], secret_in_url: bool) -> None:
    everywhere = places["url"] | places["body"]
    if "secret" in places["url"] and not secret_in_url:
        raise SettingsError(
            "The secret would stand in the address, which is written into the logs of everything on the way.",
            "Put {secret} into a header or the body, or say that the gateway wants it so.",
            field="url",
        )
    if "text" in places["headers"]:
        raise SettingsError(
            "The text cannot stand in a header.", "Put it into the body of the template.", field="headers"
        )
    for wanted, found in (("{text}", "text" in everywhere), ("{to}", bool(everywhere & {"to", "to_digits"}))):
        if not found:
            raise SettingsError(
                Sentence("The template has no place {place}.", place=wanted),
                "Put it where the gateway expects it.",
                field="body",
            )


def _header(line: str) -> tuple[str, str]:
    name, colon, value = line.partition(":")
    if not colon or not _HEADER_NAME.fullmatch(name.strip()) or not value.strip():
        raise SettingsError("A header is written as 'Name: value', one a line.", _CORRECT, field="headers")
    return name.strip(), value.strip()


def _places(text: str, where: str) -> Iterator[str]:
    if set(_PLACE.sub("", text)) & set("{}"):
        raise SettingsError("A brace in the template has no partner.", _CORRECT, field=where)
    for name in _PLACE.findall(text):
        if name not in PLACES:
            raise SettingsError(
                Sentence("The template has an unknown place {place}.", place="{" + name[:40] + "}"),
                Sentence("Known are: {known}.", known=", ".join("{" + place + "}" for place in PLACES)),
                field=where,
            )
        yield name


def _texts(parts: Any) -> Iterator[str]:
    """Every text that may have places: values, never names."""
    if isinstance(parts, str):
        yield parts
    elif isinstance(parts, dict):
        for value in parts.values():
            yield from _texts(value)
    elif isinstance(parts, list):
        for value in parts:
            yield from _texts(value[1] if isinstance(value, tuple) else value)


def _named(parts: Any) -> Iterator[tuple[str, str]]:
    """Every text of a body with its name."""
    if isinstance(parts, dict):
        for name, value in parts.items():
            if isinstance(value, str):
                yield name, value
            else:
                yield from _named(value)
    elif isinstance(parts, list):
        for value in parts:
            if isinstance(value, tuple):
                yield value
            else:
                yield from _named(value)


def _filled(text: str, values: Mapping[str, str]) -> str:
    return _PLACE.sub(lambda place: values[place.group(1)], text)


def _filled_json(part: Any, values: Mapping[str, str]) -> Any:
    if isinstance(part, str):
        return _filled(part, values)
    if isinstance(part, dict):
        return {name: _filled_json(value, values) for name, value in part.items()}
    return [_filled_json(value, values) for value in part] if isinstance(part, list) else part
