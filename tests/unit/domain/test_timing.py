"""The times keep their promises."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from fallback_console.domain.errors import SettingsError
from fallback_console.domain.timing import Timing


def test_default_times_find_a_dead_system_within_45_seconds() -> None:
    assert Timing().detection_bound <= 45


def test_one_failure_is_never_enough() -> None:
    assert Timing().fail_threshold >= 2
    assert 2 <= Timing().vendor_threshold < Timing().fail_threshold
    assert replace(Timing(), fail_threshold=1).vendor_threshold == 1


def test_scaling_changes_durations_only() -> None:
    plain, fast = Timing(), Timing().scaled(0.1)
    kept = {"fail_threshold", "success_threshold", "flap_limit", "jitter", "clock_gap", "concurrency"}
    for field in fields(Timing):
        before, after = getattr(plain, field.name), getattr(fast, field.name)
        assert after == pytest.approx(before if field.name in kept else before * 0.1), field.name
    assert fast.detection_bound == pytest.approx(plain.detection_bound * 0.1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"probe_every": 0.0},
        {"probe_timeout": -1.0},
        {"hold_down": -0.1},
        {"fail_threshold": 0},
        {"jitter": 1.0},
        {"flap_limit": 0.5},
        {"clock_gap": 0.0},
        {"concurrency": 0},
    ],
)
def test_impossible_times_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(SettingsError, match=next(iter(wrong))):
        replace(Timing(), **wrong)
