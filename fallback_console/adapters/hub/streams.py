"""The hub's streams: made, or brought up to date, by whoever runs the hub."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from fallback_console.adapters.hub.link import Line
from fallback_console.adapters.hub.subjects import EVENTS, HELD, HERE, api, version_of
from fallback_console.domain.errors import OutsideError

__all__ = ["here_stream", "make_streams", "streams_of"]

_NS = 1_000_000_000
_MOST_BYTES = 1 << 20
_SAME_ID_S = 24 * 3600
"""So long the hub knows an id again; receivers know it for ever."""
_PRESENCE_S = 300
_MEMORY_BYTES = 64 << 20
_NAMES_SINCE = (2, 10)
_TTL_SINCE = (2, 11)
_UNKNOWN = 10059


def streams_of(version: str, *, replicas: int, most_bytes: int, synced: bool) -> list[dict[str, Any]]:
    """Configurations of the streams, as far as a server's version knows them.

    Args:
        version: of the server.
        replicas: servers that keep each of them.
        most_bytes: of all entries together, and of all values.
        synced: the server writes everything to its disk before it acknowledges.
    """
    number = version_of(version)
    common = {
        "retention": "limits",
        "discard": "new",
        "max_msg_size": _MOST_BYTES,
        "max_consumers": -1,
        "num_replicas": replicas,
        "deny_delete": True,
        "deny_purge": True,
    }
    if number >= _NAMES_SINCE:
        common["metadata"] = {"sync": "always" if synced else "sometimes"}
    newest = {**common, "max_msgs_per_subject": 1, "discard": "old"}
    lives = {"allow_msg_ttl": True} if number >= _TTL_SINCE else {}
    # A hub that lost its disk must not give a revision a second time.
    first = {"first_seq": time.time_ns() // 1_000_000} if number >= _NAMES_SINCE else {}
    events = {
        "name": EVENTS,
        "subjects": ["fc.ev.>"],
        "storage": "file",
        "max_bytes": most_bytes,
        "duplicate_window": _SAME_ID_S * _NS,
        **common,
    }
    held = {
        "name": HELD,
        "subjects": ["fc.held.>"],
        "storage": "file",
        "max_bytes": most_bytes,
        **newest,
        **lives,
        **first,
    }
    return [events, held, here_stream(version)]


def here_stream(version: str) -> dict[str, Any]:
    """The stream of what stations last said of themselves. Stations may make it, since no server keeps it over a restart."""
    return {
        "name": HERE,
        "subjects": ["fc.here.>", "fc.clock.>"],
        "retention": "limits",
        "storage": "memory",
        "discard": "old",
        "max_msgs_per_subject": 1,
        "max_bytes": _MEMORY_BYTES,
        "max_age": _PRESENCE_S * _NS,
        "max_msg_size": _MOST_BYTES,
        "num_replicas": 1,
        "deny_delete": True,
        "deny_purge": True,
        **({"allow_msg_ttl": True} if version_of(version) >= _TTL_SINCE else {}),
    }


async def make_streams(line: Line, domain: str, *, replicas: int, most_bytes: int, synced: bool) -> list[str]:
    """Make what is missing and bring the rest up to date; safe to repeat.

    Returns:
        Names of those that were missing.

    Raises:
        OutsideError: it cannot be done.
    """
    made = []
    for wanted in streams_of(line.version, replicas=replicas, most_bytes=most_bytes, synced=synced):
        name = wanted["name"]
        known = await _known(line, domain, name)
        if known is None:
            await line.ask(api(domain, f"STREAM.CREATE.{name}"), wanted)
            made.append(name)
        else:
            # Where it began can be said once only.
            kept = {"first_seq": known["first_seq"]} if known.get("first_seq") else {}
            changed = {key: value for key, value in wanted.items() if key != "first_seq"} | kept
            await line.ask(api(domain, f"STREAM.UPDATE.{name}"), changed)
    return made


async def _known(line: Line, domain: str, name: str) -> Mapping[str, Any] | None:
    try:
        found = await line.look(api(domain, f"STREAM.INFO.{name}"))
    except OutsideError as error:
        if error.values.get("err_code") == _UNKNOWN:
            return None
        raise
    config: Mapping[str, Any] = found.get("config", {})
    return config
