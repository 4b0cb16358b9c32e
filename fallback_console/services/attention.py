"""How the person at this station wants to be told of alerts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fallback_console.domain import attention
from fallback_console.domain.attention import Attention
from fallback_console.services import personal

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading, Tx

__all__ = ["change", "find"]


def find(r: Reading, login: str) -> Attention:
    """The choices in force."""
    return attention.from_json(personal.find(r, _name(login)))


def change(tx: Tx, login: str, **choices: Any) -> Attention:
    """Keep other choices, by the names of ``Attention``; what is not named stays."""
    changed = find(tx, login)._replace(**choices)
    personal.keep(tx, _name(login), attention.to_json(changed))
    tx.touch("attention", login)
    return changed


def _name(login: str) -> str:
    return f"attention:{login}"
