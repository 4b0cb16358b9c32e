"""Plans in a spreadsheet: who, from when to when, and what. What is broken is told by its line, and the rest is read."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from fallback_console.domain.errors import InputError
from fallback_console.domain.people_lines import BrokenLine, clean_cell
from fallback_console.domain.shifts import KINDS, Span, kind_from

__all__ = ["LONGEST_MS", "ShiftFile", "epoch", "read_sheet", "zone_of"]

LONGEST_MS = 400 * 24 * 3_600_000
"""No plan of one person goes on for longer."""

_HEADINGS = {
    "who": "who person name login user username agent staff employee mail email 担当者 担当 氏名 名前 ログイン 社員 社員名 メール 対象者",
    "start": "start from begin begins startsat starttime startdatetime 開始 開始日時 開始時刻 自",
    "end": "end to until ends endsat endtime enddatetime 終了 終了日時 終了時刻 至",
    "date": "date day startdate 日付 日 年月日 勤務日",
    "until": "enddate lastday 終了日 最終日",
    "kind": "kind type category 種類 種別 区分",
    "schedule": "schedule rota rotation service 当番表 スケジュール 輪番 担当表",
    "other": "insteadof replaces instead out goesout for 代わり 交代元 代理元 交代前",
    "zone": "timezone tz zone タイムゾーン 時間帯",
    "note": "note notes comment reason summary remark 備考 メモ 理由 内容",
}
_KNOWN = {heading: field for field, headings in _HEADINGS.items() for heading in headings.split()}
_LONGEST = 500
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?")
_TIME = re.compile(r"(\d{1,2})\s*[:.時]\s*(\d{2})?分?(?::\d{2}(?:\.\d+)?)?")
_OFFSET = re.compile(r"(?:Z|[+-]\d{2}:?\d{2})$")


class ShiftFile(NamedTuple):
    """What is in a file of plans.

    Attributes:
        format: 'csv' or 'ics'.
        spans: in the order of the file.
        broken: lines that were left out, with the reason.
    """

    format: str
    spans: tuple[Span, ...]
    broken: tuple[BrokenLine, ...]


class _Wrong(ValueError):
    """Why a line cannot be read: a code and a sentence."""


def zone_of(name: str) -> ZoneInfo:
    """A time zone by its IANA name.

    Raises:
        InputError: there is none of that name.
    """
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError) as error:
        raise InputError(f"There is no time zone '{name}'.", "Name one such as Europe/London.", zone=name) from error


def epoch(moment: datetime, zone: ZoneInfo | None) -> int:
    """UTC epoch milliseconds of a moment; one without a zone is meant in this one, or in this computer's where it is None."""
    there = moment.replace(tzinfo=zone) if moment.tzinfo is None and zone is not None else moment
    return round(there.timestamp() * 1000)


def read_sheet(text: str, zone: ZoneInfo | None, kind: str) -> ShiftFile:
    """Plans of a CSV file.

    Args:
        zone: of times that name none; None for this computer's.
        kind: of lines that tell none, of ``shifts.KINDS``.

    Raises:
        InputError: it does not say whose or when.
    """
    lines = list(io.StringIO(text, newline=""))
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    counted = {sign: lines[first].count(sign) if lines else 0 for sign in ",;\t"}
    rows = csv.reader(lines[first:], delimiter=max(counted, key=lambda sign: counted[sign]))
    head: dict[str, int] = {}
    for at, heading in enumerate(next(rows, [])):
        plain = "".join(c for c in unicodedata.normalize("NFKC", heading).casefold() if c.isalnum())
        head.setdefault(_KNOWN.get(plain, ""), at)
    if not ("who" in head or "other" in head) or not ("start" in head or "date" in head):
        raise InputError(
            "The file does not say whose shifts these are, or when they begin.",
            "Head its columns with Person, Start and End, or Person, Date, From and To.",
            columns="unknown",
        )
    spans: list[Span] = []
    broken: list[BrokenLine] = []
    reading = _Lines(head, zone, kind)
    while True:
        line = first + rows.line_num + 1
        try:
            row = next(rows, None)
        except csv.Error:
            broken.append(BrokenLine(line, "quotation", "The quotation marks do not fit together."))
            continue
        if row is None:
            break
        if not any(cell.strip() for cell in row):
            continue
        try:
            spans.append(reading.span(row))
        except _Wrong as wrong:
            code, reason = wrong.args
            broken.append(BrokenLine(line, code, reason))
    return ShiftFile("csv", tuple(spans), tuple(broken))


