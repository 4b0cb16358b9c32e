"""Claims follow from their entries alone: in any order, however often they came, and one is CONFIRMED at most."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fallback_console.domain.claims import (
    CLAIM_MS,
    CONFIRMED,
    CONTESTED,
    OVER,
    PROVISIONAL,
    Claim,
    Holder,
    fold,
    hub_key,
    read_holder,
    scope_of,
    write_holder,
)
from fallback_console.domain.entry import Entry, Kind
from fallback_console.domain.views import customer_ref

WHO = "rt:ann@example.net"
NOW = 1_766_000_000_000
MINUTE = 60_000


class Script:
    """Entries as stations write them."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def say(self, station: str, minute: float, kind: str, **body: object) -> str:
        at = NOW + round(minute * MINUTE)
        number = len(self.entries) + 1
        hlc = f"{at:015d}.{number:06d}.{station}"
        entry = Entry(f"e{number}", station, number, hlc, at, f"agent-{station}", kind, f"claim:{WHO}", body)
        self.entries.append(entry)
        return entry.id

    def take(self, station: str, minute: float) -> str:
        return self.say(station, minute, Kind.CLAIM_TAKEN, until=NOW + round(minute * MINUTE) + CLAIM_MS)

    def confirm(self, station: str, minute: float, of: str, token: int, *, hub: str = "h", late: bool = False) -> None:
        until = NOW + round(minute * MINUTE) + CLAIM_MS
        self.say(station, minute, Kind.CLAIM_CONFIRMED, of=of, token=token, hub=hub, until=until, late=late)

    def claims(self) -> list[Claim]:
        return fold(WHO, sorted(self.entries, key=lambda entry: entry.hlc))

    def scopes(self, minute: float) -> list[str]:
        return [scope_of(one, NOW + round(minute * MINUTE)) for one in self.claims()]


def test_a_claim_is_provisional_until_the_hub_gives_it_and_over_after_its_time() -> None:
    script = Script()
    of = script.take("a", 0)
    assert script.scopes(1) == [PROVISIONAL]
    script.confirm("a", 0, of, 7)
    assert script.scopes(1) == [CONFIRMED]
    assert script.scopes(15) == [OVER]
    script.say("a", 10, Kind.CLAIM_RENEWED, of=of, until=NOW + 25 * MINUTE)
    assert script.scopes(14) == [CONFIRMED]
    assert script.scopes(16) == [PROVISIONAL]
    script.say("a", 17, Kind.CLAIM_ENDED, of=of, how="released")
    assert script.scopes(17) == [OVER]


def test_nobody_but_its_own_station_ends_a_claim() -> None:
    script = Script()
    of = script.take("a", 0)
    script.say("b", 1, Kind.CLAIM_ENDED, of=of, how="released")
    assert script.scopes(2) == [PROVISIONAL]


def test_no_claim_counts_longer_than_its_time_whatever_it_says() -> None:
    script = Script()
    script.say("a", 0, Kind.CLAIM_TAKEN, until=NOW + 10 * CLAIM_MS)
    assert script.scopes(15) == [OVER]


def test_what_two_stations_took_while_they_were_cut_off_is_contested_for_both_even_afterwards() -> None:
    script = Script()
    first = script.take("a", 0)
    script.take("b", 5)
    script.confirm("a", 0, first, 3)
    assert script.scopes(6) == [CONTESTED, CONTESTED]
    one, other = script.claims()
    assert (one.contested, other.contested, one.contested_at) == (other.id, one.id, NOW + 5 * MINUTE)
    # The hub gives it to the second one once the first is over: both rang all the same.
    script.confirm("b", 16, other.id, 9, late=True)
    assert script.scopes(17) == [OVER, CONTESTED]


def test_two_hubs_tokens_put_nothing_in_order() -> None:
    script = Script()
    first, second = script.take("a", 0), script.take("b", 1)
    script.confirm("a", 0, first, 3, hub="osaka")
    script.confirm("b", 1, second, 9, hub="tokyo")
    assert script.scopes(2) == [CONTESTED, CONTESTED]


def test_a_lost_race_is_nothing_contested() -> None:
    script = Script()
    first, second = script.take("a", 0), script.take("b", 0)
    script.confirm("a", 0, first, 3)
    script.say("b", 0, Kind.CLAIM_ENDED, of=second, how="lost")
    assert script.scopes(1) == [CONFIRMED, OVER]


def test_a_newer_token_takes_over_what_was_only_thought_to_go_on() -> None:
    script = Script()
    first = script.take("a", 0)
    script.confirm("a", 0, first, 3)
    second = script.take("b", 14.9)
    script.confirm("b", 15, second, 4)
    claims = script.claims()
    assert (claims[0].how, claims[0].contested) == ("taken-over", "")
    assert script.scopes(15.1) == [OVER, CONFIRMED]
    script.say("a", 14, Kind.CLAIM_RENEWED, of=first, until=NOW + 29 * MINUTE)
    assert script.scopes(16) == [CONTESTED, CONTESTED]


