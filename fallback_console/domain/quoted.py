"""What of a message its writer wrote, and what only came along: the quoted message before it, and the signature.

Nothing is cut away: the pieces of a text are the text. A short quote with an answer below it is read together with the
answer, so it counts as the writer's own.
"""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Piece", "split"]


class Piece(NamedTuple):
    """Some lines of a text, with their line ends.

    Attributes:
        quoted: they only came along and may be folded.
    """

    text: str
    quoted: bool


_SHORT = 2
"""Lines of a quote that stay beside the answer to them."""

_LONGEST_LINE = 300
"""So much of a line is looked at."""

_MARK = re.compile(r"[ \t]{0,3}[>＞]")
_ATTRIBUTION = re.compile(
    r"(On .{4,200} wrote|Am .{4,200} schrieb.{0,120}|Le .{4,200} a écrit|El .{4,200} escribió"
    r"|.{1,200}(さん|様)?(が|は)(書きました|書いた)|.{0,200}<[^<>\s]{1,200}@[^<>\s]{1,200}>) ?[:：]"
)
_BEGINS = re.compile(r"(On|Am|Le|El) .{2,200}")
_SIGNATURE = re.compile(r"-- ?")
_ORIGINAL = re.compile(
    r"[-_＿ー]{2,20} ?(Original Message|Original-Nachricht|Forwarded message|Message d'origine|元のメッセージ|転送メッセージ"
    r"|オリジナルメッセージ) ?[-_＿ー]{2,20}",
    re.IGNORECASE,
)
_HEADERS = re.compile(
    r"\*?(From|Sent|Date|To|Cc|Subject|差出人|送信元|送信日時|日時|宛先|件名|Von|Gesendet|An|Betreff)\*?[ ]?[:：]"
)
_MOST_HEADERS = 3


def split(text: str) -> list[Piece]:
    """The pieces of a text in order, own and quoted in turn; joined they are the text. Never all of it is quoted."""
    lines = text.splitlines(keepends=True)
    marks = _marks([line.rstrip("\r\n")[:_LONGEST_LINE] for line in lines])
    _keep_short(lines, marks)
    if not any(line.strip() for line, mark in zip(lines, marks, strict=True) if not mark):
        return [Piece(text, False)] if text else []
    pieces: list[Piece] = []
    for line, mark in zip(lines, marks, strict=True):
        if pieces and pieces[-1].quoted == mark:
            pieces[-1] = Piece(pieces[-1].text + line, mark)
        else:
            pieces.append(Piece(line, mark))
    return pieces


def _marks(lines: list[str]) -> list[bool]:
    """For each line whether it came along."""
    marks = [False] * len(lines)
    for at, line in enumerate(lines):
        if _ORIGINAL.fullmatch(line.strip()) or _headers_at(lines, at):
            marks[at:] = [True] * (len(lines) - at)
            break
        if _SIGNATURE.fullmatch(line):
            # A signature goes to the end, whatever it says.
            marks[at:] = [True] * (len(lines) - at)
            break
        if _MARK.match(line):
            marks[at] = True
            _mark_before(lines, marks, at)
    return marks


def _mark_before(lines: list[str], marks: list[bool], at: int) -> None:
    """Empty lines between two quoted ones belong to them, and so does the line that says whose words follow."""
    above = at - 1
    while above >= 0 and not lines[above].strip() and not marks[above]:
        above -= 1
    if above < 0:
        return
    if marks[above] or _ATTRIBUTION.fullmatch(lines[above].strip()):
        marks[above:at] = [True] * (at - above)
    elif above and _BEGINS.fullmatch(lines[above - 1].strip()):
        whole = f"{lines[above - 1].strip()} {lines[above].strip()}"
        if _ATTRIBUTION.fullmatch(whole):
            marks[above - 1 : at] = [True] * (at - above + 1)


def _headers_at(lines: list[str], at: int) -> bool:
    """The head of a message begins here, as some mail programs put it before what is quoted."""
    part = lines[at : at + _MOST_HEADERS]
    return len(part) == _MOST_HEADERS and all(_HEADERS.match(line.strip()) for line in part)


def _keep_short(lines: list[str], marks: list[bool]) -> None:
    """Show a short quote that is answered below it."""
    at = 0
    while at < len(marks):
        end = at
        while end < len(marks) and marks[end]:
            end += 1
        filled = sum(1 for line in lines[at:end] if line.strip())
        answered = any(line.strip() and not mark for line, mark in zip(lines[end:], marks[end:], strict=True))
        if end > at and filled <= _SHORT and answered:
            marks[at:end] = [False] * (end - at)
        at = max(end, at + 1)
