"""The ladder of paths, and quiet hours."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import hypothesis.strategies as st
import pytest
from hypothesis import example, given

from fallback_console.domain.paths import (
    DISTURBING,
    KINDS,
    NO_QUIET,
    Path,
    Record,
    Why,
    Wishes,
    allowed,
    first_of_all,
    folded,
    is_quiet,
    ladder,
    local_minutes,
    paths_of,
    quiet_from,
    quiet_text,
    quiet_until,
    why_not,
    zones_of,
)
from fallback_console.domain.reach_rules import ReachRules, rules_from
from fallback_console.domain.views import NumberRow, PersonRow

HUB = Path("hub", "rt:ann", "Ann")
NOW = 1_766_000_000_000
ADDRESSES = ("+447700900101", "+447700900102", "ann@example.net")
PATHS = st.lists(
    st.builds(Path, st.sampled_from(KINDS), st.sampled_from(ADDRESSES), opted_out=st.booleans()),
    unique_by=lambda path: path.id,
    max_size=12,
)
NAMES = st.one_of(
    st.sampled_from(KINDS), st.builds(lambda k, a: f"{k}:{a}", st.sampled_from(KINDS), st.sampled_from(ADDRESSES))
)
WISHES = st.builds(
    Wishes, st.lists(NAMES, unique=True, max_size=5).map(tuple), st.dictionaries(NAMES, st.booleans(), max_size=6)
)
RECORDS = st.dictionaries(NAMES, st.builds(Record, st.integers(0, NOW), st.integers(NOW - 10_000, NOW)), max_size=8)
DOWN = st.sets(st.sampled_from(KINDS), max_size=3)
ZONES = st.sampled_from(
    ("Asia/Tokyo", "Europe/London", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu", "UTC")
)
SPANS = st.tuples(st.integers(0, 1439), st.integers(0, 1439))
# Years in which clocks were changed in every way, one of them skipping a day (Apia, 2011).
TIMES = st.integers(1_293_840_000_000, 1_900_000_000_000)


@given(PATHS, WISHES, RECORDS, DOWN)
def test_the_ladder_holds_every_path_once_and_none_without_consent_is_usable(
    paths: list[Path], wishes: Wishes, records: dict[str, Record], down: set[str]
) -> None:
    rungs = ladder(paths, wishes, records, down, NOW)
    assert sorted(r.path.id for r in rungs) == sorted(p.id for p in paths)
    assert all(allowed(wishes, r.path) for r in rungs if not r.why)
    assert not any(r.path.kind == "sms" and r.path.opted_out for r in rungs if not r.why)
    usable = [not r.why for r in rungs]
    assert usable == sorted(usable, reverse=True)
    works = [r.health == "down" for r in rungs if not r.why]
    assert works == sorted(works)


@given(PATHS, WISHES, RECORDS, DOWN)
def test_the_order_is_stable(paths: list[Path], wishes: Wishes, records: dict[str, Record], down: set[str]) -> None:
    rungs = ladder(paths, wishes, records, down, NOW)
    assert ladder([r.path for r in rungs], wishes, records, down, NOW) == rungs
    # A path that goes away changes nothing about the others.
    for gone in rungs:
        rest = [p for p in paths if p.id != gone.path.id]
        assert ladder(rest, wishes, records, down, NOW) == tuple(r for r in rungs if r != gone)


@given(PATHS, st.lists(NAMES, unique=True, min_size=1, max_size=5))
def test_what_its_owner_put_first_comes_first(paths: list[Path], order: list[str]) -> None:
    rungs = [r for r in ladder(paths, Wishes(tuple(order))) if not r.why]
    named = [next((n for n, one in enumerate(order) if one in (r.path.id, r.path.kind)), 99) for r in rungs]
    assert named == sorted(named)


def test_an_id_has_the_word_over_its_kind() -> None:
    first, second = Path("sms", ADDRESSES[0]), Path("sms", ADDRESSES[1])
    wishes = Wishes(consent={"sms": False, second.id: True})
    assert (why_not(first, wishes), why_not(second, wishes)) == ("no-consent", "")


def test_a_path_that_failed_lately_steps_back_unless_its_owner_chose_it() -> None:
    first, second = Path("sms", ADDRESSES[0]), Path("sms", ADDRESSES[1])
    failed = {first.id: Record(NOW - 5000, NOW - 1000)}
    assert [r.path for r in ladder([first, second], records=failed, now=NOW)] == [second, first]
    assert ladder([first, second], Wishes((first.id,)), failed, now=NOW)[0] == (first, "", "failed", NOW - 5000)
    assert ladder([first, second], records=failed, now=NOW + 2 * 86_400_000)[0].path == first
    assert ladder([first, second], records={first.id: Record(NOW, NOW - 1000)}, now=NOW)[0].path == first


def test_a_person_has_a_path_for_every_number_and_address() -> None:
    numbers = (
        NumberRow("work", "03", "+81352220110", "03-5222-0110", (), False),
        NumberRow("mobile", "07700", "+447700900101", "07700 900101", (), False),
        NumberRow("other", "12", "", "12", (), False),
        NumberRow("work", "sip:ann@pbx.example", "", "", (), False),
        NumberRow("mobile", "+447700900101", "+447700900101", "07700 900101", (), False),
    )
    person = PersonRow(1, "rt:ann", "Ann", "team", ("ann@example.net",), numbers, "", "", "", login="ann")
    found = paths_of(person)
    assert [p.id for p in found] == [
        "sms:+447700900101",
        "sms:12",
        "call:+447700900101",
        "call:12",
        "desk:+81352220110",
        "desk:sip:ann@pbx.example",
        "mail:ann@example.net",
        "slack:ann@example.net",
        "hub:rt:ann",
    ]
    assert [why_not(p, Wishes()) for p in found] == ["", "impossible", "", "", "", "", "no-sink", "no-sink", "no-sink"]
    assert [p.kind for p in paths_of(person._replace(role="customer", numbers=()))] == ["mail"]


def test_who_works_at_no_station_has_no_path_over_the_hub() -> None:
    ann = PersonRow(1, "rt:ann", "Ann", "team", (), (), "", "", "", login="ann")
    assert paths_of(ann) == (HUB,)
    assert paths_of(ann._replace(login="")) == paths_of(ann._replace(role="customer")) == ()


def test_the_hub_is_offered_where_there_is_one_and_comes_last_while_nobody_sits_there() -> None:
    mobile = Path("call", "+447700900101")
    (first, last) = ladder([HUB, mobile], sinks=DISTURBING)
    assert (first.path, last) == (mobile, (HUB, Why.NO_SINK, "", 0))
    assert ladder([HUB], Wishes(consent={"hub": False}), sinks={"hub"})[0].why == Why.NO_CONSENT
    down = ladder([HUB, mobile], down={HUB.id}, sinks={*DISTURBING, "hub"})
    assert [(r.path, r.health) for r in down] == [(mobile, ""), (HUB, "down")]


def test_one_kind_goes_first_where_it_works_and_nobody_wishes_another_order() -> None:
    sms, call = Path("sms", "+447700900101"), Path("call", "+447700900101")
    sinks = {*DISTURBING, "hub"}

    def order(wishes: Wishes, down: tuple[str, ...] = ()) -> list[str]:
        found = ladder([sms, call, HUB], wishes, down=down, sinks=sinks)
        return [rung.path.kind for rung in first_of_all(found, wishes, "hub")]

    assert order(Wishes()) == ["hub", "sms", "call"]
    assert order(Wishes(("call",))) == ["call", "hub", "sms"]
    assert order(Wishes(("sms", "hub"))) == ["sms", "hub", "call"]
    assert order(Wishes(), (HUB.id,)) == ["sms", "call", "hub"]
    assert order(Wishes(("hub",)), (HUB.id,)) == ["sms", "call", "hub"]
    assert order(Wishes(consent={"hub": False})) == ["sms", "call", "hub"]


def test_wishes_add_up() -> None:
    words = [
        {"order": ["sms", "call"], "consent": {"call": True}},
        {"consent": {"call": False, "desk": True}},
        {"quiet": [60, 120]},
    ]
    assert folded(words) == (("sms", "call"), {"call": False, "desk": True}, (60, 120))
    assert folded([*words, {"quiet": None, "order": []}]) == ((), {"call": False, "desk": True}, None)


@pytest.mark.parametrize(
    ("text", "quiet"),
    [
        ("21:00-08:00", (1260, 480)),
        (" 9:30 – 10:05 ", (570, 605)),
        ("22:00-24:00", (1320, 0)),
        ("none", NO_QUIET),
        ("", NO_QUIET),
    ],
)
def test_quiet_hours_are_read(text: str, quiet: tuple[int, int]) -> None:
    assert quiet_from(text) == quiet
    assert quiet_from(quiet_text(quiet)) == quiet


@pytest.mark.parametrize(
    "text", ["late", "25:00-08:00", "21-08", "21:60-08:00", "24:30-08:00", "-1:00-08:00", "00:00-24:00"]
)
def test_quiet_hours_that_are_none(text: str) -> None:
    with pytest.raises(ValueError, match="quiet hours"):
        quiet_from(text)


@given(TIMES, st.lists(ZONES, min_size=1, max_size=2, unique=True), SPANS)
@example(1_762_061_400_000, ["America/New_York"], (90, 150))  # the hour after midnight that comes twice
@example(1_772_953_200_000, ["America/New_York"], (60, 150))  # and the end that the clocks jump over
def test_the_end_of_quiet_is_the_first_minute_that_is_not(now: int, zones: list[str], quiet: tuple[int, int]) -> None:
    end = quiet_until(now, zones, quiet)
    if not is_quiet(now, zones, quiet):
        assert end is None
        return
    minutes = range(now - now % 60_000, now + 2 * 86_400_000, 60_000)
    if end is None or is_quiet(end, zones, quiet):
        # Nobody could be disturbed at any minute of two days.
        assert all(is_quiet(at, zones, quiet) for at in minutes)
        assert end == quiet_until(now, zones[:1], quiet)
        return
    assert end > now
    assert not is_quiet(end, zones, quiet)
    assert all(is_quiet(at, zones, quiet) for at in range(now - now % 60_000, end, 60_000))


def test_over_midnight_and_where_the_person_is() -> None:
    night = (21 * 60, 8 * 60)
    at = int(datetime(2026, 11, 26, 23, 30, tzinfo=ZoneInfo("Asia/Tokyo")).timestamp() * 1000)
    end = quiet_until(at, ("Asia/Tokyo",), night)
    assert end is not None
    assert datetime.fromtimestamp(end / 1000, UTC) - datetime.fromtimestamp(at / 1000, UTC) == timedelta(hours=8.5)
    assert not is_quiet(at, ("Europe/London",), night)
    assert local_minutes(at, "Europe/London") == 14 * 60 + 30
    assert not is_quiet(at, ("Asia/Tokyo",), NO_QUIET)


def test_where_a_person_may_be() -> None:
    one = Path("sms", ADDRESSES[0], zones=("Europe/London",))
    everywhere = Path(
        "call", "+18005550199", zones=("America/New_York", "America/Chicago", "America/Denver", "Asia/Tokyo")
    )
    assert zones_of("Asia/Tokyo", [one], "UTC") == ("Asia/Tokyo",)
    assert zones_of("", [one], "UTC") == ("Europe/London",)
    # A number that tells nothing takes nothing from one that does, and two that tell both count.
    assert zones_of("", [everywhere, one], "UTC") == ("Europe/London",)
    island = one._replace(zones=("Europe/Guernsey", "Europe/Isle_of_Man", "Europe/London"))
    desk = Path("desk", "+493012345678", zones=("Europe/Berlin",))
    assert zones_of("", [island, desk], "Asia/Tokyo") == (*island.zones, "Europe/Berlin")
    assert zones_of("Nowhere/At all", [everywhere], "UTC") == ("UTC",)
    assert zones_of("../etc", [], "") == ("",)


def test_the_rules_of_a_station() -> None:
    assert rules_from({}) == ReachRules()
    rules = rules_from({"quiet": "none", "text_wait": 5, "zone": "Asia/Tokyo"})
    assert (rules.quiet, rules.wait_ms("sms"), rules.wait_ms("desk"), rules.wait_ms("hub"), rules.zone) == (
        NO_QUIET,
        5000,
        300_000,
        90_000,
        "Asia/Tokyo",
    )


@pytest.mark.parametrize(
    "values",
    [
        {"wait": 1},
        {"text_wait": True},
        {"call_wait": 0},
        {"hub_wait": "long"},
        {"zone": "Moon/Base"},
        {"zone": 3},
        {"quiet": "late"},
        {"lift_opt_outs": 1},
    ],
)
def test_rules_that_cannot_be(values: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        rules_from(values)
