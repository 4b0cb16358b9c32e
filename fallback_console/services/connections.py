"""Which outside systems this station works with. Secrets are kept elsewhere, under the connection's name."""

from __future__ import annotations

import json

from fallback_console.domain.connection import KINDS, Connection, yes_or_no
from fallback_console.domain.errors import InputError, NotFoundError
from fallback_console.domain.gateway_choice import Offer, country_codes, ranked
from fallback_console.services.record import clean_line
from fallback_console.store.home import home_region
from fallback_console.store.journal import dump
from fallback_console.store.tx import Reading, Tx

__all__ = ["find", "list_connections", "remove", "require", "save", "sms_cost", "sms_offers", "sms_rate", "sms_sinks"]

_USUAL_RATES = {"kannel": 10.0, "android": 1.0, "twilio": 1.0, "vonage": 10.0, "http-sms": 1.0, "gammu": 0.3}
"""Parts per second where a connection does not say it: what the adapters use then."""

_SPEAKERS = frozenset({"twilio"})
"""Kinds of gateways that can read a message out in a call."""


def list_connections(r: Reading) -> list[Connection]:
    """All connections by name."""
    rows = r.rows("SELECT name, kind, config, enabled FROM connection ORDER BY name")
    return [Connection(name, kind, json.loads(config), bool(enabled)) for name, kind, config, enabled in rows]


def find(r: Reading, name: str) -> Connection:
    """A connection by name.

    Raises:
        NotFoundError: there is none.
    """
    for connection in list_connections(r):
        if connection.name == name:
            return connection
    raise NotFoundError(f"There is no connection '{name}'.", "List the connections to see their names.")


def require(r: Reading, connection: Connection, *, is_new: bool = False) -> None:
    """See that a connection can be kept beside the others; nothing is written.

    Args:
        is_new: there is to be none of that name yet.

    Raises:
        InputError: it cannot.
    """
    # Late: hardly ever done, and a start needs nothing of it.
    from fallback_console.domain.gateway_names import require_apart, require_name, suffix_of

    known = list_connections(r)
    require_name(connection)
    if is_new and any(other.name == connection.name for other in known):
        raise InputError(
            f"There is a connection '{connection.name}' already.", "Choose another name, or change that one."
        )
    if suffix_of(connection.name) or any(suffix_of(c.name) and c.kind == connection.kind for c in known):
        require_apart(connection, known)


def save(tx: Tx, connection: Connection) -> None:
    """Keep a connection, replacing one of the same name.

    Raises:
        InputError: no name, a kind this program does not know, or it cannot be beside the others.
    """
    name = clean_line(connection.name, "name", limit=100)
    if not name:
        raise InputError("A connection needs a name.", "Give it one.")
    if connection.kind not in KINDS:
        raise InputError(f"There is no kind of connection '{connection.kind}'.", f"Choose one of {', '.join(KINDS)}.")
    require(tx, connection)
    before = home_region(tx)
    tx.execute(
        "INSERT OR REPLACE INTO connection (name, kind, config, enabled) VALUES (?, ?, ?, ?)",
        (name, connection.kind, dump(dict(connection.values)), connection.enabled),
    )
    _follow_region(tx, before)
    tx.touch("connection", name)


def remove(tx: Tx, name: str) -> None:
    """Forget a connection; what waits for it goes on waiting.

    Raises:
        NotFoundError: there is none.
    """
    find(tx, name)
    before = home_region(tx)
    tx.execute("DELETE FROM connection WHERE name = ?", (name,))
    _follow_region(tx, before)
    tx.touch("connection", name)


def choose_home(tx: Tx, region: str) -> None:
    """Read national numbers as those of a country, where the helpdesk's connection does not name another.

    Args:
        region: two capitals of ISO 3166.
    """
    before = home_region(tx)
    tx.execute("INSERT OR REPLACE INTO meta (name, value) VALUES ('home', ?)", (region,))
    _follow_region(tx, before)


def sms_sinks(r: Reading) -> list[str]:
    """Sinks of the enabled SMS gateways, the one to use first at the front whatever the country."""
    offers = [offer._replace(countries=frozenset()) for offer in sms_offers(r)]
    return list(ranked(offers, ""))


def sms_offers(r: Reading) -> list[Offer]:
    """The enabled SMS gateways, as they are set up: ``priority``, ``cost`` of a part, ``countries``, and whether they make ``calls``."""
    return [
        Offer(c.name, _priority(c), _cost(c), _countries(c), _speaks(c))
        for c in list_connections(r)
        if c.enabled and KINDS.get(c.kind) == "sms"
    ]


def sms_rate(r: Reading, sink: str = "") -> float | None:
    """Parts per second that an SMS gateway takes; None where none is connected.

    Args:
        sink: of the gateway; '' for the one that is used first.
    """
    sinks = [sink] if sink else sms_sinks(r)
    if not sinks:
        return None
    gateway = find(r, sinks[0])
    try:
        rate = float(gateway.values.get("rate", _USUAL_RATES.get(gateway.kind, 1.0)))
    except ValueError:
        return 1.0
    return rate if rate > 0 else 1.0


def sms_cost(r: Reading, sink: str = "") -> tuple[float, str] | None:
    """What one part costs over an SMS gateway ('cost'), and in which currency ('currency'); None where its connection does not tell.

    Args:
        sink: of the gateway; '' for the one that is used first.
    """
    sinks = [sink] if sink else sms_sinks(r)
    if not sinks:
        return None
    gateway = find(r, sinks[0])
    cost = _cost(gateway)
    return None if cost is None else (cost, str(gateway.values.get("currency", "")))


def _priority(connection: Connection) -> float:
    value = connection.values.get("priority", 100)
    try:
        return float(value)
    except ValueError:
        return 100.0


def _cost(connection: Connection) -> float | None:
    try:
        return float(connection.values.get("cost", ""))
    except ValueError:
        return None


def _speaks(connection: Connection) -> bool:
    return connection.kind in _SPEAKERS and bool(yes_or_no(connection.values.get("calls", False)))


def _countries(connection: Connection) -> frozenset[str]:
    try:
        return country_codes(str(connection.values.get("countries", "")))
    except ValueError:
        return frozenset()


def _follow_region(tx: Tx, before: str) -> None:
    """National numbers mean something else in another country."""
    if home_region(tx) != before:
        # Late: hardly ever done, and with it comes all that is known about people.
        from fallback_console.store.person_projection import reproject_people

        reproject_people(tx)
