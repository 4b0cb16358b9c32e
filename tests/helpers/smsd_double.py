"""A double of Gammu SMSD: an SQLite file with its tables (version 17), on which a test does what the daemon would do."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

__all__ = ["TABLES", "SmsdDouble"]

_CODINGS = "CHECK (Coding IN ('Default_No_Compression', 'Unicode_No_Compression', '8bit'))"
_TIME = "NUMERIC NOT NULL DEFAULT (datetime('now'))"
TABLES = f"""
CREATE TABLE gammu (Version INTEGER NOT NULL PRIMARY KEY);
INSERT INTO gammu VALUES (17);
CREATE TABLE inbox (UpdatedInDB {_TIME}, ReceivingDateTime {_TIME}, Text TEXT NOT NULL, SenderNumber TEXT NOT NULL DEFAULT '',
  Coding TEXT NOT NULL DEFAULT 'Default_No_Compression', UDH TEXT NOT NULL, SMSCNumber TEXT NOT NULL DEFAULT '',
  Class INTEGER NOT NULL DEFAULT -1, TextDecoded TEXT NOT NULL DEFAULT '', ID INTEGER PRIMARY KEY AUTOINCREMENT,
  RecipientID TEXT NOT NULL, Processed TEXT NOT NULL DEFAULT 'false', Status INTEGER NOT NULL DEFAULT -1, {_CODINGS});
CREATE TABLE outbox (UpdatedInDB {_TIME}, InsertIntoDB {_TIME}, SendingDateTime {_TIME}, SendBefore time NOT NULL DEFAULT '23:59:59',
  SendAfter time NOT NULL DEFAULT '00:00:00', Text TEXT, DestinationNumber TEXT NOT NULL DEFAULT '',
  Coding TEXT NOT NULL DEFAULT 'Default_No_Compression', UDH TEXT, Class INTEGER DEFAULT -1, TextDecoded TEXT NOT NULL DEFAULT '',
  ID INTEGER PRIMARY KEY AUTOINCREMENT, MultiPart TEXT NOT NULL DEFAULT 'false', RelativeValidity INTEGER DEFAULT -1,
  SenderID TEXT, SendingTimeOut {_TIME}, DeliveryReport TEXT DEFAULT 'default', CreatorID TEXT NOT NULL,
  Retries INTEGER DEFAULT 0, Priority INTEGER DEFAULT 0, Status TEXT NOT NULL DEFAULT 'Reserved',
  StatusCode INTEGER NOT NULL DEFAULT -1, {_CODINGS}, CHECK (DeliveryReport IN ('default', 'yes', 'no')));
CREATE TABLE outbox_multipart (Text TEXT, Coding TEXT NOT NULL DEFAULT 'Default_No_Compression', UDH TEXT, Class INTEGER DEFAULT -1,
  TextDecoded TEXT DEFAULT NULL, ID INTEGER, SequencePosition INTEGER NOT NULL DEFAULT 1, Status TEXT NOT NULL DEFAULT 'Reserved',
  StatusCode INTEGER NOT NULL DEFAULT -1, {_CODINGS}, PRIMARY KEY (ID, SequencePosition));
CREATE TABLE phones (ID TEXT NOT NULL, UpdatedInDB {_TIME}, InsertIntoDB {_TIME}, TimeOut {_TIME}, Send TEXT NOT NULL DEFAULT 'no',
  Receive TEXT NOT NULL DEFAULT 'no', IMEI TEXT PRIMARY KEY NOT NULL, IMSI TEXT NOT NULL, NetCode TEXT DEFAULT 'ERROR',
  NetName TEXT DEFAULT 'ERROR', Client TEXT NOT NULL, Battery INTEGER NOT NULL DEFAULT -1, Signal INTEGER NOT NULL DEFAULT -1,
  Sent INTEGER NOT NULL DEFAULT 0, Received INTEGER NOT NULL DEFAULT 0);
CREATE TABLE sentitems (UpdatedInDB {_TIME}, InsertIntoDB {_TIME}, SendingDateTime {_TIME}, DeliveryDateTime NUMERIC NULL,
  Text TEXT NOT NULL, DestinationNumber TEXT NOT NULL DEFAULT '', Coding TEXT NOT NULL DEFAULT 'Default_No_Compression',
  UDH TEXT NOT NULL, SMSCNumber TEXT NOT NULL DEFAULT '', Class INTEGER NOT NULL DEFAULT -1, TextDecoded TEXT NOT NULL DEFAULT '',
  ID INTEGER, SenderID TEXT NOT NULL, SequencePosition INTEGER NOT NULL DEFAULT 1, Status TEXT NOT NULL DEFAULT 'SendingOK',
  StatusError INTEGER NOT NULL DEFAULT -1, TPMR INTEGER NOT NULL DEFAULT -1, RelativeValidity INTEGER NOT NULL DEFAULT -1,
  CreatorID TEXT NOT NULL, StatusCode INTEGER NOT NULL DEFAULT -1, {_CODINGS}, PRIMARY KEY (ID, SequencePosition));
