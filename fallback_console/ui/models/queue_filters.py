"""Which cases a filter of the queue means: those that every station has, and those that a person saved."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from fallback_console.domain.views import CLAIMED, CaseFilter
from fallback_console.ui.case_words import CLOSE_MS

__all__ = ["SCOPES", "SavedFilter", "filters_from", "kept", "scope_filter"]

SCOPES = ("mine", "team", "close", "unclaimed", "unanswered", "changed", "unsent")
"""Names of the filters that every station has."""

_LONGEST_NAME = 40
_LONGEST_TEXT = 200
_MOST = 50


class SavedFilter(NamedTuple):
    """A filter somebody made.

    Attributes:
        number: what tells it from others, from 1 on; 0 for one that is not saved.
        name: as the person called it.
        scope: of ``SCOPES``: where it begins; all other conditions narrow it.
        status, queue, owner: '' for any.
        priority_min, priority_max: both included.
        unanswered: only where the customer waits for an answer.
        closed: closed cases too.
        search: words that have to occur.
        claimed: of ``CLAIMED``: only where they are on the customer; '' for everybody's and nobody's.
    """

    number: int = 0
    name: str = ""
    scope: str = "team"
    status: str = ""
    queue: str = ""
    owner: str = ""
    priority_min: int = 0
    priority_max: int = 100
    unanswered: bool = False
    closed: bool = False
    search: str = ""
    claimed: str = ""

    @property
    def key(self) -> str:
        """Its name among the scopes."""
        return f"saved:{self.number}"

    def cases(self, login: str, now: int) -> CaseFilter:
        """What it means now.

        Args:
            login: of the person who works here.
            now: UTC epoch milliseconds.
        """
        base = scope_filter(self.scope, login, now)
        return base._replace(
            owner=self.owner or base.owner,
            unowned=base.unowned and not self.owner,
            status=self.status,
            queue=self.queue,
            open_only=base.open_only and not self.closed,
            priority_min=self.priority_min,
            priority_max=self.priority_max,
            unanswered=base.unanswered or self.unanswered,
            search=self.search,
            claimed=self.claimed,
            claimed_at=now if self.claimed else 0,
        )


def scope_filter(scope: str, login: str, now: int, text: str = "") -> CaseFilter:
    """What a filter that every station has means; '' is everything, open or closed.

    Args:
        text: words that have to occur.
    """
    match scope:
        case "mine":
            return CaseFilter(owner=login, search=text)
        case "close":
            # A whole minute, so that counting and listing ask the same question.
            return CaseFilter(due_before=(now + CLOSE_MS) // 60_000 * 60_000, search=text)
        case "unclaimed":
            return CaseFilter(unowned=True, search=text)
        case "unanswered":
            return CaseFilter(unanswered=True, search=text)
        case "changed":
            return CaseFilter(changed=True, open_only=False, search=text)
        case "unsent":
            return CaseFilter(unsent=True, open_only=False, search=text)
        case "team":
            return CaseFilter(search=text)
    return CaseFilter(open_only=False, search=text)


def filters_from(value: object) -> tuple[SavedFilter, ...]:
    """Filters as they were kept; what cannot be one is left out."""
    found: dict[int, SavedFilter] = {}
    for row in value if isinstance(value, list) else ():
        one = _filter_from(row) if isinstance(row, dict) else None
        if one is not None and len(found) < _MOST:
            found.setdefault(one.number, one)
    return tuple(found.values())


def kept(filters: Sequence[SavedFilter]) -> list[dict[str, Any]]:
    """Filters to be kept."""
    return [one._asdict() for one in filters]


def _filter_from(row: Mapping[str, Any]) -> SavedFilter | None:
    defaults = SavedFilter._field_defaults
    values = {name: row.get(name, default) for name, default in defaults.items()}
    if any(type(values[name]) is not type(default) for name, default in defaults.items()):
        return None
    texts = {name: value[:_LONGEST_TEXT] for name, value in values.items() if isinstance(value, str)}
    one = SavedFilter(**{**values, **texts, "name": str(values["name"])[:_LONGEST_NAME]})
    whole = 0 <= one.priority_min <= one.priority_max <= 100 and one.number > 0 and bool(one.name.strip())
    return one if whole and one.scope in SCOPES and one.claimed in ("", *CLAIMED) else None