@pytest.mark.parametrize("asked", [False, True])
def test_a_claim_passes_on_with_the_consent_of_both(asked: bool) -> None:
    script = Script()
    of = script.take("a", 0)
    script.confirm("a", 0, of, 3)
    if asked:
        question = script.say("b", 1, Kind.CLAIM_ASKED, of=of)
        script.say("c", 2, Kind.CLAIM_ACCEPTED, of=question, until=NOW + 17 * MINUTE)
        assert script.scopes(2) == [CONFIRMED]
        script.say("a", 2, Kind.CLAIM_ACCEPTED, of=question, until=NOW + 17 * MINUTE)
    else:
        question = script.say("a", 1, Kind.CLAIM_OFFERED, of=of, to="agent-b")
        script.say("c", 2, Kind.CLAIM_ACCEPTED, of=question, until=NOW + 17 * MINUTE)
        assert script.scopes(2) == [CONFIRMED]
        script.say("b", 2, Kind.CLAIM_ACCEPTED, of=question, until=NOW + 17 * MINUTE)
    before, after = script.claims()
    assert (before.how, before.contested) == ("handed-over", "")
    assert (after.station, after.login, after.after, after.contested) == ("b", "agent-b", of, "")
    script.confirm("b", 2, after.id, 4)
    assert script.scopes(3) == [OVER, CONFIRMED]


def test_a_no_leaves_everything_as_it_was() -> None:
    script = Script()
    of = script.take("a", 0)
    offered = script.say("a", 1, Kind.CLAIM_OFFERED, of=of, to="agent-b")
    script.say("b", 2, Kind.CLAIM_DECLINED, of=offered)
    asked = script.say("b", 3, Kind.CLAIM_ASKED, of=of)
    assert script.claims()[0].ask_by == "agent-b"
    script.say("a", 4, Kind.CLAIM_DECLINED, of=asked)
    (claim,) = script.claims()
    assert (claim.offer, claim.offer_to, claim.ask, claim.ask_by, claim.how) == ("", "", "", "", "")


def test_a_customer_has_one_name_everywhere_and_none_at_the_hub() -> None:
    assert customer_ref("rt:ann", "Ann", "rt:1") == customer_ref("rt:ann", "Ann M.", "rt:2") == "rt:ann"
    assert customer_ref("", " Ann@Example.net ", "local:1") == customer_ref("", "ann@example.net", "local:2")
    assert customer_ref("", "", "local:1") != customer_ref("", "", "local:2")
    key = hub_key("said:+447700900123")
    assert key == hub_key("said:+447700900123") != hub_key("said:+447700900124")
    assert "7700900123" not in key
    assert set(key) <= set("claim.0123456789abcdef")


def test_what_the_hub_keeps_names_the_holder() -> None:
    holder = Holder("e1", "s", "春香", NOW)
    assert read_holder(write_holder(holder)) == holder
    assert read_holder(None) is None
    for broken in (b"", b"{", b"[]", b'{"claim": "x"}', b'"x"'):
        assert read_holder(broken) == Holder("", "", "", 0)


STATIONS = ("a", "b", "c")


@st.composite
def histories(draw: st.DrawFn) -> Script:
    script = Script()
    of: list[str] = ["none"]
    minute = 0.0
    for _ in range(draw(st.integers(1, 14))):
        station = draw(st.sampled_from(STATIONS))
        minute += draw(st.sampled_from((0.0, 0.01, 1.0, 6.0, 16.0)))
        what = draw(
            st.sampled_from(("take", "take", "confirm", "confirm", "renew", "end", "offer", "ask", "yes", "no"))
        )
        chosen = draw(st.sampled_from(of))
        until = NOW + round(minute * MINUTE) + CLAIM_MS
        if what == "take":
            of.append(script.take(station, minute))
        elif what == "confirm":
            hub, late = draw(st.sampled_from(("h", "i"))), draw(st.booleans())
            script.confirm(station, minute, chosen, draw(st.integers(1, 6)), hub=hub, late=late)
        elif what == "renew":
            script.say(station, minute, Kind.CLAIM_RENEWED, of=chosen, until=until)
        elif what == "end":
            script.say(station, minute, Kind.CLAIM_ENDED, of=chosen, how=draw(st.sampled_from(("released", "lost"))))
        elif what == "offer":
            to = f"agent-{draw(st.sampled_from(STATIONS))}"
            of.append(script.say(station, minute, Kind.CLAIM_OFFERED, of=chosen, to=to))
        elif what == "ask":
            of.append(script.say(station, minute, Kind.CLAIM_ASKED, of=chosen))
        elif what == "yes":
            of.append(script.say(station, minute, Kind.CLAIM_ACCEPTED, of=chosen, until=until))
        else:
            script.say(station, minute, Kind.CLAIM_DECLINED, of=chosen)
    return script


@given(histories())
def test_one_is_confirmed_at_most_at_any_time(script: Script) -> None:
    claims = script.claims()
    moments = sorted({one.since_at for one in claims} | {one.until_at - 1 for one in claims})
    for now in (*moments, *(sum(pair) // 2 for pair in pairwise(moments))):
        assert [scope_of(one, now) for one in claims].count(CONFIRMED) <= 1


@given(histories())
def test_every_double_claim_is_contested_for_both(script: Script) -> None:
    claims: Sequence[Claim] = script.claims()
    by_id = {one.id: one for one in claims}
    for one in claims:
        if one.contested:
            other = by_id[one.contested]
            assert other.contested
            assert other.station != one.station
        for other in claims:
            unsure = not one.token or not other.token
            together = max(one.since_at, other.since_at) < min(one.end_at, other.end_at)
            if one.station != other.station and unsure and together and "lost" not in (one.how, other.how):
                assert one.contested
                assert other.contested
