"""Which country this station calls home. Apart from ``person_projection`` because every start needs this much."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading

__all__ = ["chosen_home", "home_region"]


def home_region(r: Reading) -> str:
    """Two-letter code of the country whose national numbers are meant, '' where nobody said.

    The helpdesk connection says it ('region'); where it does not, or there is none, what was chosen for this computer.
    """
    config = r.value("SELECT config FROM connection WHERE name = 'helpdesk'")
    said = "" if config is None else str(json.loads(config).get("region", "")).upper()
    return said or chosen_home(r)


def chosen_home(r: Reading) -> str:
    """The country that was chosen for this computer, as ``services.connections.choose_home`` keeps it."""
    return str(r.value("SELECT value FROM meta WHERE name = 'home'") or "")
