"""Which encoding a file is in: told by its mark, else tried strictly, and between those that fit chosen by what comes out."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from typing import NamedTuple

from fallback_console.domain.errors import InputError

__all__ = ["Decoded", "decoded"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_JIS = b"\x1b$"
"""Where ISO-2022-JP, which older mail programs write, begins a Japanese word."""

_SAMPLE = 200_000
_SHARE = 0.3
_RUN = re.compile("[\u3005\u3041-\u30ff\u4e00-\u9fff\uff01-\uff5e\uff61-\uff9f]+")
_HALF = re.compile("[\uff61-\uff9f]")


class Decoded(NamedTuple):
    """A file as text.

    Attributes:
        encoding: in which it was read.
        damaged: some bytes could not be read and are U+FFFD.
    """

    text: str
    encoding: str
    damaged: bool = False


def decoded(data: bytes, encoding: str = "") -> Decoded:
    """A file's bytes as text.

    Args:
        encoding: where somebody told it; '' finds it out.

    Raises:
        InputError: there is no encoding of that name.
    """
    if encoding:
        return _told(data, encoding)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _read(data, name)
    if b"\0" in data[:_SAMPLE]:
        return _read(data, "utf-16-be" if data[:_SAMPLE:2].count(0) > data[1:_SAMPLE:2].count(0) else "utf-16-le")
    if _JIS in data:
        # All its bytes are ASCII, so that it would be UTF-8 too.
        with suppress(UnicodeError):
            return Decoded(data.decode("iso2022_jp"), "iso2022_jp")
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    if _mostly_utf8(data):
        return _read(data, "utf-8")
    return _old(data)


def _told(data: bytes, encoding: str) -> Decoded:
    try:
        if not codecs.lookup(encoding)._is_text_encoding:
            raise LookupError(encoding)
        name = codecs.lookup(encoding).name
    except (LookupError, ValueError) as error:
        raise InputError(
            f"There is no encoding '{encoding}'.", "Name one such as utf-8, cp932, euc-jp or cp1252.", encoding=encoding
        ) from error
    return _read(data, "utf-8-sig" if name == "utf-8" else name)


def _read(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeError:
        return Decoded(data.decode(encoding, "replace"), encoding, damaged=True)


def _mostly_utf8(data: bytes) -> bool:
    """A few damaged places in what is UTF-8 otherwise."""
    text = data[:_SAMPLE].decode("utf-8", "replace")
    return sum(c > "\x7f" and c != "\ufffd" for c in text) > 4 * text.count("\ufffd")


def _old(data: bytes) -> Decoded:
    """An encoding from before Unicode: a Japanese one where that gives Japanese, else a Western one."""
    best: tuple[float, str] = (0.0, "")
    for name in ("cp932", "euc_jp"):
        try:
            best = max(best, (_japanese(data.decode(name)), name))
        except UnicodeDecodeError:
            # A single damaged place does not make it Western.
            text = data.decode(name, "replace")
            best = max(best, (_japanese(text) - 20 * text.count("\ufffd"), name))
    if best[0] > 0:
        return _read(data, best[1])
    try:
        return Decoded(data.decode("cp1252"), "cp1252")
    except UnicodeDecodeError:
        return Decoded(data.decode("latin-1"), "latin-1")


def _japanese(text: str) -> float:
    """How much a text looks Japanese: runs of its characters speak for it, single ones between Latin letters against it."""
    text = text[:_SAMPLE]
    score = 0.0
    for run in _RUN.finditer(text):
        around = text[max(0, run.start() - 1) : run.start()] + text[run.end() : run.end() + 1]
        half = len(_HALF.findall(run[0]))
        latin = any(c.isascii() and c.isalpha() for c in around)
        if len(run[0]) == 1 and latin:
            score -= 2
        elif half == len(run[0]) and latin:
            score -= len(run[0])
        else:
            score += len(run[0]) - half * (1 - _SHARE)
    return score