class _Lines:
    """Reads one line after the other under the same headings."""

    def __init__(self, head: Mapping[str, int], zone: ZoneInfo | None, kind: str) -> None:
        self._head, self._zone, self._kind = head, zone, kind
        self._zones: dict[str, ZoneInfo] = {}

    def span(self, row: Sequence[str]) -> Span:
        def cell(field: str) -> str:
            at = self._head.get(field, -1)
            return unicodedata.normalize("NFKC", clean_cell(row[at])) if 0 <= at < len(row) else ""

        if max(map(len, row)) > _LONGEST:
            raise _Wrong("too-long", f"A cell is longer than {_LONGEST} characters.")
        told = cell("kind")
        kind = told if told in KINDS else kind_from(told) if told else self._kind
        if not kind:
            raise _Wrong("kind", f"'{told[:40]}' is no shift, absence, on-call time or override.")
        who, other = cell("who"), cell("other")
        if other and not told:
            kind = "override"
        if not (who or (other and kind == "override")):
            raise _Wrong("nobody", "It does not say whose it is.")
        start, end = self._times(cell, self._zone_named(cell("zone")))
        if end <= start:
            raise _Wrong("order", "It ends before it begins.")
        if end - start > LONGEST_MS:
            raise _Wrong("long", "It goes on for more than a year.")
        schedule = cell("schedule") if kind in ("oncall", "override") else ""
        return Span(kind, who, start, end, schedule, other if kind == "override" else "", cell("note"))

    def _zone_named(self, name: str) -> ZoneInfo | None:
        if not name:
            return self._zone
        if name not in self._zones:
            try:
                self._zones[name] = zone_of(name)
            except InputError as error:
                raise _Wrong("zone", f"There is no time zone '{name[:40]}'.") from error
        return self._zones[name]

    def _times(self, cell: Callable[[str], str], zone: ZoneInfo | None) -> tuple[int, int]:
        day, last = cell("date"), cell("until")
        start, end = cell("start") or day, cell("end") or last
        begin, whole = _moment(start, _day(day) if day else None)
        if not end:
            if not whole:
                raise _Wrong("end", "It does not say when it ends.")
            end = start
        until, whole_end = _moment(end, _day(last) if last else (_day(day) if day else begin.date()))
        if whole_end:
            until += timedelta(days=1)
        elif until.tzinfo is None and begin.tzinfo is None and until <= begin and not _DATE.search(end) and not last:
            # '22:00' to '06:00' goes on into the next day.
            until += timedelta(days=1)
        return epoch(begin, zone), epoch(until, zone)


def _moment(text: str, day: date | None) -> tuple[datetime, bool]:
    """A moment as it is written, and whether it is a whole day."""
    try:
        if text.isascii() and "T" in text[:12]:
            return datetime.fromisoformat(text), False
        offset = _OFFSET.search(text)
        found, rest = _DATE.search(text), text
        if found is not None:
            day, rest = date(int(found[1]), int(found[2]), int(found[3])), text[found.end() :]
        if day is None:
            raise ValueError(text)
        clock = _TIME.search(rest)
        if clock is None:
            if rest.strip(" ()日月火水木金土曜"):
                raise ValueError(text)
            return datetime.combine(day, time()), True
        hour, minute = int(clock[1]), int(clock[2] or 0)
        # '25:30' is half past one in the night after that day, as Japanese rotas write it.
        moment = datetime.combine(day, time(hour % 24, minute)) + timedelta(days=hour // 24)
        if hour > 35:
            raise ValueError(text)
        if offset is not None and clock.end() <= len(rest) - len(offset[0].strip()) + 1:
            moment = moment.replace(tzinfo=datetime.fromisoformat(f"2000-01-01T00:00{offset[0]}").tzinfo)
    except (ValueError, OverflowError) as error:
        raise _Wrong("time", f"'{text[:40]}' is no date and time like 2026-11-26 09:00.") from error
    return moment, False


def _day(text: str) -> date:
    found = _DATE.search(text)
    try:
        if found is None:
            raise ValueError(text)
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError as error:
        raise _Wrong("time", f"'{text[:40]}' is no date like 2026-11-26.") from error
