"""A call that is not logged yet, as text: kept with the data, so that a killed program does not forget it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from fallback_console.domain.views import NumberRow
from fallback_console.services.drafts import OPEN_CALL

__all__ = ["MODE", "CallTarget", "OpenCall"]

MODE = OPEN_CALL
"""Under this mode, and no case, the draft is kept."""


@dataclass(frozen=True, slots=True)
class CallTarget:
    """Who is rung, and about what.

    Attributes:
        case_key: '' where it is about no case.
    """

    case_key: str
    case_number: str
    person_key: str
    name: str
    number: NumberRow


@dataclass(frozen=True, slots=True)
class OpenCall:
    """A call under way.

    Attributes:
        started_at: UTC epoch milliseconds.
        seconds: how long it was when this was kept.
    """

    target: CallTarget
    started_at: int
    seconds: int
    outcome: str
    notes: str

    def text(self) -> str:
        """As the draft has it."""
        target = self.target
        number = target.number
        return json.dumps(
            {
                "case_key": target.case_key,
                "case_number": target.case_number,
                "person_key": target.person_key,
                "name": target.name,
                "number": [number.kind, number.raw, number.e164, number.shown],
                "started_at": self.started_at,
                "seconds": self.seconds,
                "outcome": self.outcome,
                "notes": self.notes,
            },
            ensure_ascii=False,
        )

    @classmethod
    def parse(cls, text: str) -> OpenCall | None:
        """The inverse of ``text``; None for anything else."""
        try:
            found = json.loads(text)
            kind, raw, e164, shown = (str(part) for part in found["number"])
            target = CallTarget(
                case_key=str(found["case_key"]),
                case_number=str(found["case_number"]),
                person_key=str(found["person_key"]),
                name=str(found["name"]),
                number=NumberRow(kind, raw, e164, shown),
            )
            return cls(
                target, int(found["started_at"]), int(found["seconds"]), str(found["outcome"]), str(found["notes"])
            )
        except (ValueError, TypeError, KeyError):
            return None
