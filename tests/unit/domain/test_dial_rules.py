"""What a dialler is handed for a number by the rules of a site."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fallback_console.domain.dial_rules import (
    SCHEMES,
    DialRules,
    address_for,
    dialled,
    extension_of,
    rules_from,
    tones_for,
)

PARIS = rules_from(
    {
        "outside": "0",
        "home": "fr",
        "international": "00",
        "extension": "pause",
        "pauses": 3,
        "sip_domain": "pbx.example.com",
        "replace": [{"from": "+331234567", "to": "7"}, {"from": "+33", "to": "99"}, {"from": "+3312345678", "to": ""}],
    }
)
ELSEWHERE = PARIS._replace(replace=())


@pytest.mark.parametrize(
    ("number", "rules", "digits"),
    [
        ("+447700900123", DialRules(), "+447700900123"),
        ("+447700900123", DialRules(home="GB"), "07700900123"),
        ("+33639980001", DialRules(home="GB"), "+33639980001"),
        ("+33639980001", DialRules(home="GB", international="00"), "0033639980001"),
        ("+33639980001", ELSEWHERE, "00639980001"),
        ("+12025550142", ELSEWHERE, "00012025550142"),
        # One country code, several countries: dialled alike.
        ("+12025550142", DialRules(home="CA"), "2025550142"),
        # Italian numbers keep their zero at home and abroad.
        ("+390612345678", DialRules(home="IT"), "0612345678"),
        # The longest beginning counts, whatever the order, and takes no digit for a line out.
        ("+33123456789", PARIS, "9"),
        ("+33123456700", PARIS, "700"),
        ("+33639980001", PARIS, "99639980001"),
    ],
)
def test_a_number_is_dialled_as_the_site_wants_it(number: str, rules: DialRules, digits: str) -> None:
    assert dialled(number, rules) == digits


def test_a_telephone_that_is_driven_presses_the_keys_of_an_extension() -> None:
    raw = "+1 202 555 0142 ext. 12"
    assert tones_for(raw, "+12025550142", rules_from({"extension": "pause", "pauses": 3})) == ",,,12"
    assert tones_for(raw, "+12025550142", rules_from({"extension": "ext"})) == ",,12"
    assert tones_for(raw, "+12025550142") == ""
    assert tones_for("+1 202 555 0142", "+12025550142", rules_from({"extension": "pause"})) == ""
    assert extension_of(raw, "+12025550142") == "12"


@pytest.mark.parametrize(
    ("scheme", "changes", "address"),
    [
        ("tel", {}, "tel:00012025550142,,,12"),
        ("tel", {"extension": "ext"}, "tel:00012025550142;ext=12"),
        ("tel", {"extension": "hand"}, "tel:00012025550142"),
        ("callto", {}, "callto:00012025550142"),
        ("sip", {}, "sip:00012025550142@pbx.example.com"),
        ("sip", {"sip_domain": ""}, "sip:00012025550142"),
    ],
)
def test_an_extension_follows_where_the_rules_and_the_program_take_it(
    scheme: str, changes: dict[str, Any], address: str
) -> None:
    assert address_for("+1 202-555-0142 ext. 12", "+12025550142", scheme, ELSEWHERE._replace(**changes)) == address


def test_what_is_no_possible_number_is_dialled_as_it_was_typed() -> None:
    assert address_for("12 34", "", "tel", PARIS) == "tel:1234"
    # But for an extension, which would be dialled as part of it.
    for raw in ("555-0133 x12", "555-0133 ext. 12", "555-0133;ext=12", "555-0133 内線12"):
        assert address_for(raw, "", "tel", PARIS) == "tel:5550133"
    assert address_for("555-0133 #12", "", "tel", PARIS) == ""


@given(
    st.text(max_size=80),
    st.from_regex(r"\A(\+[0-9]{1,22})?\Z"),
    st.sampled_from([*SCHEMES, "javascript", ""]),
    st.sampled_from([None, DialRules(), PARIS, ELSEWHERE, ELSEWHERE._replace(extension="ext")]),
)
def test_nothing_but_a_number_gets_through(raw: str, e164: str, scheme: str, rules: DialRules | None) -> None:
    address = address_for(raw, e164, scheme, rules)
    assert re.fullmatch(r"((tel|callto):\+?[0-9]+(,+[0-9]+|;ext=[0-9]+)?|sip:\+?[0-9]+(@pbx\.example\.com)?)?", address)


@given(st.from_regex(r"\A\+[1-9][0-9]{6,14}\Z"))
def test_without_rules_a_number_is_dialled_as_it_is(number: str) -> None:
    assert address_for(number, number, "tel") == f"tel:{number}"


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({"prefix": "0"}, "'prefix' is unknown"),
        ({"home": "XX"}, "no country 'XX'"),
        ({"outside": 0}, "outside is digits"),
        ({"outside": "0"}, "outside needs international"),
        ({"international": "00*"}, "international is digits"),
        ({"extension": "dtmf"}, "extension is one of"),
        ({"pauses": 0}, "pauses is a whole number"),
        ({"pauses": True}, "pauses is a whole number"),
        ({"replace": {"from": "+33", "to": "0"}}, "replace is a list"),
        ({"replace": [{"from": "+33"}]}, "each replace has"),
        ({"replace": [{"from": "0033", "to": "0"}]}, "with its plus"),
        ({"replace": [{"from": "+33", "to": "*21"}]}, "to is digits"),
        ({"sip_domain": "pbx.example.com/x"}, "sip_domain is a host"),
    ],
)
def test_rules_that_cannot_be_are_named(values: dict[str, Any], word: str) -> None:
    with pytest.raises(ValueError, match=re.escape(word)):
        rules_from(values)
