"""What a station needs to know of its hub: the station file that ``fallback-console hub add-station`` hands out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from fallback_console.domain.connection import Value
from fallback_console.domain.errors import InputError, SettingsError
from fallback_console.domain.hub_rules import RIGHTS, require_name

__all__ = ["FORMAT", "HubSettings", "StationFile", "read_station_file"]

FORMAT = "fallback-console-station/1"


@dataclass(frozen=True, slots=True)
class HubSettings:
    """A station at its hub.

    Attributes:
        addresses: like 'tls://hub.example.com:4222', one for each server.
        ca: certificate of the authority that signed the servers' ones, as PEM text; '' for the system's own authorities.
        seed: the station's secret key, '' where it is missing.
        station: name of the station at the hub.
        site: its part of the subjects.
        rights: of ``RIGHTS``.
        domain: of the hub's JetStream, for stations that connect to the server of their site; else ''.
    """

    addresses: tuple[str, ...]
    ca: str
    seed: str
    station: str
    site: str
    rights: str
    domain: str = ""

    @classmethod
    def from_values(cls, values: Mapping[str, Value], seed: str) -> HubSettings:
        """From a connection's values: ``address`` (several separated by commas), ``ca``, ``station``, ``site``, ``rights`` and
        ``domain``.

        Raises:
            SettingsError: a value is missing or cannot be used.
        """

        def text(name: str) -> str:
            return str(values.get(name, "")).strip()

        addresses = tuple(one.strip() for one in text("address").split(",") if one.strip())
        if not addresses or not all(_is_address(one) for one in addresses):
            raise SettingsError(
                "The hub's address cannot be used.", "Connect it with the station file again.", field="address"
            )
        try:
            station, site = require_name(text("station"), "station"), require_name(text("site"), "site")
        except InputError as error:
            raise SettingsError(error.message, "Connect the hub with the station file again.") from error
        rights = text("rights") or RIGHTS[0]
        return cls(addresses, text("ca"), seed, station, site, rights, text("domain"))


@dataclass(frozen=True, slots=True)
class StationFile:
    """A station file.

    Attributes:
        addresses, seed, station, site, rights, domain: as in ``HubSettings``.
        ca: the authority's certificate as PEM text.
    """

    addresses: tuple[str, ...]
    ca: str
    seed: str
    station: str
    site: str
    rights: str
    domain: str = ""

    def text(self) -> str:
        """The file's JSON text."""
        return json.dumps(
            {
                "format": FORMAT,
                "addresses": list(self.addresses),
                "station": self.station,
                "site": self.site,
                "rights": self.rights,
                "domain": self.domain,
                "ca": self.ca,
                "seed": self.seed,
            },
            indent=1,
        )

    def values(self) -> dict[str, Value]:
        """The values of a connection, without the secret."""
        found: dict[str, Value] = {
            "address": ", ".join(self.addresses),
            "station": self.station,
            "site": self.site,
            "rights": self.rights,
            "ca": self.ca,
        }
        return found | ({"domain": self.domain} if self.domain else {})


def read_station_file(text: str) -> StationFile:
    """A station file out of its text.

    Raises:
        InputError: it is none.
    """
    try:
        found = json.loads(text)
        if found["format"] != FORMAT:
            raise ValueError
        read = {name: found[name] for name in ("ca", "seed", "station", "site", "rights", "domain")}
        addresses = tuple(found["addresses"])
        if not all(isinstance(one, str) for one in (*read.values(), *addresses)):
            raise ValueError
        if read["rights"] not in RIGHTS or not addresses or not all(_is_address(one) for one in addresses):
            raise ValueError
    except (ValueError, KeyError, TypeError, AttributeError):
        raise InputError(
            "This is no station file.", "Ask whoever runs the hub for one: 'fallback-console hub add-station'."
        ) from None
    require_name(read["station"], "station")
    require_name(read["site"], "site")
    return StationFile(addresses, **read)


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme == "tls" and bool(parts.hostname) and parts.port is not None
    except ValueError:
        return False
