"""Several SMS gateways of one kind: names, and what two must not share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fallback_console.domain.connection import KINDS, NAMES, Connection, Value
from fallback_console.domain.errors import InputError
from fallback_console.domain.gateway_names import (
    LONGEST,
    free_port,
    kind_name,
    listens_at,
    require_apart,
    require_name,
    suffix_of,
    suffixed,
)

SMS = [kind for kind, what in KINDS.items() if what == "sms"]


@given(
    st.sampled_from(SMS), st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True).filter(lambda t: len(t) <= LONGEST)
)
def test_a_name_can_be_taken_apart_again(kind: str, own: str) -> None:
    name = suffixed(kind, f" {own.upper()} ")
    assert (suffix_of(name), kind_name(name)) == (own, NAMES[kind])
    require_name(Connection(name, kind))


@pytest.mark.parametrize(
    "own", ["", " ", "a b", "-a", "a-", "a--b", "a.b", "a/b", "大阪", "x" * (LONGEST + 1), "a:b", "a%b"]
)
def test_what_cannot_be_a_name_is_told(own: str) -> None:
    with pytest.raises(InputError, match="needs a short name") as told:
        suffixed("twilio", own)
    assert "like osaka or 2" in told.value.next_step
    with pytest.raises(InputError):
        require_name(Connection(f"sms:twilio.{own}", "twilio"))


def test_what_is_no_further_gateway_is_left_alone() -> None:
    for name, kind in (("helpdesk", "rt"), ("shop.example.org", "http"), ("sms:twilio", "twilio"), ("mine", "kannel")):
        require_name(Connection(name, kind))
        assert (suffix_of(name), kind_name(name)) == ("", name)
    with pytest.raises(InputError, match="Only of SMS gateways"):
        suffixed("rt", "two")
    with pytest.raises(InputError, match="is no name of a gateway of this kind"):
        require_name(Connection("sms:twilio.osaka", "vonage"))
    with pytest.raises(InputError, match="is no name of a gateway of this kind"):
        require_name(Connection("sms:twilio.Osaka", "twilio"))


@pytest.mark.parametrize(
    ("kind", "values", "at"),
    [
        ("kannel", {}, ("127.0.0.1", 18013)),
        ("kannel", {"listen": "no"}, None),
        ("kannel", {"listen_host": "10.0.0.1", "listen_port": "4000"}, ("10.0.0.1", 4000)),
        ("kannel", {"listen_port": 0}, ("127.0.0.1", 18013)),
        ("kannel", {"listen_port": "0"}, None),
        ("kannel", {"listen_port": "many"}, None),
        ("android", {}, None),
        ("android", {"webhooks": True}, ("127.0.0.1", 18014)),
        ("twilio", {"webhooks": "yes"}, ("127.0.0.1", 18015)),
        ("gammu", {"listen": True}, None),
    ],
)
def test_where_calls_are_taken_in(kind: str, values: dict[str, Value], at: tuple[str, int] | None) -> None:
    assert listens_at(Connection(NAMES[kind], kind, values)) == at


def test_a_further_one_gets_a_port_of_its_own() -> None:
    first = Connection("sms:kannel", "kannel")
    second = Connection("sms:kannel.b", "kannel", {"listen_port": 18023})
    assert free_port("kannel", []) == 18013
    assert free_port("kannel", [first, second]) == 18033
    assert free_port("android", [first, Connection("sms:android", "android")]) == 18024
    assert free_port("gammu", [first]) == 0


def test_two_do_not_share_a_port_a_phone_a_sender_or_a_modem() -> None:
    def refused(kind: str, one: dict[str, Value], other: dict[str, Value]) -> str:
        try:
            require_apart(Connection(f"{NAMES[kind]}.b", kind, other), [Connection(NAMES[kind], kind, one)])
        except InputError as error:
            return f"{error.message} {error.next_step}"
        return ""

    assert "sms:kannel takes in its calls at port 18013 already." in refused("kannel", {}, {})
    assert "like 18023" in refused("kannel", {}, {})
    assert refused("kannel", {}, {"listen_port": 18023}) == ""
    assert refused("kannel", {}, {"listen": False}) == ""
    assert "This phone, sender or modem is connected already" in refused(
        "android", {"url": "http://A:1/"}, {"url": "http://a:1"}
    )
    assert refused("android", {"url": "http://a:1"}, {"url": "http://b:1"}) == ""
    same = {"account_sid": "AC1", "sender": "+15550100"}
    assert "This phone, sender or modem" in refused("twilio", same, same)
    assert refused("twilio", same, same | {"sender": "+15550101"}) == ""
    assert "This phone, sender or modem is connected" in refused(
        "gammu", {"database": "/a"}, {"database": "/a", "phone_id": "2"}
    )
    assert refused("gammu", {"database": "/a", "phone_id": "1"}, {"database": "/a", "phone_id": "2"}) == ""
    # One that is not in use takes nothing from anybody.
    require_apart(Connection("sms:kannel.b", "kannel", {}, False), [Connection("sms:kannel", "kannel")])
