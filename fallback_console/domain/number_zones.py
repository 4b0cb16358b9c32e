"""Time zones of telephone numbers; apart from ``numbers`` because their table is large and rarely needed."""

from __future__ import annotations

from functools import lru_cache

from fallback_console.domain.numbers import library_number

__all__ = ["time_zones"]


@lru_cache(2048)
def time_zones(e164: str) -> tuple[str, ...]:
    """IANA names of the zones a number may be in; empty where the number or its zone is not known.

    Args:
        e164: '+81…'; anything else has no zone.
    """
    if not e164.startswith("+"):
        return ()
    # Late, as in ``numbers``: no number is read before the first case is shown.
    from phonenumbers import timezone

    number = library_number(e164)
    if number is None:
        return ()
    return tuple(zone for zone in timezone.time_zones_for_geographical_number(number) if zone != "Etc/Unknown")
