"""A GSM modem through Gammu SMSD's database."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sqlite3
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fallback_console.adapters.sms.gammu import GammuGateway, GammuSettings
from fallback_console.adapters.sms.gammu_words import InRow, joined, parts_of, said_of, validity
from fallback_console.adapters.status.gammu_probe import GammuProbe
from fallback_console.adapters.status.observing import Limits
from fallback_console.domain.errors import (
    ConsoleError,
    OutsideError,
    RefusedError,
    SettingsError,
    SignInError,
    UnreachableError,
)
from fallback_console.domain.health import Finding
from fallback_console.domain.sms_text import measure
from fallback_console.ports import IncomingSms, OutgoingSms, SmsEvent, SmsReceipt
from tests.helpers.smsd_double import SmsdDouble
from tests.unit.adapters.sms.support import Events

TO = "+12025550101"


class Clock:
    """The machine's own time: SMSD writes by it."""

    def now_ms(self) -> int:
        return time.time_ns() // 1_000_000

    def monotonic(self) -> float:
        return time.monotonic()


@pytest.fixture
def smsd(tmp_path: Path) -> SmsdDouble:
    return SmsdDouble(tmp_path / "smsd")


def gateway_of(smsd: SmsdDouble, **changes: object) -> GammuGateway:
    values = {"database": str(smsd.path), "timeout": 2.0, "poll_seconds": 0.05, **changes}
    return GammuGateway(GammuSettings.from_values(values), Clock())  # type: ignore[arg-type]


def sms(text: str = "Hello", number: int = 1, to: str = TO) -> OutgoingSms:
    return OutgoingSms(f"01a0c1f6-7600-7000-8000-{number:012d}", to, text, measure(text).parts)


def polled(gateway: GammuGateway) -> list[SmsEvent]:
    events = Events()
    asyncio.run(gateway.poll(events.take))
    return events.seen


def states(events: Sequence[SmsEvent]) -> list[tuple[str, int | None, str]]:
    return [(e.state, e.part, e.said) for e in events if isinstance(e, SmsReceipt)]


def fails(smsd: SmsdDouble, kind: type[OutsideError], match: str, **changes: object) -> None:
    with pytest.raises(kind, match=match):
        asyncio.run(gateway_of(smsd, **changes).send(sms()))


@pytest.mark.parametrize(
    "text", ["Hello {€}", "障害 😀 é", "half a pair \ud83d", "two\nlines", "€" * 200, "お客様" * 200]
)
def test_a_text_is_handed_over_whole(smsd: SmsdDouble, text: str) -> None:
    receipt = asyncio.run(gateway_of(smsd).send(sms(text)))
    assert (receipt.already, receipt.remote_id) == (False, "1")
    assert smsd.taken() == [(sms().entry_id, TO, text)]
    parts = measure(text).parts
    assert smsd.rows("SELECT MultiPart, DeliveryReport, RelativeValidity FROM outbox") == [
        ("true" if parts > 1 else "false", "yes", 167)
    ]
    assert smsd.rows("SELECT count(*) FROM outbox_multipart") == [(parts - 1,)]


def test_smsd_sends_it_at_once_wherever_the_clock_is_set(smsd: SmsdDouble, monkeypatch: pytest.MonkeyPatch) -> None:
    """SMSD asks with local time; west of UTC the table's own default would lie hours ahead."""
    for number, zone in enumerate(("America/Los_Angeles", "Asia/Tokyo", "UTC")):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        try:
            asyncio.run(gateway_of(smsd).send(sms(zone, number)))
            due = "SendingDateTime < datetime('now', 'localtime') AND SendingTimeOut < datetime('now', 'localtime')"
            found = smsd.rows(f"SELECT TextDecoded FROM outbox WHERE CreatorID = ? AND {due}", sms("", number).entry_id)
            assert found == [(zone,)]
        finally:
            monkeypatch.undo()
            time.tzset()


def test_the_same_entry_twice_is_one_message(smsd: SmsdDouble) -> None:
    gateway = gateway_of(smsd)
    assert asyncio.run(gateway.look_up(sms())) is None
    asyncio.run(gateway.send(sms()))
    assert asyncio.run(gateway.send(sms())).already
    smsd.send_all()
    assert asyncio.run(gateway.send(sms())).already
    found = asyncio.run(gateway.look_up(sms()))
    assert found is not None
    assert (found.already, found.remote_id) == (True, "1")
    assert len(smsd.taken()) == 1


def test_many_at_once_are_each_one_message(smsd: SmsdDouble) -> None:
    async def main() -> None:
        gateways = [gateway_of(smsd) for _ in range(4)]
        await asyncio.gather(*(g.send(sms("x", n)) for n in range(10) for g in gateways))

    asyncio.run(main())
    assert len(smsd.taken()) == 10


