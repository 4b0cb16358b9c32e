"""What may be done at this station. The hub refuses the same of its own accord; here it is said before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fallback_console.domain.errors import InputError
from fallback_console.services.connections import list_connections

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading

__all__ = ["is_supervisors", "require_supervisor"]

_SUPERVISORS = ("supervisor", "admin")
"""Those of ``domain.hub_rules.RIGHTS``, which a start does not load, that are more than an agent's."""


def is_supervisors(r: Reading) -> bool:
    """Whether a supervisor may work here: where there is no team hub, or its file for this station says so."""
    told = [c.values.get("rights", "") for c in list_connections(r) if c.kind == "hub" and c.enabled]
    return not told or any(one in _SUPERVISORS for one in told)


def require_supervisor(r: Reading) -> None:
    """See that a supervisor may work here.

    Raises:
        InputError: this is an agent's station.
    """
    if not is_supervisors(r):
        raise InputError("This needs a supervisor's station.", "Ask a supervisor to do it at theirs.", reason="rights")
