"""The runner of migrations, on sets made for the test; and the real set on a new database.

From the second real migration on, each gets a test on a stored database of the version before it (``tests/unit/store/old``).
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from fallback_console.domain.broadcast import Audience
from fallback_console.domain.errors import CorruptError, DiskFullError, StoreError, TooNewError
from fallback_console.domain.escalation import ChainStep
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.domain.telephone import CallState, PhoneCall
from fallback_console.domain.watch_rules import Condition
from fallback_console.network.local_hub import LocalHub
from fallback_console.ports.hub import Held, HubMessage
from fallback_console.services import (
    briefing,
    cases,
    dispatch,
    escalation,
    escalation_chains,
    escalation_list,
    missed_calls,
    outages,
    roll_call,
    roll_call_list,
    rule_waves,
    swarm,
    swarm_list,
    teaming,
    watch_rules,
)
from fallback_console.store.backup import backups, verify
from fallback_console.store.engine import Store
from fallback_console.store.migrate import upgrade
from fallback_console.store.migrations import MIGRATIONS
from fallback_console.store.number_index import is_number
from fallback_console.store.rebuild import rebuild_all
from fallback_console.store.search import find_people, index_some
from fallback_console.store.sqlcipher import Connection
from fallback_console.store.version import SCHEMA_VERSION, Upgrade
from tests.unit.store.support import KEY, NOW, WAIT, StillClock, raw

Step = Callable[[Database], None]


def make_first(db: Database) -> None:
    db.execute("CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT)")
    db.execute("CREATE TABLE child (id INTEGER PRIMARY KEY, parent INTEGER NOT NULL REFERENCES parent (id))")


def add_column(db: Database) -> None:
    db.execute("ALTER TABLE parent ADD COLUMN colour TEXT NOT NULL DEFAULT 'red'")


def remake_table(db: Database) -> None:
    db.execute("CREATE TABLE parent2 (id INTEGER PRIMARY KEY, title TEXT)")
    db.execute("INSERT INTO parent2 SELECT id, name FROM parent")
    db.execute("DROP TABLE parent")
    db.execute("ALTER TABLE parent2 RENAME TO parent")


def fail(db: Database) -> None:
    db.execute("DELETE FROM parent")
    raise ValueError("a fault in the migration")


def refuse(db: Database) -> None:
    db.execute("DELETE FROM parent")
    db.execute("INSERT INTO nowhere VALUES (1)")


def orphan(db: Database) -> None:
    db.execute("DELETE FROM parent")


def fill_disk(db: Database) -> None:
    db.execute("PRAGMA max_page_count = 1")
    db.execute("INSERT INTO parent (name) VALUES (zeroblob(1000000))")


def numbered(*steps: Step) -> Migrations:
    """A set of migrations from functions."""
    migrations = Migrations("test")
    for number, step in enumerate(steps, 1):
        migrations(name=f"{number:04d}_{step.__name__}")(step)
    return migrations


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "console.db"


@pytest.fixture
def conn(path: Path) -> Iterator[Connection]:
    with closing(raw(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
        yield connection


@pytest.fixture
def old(conn: Connection, path: Path) -> Connection:
    """A database that has seen the first migration, with rows."""
    assert upgrade(conn, path, KEY, NOW, numbered(make_first)) == Upgrade(0, 1)
    conn.execute("INSERT INTO parent (id, name) VALUES (1, 'kept')")
    conn.execute("INSERT INTO child (parent) VALUES (1)")
    return conn


def version(conn: Connection) -> object:
    row = conn.execute("PRAGMA user_version").fetchone()
    assert row is not None
    return row[0]


def as_it_was(conn: Connection) -> None:
    """The old database, untouched and usable."""
    assert not conn.in_transaction
    assert version(conn) == 1
    assert conn.execute("SELECT id, name FROM parent").fetchall() == [(1, "kept")]
    assert conn.execute("PRAGMA foreign_keys").fetchone() == (1,)
    assert conn.execute("SELECT count(*) FROM _sqlite_migrations").fetchone() == (1,)


def test_a_new_database_needs_no_backup(conn: Connection, path: Path) -> None:
    assert upgrade(conn, path, KEY, NOW, numbered(make_first, add_column)) == Upgrade(0, 2)
    assert version(conn) == 2
    assert backups(path.parent) == []
    assert upgrade(conn, path, KEY, NOW, numbered(make_first, add_column)) == Upgrade(2, 2)


def test_an_old_database_is_backed_up_and_upgraded(old: Connection, path: Path) -> None:
    done = upgrade(old, path, KEY, NOW, numbered(make_first, add_column, remake_table))
    assert (done.before, done.after) == (1, 3)
    assert done.backup is not None
    assert backups(path.parent) == [done.backup]
    assert done.backup.version == 1
    assert old.execute("SELECT title FROM parent").fetchall() == [("kept",)]
    assert old.execute("PRAGMA foreign_keys").fetchone() == (1,)
    verify(done.backup.path, KEY)
    with closing(raw(done.backup.path)) as backup:
        assert backup.execute("SELECT id, name FROM parent").fetchall() == [(1, "kept")]


@pytest.mark.parametrize(
    ("step", "kind"), [(fail, StoreError), (refuse, StoreError), (orphan, CorruptError), (fill_disk, DiskFullError)]
)
def test_a_failing_migration_leaves_everything_as_it_was(
    old: Connection, path: Path, step: Step, kind: type[StoreError]
) -> None:
    with pytest.raises(StoreError) as caught:
        upgrade(old, path, KEY, NOW, numbered(make_first, add_column, step))
    assert type(caught.value) is kind
    assert caught.value.next_step
    as_it_was(old)
    assert len(backups(path.parent)) == 1
    old.execute("PRAGMA max_page_count = 100000")
    assert upgrade(old, path, KEY, NOW, numbered(make_first, add_column)).after == 2


def test_no_migration_without_a_backup(old: Connection, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse_backup(*args: object) -> None:
        raise DiskFullError("There is no room left.", "Free some.")

    monkeypatch.setattr("fallback_console.store.migrate.back_up_from", refuse_backup)
    with pytest.raises(DiskFullError):
        upgrade(old, path, KEY, NOW, numbered(make_first, add_column))
    as_it_was(old)


def test_a_newer_database_is_refused(old: Connection, path: Path) -> None:
    upgrade(old, path, KEY, NOW, numbered(make_first, add_column))
    with pytest.raises(TooNewError) as caught:
        upgrade(old, path, KEY, NOW, numbered(make_first))
    assert "newest version" in caught.value.next_step
    assert version(old) == 2


def test_the_real_migrations_are_numbered_and_make_a_sound_database(store: Store) -> None:
    names = [migration.name for migration in MIGRATIONS.pending(Database(memory=True))]
    assert [name[:5] for name in names] == [f"{number:04d}_" for number in range(1, len(names) + 1)]
    assert store.upgraded == Upgrade(0, len(names))
    assert store.read(lambda r: r.rows("PRAGMA integrity_check")) == [("ok",)]
    assert store.read(lambda r: r.rows("PRAGMA foreign_key_check")) == []
    tables = store.read(lambda r: {row[0] for row in r.rows("SELECT name FROM sqlite_master WHERE type = 'table'")})
    assert tables >= {
        "meta", "connection", "secret", "m_case", "m_item", "m_person", "m_vocabulary", "pull_state", "entry", "delivery"
    }  # fmt: skip


def test_last_words_are_found_for_what_is_there_already(folder: Path, clock: StillClock) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    three = Migrations(MIGRATIONS.name)
    for migration in MIGRATIONS.pending(Database(memory=True))[:3]:
        three(name=migration.name)(migration.fn)
    with closing(raw(folder / "console.db")) as conn:
        conn.execute("PRAGMA journal_mode = WAL").fetchall()
        assert upgrade(conn, folder / "console.db", KEY, NOW, three).after == 3
        conn.execute(
            "INSERT INTO p_case (key, source, remote_id, number, subject, queue, status, priority, owner, customer_key,"
            " customer, closed, due_order, next_action, created_at, last_at, unsent, conflict, pending, stale)"
            " VALUES ('rt:1', 'rt', '1', '1', 's', 'q', 'open', 1, '', '', '', 0, 5, '', 1, 1, 0, 0, '', 0)"
        )
        conn.execute(
            "INSERT INTO m_item (source, remote_id, case_remote, kind, author, at, text, field, old, new, attachments,"
            " marker) VALUES ('rt', '9', '1', 'customer', 'ann', 77, '', '', '', '', '[]', '')"
        )
        conn.execute(
            "INSERT INTO entry (id, station, number, hlc, made_at, actor, kind, subject, body) VALUES ('e', 's', 1,"
            " '000000000000033.000000.s', 33, 'alice', 'reply.sent', 'case:rt:1', '{}')"
        )
        assert upgrade(conn, folder / "console.db", KEY, NOW, MIGRATIONS).before == 3
        assert conn.execute("SELECT customer_at, answer_at FROM p_case").fetchall() == [(77, 33)]


def test_people_that_are_there_already_are_sorted_and_indexed_anew(folder: Path, clock: StillClock) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    five = Migrations(MIGRATIONS.name)
    for migration in MIGRATIONS.pending(Database(memory=True))[:5]:
        five(name=migration.name)(migration.fn)
    person = (
        "INSERT INTO p_person (key, source, remote_id, name, role, emails, organisation, language, timezone, stale)"
    )
    a_case = (
        "INSERT INTO p_case (key, source, remote_id, number, subject, queue, status, priority, owner, customer_key,"
        " customer, closed, due_order, next_action, created_at, last_at, unsent, conflict, pending, stale)"
        " VALUES (?, 'rt', ?, '1', 's', 'q', 'open', 1, '', '', ?, 0, 5, '', 1, 1, 0, 0, '', 0)"
    )
    with closing(raw(folder / "console.db")) as conn:
        conn.execute("PRAGMA journal_mode = WAL").fetchall()
        assert upgrade(conn, folder / "console.db", KEY, NOW, five).after == 5
        conn.execute(f"{person} VALUES ('rt:a', 'rt', 'a', 'Ann', 'customer', '[]', '', '', '', 0)")
        conn.execute(a_case, ("rt:1", "1", "Ann"))
        conn.execute(a_case, ("rt:2", "2", "サクラ医院"))
        assert upgrade(conn, folder / "console.db", KEY, NOW, MIGRATIONS).before == 5
        assert conn.execute("SELECT name, reading, sorted_by, stale FROM p_person").fetchall() == [
            ("Ann", "", "Ann", 1)
        ]
        assert conn.execute("SELECT key, stale FROM p_case ORDER BY key").fetchall() == [("rt:1", 0), ("rt:2", 1)]


def test_what_was_delivered_before_is_found_by_its_time(folder: Path, clock: StillClock) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    six = Migrations(MIGRATIONS.name)
    for migration in MIGRATIONS.pending(Database(memory=True))[:6]:
        six(name=migration.name)(migration.fn)
    with closing(raw(folder / "console.db")) as conn:
        conn.execute("PRAGMA journal_mode = WAL").fetchall()
        assert upgrade(conn, folder / "console.db", KEY, NOW, six).after == 6
        conn.execute(
            "INSERT INTO entry (id, station, number, hlc, made_at, actor, kind, subject, body) VALUES ('e', 's', 1,"
            " '000000000000033.000000.s', 33, 'alice', 'note.added', 'case:rt:1', '{}')"
        )
        conn.execute(
            "INSERT INTO delivery (entry_id, sink, lane, position, state, changed_at, created_at)"
            " VALUES ('e', 'helpdesk', 'l', 1, 'confirmed', 77, 33)"
        )
        assert upgrade(conn, folder / "console.db", KEY, NOW, MIGRATIONS).before == 6
        found = "SELECT changed_at FROM delivery INDEXED BY delivery_done WHERE state IN ('confirmed', 'dropped')"
        assert conn.execute(f"{found} AND changed_at >= 50").fetchall() == [(77,)]


def test_people_that_are_there_already_are_found_by_their_mail_addresses(folder: Path, clock: StillClock) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    seven = Migrations(MIGRATIONS.name)
    for migration in MIGRATIONS.pending(Database(memory=True))[:7]:
        seven(name=migration.name)(migration.fn)
    person = (
        "INSERT INTO {} (source, remote_id, name, role, emails, organisation, language, timezone{}) VALUES"
        " ('rt', 'a', 'Ann', 'customer', '[\"Ann@Example.net\",\"ann@example.net\"]', '', 'ja', ''{})"
    )
    with closing(raw(folder / "console.db")) as conn:
        conn.execute("PRAGMA journal_mode = WAL").fetchall()
        assert upgrade(conn, folder / "console.db", KEY, NOW, seven).after == 7
        conn.execute(person.format("p_person", ", key, sorted_by, stale", ", 'rt:a', 'Ann', 0"))
        conn.execute(person.format("m_person", ", numbers", ", '[]'"))
        assert upgrade(conn, folder / "console.db", KEY, NOW, MIGRATIONS).before == 7
        assert conn.execute("SELECT * FROM p_mail").fetchall() == [("ann@example.net", 1)]
        assert conn.execute("SELECT languages, skills, in_groups, stale FROM p_person").fetchall() == [
            ('["ja"]', "[]", "[]", 1)
        ]
        conn.execute("INSERT INTO meta (name, value) VALUES ('station', 'abc')")
    with closing(Store.open(folder, KEY, clock)) as store:
        compared = store.write(rebuild_all).result(WAIT)
        assert {name: found for name, found in compared.items() if found.differing} == {}


def test_who_was_reached_is_kept_from_now_on(folder: Path, clock: StillClock) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    eight = Migrations(MIGRATIONS.name)
    for migration in MIGRATIONS.pending(Database(memory=True))[:8]:
        eight(name=migration.name)(migration.fn)
    with closing(raw(folder / "console.db")) as conn:
        conn.execute("PRAGMA journal_mode = WAL").fetchall()
        assert upgrade(conn, folder / "console.db", KEY, NOW, eight).after == 8
        conn.execute("INSERT INTO meta (name, value) VALUES ('station', 'abc')")
        assert upgrade(conn, folder / "console.db", KEY, NOW, MIGRATIONS).before == 8
        # What is still open is found without looking at the rest.
        plan = conn.execute(
            "EXPLAIN QUERY PLAN SELECT id FROM p_reach WHERE state IN ('trying', 'exhausted', 'delivered')"
            " AND state = 'trying' ORDER BY started_at, id"
        ).fetchall()
        assert any("p_reach_open" in str(row) for row in plan)
    with closing(Store.open(folder, KEY, clock)) as store:
        compared = store.write(rebuild_all).result(WAIT)
        assert (compared["p_reach"].rows, compared["p_paths"].rows) == (0, 0)


def test_deliveries_that_wait_already_go_first(folder: Path, clock: StillClock) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    before = Migrations(MIGRATIONS.name)
    for migration in MIGRATIONS.pending(Database(memory=True)):
        if migration.name < "0010_broadcasts":
            before(name=migration.name)(migration.fn)
    with closing(raw(folder / "console.db")) as conn:
        conn.execute("PRAGMA journal_mode = WAL").fetchall()
        upgrade(conn, folder / "console.db", KEY, NOW, before)
        conn.execute(
            "INSERT INTO entry (id, station, number, hlc, made_at, actor, kind, subject, body) VALUES ('e', 's', 1,"
            " '000000000000033.000000.s', 33, 'alice', 'note.added', 'case:rt:1', '{}')"
        )
        conn.execute(
            "INSERT INTO delivery (entry_id, sink, lane, position, state, head, changed_at, created_at)"
            " VALUES ('e', 'helpdesk', 'rt:1', 1, 'waiting', 1, 33, 33)"
        )
        conn.execute("INSERT INTO meta (name, value) VALUES ('station', 'abc')")
        upgrade(conn, folder / "console.db", KEY, NOW, MIGRATIONS)
        assert conn.execute("SELECT rank FROM delivery").fetchall() == [(0,)]
    with closing(Store.open(folder, KEY, clock)) as store:
        assert store.read(lambda r: dispatch.next_retry_at(r, "helpdesk")) == 0
        compared = store.write(rebuild_all).result(WAIT)
        assert (compared["p_broadcast"].rows, compared["p_broadcast_to"].rows) == (0, 0)


def test_missed_calls_are_found_without_looking_at_the_rest(folder: Path, clock: StillClock) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    ten = Migrations(MIGRATIONS.name)
    for migration in MIGRATIONS.pending(Database(memory=True))[:10]:
        ten(name=migration.name)(migration.fn)
    with closing(raw(folder / "console.db")) as conn:
        conn.execute("PRAGMA journal_mode = WAL").fetchall()
        assert upgrade(conn, folder / "console.db", KEY, NOW, ten).after == 10
        conn.execute("INSERT INTO meta (name, value) VALUES ('station', 'abc')")
        assert upgrade(conn, folder / "console.db", KEY, NOW, MIGRATIONS).before == 10
    with closing(Store.open(folder, KEY, clock)) as store:
        at = clock.now_ms()
        call = PhoneCall("1", "phone:fake", "in", "+447700900123", "", CallState.ENDED, "cancelled", at, None, at + 9)
        assert store.write(lambda tx: missed_calls.note(tx, call)).result(WAIT)
        assert [row.number for row in store.read(lambda r: missed_calls.missed(r, at))] == ["+447700900123"]
        compared = store.write(rebuild_all).result(WAIT)
        assert {name: found for name, found in compared.items() if found.differing} == {}


def test_what_was_delivered_before_there_was_a_team_is_told_to_it(folder: Path, clock: StillClock) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    before = Migrations(MIGRATIONS.name)
    for migration in MIGRATIONS.pending(Database(memory=True)):
        if migration.name < "0014_team":
            before(name=migration.name)(migration.fn)
    with closing(raw(folder / "console.db")) as conn:
        conn.execute("PRAGMA journal_mode = WAL").fetchall()
        upgrade(conn, folder / "console.db", KEY, NOW, before)
        for number, state in enumerate(("confirmed", "waiting", "unknown"), 1):
            conn.execute(
                "INSERT INTO entry (id, station, number, hlc, made_at, actor, kind, subject, body) VALUES (?, 'abc', ?, ?, 33,"
                " 'alice', 'note.added', 'case:rt:1', '{\"text\":\"\"}')",
                (f"e{number}", number, f"00000000000003{number}.000000.abc"),
            )
            conn.execute(
                "INSERT INTO delivery (entry_id, sink, lane, position, state, head, changed_at, created_at)"
                " VALUES (?, 'helpdesk', ?, 1, ?, ?, 33, 33)",
                (f"e{number}", f"rt:{number}", state, state != "confirmed"),
            )
        conn.execute("INSERT INTO meta (name, value) VALUES ('station', 'abc')")
        upgrade(conn, folder / "console.db", KEY, NOW, MIGRATIONS)
        plan = conn.execute(
            "EXPLAIN QUERY PLAN SELECT id FROM entry WHERE subject = 'case:rt:1' AND kind = 'x' ORDER BY hlc"
        ).fetchall()
        assert any("entry_subject" in str(row) for row in plan)
    with closing(Store.open(folder, KEY, clock)) as store:
        assert store.write(teaming.tell).result(WAIT) == 2
        assert store.write(teaming.tell).result(WAIT) == 0
        told = store.read(lambda r: r.value("SELECT body FROM entry WHERE kind = 'deliveries.told'"))
        assert [one[:3] for one in json.loads(told)["states"]] == [
            ["e1", "helpdesk", "confirmed"],
            ["e3", "helpdesk", "unknown"],
        ]
        compared = store.write(rebuild_all).result(WAIT)
        assert compared["p_case"].rows == 0


def test_a_station_alone_gets_a_hub_of_its_own(folder: Path, clock: StillClock) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    eleven = Migrations(MIGRATIONS.name)
    for migration in MIGRATIONS.pending(Database(memory=True))[:11]:
        eleven(name=migration.name)(migration.fn)
    with closing(raw(folder / "console.db")) as conn:
        conn.execute("PRAGMA journal_mode = WAL").fetchall()
        assert upgrade(conn, folder / "console.db", KEY, NOW, eleven).after == 11
        conn.execute("INSERT INTO meta (name, value) VALUES ('station', 'abc')")
        assert upgrade(conn, folder / "console.db", KEY, NOW, MIGRATIONS).before == 11
    with closing(Store.open(folder, KEY, clock)) as store:
        hub = LocalHub(store, clock)
        assert asyncio.run(hub.append([HubMessage("e-1", "note.added", b"x")] * 2)) == 2
        assert [(r.cursor, r.station, r.id) for r in asyncio.run(hub.read(0, 9))] == [(1, "abc", "e-1")]
        assert asyncio.run(hub.compare_and_set("k", b"v", 0)) == Held(b"v", 1)


def test_briefings_are_kept_from_now_on(folder: Path, clock: StillClock) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    before = Migrations(MIGRATIONS.name)
    for migration in MIGRATIONS.pending(Database(memory=True)):
        if not migration.name.endswith("_briefings"):
            before(name=migration.name)(migration.fn)
    with closing(raw(folder / "console.db")) as conn:
        conn.execute("PRAGMA journal_mode = WAL").fetchall()
        upgrade(conn, folder / "console.db", KEY, NOW, before)
        conn.execute("INSERT INTO meta (name, value) VALUES ('station', 'abc')")
        upgrade(conn, folder / "console.db", KEY, NOW, MIGRATIONS)
    with closing(Store.open(folder, KEY, clock)) as store:
        at = clock.now_ms()
        store.write(lambda tx: outages.declare(tx, "monitor", ["slack"], "", at)).result(WAIT)
        given = store.write(lambda tx: briefing.give(tx, "kim", "Slack is down.", "", "")).result(WAIT)
        store.write(lambda tx: briefing.mark_read(tx, "lee", given)).result(WAIT)
        assert [one.read for one in store.read(lambda r: briefing.listed(r, "kim"))] == [1]
        compared = store.write(rebuild_all).result(WAIT)
        assert {name: found for name, found in compared.items() if found.differing} == {}


def test_a_database_from_before_roll_calls_takes_one(folder: Path, clock: StillClock) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    older = Migrations(MIGRATIONS.name)
    for migration in MIGRATIONS.pending(Database(memory=True)):
        if migration.name < "0016_roll_calls":
            older(name=migration.name)(migration.fn)
    with closing(raw(folder / "console.db")) as conn:
        conn.execute("PRAGMA journal_mode = WAL").fetchall()
        upgrade(conn, folder / "console.db", KEY, NOW, older)
        conn.execute("INSERT INTO meta (name, value) VALUES ('station', 'abc')")
        upgrade(conn, folder / "console.db", KEY, NOW, MIGRATIONS)
    with closing(Store.open(folder, KEY, clock)) as store:
        now = clock.now_ms()
        audience = Audience(numbers=("+447700900123",))
        made = store.read(lambda r: roll_call.plan(r, "alice", "", {}, audience, ReachRules(), now))
        for done in (0, 1):
            store.write(lambda tx, done=done: roll_call.advance(tx, "alice", made, done)).result(WAIT)  # type: ignore[misc]
        found = store.read(roll_call_list.newest)
        assert found is not None
        assert (found.id, found.counts["queued"]) == (made.roll, 1)
        compared = store.write(rebuild_all).result(WAIT)
        assert {name: found for name, found in compared.items() if found.differing} == {}
        assert compared["p_roll_to"].rows == 1


def test_a_database_from_before_escalations_takes_one(folder: Path, clock: StillClock) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    older = Migrations(MIGRATIONS.name)
    for migration in MIGRATIONS.pending(Database(memory=True)):
        if not migration.name.endswith("_escalations"):
            older(name=migration.name)(migration.fn)
    with closing(raw(folder / "console.db")) as conn:
        conn.execute("PRAGMA journal_mode = WAL").fetchall()
        upgrade(conn, folder / "console.db", KEY, NOW, older)
        conn.execute("INSERT INTO meta (name, value) VALUES ('station', 'abc')")
        upgrade(conn, folder / "console.db", KEY, NOW, MIGRATIONS)
    with closing(Store.open(folder, KEY, clock)) as store:
        steps = (ChainStep(("group:Nobody yet",), 5),)
        store.write(lambda tx: escalation_chains.save(tx, "sue", "Support", steps)).result(WAIT)
        one = store.write(lambda tx: escalation.start(tx, "alice", "", "Ring", ReachRules())).result(WAIT)
        assert store.read(lambda r: escalation_list.find(r, one)).state == "exhausted"
        compared = store.write(rebuild_all).result(WAIT)
        assert {name: found for name, found in compared.items() if found.differing} == {}
        assert (compared["p_chain"].rows, compared["p_escalation"].rows) == (1, 1)


def test_a_database_from_before_swarms_takes_one(folder: Path, clock: StillClock) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    older = Migrations(MIGRATIONS.name)
    for migration in MIGRATIONS.pending(Database(memory=True)):
        if not migration.name.endswith("_swarms"):
            older(name=migration.name)(migration.fn)
    with closing(raw(folder / "console.db")) as conn:
        conn.execute("PRAGMA journal_mode = WAL").fetchall()
        upgrade(conn, folder / "console.db", KEY, NOW, older)
        conn.execute("INSERT INTO meta (name, value) VALUES ('station', 'abc')")
        upgrade(conn, folder / "console.db", KEY, NOW, MIGRATIONS)
    with closing(Store.open(folder, KEY, clock)) as store:
        case = store.write(lambda tx: cases.create_case(tx, "alice", cases.NewCase("Line", "Support", "Dead"))).result(
            WAIT
        )
        one = store.write(lambda tx: swarm.start(tx, "alice", case.case_key, "The carrier", "Two sites")).result(WAIT)
        assert store.read(lambda r: swarm_list.find(r, one)).state == "open"
        compared = store.write(rebuild_all).result(WAIT)
        assert {name: found for name, found in compared.items() if found.differing} == {}
        assert (compared["p_swarm"].rows, compared["p_swarm_member"].rows) == (1, 1)


def test_a_database_from_before_watch_rules_takes_one(folder: Path, clock: StillClock) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    older = Migrations(MIGRATIONS.name)
    for migration in MIGRATIONS.pending(Database(memory=True)):
        if not migration.name.endswith("_watch_rules"):
            older(name=migration.name)(migration.fn)
    with closing(raw(folder / "console.db")) as conn:
        conn.execute("PRAGMA journal_mode = WAL").fetchall()
        upgrade(conn, folder / "console.db", KEY, NOW, older)
        conn.execute("INSERT INTO meta (name, value) VALUES ('station', 'abc')")
        upgrade(conn, folder / "console.db", KEY, NOW, MIGRATIONS)
    with closing(Store.open(folder, KEY, clock)) as store:
        wanted = watch_rules.Wanted("Many", Condition("障害"), 2, 5)
        store.write(lambda tx: watch_rules.save(tx, "sue", wanted, ReachRules())).result(WAIT)
        for _ in range(2):
            new = cases.NewCase("ネットワーク障害", "Support", "text")
            store.write(lambda tx, new=new: cases.create_case(tx, "alice", new)).result(WAIT)  # type: ignore[misc]
        (due,) = store.read(lambda r: rule_waves.due(r, clock.now_ms()))
        assert store.write(lambda tx: rule_waves.fire(tx, due.rule)).result(WAIT) == ""
        compared = store.write(rebuild_all).result(WAIT)
        assert {name: found for name, found in compared.items() if found.differing} == {}
        assert (compared["p_watch_rule"].rows, compared["p_rule_fired"].rows) == (1, 1)


def test_teammates_get_the_login_they_work_by(folder: Path, clock: StillClock) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    before = Migrations(MIGRATIONS.name)
    for migration in MIGRATIONS.pending(Database(memory=True)):
        if migration.name < "0017_roster":
            before(name=migration.name)(migration.fn)
    with closing(raw(folder / "console.db")) as conn:
        conn.execute("PRAGMA journal_mode = WAL").fetchall()
        upgrade(conn, folder / "console.db", KEY, NOW, before)
        for pk, key, role in ((1, "rt:ann", "team"), (2, "file.hr:7", "expert"), (3, "rt:cy@example.org", "customer")):
            conn.execute(
                "INSERT INTO p_person (pk, key, source, remote_id, name, role, emails, organisation, language, timezone,"
                " stale) VALUES (?, ?, 'rt', ?, 'Name', ?, '[]', '', '', '', 0)",
                (pk, key, key.partition(":")[2], role),
            )
        conn.execute("INSERT INTO p_alias (key, head) VALUES ('file.hr:7', 'file.hr:7'), ('rt:bo', 'file.hr:7')")
        conn.execute("INSERT INTO meta (name, value) VALUES ('station', 'abc')")
        upgrade(conn, folder / "console.db", KEY, NOW, MIGRATIONS)
        assert conn.execute("SELECT login FROM p_person ORDER BY pk").fetchall() == [("ann",), ("bo",), ("",)]
        assert conn.execute("SELECT count(*) FROM p_shift").fetchone() == (0,)


def test_numbers_that_are_there_already_are_found_in_the_one_index(folder: Path, clock: StillClock) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    older = Migrations(MIGRATIONS.name)
    for migration in MIGRATIONS.pending(Database(memory=True)):
        if not migration.name.endswith("_one_index_of_numbers"):
            older(name=migration.name)(migration.fn)
    numbers = (("+12025550142", "5550142"), ("+49115", ""), ("", "5550143"), ("", ""))
    with closing(raw(folder / "console.db")) as conn:
        conn.execute("PRAGMA journal_mode = WAL").fetchall()
        upgrade(conn, folder / "console.db", KEY, NOW, older)
        for pk, (e164, tail) in enumerate(numbers, 1):
            conn.execute("INSERT INTO p_number VALUES (?, 0, 'mobile', ?, ?, ?)", (pk, e164 or "12", e164, tail))
        upgrade(conn, folder / "console.db", KEY, NOW, MIGRATIONS)
        found = f"SELECT person_pk FROM p_number WHERE {is_number('?1')}"
        for pk, (e164, _) in enumerate(numbers[:2], 1):
            assert conn.execute(found, (e164,)).fetchall() == [(pk,)]
        plan = " ".join(row[3] for row in conn.execute(f"EXPLAIN QUERY PLAN {found}", ("+12025550142",)))
        assert "INDEX p_number_tail (tail=? AND e164=?)" in plan


def test_who_is_no_customer_is_indexed_anew_with_the_role(folder: Path, clock: StillClock) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    older = Migrations(MIGRATIONS.name)
    for migration in MIGRATIONS.pending(Database(memory=True)):
        if migration.name.endswith("_roles_in_the_index"):
            break
        older(name=migration.name)(migration.fn)
    columns = "key, source, remote_id, name, role, emails, organisation, language, timezone, stale"
    with closing(raw(folder / "console.db")) as conn:
        conn.execute("PRAGMA journal_mode = WAL").fetchall()
        upgrade(conn, folder / "console.db", KEY, NOW, older)
        for role in ("customer", "team", "partner"):
            conn.execute(
                f"INSERT INTO p_person ({columns}) VALUES (?, 'rt', ?, 'Ann', ?, '[]', '', '', '', 0)",
                (f"rt:{role}", role, role),
            )
        conn.execute("INSERT INTO p_person_fts (rowid, words) VALUES (1, 'ann')")
    with closing(Store.open(folder, KEY, clock)) as store:
        stale = store.read(lambda r: r.rows("SELECT role FROM p_person WHERE stale = 1 ORDER BY role"))
        assert stale == [("partner",), ("team",)]
        assert not store.write(lambda tx: index_some(tx, 20)).result(WAIT)
        assert store.read(lambda r: find_people(r, "ann", 5, ["team"])) == [2]
        assert store.read(lambda r: find_people(r, "ann", 5, ["customer"])) == [1]
        assert store.read(lambda r: find_people(r, "ann", 5)) == [3, 2, 1]


def fill_before(
    folder: Path, migration: str, people: Sequence[tuple[str, str, str]], cases: Sequence[tuple[str, str, str]]
) -> None:
    """A database as it was before a migration: people by (name, reading, also), cases by (customer's key, customer, subject)."""
    folder.mkdir(parents=True, exist_ok=True)
    older = Migrations(MIGRATIONS.name)
    for one in MIGRATIONS.pending(Database(memory=True)):
        if one.name == migration:
            break
        older(name=one.name)(one.fn)
    with closing(raw(folder / "console.db")) as conn:
        conn.execute("PRAGMA journal_mode = WAL").fetchall()
        upgrade(conn, folder / "console.db", KEY, NOW, older)
        for at, (name, reading, also) in enumerate(people):
            conn.execute(
                "INSERT INTO p_person (pk, key, source, remote_id, name, role, emails, organisation, language, timezone, stale,"
                " reading, also) VALUES (?, ?, 'rt', ?, ?, 'customer', '[]', '', '', '', 0, ?, ?)",
                (at + 1, f"rt:{at}", str(at), name, reading, also),
            )
        for at, (key, customer, subject) in enumerate(cases):
            conn.execute(
                "INSERT INTO p_case (pk, key, source, remote_id, number, subject, queue, status, priority, owner, customer_key,"
                " customer, closed, due_order, next_action, created_at, last_at, unsent, conflict, pending, stale)"
                " VALUES (?, ?, 'rt', ?, '1', ?, 'q', 'open', 1, '', ?, ?, 0, 5, '', 1, 1, 0, 0, '', 0)",
                (at + 1, f"rt:case{at}", f"case{at}", subject, key, customer),
            )


def stale(store: Store, table: str) -> list[int]:
    return [pk for (pk,) in store.read(lambda r: r.rows(f"SELECT pk FROM {table} WHERE stale = 1 ORDER BY pk"))]


def test_names_with_gaps_are_indexed_anew(folder: Path, clock: StillClock) -> None:
    called = (
        ("Ann Lee", "", "[]"),
        ("山田 花子", "", "[]"),
        ("Hanako", "ヤマダ ハナコ", "[]"),
        ("Bell", "", '["山田 花子"]'),
        ("𠮷 野", "", "[]"),
        ("Lukasz Иван", "", "[]"),
    )
    customers = (("", "山田 花子"), ("rt:2", "Hanako"), ("rt:0", "Ann Lee"), ("rt:5", "Иван"), ("", ""))
    fill_before(folder, "0025_names_without_gaps", called, [(*one, "s") for one in customers])
    with closing(Store.open(folder, KEY, clock)) as store:
        assert (stale(store, "p_person"), stale(store, "p_case")) == ([2, 3, 4, 5], [1, 2])
        assert not store.write(lambda tx: index_some(tx, 20)).result(WAIT)
        assert store.read(lambda r: find_people(r, "山田花子", 5)) == [4, 2]
        assert store.read(lambda r: find_people(r, "やまだはなこ", 5)) == [3]
        assert store.read(lambda r: find_people(r, "𠮷野", 5)) == [5]


def test_words_with_other_letters_are_indexed_anew(folder: Path, clock: StillClock) -> None:
    called = (
        ("Søren Ærø", "", "[]"),
        ("Ann Lee", "", "[]"),
        ("Jürgen Müller", "", "[]"),
        ("Bell", "", '["Łukasz"]'),
        ("山田 花子", "", "[]"),
    )
    cases = (("", "Ann", "Order for Þór"), ("", "Jörg", "s"), ("rt:1", "Ann", "s"), ("", "Ann", "s"), ("", "Ann", "s"))
    fill_before(folder, "0026_plain_letters", called, cases)
    with closing(raw(folder / "console.db")) as conn:
        item = "INSERT INTO m_item VALUES ('rt', ?, ?, 'note', '', 1, ?, '', '', '', '[]', '')"
        conn.execute(item, ("1", "case3", "Łódź rang."))
        conn.execute(item, ("2", "case4", "Zoë rang."))
    with closing(Store.open(folder, KEY, clock)) as store:
        assert (stale(store, "p_person"), stale(store, "p_case")) == ([1, 3, 4], [1, 2, 4])
        assert not store.write(lambda tx: index_some(tx, 20)).result(WAIT)
        for typed in ("soren", "Søren", "soeren", "aero ær"):
            assert store.read(lambda r, typed=typed: find_people(r, typed, 5)) == [1], typed  # type: ignore[misc]
        for typed in ("muller", "Müller", "mueller juergen"):
            assert store.read(lambda r, typed=typed: find_people(r, typed, 5)) == [3], typed  # type: ignore[misc]
        assert store.read(lambda r: find_people(r, "lukasz", 5)) == [4]


def test_a_delivery_needs_its_entry(store: Store) -> None:
    with pytest.raises(StoreError, match="SQLITE_CONSTRAINT"):
        store.write(
            lambda tx: tx.execute(
                "INSERT INTO delivery (entry_id, sink, lane, position, state, changed_at, created_at)"
                " VALUES ('none', 'helpdesk', 'l', 1, 'waiting', 0, 0)"
            )
        ).result(WAIT)


def test_opening_applies_what_is_missing(folder: Path, clock: StillClock, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(Store.open(folder, KEY, clock)) as store:
        station, before = store.station, store.upgraded.after
    more = Migrations(MIGRATIONS.name)
    for migration in MIGRATIONS.pending(Database(memory=True)):
        more(name=migration.name)(migration.fn)
    more(name="9999_more")(lambda db: db.execute("CREATE TABLE more (id INTEGER PRIMARY KEY)"))
    monkeypatch.setattr("fallback_console.store.migrations.MIGRATIONS", more)
    monkeypatch.setattr("fallback_console.store.engine.SCHEMA_VERSION", SCHEMA_VERSION + 1)
    with closing(Store.open(folder, KEY, clock)) as store:
        assert store.station == station
        assert (store.upgraded.before, store.upgraded.after) == (before, before + 1)
        assert store.upgraded.backup is not None
    monkeypatch.undo()
    with pytest.raises(TooNewError):
        Store.open(folder, KEY, clock)


def test_the_program_knows_how_many_migrations_there_are() -> None:
    assert len(MIGRATIONS.pending(Database(memory=True))) == SCHEMA_VERSION
