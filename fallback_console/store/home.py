"""Which country this station calls home. Apart from ``person_projection`` because every start needs this much."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading

__all__ = ["home_region"]


def home_region(r: Reading) -> str:
    """Two-letter code of the country whose national numbers are meant; the helpdesk connection says it ('region')."""
    config = r.value("SELECT config FROM connection WHERE name = 'helpdesk'")
    return "" if config is None else str(json.loads(config).get("region", "")).upper()
