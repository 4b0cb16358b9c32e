"""A real Gammu SMSD with a simulated modem, keeping its messages in an SQLite file."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from tests.helpers.smsd_double import TABLES
from tests.real.servers.modem import Modem
from tests.real.servers.proc import ProcessGuard, ProgramMissingError, ServerProcess, require_programs, wait_until

__all__ = ["GammuServer"]

START_TIMEOUT_S = 20
OWN_TABLES = Path("/usr/share/doc/gammu-smsd/examples/sqlite.sql")
DRIVERS = ("/usr/lib", "/usr/local/lib")
_TOLD = "SELECT count(*) FROM phones WHERE Signal > 0 AND strftime('%s', 'now') - strftime('%s', UpdatedInDB) < 60"

_CONFIG = """
[gammu]
device = {device}
connection = at115200
gammuloc = /dev/null

[smsd]
service = sql
driver = sqlite3
sql = sqlite
dbdir = {folder}
database = {database}
logfile = {folder}/smsd.log
debuglevel = 1
commtimeout = 1
sendtimeout = 5
loopsleep = 1
maxretries = 0
retrytimeout = 1
deliveryreport = sms
checksecurity = 0
checkbattery = 0
statusfrequency = 2
receivefrequency = 1
multiparttimeout = 20
"""


class GammuServer:
    """One SMSD and its modem."""

    def __init__(self, folder: Path, guard: ProcessGuard) -> None:
        require_programs("Gammu SMSD", "gammu-smsd")
        if not any(any(Path(root).rglob("libdbdsqlite3.so")) for root in DRIVERS):
            raise ProgramMissingError("Gammu SMSD needs its SQLite driver, which is not installed: libdbd-sqlite3")
        self.folder = folder
        self.database = folder / "sms.db"
        self.modem = Modem(folder)
        self._guard = guard
        self._smsd: ServerProcess | None = None

    def start(self) -> None:
        """Start SMSD; about a second until it tells of its modem."""
        if not self.database.exists():
            with contextlib.closing(sqlite3.connect(self.database)) as db:
                # Where documentation is left out of an installation, its tables are too.
                db.executescript(OWN_TABLES.read_text(encoding="utf-8") if OWN_TABLES.exists() else TABLES)
        config = self.folder / "smsdrc"
        config.write_text(
            _CONFIG.format(device=self.modem.device, folder=self.folder, database=self.database.name), encoding="utf-8"
        )
        with contextlib.closing(sqlite3.connect(self.database, timeout=10)) as db, db:
            db.execute("DELETE FROM phones")
        self._smsd = ServerProcess(
            ["gammu-smsd", "-c", str(config)], guard=self._guard, log=self.folder / "smsd.out", cwd=self.folder
        )
        wait_until(lambda: self.running and self._one(_TOLD) > 0, START_TIMEOUT_S, "SMSD tells of its modem")

    @property
    def running(self) -> bool:
        return self._smsd is not None and self._smsd.running

    def ensure_fresh(self) -> None:
        """Running, with an empty database and a modem that has sent nothing."""
        self.stop()
        self.database.unlink(missing_ok=True)
        self.modem.forget()
        self.start()

    def stop(self) -> None:
        """End SMSD properly."""
        if self._smsd is not None:
            self._smsd.stop(timeout=10)

    def kill(self) -> None:
        """End SMSD at once."""
        if self._smsd is not None:
            self._smsd.kill()

    def forget_locks(self) -> None:
        """What SMSD was at when it was killed it takes up again after a minute: here that minute is over."""
        with contextlib.closing(sqlite3.connect(self.database, timeout=10)) as db, db:
            db.execute("UPDATE outbox SET SendingTimeOut = '2000-01-01 00:00:00'")

    def close(self) -> None:
        """End everything."""
        self.stop()
        self.modem.close()

    def count(self, table: str) -> int:
        """Rows of one of its tables."""
        return self._one(f"SELECT count(*) FROM {table}")

    def _one(self, query: str) -> int:
        with contextlib.closing(sqlite3.connect(self.database, timeout=10)) as db:
            return int(db.execute(query).fetchone()[0])
