"""SMSD's SQLite database, as far as it is used here. Every method blocks: they run in a thread.

Each one opens the file anew: SMSD's owner may replace it, and a connection kept open would go on writing into the old one.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TypeVar

from fallback_console.adapters.sms.gammu_settings import GammuSettings
from fallback_console.adapters.sms.gammu_words import InRow, OutPart
from fallback_console.domain.errors import AmbiguousError, OutsideError, SignInError, UnreachableError
from fallback_console.domain.sentences import Sentence

__all__ = ["GammuBox", "Modem", "Sent"]

T = TypeVar("T")

_AGAIN = (0.05, 0.2, 0.5)
"""Seconds before each new try at a database that says at once that it is locked, as it does between reading and writing."""

_MOST_ROWS = 500

_HELD = "SELECT ID FROM {table} WHERE CreatorID = ? ORDER BY ID LIMIT 1"

# SMSD compares with local time; the table's own defaults are UTC, which in the west of it lie hours ahead.
_PUT = (
    "INSERT INTO outbox (InsertIntoDB, SendingDateTime, SendingTimeOut, Text, TextDecoded, Coding, UDH, DestinationNumber,"
    " MultiPart, RelativeValidity, SenderID, DeliveryReport, CreatorID) VALUES (datetime('now', 'localtime'),"
    " datetime('now', 'localtime', '-2 seconds'), datetime('now', 'localtime', '-2 seconds'), ?, ?, ?, ?, ?, ?, ?, ?, 'yes', ?)"
)
_PUT_MORE = (
    "INSERT INTO outbox_multipart (ID, SequencePosition, Text, TextDecoded, Coding, UDH) VALUES (?, ?, ?, ?, ?, ?)"
)
_SENT = (
    "SELECT CreatorID, SequencePosition, UDH <> '', Status, StatusError FROM sentitems WHERE length(CreatorID) = 36"
    " AND UpdatedInDB >= datetime('now', ?) ORDER BY ID, SequencePosition"
)
_WAITING = (
    "SELECT CreatorID FROM outbox WHERE length(CreatorID) = 36"
    " AND strftime('%s', 'now') - strftime('%s', InsertIntoDB, 'utc') >= ?"
)
_INBOX = (
    "SELECT ID, SenderNumber, RecipientID, Text, TextDecoded, UDH, ReceivingDateTime, strftime('%s', UpdatedInDB) FROM inbox"
    " WHERE Processed = 'false' AND Class <> 127 AND Coding IN ('Default_No_Compression', 'Unicode_No_Compression')"
    " AND UpdatedInDB >= datetime('now', ?) AND (? = '' OR RecipientID = ?) ORDER BY ID LIMIT ?"
)


class Modem(NamedTuple):
    """What SMSD told last of a modem.

    Attributes:
        quiet: seconds since then.
        signal, battery: percent, below zero where unknown.
        sends, receives: whether SMSD uses it so.
        network: name of the mobile network, '' where unknown.
    """

    quiet: int
    signal: int
    battery: int
    sends: bool
    receives: bool
    network: str

    @property
    def signal_words(self) -> str:
        """The signal to read."""
        return f"{self.signal} %" if self.signal >= 0 else "?"


class Sent(NamedTuple):
    """One part that SMSD has dealt with.

    Attributes:
        entry_id: its ``CreatorID``.
        part: its number.
        several: the message has more than one.
        status: SMSD's word.
        code: the network's.
    """

    entry_id: str
    part: int
    several: bool
    status: str
    code: int


class GammuBox:
    """One database."""

    def __init__(self, settings: GammuSettings) -> None:
        self._settings = settings
        # A try that was given up goes on in its thread; whoever looks for its message waits until it has ended.
        self._one = threading.Lock()
        self._shared = False

    def exists(self) -> bool:
        """Whether there is such a file."""
        return self._settings.database.is_file()

    def version(self) -> int:
        """Of SMSD's tables."""
        return self._do(lambda db: int(db.execute("SELECT Version FROM gammu").fetchone()[0]))

    def try_writing(self) -> None:
        """Find out whether the console may write there; nothing is written."""
        self._do(lambda db: None, writing=True)

    def modem(self) -> Modem | None:
        """The modem that SMSD told of last; None where it has told of none."""
        return self._do(self._modem)

    def put(self, entry_id: str, to: str, parts: Sequence[OutPart], validity: int) -> tuple[str, bool]:
        """Hand a message to SMSD, in one transaction with the look whether it has it already.

        Returns:
            SMSD's number of the message, and whether it was there before.

        Raises:
            UnreachableError: nothing was written: SMSD does not run, or the database cannot be used.
        """

        def write(db: sqlite3.Connection) -> tuple[str, bool]:
            held = _held(db, entry_id)
            if held:
                return held, True
            if not self.fresh(self._modem(db)):
                raise UnreachableError(
                    "Gammu SMSD does not run, or it has lost its modem.", "Start SMSD, and look at the modem's cable."
                )
            first = parts[0]
            several = "true" if len(parts) > 1 else "false"
            row = (first.text, first.shown, first.coding, first.udh, to, several, validity, self._settings.phone_id)
            number = db.execute(_PUT, (*row, entry_id)).lastrowid
            more = [(number, n, p.text, p.shown, p.coding, p.udh) for n, p in enumerate(parts[1:], start=2)]
            db.executemany(_PUT_MORE, more)
            return str(number), False

        return self._do(write, writing=True)

    def find(self, entry_id: str) -> str:
        """SMSD's number of a message that it has or had; '' where it surely never did."""
        return self._do(lambda db: _held(db, entry_id))

    def sent(self, seconds: int) -> list[Sent]:
        """Parts of whose state SMSD wrote within so many seconds."""
        return self._do(lambda db: [Sent(c, int(p), bool(s), st, int(e)) for c, p, s, st, e in _rows(db, seconds)])

    def waiting(self, seconds: int) -> list[str]:
        """Entry ids of messages that SMSD has not sent after so many seconds."""
        return self._do(lambda db: [str(row[0]) for row in db.execute(_WAITING, (seconds,))])

    def inbox(self) -> list[InRow]:
        """Messages that came in and were not taken yet, in order."""
        phone, hours = self._settings.phone_id, f"-{int(self._settings.inbox_hours * 3600)} seconds"

        def read(db: sqlite3.Connection) -> list[InRow]:
            rows = db.execute(_INBOX, (hours, phone, phone, _MOST_ROWS))
            return [
                InRow(int(number), str(sender), str(to), str(text), str(shown), str(udh), str(stamp), int(at) * 1000)
                for number, sender, to, text, shown, udh, stamp, at in rows
            ]

        return self._do(read)

    def mark(self, ids: Iterable[int]) -> None:
        """Messages that were taken; SMSD leaves the mark to programs like this one."""
        rows = [(one,) for one in ids]
        self._do(lambda db: db.executemany("UPDATE inbox SET Processed = 'true' WHERE ID = ?", rows), writing=True)

    def fresh(self, modem: Modem | None) -> bool:
        """Whether SMSD runs, has its modem, and sends with it."""
        return modem is not None and modem.quiet <= self._settings.quiet_seconds and modem.sends

    def _modem(self, db: sqlite3.Connection) -> Modem | None:
        phone = self._settings.phone_id
        row = db.execute(
            "SELECT *, strftime('%s', 'now') - strftime('%s', UpdatedInDB) AS quiet FROM phones WHERE ? IN ('', ID)"
            " ORDER BY UpdatedInDB DESC LIMIT 1",
            (phone,),
        ).fetchone()
        if row is None:
            return None
        names = row.keys()
        network = str(row["NetName"]) if "NetName" in names else ""
        return Modem(
            quiet=max(0, int(row["quiet"])),
            signal=int(row["Signal"]),
            battery=int(row["Battery"]),
            sends=str(row["Send"]).casefold() == "yes",
            receives=str(row["Receive"]).casefold() == "yes",
            network="" if network == "ERROR" else network,
        )

    def _do(self, work: Callable[[sqlite3.Connection], T], *, writing: bool = False) -> T:
        """Work in one transaction, again where the database was locked.

        Raises:
            UnreachableError, SignInError: nothing was changed.
            AmbiguousError: it is not known whether something was.
        """
        pauses = iter(_AGAIN)
        with self._one:
            while True:
                try:
                    with self._open(writing) as db:
                        return work(db)
                except sqlite3.OperationalError as error:
                    pause = next(pauses, None)
                    if pause is None or not _busy(error):
                        raise _told(error, self._settings) from None
                    time.sleep(pause)
                except (sqlite3.Error, TypeError, ValueError, IndexError) as error:
                    raise _told(error, self._settings) from None

    @contextmanager
    def _open(self, writing: bool) -> Iterator[sqlite3.Connection]:
        if not self.exists():
            raise _missing(self._settings)
        db = sqlite3.connect(
            # Readers too: what SMSD left half written when it was killed is taken back by whoever opens the file next.
            f"{self._settings.database.resolve().as_uri()}?mode=rw",
            uri=True,
            timeout=self._settings.timeout,
            isolation_level=None,
        )
        try:
            db.row_factory = sqlite3.Row
            db.execute("BEGIN IMMEDIATE" if writing else "BEGIN")
            try:
                yield db
            except BaseException:
                if db.in_transaction:  # a full disk has ended it already
                    db.execute("ROLLBACK")
                raise
            _commit(db)
            if not self._shared:
                self._shared = _share(db, self._settings.database)
        finally:
            db.close()


