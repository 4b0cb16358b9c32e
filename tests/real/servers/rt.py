"""A real Request Tracker 5 (REST2) on SQLite and starman, seeded with :mod:`rt_data`.

The seeded database is made once per content of the seed and kept in a cache
under the temporary folder; each server works on a copy of it.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import signal
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from tests.real.servers import rt_data
from tests.real.servers.proc import (
    ProcessGuard,
    ServerError,
    ServerProcess,
    free_ports,
    require_programs,
)
from tests.real.servers.rt_client import RtClient

SHARE = Path("/usr/share/request-tracker5")
SETUP = "rt-setup-database-5"
SEED_SCRIPT = Path(__file__).with_name("rt_seed.pl")
WORKERS = 3
SEED_TIMEOUT_S = 180
START_TIMEOUT_S = 60
STOP_TIMEOUT_S = 5


_CONFIG = r"""
Set($rtname, 'fc.test'); Set($Organization, 'fc.test'); Set($Timezone, 'UTC');
Set($WebDomain, '127.0.0.1'); Set($WebPort, PORT); Set($WebPath, '');
Set($WebBaseURL, 'http://127.0.0.1:PORT');
Set($DatabaseType, 'SQLite'); Set($DatabaseName, 'FOLDER/rtdb');
Set($DatabaseHost, ''); Set($DatabaseUser, ''); Set($DatabasePassword, '');
Set($MasonDataDir, 'FOLDER/mason'); Set($MasonSessionDir, 'FOLDER/sess');
Set($WebSessionClass, 'Apache::Session::File');
Set($LogToSyslog, undef); Set($LogToSTDERR, 'warning'); Set($LogToFile, undef);
Set($CorrespondAddress, 'support@support.example.net');
Set($CommentAddress, 'support-comment@support.example.net');
Set($OwnerEmail, 'root@support.example.net');
Set($MailCommand, 'sendmailpipe'); Set($SendmailPath, 'FOLDER/sendmail'); Set($SendmailArguments, '');
Set($NotifyActor, 0); Set($StatementLog, undef); Set($DisableGD, 1); Set($DevelMode, 0);
# Each token check is one bcrypt: at the default cost it takes 450 ms.
Set($BcryptCost, 4);
1;
"""

_SENDMAIL = """#!/bin/sh
d=$(dirname "$0")/mail; t=$(mktemp "$d/.XXXXXX"); cat > "$t"; mv "$t" "$d/${t##*/.}.eml"
"""


def cache_folder() -> Path:
    """Where seeded databases are kept between runs; private to this user."""
    folder = Path(tempfile.gettempdir()) / f"fallback-console-tests-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _write_site(folder: Path, port: int) -> dict[str, str]:
    """Write RT's configuration into ``folder``; returns the environment that points to it."""
    for name in ("site.d", "mason", "sess", "mail", "log"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    config = folder / "RT_SiteConfig.pm"
    config.write_text(_CONFIG.replace("PORT", str(port)).replace("FOLDER", str(folder)))
    sendmail = folder / "sendmail"
    sendmail.write_text(_SENDMAIL)
    sendmail.chmod(0o755)
    return {"RT_SITE_CONFIG": str(config), "RT_SITE_CONFIG_DIR": str(folder / "site.d")}


def _run_setup(folder: Path, guard: ProcessGuard, env: Mapping[str, str], *arguments: str) -> None:
    # Run from the root folder: RT resolves some of its own paths relatively.
    process = ServerProcess(
        [SETUP, *arguments, "--skip-create", "--dba", "", "--dba-password", ""],
        guard=guard,
        log=folder / "log" / "setup.log",
        env=env,
        cwd=Path("/"),
    )
    code = process.wait(SEED_TIMEOUT_S)
    if code != 0:
        raise ServerError(f"{SETUP} {arguments[1]} ended with code {code}:\n{process.log_tail()}")


def seeded(guard: ProcessGuard) -> Path:
    """The folder with ``rtdb`` and ``tokens.json``, made now unless the cache has it."""
    data = json.dumps(rt_data.dataset(), ensure_ascii=False, sort_keys=True)
    digest = hashlib.sha256()
    for part in (data.encode(), SEED_SCRIPT.read_bytes(), _CONFIG.encode()):
        digest.update(part)
    cache = cache_folder()
    target = cache / f"rt-{digest.hexdigest()[:16]}"
    with _locked(cache / "rt.lock"):
        if not target.is_dir():
            _seed(Path(tempfile.mkdtemp(prefix="rt-seeding-", dir=cache)), target, data, guard)
    return target


def _seed(work: Path, target: Path, data: str, guard: ProcessGuard) -> None:
    try:
        env = _write_site(work, 1)
        (work / "data.json").write_text(data, encoding="utf-8")
        env |= {
            "FC_SEED_DATA": str(work / "data.json"),
            "FC_SEED_TOKENS": str(work / "tokens.json"),
        }
        _run_setup(work, guard, env, "--action", "init")
        _run_setup(work, guard, env, "--action", "insert", "--datafile", str(SEED_SCRIPT))
        finished = work / "finished"
        finished.mkdir()
        for name in ("rtdb", "tokens.json"):
            (work / name).rename(finished / name)
        finished.rename(target)
    finally:
        shutil.rmtree(work, ignore_errors=True)


class RtServer(RtClient):
    """One Request Tracker on a port of its own, with its state under ``folder``."""

    def __init__(self, folder: Path, guard: ProcessGuard, port: int | None = None) -> None:
        require_programs("Request Tracker", SETUP, "starman")
        self.folder = folder
        self.port = port or free_ports()[0]
        self._guard = guard
        self._process: ServerProcess | None = None
        self._seeded = seeded(guard)
        self._env = _write_site(folder, self.port)
        super().__init__(f"http://127.0.0.1:{self.port}", json.loads((self._seeded / "tokens.json").read_text()))
        self._restore_database()

    def _restore_database(self) -> None:
        for leftover in self.folder.glob("rtdb*"):
            leftover.unlink()
        shutil.copyfile(self._seeded / "rtdb", self.folder / "rtdb")

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.running

    @property
    def process(self) -> ServerProcess:
        if self._process is None:
            raise ServerError("Request Tracker has not been started")
        return self._process

    def start(self) -> None:
        """Start the server and wait until it answers; about 2.5 s."""
        if self.running:
            return
        self._process = ServerProcess(
            [
                "starman",
                "--listen",
                f"127.0.0.1:{self.port}",
                "--workers",
                str(WORKERS),
                "--preload-app",
                "--max-requests",
                "5000",
                str(SHARE / "libexec" / "rt-server"),
            ],
            guard=self._guard,
            log=self.folder / "log" / "starman.log",
            env=self._env,
            cwd=Path("/"),
        )
        self._process.wait_port(self.port, START_TIMEOUT_S)
        answer = self.rest("GET", "/rt")
        if answer.status != 200:
            raise ServerError(f"Request Tracker answers {answer.status}: {answer.body}")

    def stop(self) -> None:
        """End it properly; connections are refused from now on."""
        if self._process is not None:
            self._process.stop(signal.SIGQUIT, STOP_TIMEOUT_S)

    def kill9(self) -> None:
        """End it at once, in the middle of whatever it does."""
        self.process.kill()

    def freeze(self) -> None:
        """From now on it accepts connections and never answers."""
        self.process.freeze()

    def resume(self) -> None:
        self.process.resume()

    def reset(self) -> None:
        """Back to the seeded state, running, same port and tokens; 0.1 s, after a stop about 2 s."""
        if self.running:
            self.resume()
            # Written through SQLite, so that the workers' open connections see the change.
            with (
                closing(sqlite3.connect(self._seeded / "rtdb")) as source,
                closing(sqlite3.connect(self.folder / "rtdb")) as target,
            ):
                source.backup(target)
        else:
            self._restore_database()
        for mail in (self.folder / "mail").iterdir():
            mail.unlink()
        self.start()

    def ensure_fresh(self) -> None:
        """Running and in the seeded state: started, resumed or reset only where it is needed."""
        if self.running:
            self.resume()
        if self._fingerprint(self.folder) != self._fingerprint(self._seeded):
            self.reset()
        self.start()

    @staticmethod
    def _fingerprint(folder: Path) -> tuple[int, ...]:
        """Changes with everything that anybody does in RT; using a token is no change."""
        with closing(sqlite3.connect(folder / "rtdb")) as database:
            return tuple(
                database.execute(f"SELECT COALESCE(MAX(id), 0) FROM {table}").fetchone()[0]
                for table in ("Transactions", "Tickets", "Users", "Attachments")
            )

    def mails(self) -> list[str]:
        """The raw mails that RT wanted to send since the start or the last reset."""
        files = sorted((self.folder / "mail").glob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
        return [file.read_text(encoding="utf-8", errors="replace") for file in files]
