"""What the network thread tells the window and the command line. Facts, never commands."""

from __future__ import annotations

from dataclasses import dataclass

from fallback_console.domain.health import SystemHealth

__all__ = ["CourierProgress", "EngineEvent", "HealthChanged", "OutageChanged", "PullProgress", "SmsArrived"]


@dataclass(frozen=True, slots=True)
class HealthChanged:
    """A system's state, detail or override changed."""

    health: SystemHealth


@dataclass(frozen=True, slots=True)
class PullProgress:
    """A pull goes on, ended, failed or was cancelled.

    Attributes:
        phase: 'running', 'done', 'failed' or 'cancelled'.
        total: None where the source does not tell.
        message: why it failed, one sentence.
    """

    source: str
    phase: str
    seen: int
    total: int | None
    message: str = ""


@dataclass(frozen=True, slots=True)
class CourierProgress:
    """A delivery moved.

    Attributes:
        state: a ``DeliveryState`` value.
        lane_open: the courier may send to this sink now.
        phase: 'idle', 'canary' or 'flowing'.
    """

    sink: str
    delivery_id: int
    state: str
    lane_open: bool
    phase: str


@dataclass(frozen=True, slots=True)
class OutageChanged:
    """An outage was declared, changed or is over."""

    outage_id: str
    running: bool


@dataclass(frozen=True, slots=True)
class SmsArrived:
    """A text message came in and is on a timeline."""

    entry_id: str
    case_key: str


EngineEvent = HealthChanged | PullProgress | CourierProgress | OutageChanged | SmsArrived
