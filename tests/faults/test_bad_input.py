"""Whatever comes in from outside: it is refused with a sentence or kept as data, and never does anything."""

from __future__ import annotations

import asyncio
import copy
import csv
import io
import json
import random
import tracemalloc
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from fallback_console.adapters.helpdesk.rt import RequestTracker
from fallback_console.cli import main as command_line
from fallback_console.compose.profile import open_profile
from fallback_console.domain.connection import Connection
from fallback_console.domain.errors import InputError, OutsideError
from fallback_console.domain.mirror import PulledCase, PulledItem, PulledPerson, PullPage, RawNumber
from fallback_console.domain.numbers import match_tail, parse, same_line
from fallback_console.domain.views import CaseFilter, CaseSort
from fallback_console.network.puller import STREAM, Puller
from fallback_console.ports import AddNote, CreateCase, HelpdeskWrite, IncomingSms, SendReply, SetField
from fallback_console.services import calls, cases, connections, dispatch, messages, mirroring, people, queue, sync
from fallback_console.services.calls import CallLog
from fallback_console.services.cases import NewCase
from fallback_console.services.outages import declare, set_override
from fallback_console.settings import Settings
from fallback_console.store.engine import Store
from fallback_console.store.tx import Reading
from tests.faults.agent import KEY, MachineClock
from tests.faults.hostile import NUMBERS, TEXTS
from tests.faults.invariants import thoroughly_broken
from tests.unit.adapters.helpdesk.rt_support import EVERYTHING, Helpdesk, entry_id
from tests.unit.adapters.raw_server import Behave, answer, raw_server, says

PULLS = 200
WRITES = 300
ODD: tuple[Any, ...] = (
    None,
    True,
    -1,
    0,
    2**63,
    10**400,
    1.5,
    float("inf"),
    "",
    "x",
    "0x10",
    "١٢",
    "\ud800",
    "\x00",
    "9999-99-99T99:99:99Z",
    "-0001-01-01",
    [],
    [[]],
    [None, 1, "x"],
    {},
    {"id": {}},
    {"items": []},
    "y" * 100_000,
)


@pytest.fixture
def store(memory_folder: Path) -> Iterator[Store]:
    with closing(Store.open(memory_folder, KEY, MachineClock())) as opened:
        yield opened


def refusal(fn: Callable[[], Any]) -> str | None:
    """The sentence with which something was refused, None where it was taken. Whatever else is raised is a bug."""
    try:
        fn()
    except (InputError, OutsideError) as error:
        sentence = str(error)
    else:
        return None
    assert sentence.isprintable()
    return sentence


# Wrong types


def spoilt(rng: random.Random, value: Any) -> Any:
    """A JSON value with one of its parts replaced, removed, doubled or renamed."""
    value = copy.deepcopy(value)
    places = list(_places(value))
    if not places or rng.random() < 0.03:
        return rng.choice(ODD)
    holder, key = rng.choice(places)
    what = rng.random()
    if what < 0.75:
        holder[key] = rng.choice(ODD)
    elif what < 0.9 and isinstance(holder, dict):
        del holder[key]
    elif isinstance(holder, list):
        holder.insert(key, copy.deepcopy(holder[key]))
    else:
        holder[f"{key} "] = holder.pop(key)
    return value


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in list(pairs):
        yield value, key
        yield from _places(inner)


class Spoiler:
    """Spoils answers at random, as JSON or below it."""

    def __init__(self, seed: int, share: float) -> None:
        self._random = random.Random(seed)
        self._share = share
        self.count = 0

    def __call__(self, request: httpx.Request, response: httpx.Response) -> httpx.Response:
        if self._random.random() >= self._share:
            return response
        self.count += 1
        body = response.content
        chance = self._random.random()
        if chance < 0.1:
            body = body[: self._random.randrange(len(body) + 1)]
        elif chance < 0.15:
            body = b"<!DOCTYPE html><html><body>Please sign in</body></html>"
        elif chance < 0.2:
            body = bytes(self._random.randrange(256) for _ in range(200))
        elif chance < 0.23:
            body = b"[" * 100_000
        elif response.content:
            # As other programs write it: NaN, halves of pairs and huge numbers go out as they are.
            body = json.dumps(spoilt(self._random, json.loads(body))).encode()
        headers = {**response.headers, "Content-Length": str(len(body))}
        if self._random.random() < 0.1:
            headers["Location"] = self._random.choice(("", "x", "/transaction/x", "//[", "/transaction/" + "9" * 40))
        return httpx.Response(response.status_code, headers=headers, content=body)


