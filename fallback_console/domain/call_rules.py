"""What an organisation says of calls. Pure."""

from collections.abc import Mapping
from typing import Any, NamedTuple

__all__ = ["CallRules", "rules_from"]

_LONGEST = 3600


class CallRules(NamedTuple):
    """As in [calls] of the settings file.

    Attributes:
        wrap_up_seconds: so long a call may be written up before the console reminds of it; 0 never reminds.
    """

    wrap_up_seconds: int = 120


def rules_from(values: Mapping[str, Any]) -> CallRules:
    """Rules from a settings file; what it does not name is as usual.

    Raises:
        ValueError: something in it cannot be; the words say what.
    """
    unknown = set(values) - set(CallRules._fields)
    if unknown:
        raise ValueError(f"'{min(unknown)}' is unknown; known are {', '.join(CallRules._fields)}")
    seconds = values.get("wrap_up_seconds", CallRules().wrap_up_seconds)
    if type(seconds) is not int or not 0 <= seconds <= _LONGEST:
        raise ValueError(f"wrap_up_seconds is a whole number from 0 to {_LONGEST}")
    return CallRules(seconds)
