"""Backups: made while others write, proved, counted, and restored beside what they replace."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from fallback_console.domain.errors import CorruptError, DiskFullError, InUseError, NotFoundError, WrongKeyError
from fallback_console.store import backup as backup_module
from fallback_console.store.backup import KEPT, back_up, backups, restore, verify
from fallback_console.store.engine import DATABASE_NAME, Store
from fallback_console.store.keys import DatabaseKey
from fallback_console.store.locks import FolderLock, engine_lock, window_lock
from fallback_console.store.tx import Tx
from tests.unit.store.support import KEY, NOW, OTHER_KEY, WAIT, StillClock, filled, flip_page, put, raw


def test_a_backup_is_one_sound_private_file(folder: Path) -> None:
    filled(folder)
    made = back_up(folder, KEY, NOW)
    assert made.path.name == f"backup-{made.version}-20251217T193320000Z.db"
    assert made.made_at == NOW
    assert backups(folder) == [made]
    assert [path.name for path in folder.glob("backup*")] == [made.path.name]
    verify(made.path, KEY)
    if os.name == "posix":
        assert made.path.stat().st_mode & 0o777 == 0o600
    with closing(raw(made.path)) as conn:
        assert conn.execute("SELECT count(*) FROM m_vocabulary").fetchone() == (400,)


def test_a_backup_holds_what_was_committed_when_it_was_made(store: Store, folder: Path) -> None:
    futures = [store.write(lambda tx, n=n: put(tx, f"a{n:04d}", n)) for n in range(200)]
    futures[50].result(WAIT)
    made = back_up(folder, KEY, NOW)
    for future in futures:
        future.result(WAIT)
    with closing(raw(made.path)) as conn:
        numbers = [row[0] for row in conn.execute("SELECT value FROM meta WHERE name LIKE 'a%' ORDER BY name")]
    assert len(numbers) > 50
    assert numbers == list(range(len(numbers)))


def test_only_the_newest_are_kept(folder: Path) -> None:
    filled(folder, rows=1)
    (folder / "backup-notes.db").write_text("not ours")
    (folder / "backup-1-99999999T999999999Z.db").write_text("not ours")
    made = [back_up(folder, KEY, NOW + n * 60_000) for n in range(KEPT + 2)]
    assert backups(folder) == made[:1:-1]
    assert (folder / "backup-notes.db").exists()
    # A clock that was set back does not cost the backup just made.
    early = back_up(folder, KEY, NOW - 60_000)
    assert early in backups(folder)
    assert len(backups(folder)) == KEPT


def test_two_backups_of_one_moment(folder: Path) -> None:
    filled(folder, rows=1)
    assert back_up(folder, KEY, NOW).path != back_up(folder, KEY, NOW).path


def test_what_a_killed_backup_left_is_removed_by_the_next(folder: Path) -> None:
    filled(folder, rows=1)
    for suffix in ("", "-journal"):
        (folder / f"backup-1-20200101T000000000Z.db.part{suffix}").write_bytes(b"half")
    back_up(folder, KEY, NOW)
    assert list(folder.glob("*.part*")) == []


def test_a_backup_of_a_damaged_database_is_refused_and_costs_no_older_one(folder: Path) -> None:
    path = filled(folder)
    made = [back_up(folder, KEY, NOW + n) for n in range(KEPT)]
    flip_page(path, 100)
    with pytest.raises(CorruptError):
        back_up(folder, KEY, NOW + KEPT)
    assert backups(folder) == made[::-1]
    assert list(folder.glob("*.part*")) == []


def test_no_room_for_a_backup(disk: Callable[[int], Path]) -> None:
    place = disk(8192)
    filled(place, rows=300)
    (place / "ballast").write_bytes(bytes(shutil.disk_usage(place).free - 500_000))
    with pytest.raises(DiskFullError):
        back_up(place, KEY, NOW)
    assert backups(place) == []
    assert list(place.glob("*.part*")) == []
    (place / "ballast").unlink()
    Store.open(place, KEY, StillClock()).close()


@pytest.mark.parametrize("page", [2, 100, 250])
def test_a_damaged_page_is_found(folder: Path, page: int) -> None:
    path = filled(folder, rows=800)
    verify(path, KEY)
    flip_page(path, page)
    with pytest.raises(CorruptError):
        verify(path, KEY)


def test_the_wrong_key_and_a_missing_file(folder: Path) -> None:
    path = filled(folder, rows=1)
    with pytest.raises(WrongKeyError):
        verify(path, OTHER_KEY)
    with pytest.raises(NotFoundError):
        verify(folder / "backup-1-none.db", KEY)


def test_a_restore_moves_the_damaged_database_aside(folder: Path) -> None:
    path = filled(folder)
    made = back_up(folder, KEY, NOW)
    flip_page(path, 1)
    damaged = path.read_bytes()
    Path(f"{path}-wal").write_bytes(b"its log")
    restored = restore(folder, KEY, NOW + 1)
    assert restored.backup == made
    assert restored.put_aside is not None
    assert restored.put_aside.read_bytes() == damaged
    assert Path(f"{restored.put_aside}-wal").read_bytes() == b"its log"
    with closing(Store.open(folder, KEY, StillClock())) as store:
        assert store.read(lambda r: r.value("SELECT count(*) FROM m_vocabulary")) == 400
    assert backups(folder) == [made]
    second = restore(folder, KEY, NOW + 1).put_aside
    assert second is not None
    assert second != restored.put_aside


def test_a_restore_without_a_database(folder: Path) -> None:
    path = filled(folder)
    back_up(folder, KEY, NOW)
    path.unlink()
    assert restore(folder, KEY, NOW).put_aside is None
    Store.open(folder, KEY, StillClock()).close()


def test_a_restore_takes_the_newest_sound_backup(folder: Path) -> None:
    filled(folder)
    older, newer = back_up(folder, KEY, NOW), back_up(folder, KEY, NOW + 1)
    flip_page(newer.path, 100)
    assert restore(folder, KEY, NOW + 2).backup == older
    with pytest.raises(CorruptError):
        restore(folder, KEY, NOW + 3, newer)
    flip_page(older.path, 100)
    before = (folder / DATABASE_NAME).read_bytes()
    with pytest.raises(CorruptError):
        restore(folder, KEY, NOW + 4)
    assert (folder / DATABASE_NAME).read_bytes() == before


def test_a_restore_passes_over_a_backup_with_another_key(folder: Path) -> None:
    filled(folder)
    mine, strange = back_up(folder, KEY, NOW), back_up(folder, KEY, NOW + 1)
    strange.path.write_bytes(filled(folder.with_name("other"), OTHER_KEY, rows=1).read_bytes())
    assert restore(folder, KEY, NOW + 2).backup == mine
    with pytest.raises(WrongKeyError):
        restore(folder, DatabaseKey(bytes(32)), NOW + 3)


def test_a_restore_without_a_backup(folder: Path) -> None:
    filled(folder, rows=1)
    with pytest.raises(NotFoundError) as caught:
        restore(folder, KEY, NOW)
    assert caught.value.next_step


@pytest.mark.parametrize("lock", [window_lock, engine_lock])
def test_no_restore_under_a_running_program(folder: Path, lock: Callable[[Path], FolderLock]) -> None:
    filled(folder, rows=1)
    back_up(folder, KEY, NOW)
    with lock(folder):
        with pytest.raises(InUseError):
            restore(folder, KEY, NOW)
    restore(folder, KEY, NOW)


def test_open_deliveries_of_a_backup_may_have_gone_out_since(folder: Path, clock: StillClock) -> None:
    with closing(Store.open(folder, KEY, clock)) as store:

        def fill(tx: Tx) -> None:
            for number, state in enumerate(
                ("waiting", "in_flight", "unknown", "needs_attention", "confirmed", "dropped")
            ):
                tx.execute(
                    "INSERT INTO entry (id, station, number, hlc, made_at, actor, kind, subject, body)"
                    " VALUES (?, 's', ?, '', 0, '', '', '', '{}')",
                    (f"e{number}", number),
                )
                tx.execute(
                    "INSERT INTO delivery (entry_id, sink, lane, position, state, changed_at, created_at)"
                    " VALUES (?, 'helpdesk', 'l', ?, ?, 0, 0)",
                    (f"e{number}", number, state),
                )

        store.write(fill).result(WAIT)
    back_up(folder, KEY, NOW)
    restore(folder, KEY, NOW)
    with closing(Store.open(folder, KEY, clock)) as store:
        states = store.read(lambda r: [row[0] for row in r.rows("SELECT state FROM delivery ORDER BY position")])
    assert states == ["in_flight", "in_flight", "unknown", "needs_attention", "confirmed", "dropped"]


class Cut(Exception):
    """The program ends here."""


def test_a_restore_cut_short_can_be_repeated(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(folder)
    made = back_up(folder, KEY, NOW)
    real = backup_module._put_aside

    def cut(database: Path, now_ms: int) -> None:
        real(database, now_ms)
        raise Cut

    with monkeypatch.context() as patched:
        patched.setattr(backup_module, "_put_aside", cut)
        with pytest.raises(Cut):
            restore(folder, KEY, NOW)
    # The database is aside and nothing is in its place: not the moment for a new one.
    with pytest.raises(CorruptError, match="gone"):
        Store.open(folder, KEY, StillClock())
    assert restore(folder, KEY, NOW).backup == made
    Store.open(folder, KEY, StillClock()).close()
