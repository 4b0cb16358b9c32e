"""What needs no server: station files, subjects, streams by version, rules and configurations."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fallback_console.adapters.hub.configuration import HubStation, ServerPlan, server_text, stations_text
from fallback_console.adapters.hub.keys import new_key, public_of
from fallback_console.adapters.hub.settings import HubSettings, StationFile, read_station_file
from fallback_console.adapters.hub.streams import streams_of
from fallback_console.adapters.hub.subjects import Delivered, api, delivered, event_subject, version_of
from fallback_console.domain.errors import InputError, SettingsError
from fallback_console.domain.hub_rules import require_name

FILE = StationFile(("tls://hub.example.com:4222",), "PEM", "SUAB", "front-desk", "osaka", "supervisor", "hub")


def test_a_station_file_comes_back_as_it_was_given() -> None:
    assert read_station_file(FILE.text()) == FILE
    settings = HubSettings.from_values(FILE.values(), FILE.seed)
    assert settings == HubSettings(FILE.addresses, "PEM", "SUAB", "front-desk", "osaka", "supervisor", "hub")
    assert "SUAB" not in json.dumps(FILE.values())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("format", "other/1"),
        ("addresses", []),
        ("addresses", ["nats://hub.example.com:4222"]),
        ("addresses", ["tls://hub.example.com"]),
        ("addresses", ["tls://hub.example.com:99999"]),
        ("addresses", [5]),
        ("addresses", None),
        ("rights", "root"),
        ("station", "a.b"),
        ("station", "*"),
        ("station", 5),
        ("site", ""),
        ("seed", None),
    ],
)
def test_a_station_file_with_something_wrong_is_refused(name: str, value: object) -> None:
    with pytest.raises(InputError) as caught:
        read_station_file(json.dumps(json.loads(FILE.text()) | {name: value}))
    assert caught.value.next_step


@given(
    st.text(max_size=200) | st.recursive(st.none() | st.integers() | st.text(), st.lists, max_leaves=5).map(json.dumps)
)
def test_whatever_a_file_holds_it_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(InputError):
        read_station_file(text)


@pytest.mark.parametrize("change", [{"address": ""}, {"address": "hub:4222"}, {"station": ">"}, {"site": "a b"}])
def test_a_connection_with_something_wrong_is_told(change: dict[str, str]) -> None:
    with pytest.raises(SettingsError):
        HubSettings.from_values(FILE.values() | change, "SUAB")


@given(st.text(max_size=60))
def test_a_name_never_leaves_its_place_in_a_subject(name: str) -> None:
    try:
        require_name(name, "station")
    except InputError:
        return
    assert event_subject("osaka", name, "note.added").split(".") == ["fc", "ev", "osaka", name, "note", "added"]
    assert not set(name) & set("*> .\"'{}\n")


def test_where_a_message_stands_is_read_from_both_shapes_of_its_reply() -> None:
    old = "$JS.ACK.FC_EVENTS.c1.1.77.3.1795711644116000000.9"
    new = "$JS.ACK.hub.abcd.FC_EVENTS.c1.1.77.3.1795711644116000000.9.tok"
    assert delivered(old) == delivered(new) == Delivered(77, 3, 1795711644116)
    for bad in ("", "$JS.ACK", "a.b.c.d.e.f.g.h.i", "$JS.ACK.a.b.c.d.e.f.g"):
        with pytest.raises(ValueError):
            delivered(bad)


def test_a_version_is_its_first_two_numbers() -> None:
    assert version_of("2.15.1") == (2, 15)
    assert version_of("v2.9.10-beta") == (2, 9)
    assert version_of("") == version_of("unknown") == (0, 0)
    assert api("", "INFO") == "$JS.API.INFO"
    assert api("hub", "INFO") == "$JS.hub.API.INFO"


def test_streams_hold_what_a_version_knows() -> None:
    for version in ("2.9.10", "2.10.0", "2.15.1"):
        events, held, here = streams_of(version, replicas=3, most_bytes=1000, synced=True)
        assert ("metadata" in events) is (version != "2.9.10")
        assert ("first_seq" in held) is (version != "2.9.10")
        assert held.get("allow_msg_ttl", False) is here.get("allow_msg_ttl", False) is (version == "2.15.1")
        assert events["num_replicas"] == 3
        assert events["discard"] == "new"
        assert here["storage"] == "memory"
        assert all(one["deny_purge"] and one["deny_delete"] for one in (events, held, here))


def test_a_configuration_holds_what_a_version_knows() -> None:
    for version, always, least in (
        ("2.9.10", False, False),
        ("2.11.0", False, True),
        ("2.15.1", True, True),
        ("", True, True),
    ):
        text = server_text(ServerPlan('hub"1', "0.0.0.0:4222", "", 500, version))
        assert ("sync_interval: always" in text) is always
        assert ("min_version" in text) is least
        assert '"hub\\"1"' in text


def test_a_station_may_publish_below_its_own_prefix_alone() -> None:
    seed, key = new_key()
    assert public_of(seed) == key
    assert new_key() != (seed, key)
    with pytest.raises(ValueError):
        public_of("SUAB")
    text = stations_text("UOP", [HubStation("one", "osaka", "agent", key, 0)])
    (line,) = [line for line in text.splitlines() if key in line]
    allowed = json.loads(line.partition("allow: ")[2].partition("]")[0] + "]")
    assert [subject for subject in allowed if subject.startswith("fc.ev")] == ["fc.ev.osaka.one.>"]
    assert not any(subject in (">", "$JS.API.>", "fc.>") for subject in allowed)
    assert not any("STREAM.UPDATE" in one or "PURGE" in one or "DELETE" in one for one in allowed)


def test_a_start_loads_nothing_of_it() -> None:
    code = (
        "import sys, fallback_console.compose.station, fallback_console.cli.connecting;"
        "print([name for name in sys.modules if name.partition('.')[0] in ('nats', 'nkeys', 'nacl', 'cryptography')])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
