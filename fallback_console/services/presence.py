"""Who was heard of over the hub, and when. What a station says of itself in its beats is kept here; nobody's act is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from fallback_console.domain.roster import HUB_FRESH_MS

if TYPE_CHECKING:
    from fallback_console.ports.hub import Beat
    from fallback_console.store.tx import Reading, Tx

__all__ = ["beat_value", "heard", "heard_at", "here", "since", "there"]

_LONGEST = 200


def beat_value(login: str) -> bytes:
    """What a station's beat says: who works at it."""
    return json.dumps({"login": login}, ensure_ascii=False).encode()


def heard(tx: Tx, beats: Mapping[str, Beat]) -> None:
    """Keep who was heard of at other stations: ``hub.beats()``, as often as it is asked.

    Tells that somebody is there only where that is news, so that a beat every few seconds makes nobody look again.
    """
    for station, beat in beats.items():
        login = _login_in(beat.value)
        if login:
            _keep(tx, station, login, beat.at)


def here(tx: Tx, login: str) -> None:
    """Keep that somebody works at this station, as often as its beat says so."""
    _keep(tx, tx.station, login, tx.clock.now_ms())


def _keep(tx: Tx, station: str, login: str, at: int) -> None:
    before = tx.one("SELECT login, at FROM presence WHERE station = ?", (station,))
    if before is not None and before[1] >= at:
        return
    tx.execute("INSERT OR REPLACE INTO presence (station, login, at) VALUES (?, ?, ?)", (station, login, at))
    if before is None or before[0] != login or at - before[1] > HUB_FRESH_MS:
        tx.touch("presence", login)


def heard_at(r: Reading) -> dict[str, int]:
    """When each login was last heard of over the hub or at this station, UTC epoch milliseconds."""
    return dict(r.rows("SELECT login, max(at) FROM presence GROUP BY login"))


def there(r: Reading, now: int) -> frozenset[str]:
    """Logins of those who work at a station of the team now, this one among them.

    Args:
        now: UTC epoch milliseconds.
    """
    return frozenset(login for login, at in heard_at(r).items() if now - at <= HUB_FRESH_MS)


def since(r: Reading, who: str, at: int) -> frozenset[str]:
    """Logins of everybody but one who was heard of since a time.

    Args:
        who: login of whoever asks.
        at: UTC epoch milliseconds.
    """
    return frozenset(login for login, heard in heard_at(r).items() if heard > at and login != who)


def _login_in(value: bytes) -> str:
    """Who works at a station; '' where another sort of program said something else."""
    try:
        said = json.loads(value)
    except ValueError:
        return ""
    login = said.get("login") if isinstance(said, dict) else None
    return login.strip()[:_LONGEST] if isinstance(login, str) else ""
