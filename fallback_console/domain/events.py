"""What the network thread tells the window and the command line. Facts, never commands."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from fallback_console.domain.health import SystemHealth
    from fallback_console.domain.telephone import PhoneCall

__all__ = [
    "CourierProgress",
    "EngineEvent",
    "HealthChanged",
    "OutageChanged",
    "PhoneMoved",
    "PullProgress",
    "SmsArrived",
    "TeamChanged",
]


class HealthChanged(NamedTuple):
    """A system's state, detail or override changed."""

    health: "SystemHealth"


class PullProgress(NamedTuple):
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


class CourierProgress(NamedTuple):
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


class OutageChanged(NamedTuple):
    """An outage was declared, changed or is over."""

    outage_id: str
    running: bool


class SmsArrived(NamedTuple):
    """A text message came in and is on a timeline."""

    entry_id: str
    case_key: str


class PhoneMoved(NamedTuple):
    """A call began, rang, was answered or ended."""

    call: "PhoneCall"


class TeamChanged(NamedTuple):
    """Entries of other stations came in, or the hub was reached or lost.

    Attributes:
        connected: the hub answers.
        arrived: how many entries came in.
    """

    connected: bool
    arrived: int = 0


EngineEvent = HealthChanged | PullProgress | CourierProgress | OutageChanged | SmsArrived | PhoneMoved | TeamChanged
