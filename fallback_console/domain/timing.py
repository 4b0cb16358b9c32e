"""How often, how long and how many times: every interval and threshold of the network tasks in one place."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fallback_console.domain.errors import SettingsError

__all__ = ["Timing"]

_SCALED = (
    "probe_every",
    "suspect_every",
    "down_every",
    "probe_timeout",
    "slow_after",
    "vendor_every",
    "vendor_fresh",
    "canary_every",
    "offline_every",
    "canary_timeout",
    "hold_down",
    "flap_window",
    "tick",
    "override_every",
    "pull_every",
    "pull_after_delivery",
)


@dataclass(frozen=True, slots=True)
class Timing:
    """Intervals in seconds and thresholds as counts.

    The defaults keep two promises: a dead system is declared down within ``detection_bound`` (44 s) in the worst case, every
    time limit used up, and no single lost probe can do it.

    Attributes:
        probe_every: from the end of one probe to the start of the next while all is well.
        suspect_every: the same while a system is suspect or recovering.
        down_every: the same while it is down.
        probe_timeout: a probe takes no longer than this.
        slow_after: an answer later than this is called slow; it is still an answer.
        vendor_every: between two looks at a vendor's status page.
        vendor_fresh: for how long what a status page said counts.
        canary_every: between two rounds of canaries while all is well; every failed probe asks for a round of its own.
        offline_every: between two rounds while this station is offline.
        canary_timeout: a canary takes no longer than this.
        fail_threshold: failed probes in a row that make a system down.
        success_threshold: good probes in a row that make it up again.
        hold_down: how long it must have been up after an outage before anything is delivered to it.
        flap_window: going down again within this time after coming up counts as flapping.
        flap_limit: flapping doubles the hold-down each time, up to this factor.
        jitter: share by which an interval may be shortened at random; never lengthened, so the bound above holds.
        clock_gap: a jump of the wall clock against the steady one, or of both against the schedule, that counts as waking
            from sleep. A property of machines, so ``scaled`` leaves it alone.
        tick: how often hold-downs and the clock are looked at.
        override_every: how often a supervisor's word set by another process is looked for.
        concurrency: probes under way at once; above the number of probes a station really has, else they queue and the bound
            above no longer holds.
        pull_every: between two pulls from the helpdesk.
        pull_after_delivery: from a delivery that got through to the pull that brings it back.
    """

    probe_every: float = 10.0
    suspect_every: float = 2.0
    down_every: float = 5.0
    probe_timeout: float = 7.0
    slow_after: float = 3.0
    vendor_every: float = 60.0
    vendor_fresh: float = 180.0
    canary_every: float = 30.0
    offline_every: float = 5.0
    canary_timeout: float = 3.0
    fail_threshold: int = 3
    success_threshold: int = 2
    hold_down: float = 15.0
    flap_window: float = 300.0
    flap_limit: float = 4.0
    jitter: float = 0.1
    clock_gap: float = 30.0
    tick: float = 0.5
    override_every: float = 5.0
    concurrency: int = 32
    pull_every: float = 60.0
    pull_after_delivery: float = 3.0

    def __post_init__(self) -> None:
        durations = [name for name in _SCALED if name not in ("slow_after", "hold_down", "flap_window")]
        wrong = [name for name in durations if getattr(self, name) <= 0]
        wrong += [name for name in ("slow_after", "hold_down", "flap_window") if getattr(self, name) < 0]
        wrong += [name for name in ("fail_threshold", "success_threshold", "concurrency") if getattr(self, name) < 1]
        if self.clock_gap <= 0:
            wrong.append("clock_gap")
        if not 0 <= self.jitter < 1:
            wrong.append("jitter")
        if self.flap_limit < 1:
            wrong.append("flap_limit")
        if wrong:
            raise SettingsError(
                f"These timing values cannot be used: {', '.join(wrong)}.",
                "Correct them in the settings, or leave them out for the defaults.",
            )

    @property
    def detection_bound(self) -> float:
        """Seconds from the death of a system until it is down at the latest.

        The system dies just after a good probe; each of the failing ones hangs until its limit, and each is then confirmed by a
        round of canaries that takes until its limit too.
        """
        failing = self.fail_threshold * (self.probe_timeout + self.canary_timeout)
        return self.probe_every + failing + (self.fail_threshold - 1) * self.suspect_every

    @property
    def vendor_threshold(self) -> int:
        """Failed probes in a row that are enough while the vendor reports an incident: one fewer, but never one alone."""
        return min(self.fail_threshold, max(2, self.fail_threshold - 1))

    def scaled(self, factor: float) -> Timing:
        """The same rules in a faster or slower time, for drills and tests; counts and the clock gap stay as they are.

        Args:
            factor: every duration is multiplied by it; above 0.
        """
        return replace(self, **{name: getattr(self, name) * factor for name in _SCALED})