def pull(store: Store, rt: RequestTracker, clock: Any) -> None:
    async def main() -> None:
        try:
            await Puller(store, rt, EVERYTHING, clock, lambda _: None).run_once(asyncio.Event())
        finally:
            await rt.aclose()

    asyncio.run(main())


def mirrored(r: Reading) -> dict[str, list[tuple[Any, ...]]]:
    return {
        table: r.rows(f"SELECT {columns} FROM {table} ORDER BY 1, 2")
        for table, columns in {
            "m_case": "remote_id, subject, queue, status, priority, owner, requestor, gone",
            "m_item": "remote_id, case_remote, kind, author, text, field, old, new",
            "m_person": "remote_id, role, name, emails, numbers",
        }.items()
    }


@pytest.mark.logs_expected("fallback_console")
def test_wrong_types_everywhere_in_a_pull(store: Store, tmp_path: Path, figure: Callable[[str], None]) -> None:
    helpdesk = Helpdesk(12)
    outcomes: Counter[str] = Counter()
    answers = 0
    for seed in range(PULLS):
        spoiler = Spoiler(seed, 0.25)
        helpdesk.spoil = spoiler
        helpdesk.world.message("bob", helpdesk.clock.later(), seed % 12 + 1, f"Note {seed}", reply=False)
        if seed % 3 == 0:
            store.write(lambda tx: mirroring.forget_cursor(tx, "rt", STREAM)).result()
        refused = refusal(lambda: pull(store, helpdesk.tracker(), helpdesk.clock))
        outcomes["taken" if refused is None else "refused"] += 1
        answers += spoiler.count
    helpdesk.spoil = lambda request, response: response
    # Rows that were taken with wrong values lie under the right ones once those come newer.
    for n in range(1, 13):
        helpdesk.world.message("bob", helpdesk.clock.later(), n, "the last word", reply=False)
    store.write(lambda tx: mirroring.forget_cursor(tx, "rt", STREAM)).result()
    pull(store, helpdesk.tracker(), helpdesk.clock)
    figure(f"pulls with wrong answers: {PULLS}, answers spoilt: {answers}, {dict(outcomes)}, crashes: 0")
    assert outcomes["refused"] > PULLS / 10
    assert thoroughly_broken(store) == []
    shown = store.read(lambda r: queue.list_cases(r, CaseFilter(open_only=False), CaseSort.NEWEST, 100, 0))
    assert len(shown) >= 12
    for row in shown:
        store.read(lambda r, key=row.key: queue.timeline(r, key))  # type: ignore[misc]


def test_wrong_types_everywhere_in_answers_to_writes(figure: Callable[[str], None]) -> None:
    helpdesk = Helpdesk(20)
    rng = random.Random(4)
    outcomes: Counter[str] = Counter()
    spoilers = 0

    async def main() -> None:
        nonlocal spoilers
        for n in range(WRITES):
            helpdesk.clock.later(0.1)
            work = written(n, entry_id(helpdesk.clock, n), str(n % 20 + 1))
            helpdesk.spoil = spoiler = Spoiler(n, 0.5)
            rt = helpdesk.tracker()
            rt._writer._settle = 0.0
            look_first = False
            for _ in range(2):
                try:
                    await rt.write(work, look_first=look_first)
                except OutsideError as error:
                    outcomes[error.code] += 1
                    look_first = True
                else:
                    outcomes["taken"] += 1
                    break
            spoilers += spoiler.count
            helpdesk.spoil = lambda request, response: response
            await rt.write(work, look_first=True)
            await rt.aclose()

    def written(n: int, entry: str, case: str) -> HelpdeskWrite:
        text = f"Text {n} {rng.random()}"
        return (
            AddNote(entry, case, text),
            SendReply(entry, case, text),
            CreateCase(entry, text, "Support", text, "c1@example.net", 5, "alice"),
            SetField(entry, case, "subject", helpdesk.world.tickets[int(case)].subject, text),
        )[n % 4]

    asyncio.run(main())
    effects = helpdesk.double.effects()
    doubled = {one: count for one, count in effects.items() if count > 1}
    subjects = Counter(t.new for t in helpdesk.world.transactions if t.field == "Subject" and t.creator == "alice")
    figure(
        f"writes with wrong answers: {WRITES}, answers spoilt: {spoilers}, {dict(outcomes)}, done twice: {len(doubled)}"
    )
    assert doubled == {}
    assert len(effects) == WRITES * 3 // 4
    assert set(subjects.values()) == {1}
    assert len(subjects) == WRITES // 4