@pytest.mark.parametrize(("to", "text"), [("", "x"), ("abc", "x"), (TO, ""), ("1" * 16, "x"), (TO, "障" * 67 * 51)])
def test_what_is_no_message_never_leaves(smsd: SmsdDouble, to: str, text: str) -> None:
    with pytest.raises(RefusedError):
        asyncio.run(gateway_of(smsd).send(sms(text, to=to)))
    assert smsd.taken() == []


@pytest.mark.parametrize("phone", [{"quiet": 500}, {"send": "no"}, None])
def test_without_a_modem_nothing_is_handed_over(smsd: SmsdDouble, phone: dict[str, object] | None) -> None:
    if phone is None:
        smsd.no_phone()
    else:
        smsd.phone(**phone)  # type: ignore[arg-type]
    fails(smsd, UnreachableError, "does not run")
    assert smsd.taken() == []
    assert asyncio.run(gateway_of(smsd).look_up(sms())) is None


def test_of_several_modems_the_named_one_counts(smsd: SmsdDouble) -> None:
    smsd.phone(name="one", quiet=500)
    smsd.phone(name="two")
    fails(smsd, UnreachableError, "does not run", phone_id="one")
    asyncio.run(gateway_of(smsd, phone_id="two").send(sms()))
    assert smsd.rows("SELECT SenderID FROM outbox") == [("two",)]
    smsd.receive(TO, "for one", to="one")
    smsd.receive(TO, "for two", to="two")
    assert [e.text for e in polled(gateway_of(smsd, phone_id="two")) if isinstance(e, IncomingSms)] == ["for two"]


def test_a_missing_or_foreign_file_changes_nothing(smsd: SmsdDouble, tmp_path: Path) -> None:
    fails(smsd, UnreachableError, "no database of SMSD at", database=str(tmp_path / "nowhere.db"))
    assert not (tmp_path / "nowhere.db").exists()
    (tmp_path / "text").write_text("this is no database at all, but long enough to look like something" * 50)
    fails(smsd, UnreachableError, "is no database of SMSD", database=str(tmp_path / "text"))
    with contextlib.closing(sqlite3.connect(tmp_path / "other.db")) as db:
        db.execute("CREATE TABLE t (x)")
    fails(smsd, UnreachableError, "is no database of SMSD", database=str(tmp_path / "other.db"))


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (sqlite3.SQLITE_READONLY, SignInError),
        (sqlite3.SQLITE_CANTOPEN, SignInError),
        (sqlite3.SQLITE_FULL, UnreachableError),
        (sqlite3.SQLITE_IOERR, UnreachableError),
    ],
)
def test_what_the_database_refuses_was_not_done(
    smsd: SmsdDouble, monkeypatch: pytest.MonkeyPatch, code: int, kind: type[OutsideError]
) -> None:
    def refuse(*_: object, **__: object) -> sqlite3.Connection:
        error = sqlite3.OperationalError("no")
        error.sqlite_errorcode = code
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(sqlite3, "connect", refuse)
        fails(smsd, kind, "SMSD")
    assert smsd.taken() == []


def test_looking_never_locks_smsd_out(smsd: SmsdDouble) -> None:
    asyncio.run(gateway_of(smsd).send(sms()))
    with contextlib.closing(sqlite3.connect(smsd.path, isolation_level=None, timeout=0)) as looking:
        looking.execute("BEGIN")
        assert looking.execute("SELECT count(*) FROM outbox").fetchone() == (1,)
        with contextlib.closing(sqlite3.connect(smsd.path, isolation_level=None, timeout=0)) as daemon:
            daemon.execute("DELETE FROM outbox")
            assert daemon.execute("SELECT count(*) FROM outbox").fetchone() == (0,)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="files have no owner to compare with here")
