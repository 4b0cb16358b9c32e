"""Which gateway a message goes over."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fallback_console.domain.gateway_choice import Offer, country_codes, ranked

A = Offer("sms:a", 1)
B = Offer("sms:b", 2)


@pytest.mark.parametrize(
    ("offers", "region", "down", "expected"),
    [
        ([B, A], "GB", (), ["sms:a", "sms:b"]),
        ([A, B], "GB", ("sms:a",), ["sms:b", "sms:a"]),
        ([A, B], "GB", ("sms:a", "sms:b"), ["sms:a", "sms:b"]),
        ([A._replace(countries=frozenset({"FR"})), B], "GB", (), ["sms:b"]),
        ([A._replace(countries=frozenset({"FR"})), B], "FR", (), ["sms:a", "sms:b"]),
        ([A._replace(countries=frozenset({"FR"}))], "", (), []),
        ([Offer("sms:a", 1, 0.05), Offer("sms:b", 1, 0.01)], "GB", (), ["sms:b", "sms:a"]),
        ([Offer("sms:a", 1), Offer("sms:b", 1, 0.9)], "GB", (), ["sms:b", "sms:a"]),
        ([Offer("sms:a", 1, 0.9), Offer("sms:b", 2, 0.1)], "GB", (), ["sms:a", "sms:b"]),
        ([], "GB", (), []),
    ],
)
def test_choice(offers: list[Offer], region: str, down: tuple[str, ...], expected: list[str]) -> None:
    assert ranked(offers, region, down=down) == expected


@pytest.mark.parametrize(
    ("typed", "codes"), [("", set()), ("gb, FR;jp  us", {"GB", "FR", "JP", "US"}), (" ", set()), ("GB,GB", {"GB"})]
)
def test_countries_as_people_type_them(typed: str, codes: set[str]) -> None:
    assert country_codes(typed) == codes


@pytest.mark.parametrize("typed", ["Japan", "+81", "G", "GB France", "日本", "4E"])
def test_what_is_no_country(typed: str) -> None:
    with pytest.raises(ValueError):
        country_codes(typed)


REGIONS = ("GB", "FR", "JP")
OFFERS = st.lists(
    st.builds(
        Offer,
        sink=st.sampled_from(["sms:a", "sms:b", "sms:c", "sms:d", "sms:e"]),
        priority=st.integers(0, 3).map(float),
        cost=st.none() | st.integers(0, 3).map(float),
        countries=st.frozensets(st.sampled_from(REGIONS)),
    ),
    unique_by=lambda offer: offer.sink,
)


@given(OFFERS, st.sampled_from([*REGIONS, ""]), st.data())
def test_the_choice_is_fit_complete_and_best(offers: list[Offer], region: str, data: st.DataObject) -> None:
    sinks = [offer.sink for offer in offers]
    some = st.sets(st.sampled_from(sinks)) if sinks else st.just(set[str]())
    down, without = data.draw(some), data.draw(some)
    found = ranked(offers, region, down=down, without=without)
    by_sink = {offer.sink: offer for offer in offers}
    # Exactly those that serve the country and were not ruled out, each once, whatever the order they came in.
    assert sorted(found) == sorted(o.sink for o in offers if o.serves(region) and o.sink not in without)
    assert found == ranked(data.draw(st.permutations(offers)), region, down=down, without=without)
    for better, worse in pairwise(found):
        one, other = by_sink[better], by_sink[worse]
        assert (better in down) <= (worse in down)
        if (better in down) == (worse in down):
            assert one.priority <= other.priority
            if one.priority == other.priority and other.cost is not None:
                assert one.cost is not None
                assert one.cost <= other.cost
    # What is down never changes who is asked first among the others.
    up = [sink for sink in found if sink not in down]
    assert up == [sink for sink in ranked(offers, region, without=without) if sink not in down]
