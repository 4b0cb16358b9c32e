"""A call that is not logged yet, as text: kept with the data, so that a killed program does not forget it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from enum import StrEnum

from fallback_console.domain.telephone import CallKey, PhoneCall
from fallback_console.domain.views import NumberRow
from fallback_console.services.drafts import OPEN_CALL

__all__ = ["MODE", "UNANSWERED", "CallTarget", "OpenCall", "Phase"]

MODE = OPEN_CALL
"""Under this mode, and no case, the draft is kept."""

UNANSWERED = frozenset({"no-answer", "busy"})
"""Outcomes of calls that nobody took; they have no length."""


class Phase(StrEnum):
    """How far a call is."""

    DIALLING = "dialling"
    TALKING = "talking"
    WRAP_UP = "wrap-up"
    """Over; outcome, notes and follow-up are being written."""


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
    """A call under way. Times are UTC epoch milliseconds.

    Attributes:
        started_at: when it was dialled.
        seconds: how long it was when this was kept.
        answered_at: when somebody took it, None where nobody said so.
        ended_at: when it was over, None before.
        follow_up: when to call back, as typed.
        follow_up_at: as that was understood then; None for never.
        heard: how far it is as the telephone tells it, a ``CallState`` or 'failed' where that did not take the call; '' where the
            person says it.
        ending: how it ended as the telephone tells it, of ``telephone.ENDINGS``; '' before, and where the person says it.
        direction: 'out', or 'in' where they called.
        phone: which call of a telephone it is, None where no telephone tells of it.
    """

    target: CallTarget
    started_at: int
    seconds: int
    outcome: str
    notes: str
    answered_at: int | None = None
    ended_at: int | None = None
    follow_up: str = ""
    follow_up_at: int | None = None
    heard: str = ""
    ending: str = ""

    @property
    def by_telephone(self) -> bool:
        """A telephone tells how far it is."""
        return self.heard not in ("", "failed")

    @property
    def never_answered(self) -> bool:
        """A telephone told of it, and nobody took it: it has no length."""
        return self.heard != "" and self.answered_at is None

    def told(self, state: str, ending: str, now: int) -> OpenCall:
        """The call after a step that the telephone tells of; what the person said already stays.

        Args:
            state: of ``heard``.
            ending: of ``ending``.
            now: UTC epoch milliseconds.
        """
        if not state and self.ended_at is None:
            # Dialled anew, another way.
            return replace(self, heard="", ending="", started_at=now)
        after = replace(self, heard=state, ending=ending)
        if state == "answered" and self.answered_at is None and self.ended_at is None:
            return replace(after, answered_at=now)
        if state == "ended" and self.ended_at is None:
            return replace(after, ended_at=now)
        return after

    direction: str = "out"
    phone: CallKey | None = None

    @property
    def phase(self) -> Phase:
        """How far it is."""
        if self.ended_at is not None:
            return Phase.WRAP_UP
        return Phase.DIALLING if self.answered_at is None else Phase.TALKING

    @property
    def phase_began(self) -> int:
        """Since when it is that far."""
        return next(at for at in (self.ended_at, self.answered_at, self.started_at) if at is not None)

    def length(self, now: int) -> int:
        """How long it is or was, seconds: from the answer where somebody told, else from dialling."""
        if self.never_answered and self.ended_at is not None:
            return 0
        start = self.started_at if self.answered_at is None else self.answered_at
        end = now if self.ended_at is None else self.ended_at
        return max(0, (end - start) // 1000)

    def turned(self, direction: str, now: int) -> OpenCall:
        """Somebody says who called whom; who called is being talked to."""
        talked = direction == "in" and self.phase == Phase.DIALLING
        return replace(self, direction=direction, answered_at=now if talked else self.answered_at)

    def about(self, case_key: str, case_number: str) -> OpenCall:
        """It is about this case."""
        return replace(self, target=replace(self.target, case_key=case_key, case_number=case_number))

    def hung_up(self, call: PhoneCall) -> OpenCall:
        """A telephone tells of the end of a call: nothing where it is another one, or over already."""
        if self.phone != call.key or self.ended_at is not None or call.ended_at is None:
            return self
        return replace(self, ended_at=call.ended_at)

    def ended(self) -> OpenCall:
        """The call as it is known when nobody looked any more: over since it was kept last."""
        start = self.started_at if self.answered_at is None else self.answered_at
        return self if self.ended_at is not None else replace(self, ended_at=start + self.seconds * 1000)

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
                "answered_at": self.answered_at,
                "ended_at": self.ended_at,
                "follow_up": self.follow_up,
                "follow_up_at": self.follow_up_at,
                "heard": self.heard,
                "ending": self.ending,
                "direction": self.direction,
                "phone": self.phone,
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
                target,
                int(found["started_at"]),
                int(found["seconds"]),
                str(found["outcome"]),
                str(found["notes"]),
                _moment(found.get("answered_at")),
                _moment(found.get("ended_at")),
                str(found.get("follow_up", "")),
                _moment(found.get("follow_up_at")),
                str(found.get("heard", "")),
                str(found.get("ending", "")),
                direction="in" if found.get("direction") == "in" else "out",
                phone=_phone(found.get("phone")),
            )
        except (ValueError, TypeError, KeyError):
            return None


def _phone(value: object) -> CallKey | None:
    if value is None:
        return None
    if not isinstance(value, list):
        raise TypeError("not a call")
    telephone, identifier = (str(part) for part in value)
    return CallKey(telephone, identifier)


def _moment(value: object) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int):
        raise TypeError("not a moment")
    return value
