"""What the command line prints: text for people, one JSON document for programs.

JSON documents follow ``resources/schemas/cli-output.schema.json``. A document is either
``{"schema": "fallback-console/1", "command": …, "ok": true, "data": …}`` or
``{"schema": …, "command": …, "ok": false, "error": {"code", "message", "next_step", "exit_status"}}``.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Any, TextIO

from fallback_console.domain.errors import ConsoleError
from fallback_console.domain.masking import unmarked

__all__ = ["SCHEMA", "Output", "epoch_ms", "iso", "plain", "printable", "table"]

SCHEMA = "fallback-console/1"

_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


class Output:
    """Where a command's result goes.

    Args:
        command: its name.
        as_json: one JSON document instead of text.
        out: standard output; for tests.
        err: standard error; for tests.
    """

    def __init__(self, command: str, *, as_json: bool, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self.command = command
        self.as_json = as_json
        self._out = out or sys.stdout
        self._err = err or sys.stderr

    def result(self, data: Any, text: str) -> None:
        """The result of the command, once."""
        if self.as_json:
            self._write({"schema": SCHEMA, "command": self.command, "ok": True, "data": plain(data)})
        elif text:
            print(printable(text), file=self._out, flush=True)

    def line(self, text: str) -> None:
        """A line of a result that comes bit by bit; a JSON document holds all of it at the end instead."""
        if not self.as_json:
            print(printable(text), file=self._out, flush=True)

    def progress(self, text: str) -> None:
        """A line about what is going on; never part of the result."""
        print(printable(text), file=self._err, flush=True)

    def stopped(self, words: str, status: int) -> int:
        """Somebody interrupted the command; the exit status."""
        if self.as_json:
            self._fail("interrupted", words, "", status)
        else:
            print(words, file=self._err, flush=True)
        return status

    def error(self, error: ConsoleError) -> int:
        """An error a person can do something about; the exit status."""
        if self.as_json:
            self._fail(error.code, error.message, error.next_step, error.exit_status)
        else:
            print(printable(f"{error.message}\n{error.next_step}".strip()), file=self._err, flush=True)
        return error.exit_status

    def _fail(self, code: str, message: str, next_step: str, status: int) -> None:
        shown = {"code": code, "message": message, "next_step": next_step, "exit_status": status}
        self._write({"schema": SCHEMA, "command": self.command, "ok": False, "error": shown})

    def _write(self, document: Mapping[str, Any]) -> None:
        text = unmarked(json.dumps(document, ensure_ascii=False, indent=1))
        # All that JSON itself leaves alone and a terminal would obey, C1 controls and changes of direction, as escapes.
        print(_UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text), file=self._out, flush=True)


def plain(value: Any) -> Any:
    """A value out of the program as JSON types: records become objects, times stay UTC epoch milliseconds."""
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: plain(part) for name, part in value._asdict().items()}
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(v) for v in value]
    if isinstance(value, Path):
        return str(value)
    return value


def epoch_ms(moment: datetime) -> int:
    """UTC epoch milliseconds of a moment, which is in the machine's zone where it names none.

    A time that the clocks skip counts from before the change, as in the window: 02:30 becomes 03:30. Of an hour that comes
    twice the first is meant.

    Raises:
        ValueError: before 1970, or farther away than the machine reckons.
    """
    try:
        # Not over astimezone(), which takes a time that the clocks skip for one an hour earlier.
        at = int(moment.timestamp() * 1000)
    except (OverflowError, OSError) as error:
        raise ValueError(str(error)) from error
    if at < 0:
        raise ValueError("before 1970")
    return at


def iso(ms: int | None) -> str:
    """UTC epoch milliseconds as local date and time with zone, '' for None."""
    if ms is None:
        return ""
    try:
        return datetime.fromtimestamp(ms / 1000, UTC).astimezone().strftime("%Y-%m-%d %H:%M %Z")
    except (OverflowError, OSError, ValueError):
        return "?"


def printable(text: str) -> str:
    """Text that a terminal cannot be misled by: control and direction characters become visible marks."""
    return "".join(
        c if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co") or c in "\u200d\ufe0f" else "\ufffd"
        for c in unmarked(text)
    )


def table(head: Sequence[str], rows: Sequence[Sequence[str]], *, widest: int = 60) -> str:
    """A table for a terminal; wide characters count two columns, long cells are cut."""
    cells = [[_cut(printable(c).replace("\n", " ").replace("\t", " "), widest) for c in row] for row in rows]
    widths = [max(_width(row[i]) for row in [list(head), *cells]) for i in range(len(head))]
    lines = [[*head], ["-" * w for w in widths], *cells]
    return "\n".join(
        "  ".join(c + " " * (w - _width(c)) for c, w in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def _width(text: str) -> int:
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _cut(text: str, widest: int) -> str:
    if _width(text) <= widest:
        return text
    kept, used = "", 0
    for c in text:
        used += _width(c)
        if used > widest - 1:
            break
        kept += c
    return kept + "…"
