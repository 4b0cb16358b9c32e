"""The simulated systems of a rehearsal, all on loopback, and a profile that is connected to them and to nothing else."""

from __future__ import annotations

import shutil
import socket
import time
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from fallback_console.compose.parts import receiving_address
from fallback_console.compose.profile import PROFILE_FILE, Profile, identity_of, open_profile
from fallback_console.domain.connection import Connection, Value
from fallback_console.domain.errors import IsolationError
from fallback_console.domain.timing import Timing
from fallback_console.drill.chat_double import ChatDouble
from fallback_console.drill.demo import DemoWorld, demo_world
from fallback_console.drill.http_server import HttpServer, Response
from fallback_console.drill.mail_double import MailDouble
from fallback_console.drill.rt_double import RtDouble
from fallback_console.drill.rt_seed import fill
from fallback_console.drill.sms_double import SmsDouble
from fallback_console.network.pacing import Pace
from fallback_console.resources_path import resource
from fallback_console.services import connections
from fallback_console.settings import Settings
from fallback_console.store.locks import engine_lock

__all__ = ["FAST", "FAST_PACE", "GATEWAY", "Rehearsal", "clear_folder"]

GATEWAY = "sms:kannel"

_FACTOR = 0.1

FAST = replace(Timing().scaled(_FACTOR), probe_timeout=1.5, canary_timeout=1.0, slow_after=1.0)
"""An hour's rules in a few minutes. How long an answer may take is not scaled that far: the machine is as slow as it is."""

FAST_PACE = Pace().scaled(_FACTOR)
"""The same for the courier."""

_HELPDESK_SECONDS = 2.0
_SMS_SECONDS = 2.0
_LOCK_FILES = {"engine.lock", "engine.pid"}


class Rehearsal:
    """Helpdesk, chat, mail, SMS gateway and the internet, simulated. To be used as a context manager.

    Args:
        cases: how many the helpdesk holds.
        seed: the same seed gives the same cases.

    Attributes:
        login: the person who works here.
        colleague: another agent of the team.
        world: what the helpdesk held at the beginning.
    """

    def __init__(self, cases: int = 300, *, seed: int = 7) -> None:
        self.world: DemoWorld = demo_world(resource("demo"), cases, int(time.time() * 1000), seed=seed)
        self.login, self.colleague = (one.remote_id for one in self.world.team[:2])
        self.helpdesk = RtDouble()
        fill(
            self.helpdesk.world,
            (*self.world.team, *self.world.customers),
            ((case.case, case.items) for case in self.world.cases),
        )
        self.sms = SmsDouble()
        self.chat = ChatDouble()
        self.mail = MailDouble()
        self._internet = (
            HttpServer(lambda request: Response(200, b"success\n")),
            HttpServer(lambda request: Response(204)),
        )
        self._running = ExitStack()

    def __enter__(self) -> Rehearsal:
        with ExitStack() as started:
            for one in (self.helpdesk, self.sms, self.chat, self.mail, *self._internet):
                one.start()
                started.callback(one.stop)
            self._running = started.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._running.close()

    def settings(self, base: Settings, *, timing: Timing | None = None) -> Settings:
        """Settings of the rehearsal: looks and language are the person's, everything that leads out is ours.

        Args:
            timing: other than the person's.
        """
        one, other = self._internet
        return replace(
            base,
            login=self.login,
            timing=timing or base.timing,
            connections=(),
            canaries=(f"{one.url}/success.txt 200 success", f"{other.url}/generate_204 204"),
        )

    def open(self, folder: Path, settings: Settings, kind: str) -> Profile:
        """A new profile that is connected to the simulated systems.

        Args:
            kind: 'drill' or 'demo'.

        Raises:
            IsolationError: the folder holds something else.
            StoreError: it cannot be made.
        """
        # Whoever plays the part has to dial and text the invented customers, whatever the person may read in the window.
        profile = open_profile(folder, replace(settings, hides_numbers=False), kind=kind)
        try:
            self._connect(profile)
        except BaseException:
            profile.close()
            raise
        return profile

    def lose_an_answer(self) -> None:
        """The next note that the helpdesk takes is kept there, and its answer never sent."""
        self.helpdesk.faults.only = lambda request: request.method == "POST" and request.path.endswith("/comment")
        self.helpdesk.faults.then("lost")

    def _connect(self, profile: Profile) -> None:
        secrets = {
            "helpdesk/token": self.helpdesk.sign_in(self.login),
            "slack/token": "drill-only",
            "mail/password": "drill-only",
            f"{GATEWAY}/password": self.sms.password,
        }
        for name, value in secrets.items():
            profile.secrets.set(name, value)
        for connection in self._connections():
            profile.desk.command(connections.save, connection).result()
        gateway = profile.desk.read(connections.find, GATEWAY)
        self.sms.mo_url = receiving_address(profile, gateway).partition("?")[0]

    def _connections(self) -> tuple[Connection, ...]:
        helpdesk: dict[str, Value] = {
            "url": self.helpdesk.url,
            "timeout": _HELPDESK_SECONDS,
            "settle": 0.3,
            "closed_days": 3650,
        }
        mail: dict[str, Value] = {
            "imap_host": "127.0.0.1",
            "imap_port": self.mail.imap_port,
            "imap_security": "none",
            "smtp_host": "127.0.0.1",
            "smtp_port": self.mail.smtp_port,
            "smtp_security": "none",
            "login": self.mail.login,
        }
        gateway: dict[str, Value] = {
            "url": self.sms.url,
            "username": self.sms.username,
            "timeout": _SMS_SECONDS,
            "listen_host": "127.0.0.1",
            "listen_port": _free_port(),
        }
        return (
            Connection("helpdesk", "rt", helpdesk),
            Connection("slack", "slack", {"api_url": self.chat.api_url, "status_url": self.chat.status_url}),
            Connection("mail", "mail", mail),
            Connection(GATEWAY, "kannel", gateway),
        )


def clear_folder(folder: Path, kind: str) -> None:
    """Remove what an earlier rehearsal left in its folder; nothing happens where there is none.

    Raises:
        IsolationError: the folder holds anything else.
        InUseError: a rehearsal works in it.
    """
    if not folder.exists():
        return
    known = identity_of(folder)[1]
    if known != kind and (known or {path.name for path in folder.iterdir()} - _LOCK_FILES):
        raise IsolationError(
            f"The folder {folder} holds something else than a rehearsal.",
            "Move it away, or choose another data folder.",
        )
    with engine_lock(folder):
        # What says that nothing here is real goes last: a removal that was interrupted can be gone on with.
        for path in sorted(folder.iterdir(), key=lambda path: path.name == PROFILE_FILE):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            elif path.name not in _LOCK_FILES:
                path.unlink()
    shutil.rmtree(folder)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
