"""From observations to states: thresholds, hold-downs, offline, overrides, and what must never happen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fallback_console.domain.health import Finding, Observation, State, SystemHealth
from fallback_console.domain.health_rules import (
    INTERNET,
    Network,
    Now,
    Track,
    adopt_down,
    advance,
    awake,
    health,
    interval,
    judge_network,
    network_health,
    override,
    start,
    steady,
)
from fallback_console.domain.timing import Timing

TIMING = Timing()
WALL = 1_800_000_000_000
OK, SLOW, FAILED, SIGN_IN, INCIDENT = (
    Finding.OK,
    Finding.SLOW,
    Finding.FAILED,
    Finding.SIGN_IN,
    Finding.VENDOR_INCIDENT,
)


def at(seconds: float, wall_shift: float = 0.0) -> Now:
    return Now(WALL + round((seconds + wall_shift) * 1000), seconds)


def seen(finding: Finding, seconds: float = 0.0, probe: str = "api", stage: str = "body") -> Observation:
    words = f"{probe} says {finding.value}."
    return Observation("helpdesk", probe, finding, stage, at(seconds).wall_ms, 0.1, words)


def fresh(*probes: str) -> Track:
    return start("helpdesk", probes or ("api",), at(0))


def feed(
    track: Track, findings: Iterable[Finding], begin: float = 1.0, step: float = 1.0, network: Network = Network.ONLINE
) -> Track:
    moment = begin
    for finding in findings:
        track = advance(track, [seen(finding, moment)], at(moment), TIMING, network)
        moment += step
    return track


def up() -> Track:
    return feed(fresh(), [OK])


def down() -> Track:
    return feed(up(), [FAILED] * 3, begin=2.0)


def shown(track: Track, seconds: float = 100.0) -> SystemHealth:
    return health(track, at(seconds))


def test_unknown_until_it_has_answered() -> None:
    assert shown(fresh()).state is State.UNKNOWN
    assert not shown(fresh()).deliverable
    assert shown(up()).state is State.UP
    assert shown(up()).deliverable  # no outage came before, so there is nothing to wait for


@pytest.mark.parametrize(
    ("findings", "state"),
    [
        ([FAILED], State.SUSPECT),
        ([FAILED, FAILED], State.SUSPECT),
        ([FAILED, FAILED, FAILED], State.DOWN),
        ([FAILED, FAILED, OK], State.SUSPECT),
        ([FAILED, FAILED, OK, OK], State.UP),
        ([FAILED, FAILED, OK, FAILED, FAILED], State.SUSPECT),
        ([FAILED, OK, FAILED, OK, FAILED, OK, FAILED], State.SUSPECT),
        ([SLOW, SLOW], State.UP),
        ([SIGN_IN, SIGN_IN, SIGN_IN, SIGN_IN], State.UP),
        ([FAILED, FAILED, SIGN_IN, SIGN_IN], State.UP),
    ],
)
def test_thresholds_from_up(findings: Sequence[Finding], state: State) -> None:
    assert feed(up(), findings, begin=2.0).state is state


@pytest.mark.parametrize(
    ("findings", "state"),
    [
        ([OK], State.RECOVERING),
        ([OK, OK], State.UP),
        ([OK, FAILED], State.DOWN),
        ([OK, FAILED, OK], State.RECOVERING),
        ([SLOW, SLOW], State.UP),
        ([SIGN_IN, SIGN_IN], State.UP),
        ([FAILED], State.DOWN),
    ],
)
def test_thresholds_from_down(findings: Sequence[Finding], state: State) -> None:
    assert feed(down(), findings, begin=10.0).state is state


def test_down_since_the_first_failed_probe_and_through_a_failed_recovery() -> None:
    assert down().since_at == at(2.0).wall_ms
    again = feed(down(), [OK, FAILED], begin=10.0)
    assert (again.state, again.since_at) == (State.DOWN, at(2.0).wall_ms)


def test_a_system_that_was_never_up_goes_down_too() -> None:
    track = feed(fresh(), [FAILED] * 3)
    assert (track.state, track.since_at) == (State.DOWN, at(1.0).wall_ms)


def test_nothing_is_delivered_while_suspect_or_recovering() -> None:
    assert not shown(feed(up(), [FAILED], begin=2.0)).deliverable
    assert not shown(feed(down(), [OK], begin=10.0)).deliverable


def test_hold_down_after_an_outage() -> None:
    track = feed(down(), [OK, OK], begin=10.0)  # up at 11
    assert track.state is State.UP
    assert not health(track, at(11 + TIMING.hold_down - 0.1)).deliverable
    assert health(track, at(11 + TIMING.hold_down)).deliverable
    assert steady(track, at(11 + TIMING.hold_down))


def test_a_suspicion_without_an_outage_costs_no_hold_down() -> None:
    assert health(feed(up(), [FAILED, OK, OK], begin=2.0), at(4.0)).deliverable


def test_flapping_doubles_the_hold_down_up_to_its_limit() -> None:
    track, moment, held = down(), 10.0, []
    for _ in range(5):
        track = feed(track, [OK, OK], begin=moment)
        assert track.held_until is not None
        held.append(round(track.held_until - (moment + 1)))
        track = feed(track, [FAILED] * 3, begin=moment + 20)
        moment += 40
    assert held == [15, 30, 60, 60, 60]


def test_flapping_is_forgotten_after_a_quiet_time() -> None:
    track = feed(down(), [OK, OK], begin=10.0)
    track = feed(track, [FAILED] * 3, begin=11 + TIMING.flap_window + 1)
    track = feed(track, [OK, OK], begin=500.0)
    assert track.held_until == 501.0 + TIMING.hold_down


def test_the_wall_clock_moves_no_hold_down() -> None:
    track = feed(down(), [OK, OK], begin=10.0)
    assert not health(track, at(20, wall_shift=86_400)).deliverable
    assert health(track, at(27, wall_shift=-86_400)).deliverable


def test_several_probes_make_one_system() -> None:
    mail = fresh("imap", "smtp")
    mail = advance(mail, [seen(OK, 1, "imap")], at(1), TIMING)
    assert mail.state is State.UNKNOWN  # half of it was not seen yet
    mail = advance(mail, [seen(OK, 2, "smtp")], at(2), TIMING)
    assert mail.state is State.UP
    for moment in (3, 4, 5):
        mail = advance(mail, [seen(FAILED, moment, "imap"), seen(OK, moment, "smtp")], at(moment), TIMING)
    assert (mail.state, mail.detail) == (State.DOWN, "imap says failed.")
    mail = advance(mail, [seen(OK, 6, "smtp")], at(6), TIMING)
    assert mail.state is State.DOWN
    mail = advance(mail, [seen(OK, 7, "imap")], at(7), TIMING)
    assert mail.state is State.RECOVERING
    mail = advance(mail, [seen(OK, 8, "imap")], at(8), TIMING)
    assert mail.state is State.UP


def test_failures_of_different_probes_do_not_add_up() -> None:
    mail = feed(fresh("imap", "smtp"), [])
    mail = advance(mail, [seen(OK, 1, "imap"), seen(OK, 1, "smtp")], at(1), TIMING)
    for moment, probe in enumerate(["imap", "smtp", "imap", "smtp"], start=2):
        mail = advance(mail, [seen(FAILED, moment, probe)], at(moment), TIMING)
    assert mail.state is State.SUSPECT


class TestSignIn:
    def test_it_is_shown_and_holds_deliveries_but_is_no_outage(self) -> None:
        track = feed(up(), [SIGN_IN] * 5, begin=2.0)
        assert (shown(track).state, shown(track).sign_in, shown(track).deliverable) == (State.UP, True, False)
        assert steady(track, at(100))

    def test_it_ends_with_the_next_good_answer(self) -> None:
        track = feed(up(), [SIGN_IN, OK], begin=2.0)
        assert (shown(track).sign_in, shown(track).deliverable) == (False, True)


class TestVendor:
    def test_an_incident_alone_changes_nothing(self) -> None:
        track = up()
        for moment in range(2, 40):
            track = advance(track, [seen(INCIDENT, moment, "status-page")], at(moment), TIMING)
        assert shown(track).state is State.UP
        assert shown(track).deliverable
        assert "status-page says" in shown(track).detail

    def test_with_an_incident_two_failures_are_enough_but_one_is_not(self) -> None:
        track = advance(up(), [seen(INCIDENT, 2, "status-page")], at(2), TIMING)
        track = feed(track, [FAILED], begin=3.0)
        assert track.state is State.SUSPECT
        assert feed(track, [FAILED], begin=4.0).state is State.DOWN

    def test_an_incident_that_comes_after_two_failures_counts_at_once(self) -> None:
        track = feed(up(), [FAILED, FAILED], begin=2.0)
        assert advance(track, [seen(INCIDENT, 4, "status-page")], at(4), TIMING).state is State.DOWN

    def test_old_news_do_not_count(self) -> None:
        track = advance(up(), [seen(INCIDENT, 2, "status-page")], at(2), TIMING)
        assert feed(track, [FAILED] * 2, begin=3 + TIMING.vendor_fresh).state is State.SUSPECT

    def test_silence_is_no_proof_of_health(self) -> None:
        track = down()
        for moment in range(10, 60):
            track = advance(track, [seen(OK, moment, "status-page")], at(moment), TIMING)
        assert track.state is State.DOWN
        only = start("vendor", ("status-page",), at(0))
        only = advance(only, [seen(OK, 1, "status-page")], at(1), TIMING)
        assert only.state is State.UNKNOWN

    def test_an_unreadable_page_is_no_evidence(self) -> None:
        track = up()
        for moment in range(2, 40):
            track = advance(track, [seen(FAILED, moment, "status-page")], at(moment), TIMING)
        assert (shown(track).state, shown(track).detail) == (State.UP, "api says ok.")


class TestOffline:
    def test_failures_freeze_and_unknown_is_shown(self) -> None:
        track = feed(up(), [FAILED] * 10, begin=2.0, network=Network.OFFLINE)
        assert (shown(track).state, shown(track).offline, shown(track).deliverable) == (State.UNKNOWN, True, False)

    def test_a_running_outage_stays(self) -> None:
        track = feed(down(), [FAILED] * 3, begin=10.0, network=Network.OFFLINE)
        assert (shown(track).state, shown(track).offline) == (State.DOWN, True)

    def test_a_recovery_begins_again(self) -> None:
        track = feed(down(), [OK, FAILED], begin=10.0, network=Network.ONLINE)
        track = feed(feed(down(), [OK], begin=10.0), [FAILED], begin=11.0, network=Network.OFFLINE)
        assert (track.state, track.since_at) == (State.DOWN, at(2.0).wall_ms)
        assert feed(track, [OK], begin=12.0).state is State.RECOVERING

    def test_failures_before_and_after_do_not_add_up(self) -> None:
        track = feed(up(), [FAILED, FAILED], begin=2.0)
        track = feed(track, [FAILED], begin=4.0, network=Network.OFFLINE)
        track = feed(track, [FAILED, FAILED], begin=5.0)
        assert track.state is State.SUSPECT
        assert not track.offline

    def test_what_answers_all_the_same_is_believed(self) -> None:
        track = feed(up(), [OK, OK], begin=2.0, network=Network.OFFLINE)
        assert (shown(track).state, shown(track).offline, shown(track).deliverable) == (State.UP, False, True)

    @pytest.mark.parametrize(
        ("finding", "stage"), [(OK, "request"), (OK, "tcp"), (SIGN_IN, "authorised"), (FAILED, "")]
    )
    def test_a_captive_portal_answers_for_nobody(self, finding: Finding, stage: str) -> None:
        track = advance(down(), [seen(finding, 9, stage=stage)] * 3, at(9), TIMING, Network.CAPTIVE)
        assert track.state is State.DOWN
        track = advance(up(), [seen(finding, 9, stage=stage)] * 3, at(9), TIMING, Network.CAPTIVE)
        assert (shown(track).state, shown(track).offline) == (State.UNKNOWN, True)

    def test_a_proven_answer_passes_a_captive_network(self) -> None:
        track = advance(up(), [seen(OK, 9, stage="authorised")], at(9), TIMING, Network.CAPTIVE)
        assert shown(track).state is State.UP

    def test_the_mark_goes_when_the_network_is_back(self) -> None:
        track = feed(up(), [FAILED], begin=2.0, network=Network.OFFLINE)
        assert not advance(track, (), at(3), TIMING, Network.ONLINE).offline
        assert advance(track, (), at(3), TIMING, Network.OFFLINE).offline


class TestWakeAndAdoption:
    def test_waking_forgets_counts_but_no_outage(self) -> None:
        assert awake(feed(up(), [FAILED, FAILED], begin=2.0), at(9)).state is State.UNKNOWN
        assert feed(awake(feed(up(), [FAILED, FAILED], begin=2.0), at(9)), [FAILED], begin=10.0).state is State.SUSPECT
        assert awake(down(), at(9)).state is State.DOWN
        assert awake(feed(down(), [OK], begin=8.0), at(9)).state is State.DOWN
        assert awake(up(), at(9)).state is State.UNKNOWN

    def test_an_adopted_outage_ends_like_any_other(self) -> None:
        track = adopt_down(fresh(), 1000)
        assert (shown(track).state, shown(track).since_at) == (State.DOWN, 1000)
        track = feed(track, [OK], begin=2.0)
        assert track.state is State.RECOVERING
        track = feed(track, [OK], begin=3.0)
        assert not health(track, at(3.5)).deliverable
        assert health(track, at(3 + TIMING.hold_down)).deliverable

    def test_an_adopted_system_that_still_fails_stays_down(self) -> None:
        track = feed(adopt_down(fresh(), 1000), [FAILED, FAILED])
        assert (track.state, track.since_at) == (State.DOWN, 1000)


class TestOverride:
    def test_down(self) -> None:
        track = override(up(), "down", at(50))
        found = shown(track)
        assert (found.state, found.deliverable, found.override, found.since_at) == (
            State.DOWN,
            False,
            "down",
            at(50).wall_ms,
        )
        assert not steady(track, at(100))

    def test_up_wins_over_failures_and_refused_sign_ins(self) -> None:
        for track in (down(), feed(up(), [SIGN_IN], begin=2.0)):
            found = shown(override(track, "up", at(50)))
            assert (found.state, found.deliverable) == (State.UP, True)

    def test_the_probes_go_on_underneath(self) -> None:
        track = feed(override(up(), "up", at(2)), [FAILED] * 3, begin=3.0)
        assert shown(track).state is State.UP
        assert shown(override(track, "auto", at(50))).state is State.DOWN

    def test_repeating_a_word_changes_nothing(self) -> None:
        track = override(up(), "down", at(50))
        assert override(track, "down", at(60)) is track

    def test_other_words_are_refused(self) -> None:
        with pytest.raises(ValueError, match="maybe"):
            override(up(), "maybe", at(1))


def test_intervals_follow_the_state() -> None:
    assert interval(up(), "api", TIMING) == TIMING.probe_every
    assert interval(fresh(), "api", TIMING) == TIMING.probe_every
    assert interval(feed(up(), [FAILED], begin=2.0), "api", TIMING) == TIMING.suspect_every
    assert interval(down(), "api", TIMING) == TIMING.down_every
    assert interval(feed(down(), [OK], begin=9.0), "api", TIMING) == TIMING.suspect_every
    assert interval(down(), "status-page", TIMING) == TIMING.vendor_every


def canary(finding: Finding, stage: str) -> Observation:
    return Observation(INTERNET, f"canary-{stage}", finding, stage, WALL, 0.1, "")


@pytest.mark.parametrize(
    ("round_of", "network"),
    [
        ([], Network.ONLINE),
        ([canary(OK, "body"), canary(FAILED, "dns")], Network.ONLINE),
        ([canary(FAILED, "tcp"), canary(SLOW, "body")], Network.ONLINE),
        ([canary(FAILED, "dns"), canary(FAILED, "tcp")], Network.OFFLINE),
        ([canary(FAILED, "body"), canary(FAILED, "tcp")], Network.CAPTIVE),
        ([canary(FAILED, "body"), canary(OK, "body")], Network.ONLINE),
    ],
)
def test_rounds_of_canaries(round_of: list[Observation], network: Network) -> None:
    assert judge_network(round_of) is network
    found = network_health(network, 5, round_of)
    assert (found.system, found.offline, found.since_at) == (INTERNET, network is not Network.ONLINE, 5)
    assert found.detail.endswith(".")


findings = st.sampled_from([OK, SLOW, FAILED, SIGN_IN])


def longest_row_of_failures(sequence: Sequence[Finding]) -> int:
    longest = row = 0
    for finding in sequence:
        row = row + 1 if finding is FAILED else 0
        longest = max(longest, row)
    return longest


@given(st.lists(findings, max_size=60), st.floats(-1e6, 1e6))
def test_down_exactly_after_a_row_of_failures(sequence: list[Finding], wall_shift: float) -> None:
    track, states = fresh(), []
    for moment, finding in enumerate(sequence, start=1):
        track = advance(track, [seen(finding, moment)], at(moment, wall_shift * (moment % 3)), TIMING)
        states.append(track.state)
    assert (State.DOWN in states) == (longest_row_of_failures(sequence) >= TIMING.fail_threshold)
    for before, after in pairwise(states):
        assert (before, after) not in {
            (State.DOWN, State.SUSPECT),
            (State.DOWN, State.UP),
            (State.UP, State.RECOVERING),
        }


@given(st.lists(st.tuples(findings, st.sampled_from([Network.OFFLINE, Network.CAPTIVE])), max_size=40))
def test_nothing_goes_down_while_this_station_is_offline(sequence: list[tuple[Finding, Network]]) -> None:
    track = up()
    for moment, (finding, network) in enumerate(sequence, start=2):
        track = advance(track, [seen(finding, moment)], at(moment), TIMING, network)
        assert track.state is not State.DOWN


@given(st.data())
def test_the_order_of_different_probes_does_not_matter(data: st.DataObject) -> None:
    batch = [seen(data.draw(findings), 5, probe) for probe in ("a", "b", "c", "status-page")]
    shuffled = data.draw(st.permutations(batch))
    track = fresh("a", "b", "c", "status-page")
    for moment in (1, 2):
        track = advance(track, [seen(data.draw(findings), moment, p) for p in ("a", "b", "c")], at(moment), TIMING)
    assert advance(track, batch, at(5), TIMING) == advance(track, shuffled, at(5), TIMING)


@given(st.lists(st.one_of(findings, st.just(INCIDENT)), max_size=60))
def test_deliverable_only_when_up_and_held(sequence: list[Finding]) -> None:
    track = fresh("api", "status-page")
    for moment, finding in enumerate(sequence, start=1):
        probe = "status-page" if finding is INCIDENT else "api"
        track = advance(track, [seen(finding, moment, probe)], at(moment), TIMING)
        found = health(track, at(moment))
        if found.deliverable:
            assert found.state is State.UP
            assert track.held_until is None or moment >= track.held_until