def _share(db: sqlite3.Connection, path: Path) -> bool:
    """Put the database into SQLite's write-ahead log, where looking at it never stands in SMSD's way.

    SMSD does not wait for a locked database: a look at the wrong moment makes it connect anew, and receipts that came in meanwhile
    are lost (seen with 1.42). A file of somebody else is left as it is: the log's file would be ours, and SMSD might not open it.

    Returns:
        Whether there is nothing left to try.
    """
    if hasattr(os, "geteuid") and path.stat().st_uid != os.geteuid():
        return True
    try:
        db.execute("PRAGMA busy_timeout = 0")
        return bool(db.execute("PRAGMA journal_mode = WAL").fetchone()[0] == "wal")
    except sqlite3.OperationalError:
        return False


def _commit(db: sqlite3.Connection) -> None:
    try:
        db.execute("COMMIT")
    except sqlite3.OperationalError as error:
        if _busy(error):  # nothing was committed, and closing gives it up
            raise
        raise AmbiguousError(
            "Writing to SMSD's database failed at the last moment.", "The console looks whether the message is there."
        ) from error


def _rows(db: sqlite3.Connection, seconds: int) -> sqlite3.Cursor:
    return db.execute(_SENT, (f"-{seconds} seconds",))


def _held(db: sqlite3.Connection, entry_id: str) -> str:
    for table in ("outbox", "sentitems"):
        row = db.execute(_HELD.format(table=table), (entry_id,)).fetchone()
        if row is not None:
            return str(row[0])
    return ""


def _busy(error: sqlite3.OperationalError) -> bool:
    return error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _missing(settings: GammuSettings) -> UnreachableError:
    return UnreachableError(
        Sentence("There is no database of SMSD at {path}.", path=str(settings.database)),
        "Correct the path in the connection's settings, or set SMSD up.",
        stage="dns",
    )


def _told(error: Exception, settings: GammuSettings) -> OutsideError:
    """Nothing was changed where this is raised: the transaction was given up."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return UnreachableError("SMSD's database is locked.", "The console tries again.", stage="body")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH, sqlite3.SQLITE_CANTOPEN):
        return SignInError(
            "The console may not use SMSD's database.",
            "Give your user the right to read and write the file and its folder, through SMSD's group for instance.",
        )
    if code == sqlite3.SQLITE_FULL:
        return UnreachableError("The disk with SMSD's database is full.", "Make room there.", stage="body")
    return UnreachableError(
        Sentence("The file {path} is no database of SMSD.", path=str(settings.database)),
        "Correct the path, or make the tables with the SQL file that comes with SMSD.",
        stage="body",
    )