# Endless bodies


async def flood(writer: Any, server: list[int], part: bytes, head: bytes) -> None:
    writer.write(head)
    for _ in range(100_000_000 // len(part)):
        writer.write(b"%x\r\n" % len(part) + part + b"\r\n")
        await writer.drain()
        server[0] += len(part)


@pytest.mark.parametrize("what", ["announced", "endless", "html"])
def test_a_hundred_megabytes_are_not_taken_in(store: Store, what: str) -> None:
    sent = [0]
    content = b"text/html" if what == "html" else b"application/json"
    length = b"Content-Length: 100000000" if what == "announced" else b"Transfer-Encoding: chunked"
    head = b"HTTP/1.1 200 OK\r\nContent-Type: " + content + b"\r\n" + length + b"\r\n\r\n"

    async def behave(writer: Any) -> None:
        await flood(writer, sent, b" " * 65_536, head)

    async def main(behave: Behave) -> int:
        async with raw_server(behave) as server:
            rt = RequestTracker(server.url, "1-14-abc", clock=MachineClock(), trust_env=False)
            puller = Puller(store, rt, EVERYTHING, MachineClock(), lambda _: None)
            tracemalloc.start()
            try:
                with pytest.raises(OutsideError) as caught:
                    await puller.run_once(asyncio.Event())
                assert str(caught.value).isprintable()
                return tracemalloc.get_traced_memory()[1]
            finally:
                tracemalloc.stop()
                await rt.aclose()

    peak = asyncio.run(main(behave))
    assert sent[0] < 60_000_000
    assert peak < 100_000_000


@pytest.mark.parametrize(
    "body",
    [b"", b"<html></html>", b"{", b"[]", b"null", b'{"items": 7}', b"\xff\xfe", b'{"items": [' + b"[" * 50_000],
)
def test_what_is_no_answer_is_told_and_changes_nothing(store: Store, body: bytes) -> None:
    async def main() -> None:
        async with raw_server(answer(200, body)) as server:
            rt = RequestTracker(server.url, "1-14-abc", clock=MachineClock(), trust_env=False)
            with pytest.raises(OutsideError) as caught:
                await Puller(store, rt, EVERYTHING, MachineClock(), lambda _: None).run_once(asyncio.Event())
            assert caught.value.next_step
            await rt.aclose()

    asyncio.run(main())
    assert store.read(lambda r: r.value("SELECT count(*) FROM m_case")) == 0


def test_what_is_no_http_at_all(store: Store) -> None:
    async def main() -> None:
        async with raw_server(says(b"\x16\x03\x01 220 smtp ready\r\n" * 50)) as server:
            rt = RequestTracker(server.url, "1-14-abc", clock=MachineClock(), trust_env=False)
            with pytest.raises(OutsideError):
                await rt.write(AddNote(entry_id(Helpdesk().clock), "7", "text"), look_first=False)
            await rt.aclose()

    asyncio.run(main())


# Hostile texts


def hostile_page() -> PullPage:
    now = MachineClock().now_ms()
    found = tuple(
        PulledCase(str(n), n, _kept(text), _kept(text)[:50], "open", 50, "alice", f"c{n}", now - n, now - n)
        for n, text in enumerate(TEXTS, start=1)
    )
    items = tuple(
        PulledItem(f"{n}", f"{n}", "customer", _kept(text)[:80], now, _kept(text))
        for n, text in enumerate(TEXTS, start=1)
    )
    persons = tuple(
        PulledPerson(
            f"c{n}",
            "customer",
            _kept(text),
            (_kept(text)[:60],),
            (RawNumber("mobile", _kept(NUMBERS[n % len(NUMBERS)])),),
        )
        for n, text in enumerate(TEXTS, start=1)
    )
    return PullPage(found, items, persons, "{}", True)


def _kept(text: str) -> str:
    """A text as an adapter hands it on."""
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" or c == "\x00" else c for c in text)


@pytest.fixture
def hostile_folder(tmp_path: Path) -> Path:
    """A profile whose mirror, journal and people are full of such texts."""
    folder = tmp_path / "profile"
    profile = open_profile(folder, Settings(login="alice"), kind="demo")
    with closing(profile):
        store = profile.store
        store.write(lambda tx: mirroring.store_page(tx, "rt", STREAM, hostile_page())).result()
        store.write(
            lambda tx: connections.save(tx, Connection("sms:kannel", "kannel", {"url": "http://127.0.0.1:1"}))
        ).result()
        for n, text in enumerate(TEXTS, start=1):
            key = f"rt:{n}"
            for fn, args in (
                (cases.add_note, (key, text)),
                (cases.reply, (key, text)),
                (cases.set_next_action, (key, text[:900], None)),
                (cases.set_field, (key, "subject", text[:900])),
                (cases.set_field, (key, "owner", text[:900])),
                (cases.create_case, (NewCase(text[:900], "Support", text, phone=NUMBERS[n % len(NUMBERS)]),)),
                (messages.send_sms, (key, "+12025550142", text)),
                (declare, (("helpdesk", text[:50]), text, 0)),
                (set_override, ("helpdesk", "down", text)),
            ):
                refusal(lambda fn=fn, args=args: store.write(lambda tx: fn(tx, "alice", *args)).result())  # type: ignore[misc]
        while store.write(mirroring.index_some).result():
            pass
    return folder


def dangerous(text: str) -> set[str]:
    """Characters that a terminal obeys or that turn the direction of what follows."""
    return {c for c in text if c != "\n" and (unicodedata.category(c) in ("Cc", "Cs") or c in "\u061c\u200e\u200f")} | {
        c for c in text if "\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069"
    }


COMMANDS = (
    ("queue", "--all"),
    ("search", "=cmd"),
    ("search", '"; DROP TABLE', "NEAR(", "*"),
    ("people",),
    ("status",),
    ("callbacks",),
    ("deliveries",),
    ("conflicts",),
    ("case", "8"),
    ("case", "9"),
    ("case", "11"),
    ("case", "12"),
    ("case", "13"),
    ("case", "14"),
    ("case", "15"),
    ("case", "23"),
    ("case", "24"),
)


@pytest.mark.logs_expected("fallback_console")
def test_the_command_line_shows_hostile_texts_and_obeys_none(
    hostile_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    common = ("--data-dir", str(hostile_folder), "--profile", "demo")
    for words in COMMANDS:
        assert command_line([*words, *common]) == 0, words
        plain = capsys.readouterr().out
        assert plain
        assert dangerous(plain) == set(), words
        assert command_line([*words, "--json", *common]) == 0
        raw = capsys.readouterr().out
        assert dangerous(raw) == set(), words
        assert json.loads(raw)["ok"] is True
    for what in ("cases", "people"):
        target = tmp_path / f"{what}.csv"
        assert command_line(["export", what, "--out", str(target), "--all", *common]) == 0
        capsys.readouterr()
        content = target.read_text(encoding="utf-8-sig")
        rows = list(csv.reader(io.StringIO(content, newline="")))
        assert len({len(row) for row in rows}) == 1
        assert len(rows) > len(TEXTS)
        for cell in (cell for row in rows for cell in row):
            bare = cell.lstrip(" \u00a0\u3000")
            assert not bare.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")), cell[:50]
    assert command_line(["export", "print", "--out", str(tmp_path / "lists.pdf"), "--all", *common]) == 0
    assert (tmp_path / "lists.pdf").read_bytes().startswith(b"%PDF")


def test_hostile_texts_are_kept_found_and_whole(hostile_folder: Path) -> None:
    profile = open_profile(hostile_folder, Settings(login="alice"), kind="demo")
    with closing(profile):
        store = profile.store
        assert thoroughly_broken(store) == []
        rows = store.read(lambda r: queue.list_cases(r, CaseFilter(open_only=False), CaseSort.NEWEST, 1000, 0))
        assert len(rows) >= len(TEXTS)
        for row in rows:
            store.read(lambda r, key=row.key: (queue.case_detail(r, key), queue.timeline(r, key)))  # type: ignore[misc]
        for text in (*TEXTS, *NUMBERS):
            store.read(lambda r, t=text: queue.search_cases(r, t))  # type: ignore[misc]
            store.read(lambda r, t=text: queue.count_cases(r, CaseFilter(search=t)))  # type: ignore[misc]
            store.read(lambda r, t=text: people.list_people(r, t))  # type: ignore[misc]
            store.read(lambda r, t=text: people.match_number(r, t))  # type: ignore[misc]
        found = store.read(lambda r: queue.search_cases(r, "bold"))
        assert any("<b>bold</b>" in row.subject for row in found)


def test_hostile_texts_reach_the_helpdesk_as_text(hostile_folder: Path) -> None:
    """Delivered through the adapter: nothing fails, nothing is taken for markup or another header."""
    helpdesk = Helpdesk(len(TEXTS))
    profile = open_profile(hostile_folder, Settings(login="alice"), kind="demo")

    async def main(store: Store) -> int:
        rt = helpdesk.tracker()
        done = 0
        for row in store.read(lambda r: sync.deliveries(r, sink="helpdesk", limit=10_000)):
            entry = store.read(lambda r, row=row: dispatch.entry_of(r, dispatch.deliveries.get(r, row.id)))  # type: ignore[misc]
            if entry.kind in ("note.added", "reply.sent") and entry.subject.startswith("case:rt:"):
                write = AddNote if entry.kind == "note.added" else SendReply
                await rt.write(write(entry.id, entry.subject[8:], entry.body["text"]), look_first=False)
                done += 1
        await rt.aclose()
        return done

    with closing(profile):
        done = asyncio.run(main(profile.store))
    assert done > len(TEXTS)
    assert set(helpdesk.double.effects().values()) == {1}
    assert helpdesk.double.effects().total() == done


# Absurd numbers


def test_absurd_numbers(store: Store) -> None:
    store.write(lambda tx: mirroring.store_page(tx, "rt", STREAM, hostile_page())).result()
    store.write(lambda tx: connections.save(tx, Connection("sms:kannel", "kannel"))).result()
    for n, number in enumerate(NUMBERS):
        for region in ("", "JP", "US", "XX"):
            parsed = parse(number, region)
            assert len(parsed.raw) <= 64
            assert dangerous(parsed.shown(region)) == set()
        match_tail(number)
        same_line(number, "+12025550142")
        call = CallLog("in", number, "", 0, 0, "reached", "who was that")
        for fn, args in (
            (calls.log_call, ("rt:1", call)),
            (calls.log_call, ("", call)),
            (messages.send_sms, ("", number, "hello")),
        ):
            refusal(lambda fn=fn, args=args: store.write(lambda tx: fn(tx, "alice", *args)).result())  # type: ignore[misc]
        event = IncomingSms("kannel", f"id {n}", number, number, "STOP", 0)
        taken = store.write(lambda tx, e=event: messages.take_in(tx, e)).result()  # type: ignore[misc]
        assert taken is not None
        assert store.write(lambda tx, e=event: messages.take_in(tx, e)).result() is None  # type: ignore[misc]
    assert thoroughly_broken(store) == []


# Strange mirrors


def test_a_huge_history_doubled_ids_and_vanishing_cases(store: Store, figure: Callable[[str], None]) -> None:
    now = MachineClock().now_ms()
    items = tuple(PulledItem(f"{n}", "1", "customer", "c1", now + n, f"Text {n} 障害") for n in range(1, 20_001))
    case = PulledCase("1", 20_000, "Endless", "Support", "open", 50, "", "c1", now, now)
    other = PulledCase("2", 5, "Other", "Support", "open", 50, "", "c1", now, now)
    page = PullPage((case, case, other, other), (*items, *items[-100:]), (), "{}", True)
    store.write(lambda tx: mirroring.store_page(tx, "rt", STREAM, page)).result()
    while store.write(mirroring.index_some).result():
        pass
    shown = store.read(lambda r: queue.timeline(r, "rt:1", limit=200))
    assert [row.text for row in shown] == [f"Text {n} 障害" for n in range(19_801, 20_001)]
    older = store.read(lambda r: queue.timeline(r, "rt:1", before=shown[0].order, limit=200))
    assert older[-1].text == "Text 19800 障害"
    assert store.read(lambda r: queue.count_cases(r, CaseFilter())) == 2
    saved = store.write(lambda tx: cases.add_note(tx, "alice", "rt:2", "what I wanted to say")).result()
    gone = PullPage((), (), (), "{}", True, gone=("2", "2", "77"))
    store.write(lambda tx: mirroring.store_page(tx, "rt", STREAM, gone)).result()
    # What waits for a case that vanished is still there, to be decided by a person.
    assert [row.entry_id for row in store.read(lambda r: sync.deliveries(r))] == list(saved.entry_ids)
    assert thoroughly_broken(store) == []
    back = PullPage((other,), (), (), "{}", True)
    store.write(lambda tx: mirroring.store_page(tx, "rt", STREAM, back)).result()
    assert [row.entry_id for row in store.read(lambda r: queue.timeline(r, "rt:2")) if row.entry_id] == list(
        saved.entry_ids
    )
    assert thoroughly_broken(store) == []
    figure("history of 20,000 items, every id twice: one case, every item once")
