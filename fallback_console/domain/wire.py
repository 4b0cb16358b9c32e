"""How entries look on their way between stations, and the strict reading of what others send.

A message is one JSON object with the version of its form. Nothing of it is believed: every value has its type, texts can be
stored, times and numbers lie within bounds, and the body of a kind that this program knows has all that it reads of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from fallback_console.domain.entry import Entry, Kind
from fallback_console.domain.wire_bodies import LATEST_MS, MOST_INT, check_body

__all__ = ["VERSION", "Place", "Wired", "read_entry", "read_head", "read_object", "write_entry", "write_object"]

VERSION = 1

_MOST_NUMBER = 1 << 48

_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_HLC = re.compile(r"([0-9]{15})\.[0-9]{6}\.([0-9a-zA-Z_-]{1,64})")
_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
"""An escaped NUL in encoded JSON, and no backslash of somebody's own before 'u0000'."""
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def _no_constant(name: str) -> None:
    raise ValueError("not a number")


_DECODER = json.JSONDecoder(parse_constant=_no_constant)


class Place(NamedTuple):
    """Where an entry was to be delivered when it was made.

    Attributes:
        sink: name of the sink.
        lane: what keeps its order there.
    """

    sink: str
    lane: str


class Wired(NamedTuple):
    """An entry as it travels.

    Attributes:
        body: of the entry, as the journal keeps it.
        places: where the station that made it delivers it.
    """

    entry: Entry
    body: str
    places: tuple[Place, ...] = ()


def write_object(values: Mapping[str, object]) -> bytes:
    """A message of the program's own."""
    return _ENCODER.encode({"v": VERSION, **values}).encode()


def read_object(raw: bytes) -> dict[str, Any]:
    """The inverse of ``write_object``.

    Raises:
        ValueError: not such a message, or of a newer form.
    """
    try:
        found = _DECODER.decode(raw.decode("utf-8"))
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(found, dict) or found.get("v") != VERSION:
        raise ValueError("not a message of this version")
    return found


def write_entry(entry: Entry, places: Sequence[Place] = ()) -> bytes:
    """An entry as bytes."""
    return write_object({**entry._asdict(), "places": [list(place) for place in places]})


def read_entry(raw: bytes) -> Wired:
    """The inverse of ``write_entry``.

    Raises:
        ValueError: anything is not as it has to be; its text never quotes what was sent.
    """
    values = read_object(raw)
    entry_id, station, number, hlc = _head(values)
    made_at = _int(values, "made_at")
    if not 0 <= made_at < LATEST_MS:
        raise ValueError("no time")
    kind, subject, body = _text(values, "kind", 64), _text(values, "subject", 2000), values.get("body")
    if not isinstance(body, dict):
        raise ValueError("no body")
    check_body(kind, subject, body)
    places = values.get("places")
    if not isinstance(places, list) or len(places) > 9:
        raise ValueError("no places")
    actor = _text(values, "actor", 320)
    entry = Entry(entry_id, station, number, hlc, made_at, actor, kind, subject, body)
    text = _ENCODER.encode(body)
    if b"\\u" in raw:
        # Only an escape can bring half a character or a NUL; the bytes themselves were whole.
        if _NUL.search(text) is not None:
            raise ValueError("text that cannot be stored")
        _storable(text + actor + subject + kind + "".join(name for place in places for name in place))
    return Wired(entry, text, tuple(_place(place) for place in places))


def read_head(raw: bytes) -> Wired:
    """An entry whose rest cannot be read: a place-holder with its number.

    Raises:
        ValueError: not even that can be read.
    """
    entry_id, station, number, hlc = _head(read_object(raw))
    return Wired(Entry(entry_id, station, number, hlc, 0, "", Kind.PRIVATE, "", {}), "{}")


def _head(values: Mapping[str, Any]) -> tuple[str, str, int, str]:
    entry_id, station, number, hlc = (values.get(name) for name in ("id", "station", "number", "hlc"))
    if not (isinstance(entry_id, str) and isinstance(station, str) and type(number) is int and isinstance(hlc, str)):
        raise ValueError("no id, station, number or time")
    if not 1 <= number <= _MOST_NUMBER or _ID.fullmatch(entry_id) is None:
        raise ValueError("no id or number")
    time = _HLC.fullmatch(hlc)
    if time is None or time[2] != station or int(time[1]) >= LATEST_MS:
        raise ValueError("no hybrid logical time of this station")
    return entry_id, station, number, hlc


def _place(found: object) -> Place:
    if not isinstance(found, list) or len(found) != 2 or not all(isinstance(one, str) and one for one in found):
        raise ValueError("no place")
    return Place(*found)


def _storable(text: str) -> None:
    """Half a character has no bytes, and SQL ends a text at its first NUL."""
    if "\0" in text:
        raise ValueError("text that cannot be stored")
    text.encode("utf-8")


def _text(values: Mapping[str, Any], name: str, most: int) -> str:
    found = values.get(name)
    if not isinstance(found, str) or len(found) > most:
        raise ValueError("no text")
    return found


def _int(values: Mapping[str, Any], name: str) -> int:
    found = values.get(name)
    if type(found) is not int or abs(found) > MOST_INT:
        raise ValueError("no whole number")
    return found