def test_another_users_file_is_left_as_it_is(smsd: SmsdDouble, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: smsd.path.stat().st_uid + 1)
    asyncio.run(gateway_of(smsd).send(sms()))
    with contextlib.closing(sqlite3.connect(smsd.path)) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_a_locked_database_is_waited_for_and_then_left(smsd: SmsdDouble) -> None:
    with contextlib.closing(sqlite3.connect(smsd.path, isolation_level=None, check_same_thread=False)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        fails(smsd, UnreachableError, "locked", timeout=0.1)
        timer = threading.Timer(0.3, lock.execute, ("ROLLBACK",))
        timer.start()
        asyncio.run(gateway_of(smsd).send(sms()))
        timer.join()
    assert len(smsd.taken()) == 1


def test_receipts_of_parts_once_each(smsd: SmsdDouble) -> None:
    gateway, long = gateway_of(smsd), sms("a" * 200)
    asyncio.run(gateway.send(long))
    smsd.rows("INSERT INTO sentitems (Text, UDH, SenderID, CreatorID, ID) VALUES ('', '', '', 'somebody else', 99)")
    assert states(polled(gateway)) == []
    smsd.send_all()
    assert states(polled(gateway)) == [("accepted", 1, ""), ("accepted", 2, "")]
    assert states(polled(gateway)) == []
    smsd.report(long.entry_id, "DeliveryPending", 1, 48)
    smsd.report(long.entry_id, "DeliveryFailed", 2, 70)
    assert states(polled(gateway)) == [
        ("buffered", 1, "the network is still trying (48)"),
        ("failed", 2, "it was not delivered (70)"),
    ]
    smsd.report(long.entry_id, "DeliveryOK", 1, 0)
    assert states(polled(gateway)) == [("delivered", 1, "")]
    # A console that starts anew tells the newest once more; the store knows it.
    assert states(polled(gateway_of(smsd))) == [("delivered", 1, ""), ("failed", 2, "it was not delivered (70)")]


def test_a_message_of_one_part_is_told_of_as_a_whole(smsd: SmsdDouble) -> None:
    gateway = gateway_of(smsd)
    asyncio.run(gateway.send(sms()))
    smsd.send_all("SendingError")
    assert states(polled(gateway)) == [("failed", None, "the modem could not send it")]


def test_what_waits_long_is_told_once(smsd: SmsdDouble) -> None:
    gateway = gateway_of(smsd)
    asyncio.run(gateway.send(sms()))
    assert states(polled(gateway)) == []
    smsd.rows("UPDATE outbox SET InsertIntoDB = datetime('now', 'localtime', '-200 seconds')")
    assert states(polled(gateway)) == [("buffered", None, "it waits for the modem")]
    assert states(polled(gateway)) == []
    smsd.send_all()
    assert states(polled(gateway)) == [("accepted", None, "")]


def test_messages_come_in_once(smsd: SmsdDouble) -> None:
    gateway = gateway_of(smsd)
    smsd.receive(TO, "はい 😀")
    smsd.receive(TO, "old", ago=200_000)
    (event,) = polled(gateway)
    assert isinstance(event, IncomingSms)
    assert (event.gateway, event.sender, event.text) == ("gammu", TO, "はい 😀")
    assert abs(event.at - Clock().now_ms()) < 60_000
    assert polled(gateway) == []
    assert polled(gateway_of(smsd)) == []
    assert smsd.rows("SELECT TextDecoded, Processed FROM inbox ORDER BY ID") == [("はい 😀", "true"), ("old", "false")]


def test_parts_become_one_message_also_through_a_pair(smsd: SmsdDouble) -> None:
    gateway = gateway_of(smsd)
    smsd.receive(TO, "\ude00 end", udh=bytes((8, 4, 1, 2, 3, 3)))
    smsd.receive("+12025550102", "another sender", udh=bytes((8, 4, 1, 2, 3, 2)))
    smsd.receive(TO, "start ", udh=bytes((8, 4, 1, 2, 3, 1)))
    assert polled(gateway) == []
    smsd.receive(TO, "\ud83d", udh=bytes((8, 4, 1, 2, 3, 2)))
    assert [e.text for e in polled(gateway) if isinstance(e, IncomingSms)] == ["start 😀 end"]


def test_a_part_that_never_comes_is_not_waited_for_for_ever(smsd: SmsdDouble) -> None:
    smsd.receive(TO, "first of two", udh=bytes((0, 3, 7, 2, 1)), ago=100)
    assert polled(gateway_of(smsd)) == []
    assert [e.text for e in polled(gateway_of(smsd, join_seconds=60)) if isinstance(e, IncomingSms)] == ["first of two"]


@pytest.mark.parametrize("broken", ["zz", "00", "D83D", ""])
def test_a_text_that_is_no_hex_is_taken_as_smsd_read_it(smsd: SmsdDouble, broken: str) -> None:
    smsd.receive(TO, "as read", hex_text=broken)
    (event,) = polled(gateway_of(smsd))
    assert isinstance(event, IncomingSms)
    assert event.text == ("\ufffd" if broken == "D83D" else "as read")


def test_what_cannot_be_kept_is_told_again(smsd: SmsdDouble) -> None:
    gateway, events = gateway_of(smsd), Events()
    smsd.receive(TO, "hello")
    events.failures = 1
    with pytest.raises(ConsoleError):
        asyncio.run(gateway.poll(events.take))
    asyncio.run(gateway.poll(events.take))
    assert len(events.seen) == 1


def test_a_new_database_brings_new_messages(smsd: SmsdDouble, tmp_path: Path) -> None:
    """Its numbers begin anew, and a message must not be taken for an old one."""
    other = SmsdDouble(tmp_path / "other")
    smsd.receive(TO, "yes")
    other.receive("+12025550102", "yes")
    (one,), (two,) = polled(gateway_of(smsd)), polled(gateway_of(other))
    assert isinstance(one, IncomingSms)
    assert isinstance(two, IncomingSms)
    assert one.gateway_id != two.gateway_id


def test_listening_goes_on_through_trouble(smsd: SmsdDouble) -> None:
    async def main() -> None:
        events = Events()
        gateway = gateway_of(smsd)
        moved = smsd.path.with_name("away.db")
        smsd.path.rename(moved)
        async with gateway.listen(events.take):
            await asyncio.sleep(0.2)
            moved.rename(smsd.path)
            smsd.receive(TO, "back")
            await events.wait(lambda seen: len(seen) == 1)

    asyncio.run(main())


def checked(gateway: GammuGateway) -> list[tuple[str, bool]]:
    return [(step.name, step.ok) for step in asyncio.run(gateway.check())]


def test_the_live_test_names_what_is_wrong(smsd: SmsdDouble, tmp_path: Path) -> None:
    good = [("address", True), ("answer", True), ("rights", True), ("modem", True), ("incoming", True)]
    assert checked(gateway_of(smsd)) == good
    assert checked(gateway_of(smsd, database=str(tmp_path / "no.db"))) == [("address", False)]
    (tmp_path / "text").write_text("no database" * 500)
    assert checked(gateway_of(smsd, database=str(tmp_path / "text"))) == [("answer", False)]
    smsd.phone(receive="no", signal=-1)
    assert checked(gateway_of(smsd))[-2:] == [("modem", True), ("incoming", False)]
    smsd.phone(quiet=400)
    assert checked(gateway_of(smsd))[-1] == ("modem", False)
    smsd.phone(send="no")
    assert checked(gateway_of(smsd))[-1] == ("modem", False)
    smsd.no_phone()
    assert checked(gateway_of(smsd))[-1] == ("modem", False)
    assert smsd.taken() == []


def test_the_probe_goes_by_what_smsd_renews(smsd: SmsdDouble, tmp_path: Path) -> None:
    def look(path: Path) -> Finding:
        settings = GammuSettings.from_values({"database": str(path)})
        return asyncio.run(GammuProbe("sms:gammu", settings, Clock(), Limits()).run()).finding

    assert look(smsd.path) is Finding.OK
    smsd.phone(quiet=400)
    assert look(smsd.path) is Finding.FAILED
    smsd.no_phone()
    assert look(smsd.path) is Finding.FAILED
    assert look(tmp_path / "no.db") is Finding.FAILED


@pytest.mark.parametrize("values", [{}, {"database": "x", "rate": "fast"}, {"database": "x", "validity_minutes": 1}])
def test_settings_that_cannot_be_used(values: dict[str, str | int]) -> None:
    with pytest.raises(SettingsError):
        GammuSettings.from_values(values)


@pytest.mark.parametrize(
    ("minutes", "coded"), [(5, 0), (60, 11), (720, 143), (750, 144), (1440, 167), (2880, 168), (43_200, 196)]
)
def test_validity(minutes: int, coded: int) -> None:
    assert validity(minutes) == coded


def test_words() -> None:
    assert said_of("DeliveryOK", 0) == ""
    assert said_of("Error", -1) == "SMSD could not send it"


@given(
    st.lists(
        st.tuples(st.sampled_from(["+1", "+2"]), st.lists(st.text(min_size=1, max_size=5), min_size=1, max_size=4)),
        max_size=4,
    ),
    st.randoms(use_true_random=False),
)
def test_parts_in_any_order_make_the_texts_that_were_sent(
    messages: list[tuple[str, list[str]]], random: object
) -> None:
    rows: list[tuple[str, str, bytes]] = []
    for reference, (sender, texts) in enumerate(messages):
        for number, text in enumerate(texts, start=1):
            header = bytes((5, 0, 3, reference, len(texts), number)) if len(texts) > 1 else b""
            rows.append((sender, text, header))
    random.shuffle(rows)  # type: ignore[attr-defined]
    found = joined(
        [
            InRow(n, sender, "", text.encode("utf-16-be", "surrogatepass").hex(), text, header.hex(), "", 1000)
            for n, (sender, text, header) in enumerate(rows)
        ],
        1000,
        10_000,
    )

    def through(text: str) -> str:
        return text.encode("utf-16-be", "surrogatepass").decode("utf-16-be", "replace")

    assert sorted((one.sender, one.text) for one in found) == sorted((s, through("".join(t))) for s, t in messages)
    assert sorted(row for one in found for row in one.rows) == list(range(len(rows)))
    assert len({one.key for one in found}) == len(found)


@given(st.text(max_size=800))
def test_parts_are_those_that_were_counted(text: str) -> None:
    parts = parts_of("01a0c1f6-7600-7000-8000-000000000001", text)
    assert len(parts) == measure(text).parts
    assert "".join(bytes.fromhex(p.text).decode("utf-16-be", "surrogatepass") for p in parts) == text