CREATE TRIGGER update_sentitems_time UPDATE ON sentitems
  BEGIN UPDATE sentitems SET UpdatedInDB = datetime('now') WHERE ID = old.ID; END;
CREATE TRIGGER update_inbox_time UPDATE ON inbox
  BEGIN UPDATE inbox SET UpdatedInDB = datetime('now') WHERE ID = old.ID; END;
CREATE TRIGGER update_outbox_time UPDATE ON outbox
  BEGIN UPDATE outbox SET UpdatedInDB = datetime('now') WHERE ID = old.ID; END;
CREATE TRIGGER update_phones_time UPDATE ON phones
  BEGIN UPDATE phones SET UpdatedInDB = datetime('now') WHERE IMEI = old.IMEI; END;
"""
"""Those that come with SMSD, as far as it and we use them; SMSD itself works on them in tests/real where its own are not installed."""


class SmsdDouble:
    """The database, and the daemon's deeds."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / "sms.db"
        with self.open() as db:
            db.executescript(TABLES)
        self.phone()

    @contextlib.contextmanager
    def open(self) -> Iterator[sqlite3.Connection]:
        with contextlib.closing(sqlite3.connect(self.path, timeout=10)) as db, db:
            yield db

    def phone(
        self, *, quiet: int = 0, send: str = "yes", receive: str = "yes", signal: int = 60, name: str = ""
    ) -> None:
        """Tell of the modem, so many seconds ago."""
        with self.open() as db:
            db.execute(
                "INSERT OR REPLACE INTO phones (ID, UpdatedInDB, Send, Receive, IMEI, IMSI, NetName, Client, Battery, Signal)"
                " VALUES (?, datetime('now', ?), ?, ?, ?, '1', 'Example Net', 'double', 90, ?)",
                (name, f"-{quiet} seconds", send, receive, f"imei {name}", signal),
            )

    def no_phone(self) -> None:
        with self.open() as db:
            db.execute("DELETE FROM phones")

    def rows(self, query: str, *params: object) -> list[tuple[object, ...]]:
        with self.open() as db:
            return db.execute(query, params).fetchall()

    def taken(self) -> list[tuple[str, str, str]]:
        """Entry id, number and text of every message that was handed over, sent or not, oldest first."""
        whole = (
            "SELECT o.ID, o.CreatorID, o.DestinationNumber, 1 AS part, o.Text FROM outbox o UNION ALL"
            " SELECT o.ID, o.CreatorID, o.DestinationNumber, m.SequencePosition, m.Text FROM outbox o"
            " JOIN outbox_multipart m ON m.ID = o.ID UNION ALL"
            " SELECT ID, CreatorID, DestinationNumber, SequencePosition, Text FROM sentitems ORDER BY 1, 4"
        )
        found: dict[object, tuple[str, str, str]] = {}
        for number, creator, to, _, text in self.rows(whole):
            before = found.get(number, (str(creator), str(to), ""))[2]
            found[number] = (
                str(creator),
                str(to),
                before + bytes.fromhex(str(text)).decode("utf-16-be", "surrogatepass"),
            )
        return list(found.values())

    def send_all(self, status: str = "SendingOK") -> None:
        """Everything that waits goes out: into the sent items it goes."""
        with self.open() as db:
            for table, part in (
                ("outbox o", "1"),
                ("outbox o JOIN outbox_multipart m ON m.ID = o.ID", "m.SequencePosition"),
            ):
                of = "m" if "JOIN" in table else "o"
                db.execute(
                    "INSERT INTO sentitems (Text, DestinationNumber, Coding, UDH, TextDecoded, ID, SenderID, SequencePosition,"
                    f" Status, CreatorID) SELECT {of}.Text, o.DestinationNumber, {of}.Coding, {of}.UDH, {of}.TextDecoded, o.ID, '',"
                    f" {part}, ?, o.CreatorID FROM {table}",
                    (status,),
                )
            db.execute("DELETE FROM outbox_multipart")
            db.execute("DELETE FROM outbox")

    def report(self, entry_id: str, status: str, part: int = 1, code: int = -1) -> None:
        """The network tells what became of a part."""
        with self.open() as db:
            db.execute(
                "UPDATE sentitems SET Status = ?, StatusError = ? WHERE CreatorID = ? AND SequencePosition = ?",
                (status, code, entry_id, part),
            )

    def receive(
        self, sender: str, text: str, *, udh: bytes = b"", hex_text: str | None = None, to: str = "", ago: int = 0
    ) -> int:
        """A message, or a part of one, comes in; the number of its row."""
        coded = text.encode("utf-16-be", "surrogatepass").hex().upper() if hex_text is None else hex_text
        header = f"{len(udh):02X}{udh.hex().upper()}" if udh else ""
        with self.open() as db:
            row = db.execute(
                "INSERT INTO inbox (UpdatedInDB, Text, SenderNumber, Coding, UDH, TextDecoded, RecipientID)"
                " VALUES (datetime('now', ?), ?, ?, 'Unicode_No_Compression', ?, ?, ?)",
                (f"-{ago} seconds", coded, sender, header, text.encode("utf-8", "replace").decode(), to),
            ).lastrowid
        return int(row or 0)
