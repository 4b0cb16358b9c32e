"""Reads the settings of an SMS connection, with one sentence for each that cannot be used."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from fallback_console.adapters.sms.listener import ListenerSettings
from fallback_console.domain.connection import Value, yes_or_no
from fallback_console.domain.errors import SettingsError
from fallback_console.domain.gateway_choice import country_codes
from fallback_console.domain.numbers import is_region
from fallback_console.domain.sentences import Sentence

__all__ = ["Values"]


class Values:
    """Typed access to a connection's values; what is absent or empty gets its default.

    Values may come as text from a settings file or the command line.

    Raises:
        SettingsError: by every method, where a value is of no use.
    """

    def __init__(self, values: Mapping[str, Value]) -> None:
        self._values = values

    @property
    def all(self) -> Mapping[str, Value]:
        """As they are."""
        return self._values

    def text(self, name: str, default: str = "") -> str:
        """Text without spaces at its ends."""
        value = self._values.get(name, default)
        return str(value).strip() or default

    def needed(self, name: str) -> str:
        """Text that must be there."""
        value = self.text(name)
        if not value:
            raise SettingsError(
                Sentence("The setting '{name}' is missing.", name=name),
                "Enter it in the connection's settings.",
                field=name,
            )
        return value

    def number(self, name: str, default: float, low: float, high: float) -> float:
        """A number within limits."""
        try:
            value = float(self.text(name, str(default)))
        except ValueError:
            value = high + 1
        if not low <= value <= high:
            raise SettingsError(
                Sentence(
                    "The setting '{name}' must be a number from {low} to {high}.",
                    name=name,
                    low=f"{low:g}",
                    high=f"{high:g}",
                ),
                "Correct it in the connection's settings.",
                field=name,
            )
        return value

    def whole(self, name: str, default: int, low: int, high: int) -> int:
        """A whole number within limits."""
        value = self.number(name, default, low, high)
        if value != int(value):
            raise SettingsError(
                Sentence("The setting '{name}' must be a whole number.", name=name),
                "Correct it in the connection's settings.",
                field=name,
            )
        return int(value)

    def flag(self, name: str, default: bool) -> bool:
        """Yes or no."""
        value = self._values.get(name, default)
        if not str(value).strip():
            return default
        found = yes_or_no(value)
        if found is not None:
            return found
        raise SettingsError(
            Sentence("The setting '{name}' must be yes or no.", name=name),
            "Correct it in the connection's settings.",
            field=name,
        )

    def check_choice(self) -> None:
        """By what a gateway is chosen of several: priority, cost and countries."""
        self.number("priority", 100.0, -1e6, 1e6)
        self.number("cost", 0.0, 0.0, 1e6)
        try:
            codes = country_codes(self.text("countries"))
            wrong = next((code for code in sorted(codes) if not is_region(code)), "")
        except ValueError as error:
            wrong = str(error)[:20]
        if wrong:
            raise SettingsError(
                Sentence("'{country}' is no two-letter code of a country.", country=wrong),
                "Write codes like GB, FR, JP, or nothing for all countries.",
                field="countries",
            )

    def listener(self, port: int) -> ListenerSettings:
        """Where to listen: listen_host, listen_port, callback_url, listen_cert, listen_key."""
        public = self.text("callback_url")
        # A percent sign would be an escape of Kannel's; query and fragment are ours to add.
        if public and (not _is_address(public) or set(public) & set("%?# \n")):
            raise SettingsError(
                "The address at which the gateway reaches this console must look like http://10.0.0.5:18013.",
                "Correct 'callback_url' in the connection's settings.",
                field="callback_url",
            )
        return ListenerSettings(
            host=self.text("listen_host", "127.0.0.1"),
            port=self.whole("listen_port", port, 0, 65535),
            public_url=public,
            tls_cert=self._file("listen_cert"),
            tls_key=self._file("listen_key"),
        )

    def _file(self, name: str) -> str:
        path = self.text(name)
        return str(Path(path).expanduser()) if path else ""


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is none, or half a bracket
        return False
