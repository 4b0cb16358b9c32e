"""What all probes share: a time limit, the stage they came to, and the way from errors to findings.

Stages, in the order in which they are reached: 'dns', 'tcp', 'tls', 'banner' (the greeting of a mail server), 'request' (an
answer to a request that needs no rights), 'body' (an answer that only the system itself can have given: its content was checked, or
its certificate), 'authorised' (an answer to our sign-in).
"""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from dataclasses import dataclass

from fallback_console.adapters.checking import sentence_of, with_advice
from fallback_console.domain.errors import OutsideError, SignInError, ThrottledError
from fallback_console.domain.health import Finding, Observation
from fallback_console.domain.sentences import Sentence
from fallback_console.ports import CheckStep, Clock

__all__ = ["Limits", "Look", "LookingProbe", "Progress", "steps_of"]

_WAITED_FOR = {
    "": Sentence("the system"),
    "dns": Sentence("its name to be found"),
    "tcp": Sentence("a connection"),
    "tls": Sentence("a secure connection"),
    "banner": Sentence("its greeting"),
    "request": Sentence("an answer"),
    "body": Sentence("an answer"),
    "authorised": Sentence("an answer to our sign-in"),
}

_STEP_NAMES = {
    "dns": "address",
    "tcp": "connection",
    "tls": "certificate",
    "banner": "greeting",
    "request": "answer",
    "body": "content",
    "authorised": "sign-in",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a probe may take.

    Attributes:
        timeout: seconds for everything together.
        slow_after: seconds after which a good answer is called slow.
    """

    timeout: float = 6.5
    slow_after: float = 3.0


@dataclass(frozen=True, slots=True)
class Look:
    """What a probe saw, before its time is added."""

    finding: Finding
    stage: str
    detail: str


class Progress:
    """The stage a probe is at; it is what the probe was waiting for when its time is over."""

    __slots__ = ("stage",)

    def __init__(self) -> None:
        self.stage = ""


class LookingProbe(ABC):
    """Base of the probes: they implement ``look`` and may raise ``OutsideError`` there.

    Args:
        system: name of the system.
        name: name of the probe.
        clock: time.
        limits: how long it may take.
    """

    def __init__(self, system: str, name: str, clock: Clock, limits: Limits) -> None:
        self._system = system
        self._name = name
        self._clock = clock
        self._limits = limits

    @property
    def system(self) -> str:
        """Name of the system."""
        return self._system

    @property
    def name(self) -> str:
        """Name of the probe."""
        return self._name

    @property
    @abstractmethod
    def stages(self) -> tuple[str, ...]:
        """The stages this probe goes through, in order."""

    @abstractmethod
    async def look(self, progress: Progress) -> Look:
        """Look once. May raise ``OutsideError``; its value 'stage' tells where, else the progress does."""

    async def run(self) -> Observation:
        """Look once, within the time limit; whatever the outside does becomes a finding."""
        progress = Progress()
        started = self._clock.monotonic()
        try:
            async with asyncio.timeout(self._limits.timeout):
                look = await self.look(progress)
        except TimeoutError:
            waited = _WAITED_FOR.get(progress.stage, _WAITED_FOR["request"])
            limit = f"{self._limits.timeout:g}"
            said = Sentence("Waited in vain for {waited}, {limit} s.", waited=waited, limit=limit)
            look = Look(Finding.FAILED, progress.stage, said)
        except SignInError as error:
            look = Look(Finding.SIGN_IN, "authorised", sentence_of(error))
        except ThrottledError as error:
            look = Look(Finding.SLOW, progress.stage, error.message)
        except OutsideError as error:
            look = Look(Finding.FAILED, str(error.values.get("stage") or progress.stage), sentence_of(error))
        seconds = self._clock.monotonic() - started
        finding, detail = look.finding, look.detail
        if finding is Finding.OK and seconds > self._limits.slow_after:
            finding, detail = Finding.SLOW, Sentence("It answers, but slowly.")
        return Observation(self._system, self._name, finding, look.stage, self._clock.now_ms(), seconds, detail)


def steps_of(observation: Observation, stages: tuple[str, ...], prefix: str = "") -> list[CheckStep]:
    """A live test's lines from one observation: what was passed, and the one that failed.

    Args:
        stages: what the probe goes through, in order.
        prefix: put before the names where a connection has several probes ('IMAP').
    """
    failed = observation.finding in (Finding.FAILED, Finding.SIGN_IN)
    if observation.stage in stages:
        at = stages.index(observation.stage)
    else:
        at = 0 if failed else len(stages) - 1
    steps = [CheckStep(_step_name(stage, prefix), True, "Good.") for stage in stages[:at]]
    said = with_advice(_STEP_NAMES[stages[at]], observation.detail) if failed else observation.detail
    return [*steps, CheckStep(_step_name(stages[at], prefix), not failed, said)]


def _step_name(stage: str, prefix: str) -> str:
    return f"{prefix} {_STEP_NAMES[stage]}".strip()
