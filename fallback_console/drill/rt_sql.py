"""The part of Request Tracker's search language that programs use: comparisons, AND, OR, parentheses."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

__all__ = ["All", "Any_", "Compare", "Node", "QueryError", "conjuncts", "parse", "predicate"]


class QueryError(ValueError):
    """A query that the server would answer with 400; the text is its message."""


@dataclass(frozen=True, slots=True)
class Compare:
    """A field compared with a value."""

    field: str
    operator: str
    value: str


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any_:
    """One part holds."""

    parts: tuple[Node, ...]


Node = Compare | All | Any_

_TOKEN = re.compile(
    r"""\s*(?:(?P<open>\()|(?P<close>\))|(?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
    r"""|(?P<operator><=|>=|!=|=|<|>)|(?P<word>[^\s()'"<>=!]+))"""
)
_OPERATORS = {"=", "!=", "<", ">", "<=", ">="}


def parse(text: str, fields: Mapping[str, object]) -> Node:
    """A query as a tree.

    Args:
        fields: known names.

    Raises:
        QueryError: it is no query, or names an unknown field.
    """
    return _Parser(_tokens(text), text, fields).whole()


def _tokens(text: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    position = 0
    text = text.rstrip()
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None or match.lastgroup is None:
            raise QueryError(f"Wrong query near '{text[position : position + 20]}'")
        found.append((match.lastgroup, match.group(match.lastgroup)))
        position = match.end()
    return found


class _Parser:
    def __init__(self, tokens: Sequence[tuple[str, str]], text: str, fields: Mapping[str, object]) -> None:
        self._tokens = tokens
        self._text = text
        self._fields = fields
        self._at = 0

    def whole(self) -> Node:
        node = self._either()
        if self._at != len(self._tokens):
            raise self._wrong("AND or OR")
        return node

    def _either(self) -> Node:
        parts = [self._both()]
        while self._word("OR"):
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else Any_(tuple(parts))

    def _both(self) -> Node:
        parts = [self._one()]
        while self._word("AND"):
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _one(self) -> Node:
        kind, token = self._next("a field")
        if kind == "open":
            node = self._either()
            if self._next("a parenthesis")[0] != "close":
                raise self._wrong("a closing parenthesis")
            return node
        if kind != "word":
            raise self._wrong("a field")
        if token not in self._fields:
            raise QueryError(f"Unknown field: {token}")
        operator = self._next("an OPERATOR")[1].upper()
        if operator == "NOT":
            operator += " " + self._next("LIKE")[1].upper()
        if operator not in _OPERATORS and operator not in ("LIKE", "NOT LIKE"):
            raise self._wrong("an OPERATOR")
        kind, value = self._next("a value")
        if kind == "text":
            value = re.sub(r"\\(.)", r"\1", value[1:-1], flags=re.DOTALL)
        elif kind != "word":
            raise self._wrong("a value")
        return Compare(token, operator, value)

    def _next(self, what: str) -> tuple[str, str]:
        if self._at == len(self._tokens):
            raise self._wrong(what)
        self._at += 1
        return self._tokens[self._at - 1]

    def _word(self, word: str) -> bool:
        if self._at < len(self._tokens) and self._tokens[self._at] in (("word", word), ("word", word.lower())):
            self._at += 1
            return True
        return False

    def _wrong(self, what: str) -> QueryError:
        return QueryError(f"Wrong query, expecting {what} in '{self._text}'")


def conjuncts(node: Node) -> list[Node]:
    """What must all hold."""
    if not isinstance(node, All):
        return [node]
    return [one for part in node.parts for one in conjuncts(part)]


def predicate(node: Node, getters: Mapping[str, Callable[[Any], Any]]) -> Callable[[Any], bool]:
    """A query as a test of one row.

    Args:
        getters: by field; a getter gives a number, a text, or a tuple of texts of which one must do.
    """
    if isinstance(node, All):
        tests = [predicate(part, getters) for part in node.parts]
        return lambda row: all(test(row) for test in tests)
    if isinstance(node, Any_):
        tests = [predicate(part, getters) for part in node.parts]
        return lambda row: any(test(row) for test in tests)
    return _comparison(node, getters[node.field])


def _comparison(node: Compare, get: Callable[[Any], Any]) -> Callable[[Any], bool]:
    operator, text = node.operator, node.value.casefold()
    number = _number(node.value)
    if operator in ("LIKE", "NOT LIKE"):
        wanted = operator == "LIKE"
        return lambda row: any(text in value.casefold() for value in _texts(get(row))) is wanted
    if operator in ("=", "!="):
        wanted = operator == "="

        def equal(row: Any) -> bool:
            value = get(row)
            if isinstance(value, int):
                return (value == number) is wanted
            return any(text == one.casefold() for one in _texts(value)) is wanted

        return equal

    def ordered(row: Any) -> bool:
        value = get(row)
        if not isinstance(value, int) or number is None:
            return False
        if operator == "<":
            return value < number
        if operator == ">":
            return value > number
        return value <= number if operator == "<=" else value >= number

    return ordered


def _texts(value: Any) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (str(value),)


def _number(value: str) -> int | None:
    """A whole number, or a date as UTC epoch milliseconds."""
    if value.lstrip("-").isdigit():
        return int(value)
    try:
        return int(datetime.fromisoformat(value).replace(tzinfo=UTC).timestamp() * 1000)
    except ValueError:
        return None
