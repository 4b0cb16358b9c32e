"""Health of one system: pure rules that turn observations into a state."""

from enum import StrEnum
from typing import NamedTuple

__all__ = ["Finding", "Observation", "State", "SystemHealth"]


class State(StrEnum):
    """What we believe of a system."""

    UNKNOWN = "unknown"
    UP = "up"
    SUSPECT = "suspect"
    DOWN = "down"
    RECOVERING = "recovering"


class Finding(StrEnum):
    """What one probe found."""

    OK = "ok"
    SLOW = "slow"
    FAILED = "failed"
    SIGN_IN = "sign-in"
    """401/403: our credentials; the system answers, so it counts as reachable and is shown as its own problem."""
    VENDOR_INCIDENT = "vendor-incident"
    """The vendor's status page says so; evidence for an outage, while its silence is none for health."""


class Observation(NamedTuple):
    """The result of one probe.

    Attributes:
        system: name of the system.
        probe: name of the probe ('api', 'banner', 'status-page' …).
        finding: what was found.
        stage: how far it came: 'dns', 'tcp', 'tls', 'banner', 'request', 'authorised', '' where it does not apply.
        at: UTC epoch milliseconds.
        seconds: how long it took.
        detail: one plain sentence, no secrets.
    """

    system: str
    probe: str
    finding: Finding
    stage: str
    at: int
    seconds: float
    detail: str


class SystemHealth(NamedTuple):
    """What the health strip shows of one system, and what the courier goes by.

    Attributes:
        system: name ('helpdesk', 'slack', 'mail', 'sms:kannel', 'internet' …).
        state: as probes and thresholds have it, or as a supervisor's override says.
        since_at: when this state began, UTC epoch milliseconds.
        checked_at: last probe, None before the first.
        deliverable: the system is up and its hold-down has passed: the courier may send.
        sign_in: the system answers but refuses our sign-in.
        override: 'auto', 'up' or 'down'.
        offline: this station itself has no network: nothing can be said of the system.
        detail: one plain sentence on the newest evidence.
        evidence: the newest observation of each probe.
    """

    system: str
    state: State
    since_at: int
    checked_at: int | None = None
    deliverable: bool = False
    sign_in: bool = False
    override: str = "auto"
    offline: bool = False
    detail: str = ""
    evidence: tuple[Observation, ...] = ()
