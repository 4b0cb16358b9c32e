"""A real Kannel SMS gateway: bearerbox and smsbox, with handsets on its fake network."""

from __future__ import annotations

import contextlib
import signal
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

from tests.real.servers.handset import Handset
from tests.real.servers.proc import (
    ProcessGuard,
    ServerError,
    ServerProcess,
    free_ports,
    require_programs,
    wait_until,
)

START_TIMEOUT_S = 15
STOP_TIMEOUT_S = 3
ASK_TIMEOUT_S = 10
SMSC = "handset"
MAX_PARTS = 8
LAST_OF_ALL = "Everything before this has been delivered."

_CONFIG = """
group = core
admin-port = {admin}
admin-interface = 127.0.0.1
admin-password = {admin_password}
status-password = {admin_password}
smsbox-port = {box}
smsbox-interface = 127.0.0.1
box-allow-ip = "127.0.0.1"
box-deny-ip = "*.*.*.*"
store-type = spool
store-location = "{folder}/spool"
dlr-storage = internal
sms-resend-freq = 2
log-file = "{folder}/bearerbox.log"
log-level = 1

group = smsc
smsc = fake
smsc-id = {smsc}
host = 127.0.0.1
port = {network}
connect-allow-ip = 127.0.0.1

group = smsbox
bearerbox-host = 127.0.0.1
bearerbox-port = {box}
sendsms-port = {sendsms}
sendsms-interface = 127.0.0.1
global-sender = {number}
log-file = "{folder}/smsbox.log"
log-level = 1
mo-recode = true
http-request-retry = 60
http-queue-delay = 1

group = sendsms-user
username = {user}
password = {password}
user-deny-ip = "*.*.*.*"
user-allow-ip = "127.0.0.1"
max-messages = {max_parts}
concatenation = true

group = sms-service
keyword = default
catch-all = true
max-messages = 0
accept-x-kannel-headers = true
get-url = "{mo_url}?{mo_query}"
"""

MO_QUERY = "from=%p&to=%P&text=%b&ts=%T&id=%I&charset=%C&coding=%c"


class KannelAdmin:
    """Kannel's own administration port."""

    def __init__(self, port: int, password: str) -> None:
        self.port = port
        self.password = password
        self.url = f"http://127.0.0.1:{port}"

    def ask(self, command: str, **parameters: str) -> str:
        """Run a command (``stop-smsc``, ``start-smsc``, ``status.txt`` …); gives Kannel's answer."""
        query = urllib.parse.urlencode({**parameters, "password": self.password})
        with urllib.request.urlopen(f"{self.url}/{command}?{query}", timeout=ASK_TIMEOUT_S) as answer:
            text: str = answer.read().decode()
        if "denied" in text.lower():
            raise ServerError(f"Kannel refuses {command}: {text}")
        return text

    def status(self) -> str:
        """The status page as text; empty while Kannel does not answer."""
        with contextlib.suppress(OSError):
            return self.ask("status.txt")
        return ""

    def link_is(self, state: str) -> bool:
        """Whether the link to the network is ``online``, ``connecting`` or ``dead``."""
        return any(
            line.split("(", 1)[-1].startswith(state) for line in self.status().splitlines() if f"[{SMSC}]" in line
        )

    def smsbox_is_there(self) -> bool:
        """Whether an smsbox has signed in to bearerbox."""
        return "smsbox:" in self.status()


class KannelServer:
    """One Kannel with its own ports; ``handset`` stands for every telephone on its network.

    ``mo_url`` is where it reports what customers text (``from``, ``to``, ``text``, ``ts``,
    ``id``, ``charset``, ``coding``); :meth:`report_to` sets it anew. ``port`` is that of ``sendsms``.
    """

    user = "console"
    password = "s3cret-of-tests"
    admin_password = "admin-of-tests"
    number = "4670"

    def __init__(self, folder: Path, guard: ProcessGuard, mo_url: str | None = None) -> None:
        require_programs("Kannel", "bearerbox", "smsbox")
        self.folder = folder
        admin, self._box, sendsms, self._network, closed = free_ports(5)
        # Without a receiver of its own, what customers text goes to a port that refuses.
        self.mo_url = mo_url or f"http://127.0.0.1:{closed}/mo"
        self.port = sendsms
        self.url = f"http://127.0.0.1:{sendsms}"
        self.send_url = f"{self.url}/cgi-bin/sendsms"
        self.admin = KannelAdmin(admin, self.admin_password)
        self._guard = guard
        self._config = folder / "kannel.conf"
        self._bearerbox: ServerProcess | None = None
        self._smsbox: ServerProcess | None = None
        self.handset = Handset(self._network)

    @property
    def running(self) -> bool:
        return all(one is not None and one.running for one in (self._bearerbox, self._smsbox))

    def start(self) -> None:
        """Start both boxes and put the handset on the network; about 0.5 s."""
        if self.running:
            return
        (self.folder / "spool").mkdir(parents=True, exist_ok=True)
        self._configure()
        self._bearerbox = self._spawn("bearerbox")
        for port in (self._box, self.admin.port, self._network):
            self._bearerbox.wait_port(port, START_TIMEOUT_S)
        self._start_smsbox()
        self.handset.connect()
        wait_until(lambda: self.admin.link_is("online"), START_TIMEOUT_S, "the network link is up")

    def report_to(self, mo_url: str) -> None:
        """From now on tell ``mo_url`` what customers text; only smsbox is started anew."""
        self.mo_url = mo_url
        self._configure()
        if self._smsbox is not None and self._smsbox.running:
            self._smsbox.stop(signal.SIGINT, STOP_TIMEOUT_S)
            wait_until(lambda: not self.admin.smsbox_is_there(), START_TIMEOUT_S, "the old smsbox has signed out")
            self._start_smsbox()

    def _start_smsbox(self) -> None:
        self._smsbox = self._spawn("smsbox")
        self._smsbox.wait_port(self.port, START_TIMEOUT_S)
        wait_until(self.admin.smsbox_is_there, START_TIMEOUT_S, "smsbox has signed in")

    def _configure(self) -> None:
        self._config.write_text(
            _CONFIG.format(
                admin=self.admin.port,
                admin_password=self.admin_password,
                box=self._box,
                folder=self.folder,
                max_parts=MAX_PARTS,
                mo_query=MO_QUERY,
                mo_url=self.mo_url,
                network=self._network,
                number=self.number,
                password=self.password,
                sendsms=self.port,
                smsc=SMSC,
                user=self.user,
            ),
            encoding="utf-8",
        )

    def _spawn(self, program: str) -> ServerProcess:
        return ServerProcess(
            [program, "-v", "4", str(self._config)],
            guard=self._guard,
            log=self.folder / f"{program}.out",
        )

    def _boxes(self) -> list[ServerProcess]:
        """smsbox first: it ends by itself without a bearerbox."""
        return [one for one in (self._smsbox, self._bearerbox) if one is not None]

    def stop(self) -> None:
        """End both boxes properly; what is queued stays in the spool."""
        self.handset.disconnect()
        for box in self._boxes():
            box.stop(signal.SIGINT, STOP_TIMEOUT_S)

    def kill9(self) -> None:
        """End both boxes at once."""
        self.handset.disconnect()
        for box in self._boxes():
            box.kill()

    def freeze(self) -> None:
        """From now on it accepts connections and never answers.

        A request whose sender has given up before :meth:`resume` is never read.
        """
        for box in self._boxes():
            box.freeze()

    def swallow(self) -> None:
        """From now on it takes messages without an answer, and sends them after :meth:`resume`."""
        if self._bearerbox is not None:
            self._bearerbox.freeze()

    def resume(self) -> None:
        for box in self._boxes():
            box.resume()

    def ensure_fresh(self) -> None:
        """Running, connected, unfrozen, and with a handset that has received nothing."""
        self.resume()
        self.start()
        if not self.admin.link_is("dead"):
            self.restore()
        else:
            self.start_smsc()
        # The link keeps the order: once this one is there, everything older is there too.
        self.send("+12025550100", LAST_OF_ALL)
        self.handset.wait_for(lambda one: one.text == LAST_OF_ALL, START_TIMEOUT_S)
        self.handset.forget()

    def cut(self) -> None:
        """The mobile network is gone: Kannel answers "Queued for later delivery"."""
        self.handset.disconnect()
        wait_until(lambda: not self.admin.link_is("online"), ASK_TIMEOUT_S, "the network link is down")

    def restore(self) -> None:
        """The mobile network is back; what is queued goes out."""
        self.handset.connect()
        wait_until(lambda: self.admin.link_is("online"), ASK_TIMEOUT_S, "the network link is up")

    def stop_smsc(self) -> None:
        """An administrator takes the link away: Kannel answers 403 "Not routable"."""
        self.admin.ask("stop-smsc", smsc=SMSC)
        self.handset.disconnect()
        wait_until(lambda: self.admin.link_is("dead"), ASK_TIMEOUT_S, "the network link has ended")

    def start_smsc(self) -> None:
        """Undo :meth:`stop_smsc`."""
        self.admin.ask("start-smsc", smsc=SMSC)
        self.restore()

    def send(self, to: str, text: str, **parameters: str | int) -> tuple[int, str]:
        """Call ``sendsms`` as UTF-8; gives the status and Kannel's sentence."""
        coding = 0 if text.isascii() else 2
        values = {
            "username": self.user,
            "password": self.password,
            "to": to,
            "text": text,
            "charset": "UTF-8",
            "coding": coding,
            **parameters,
        }
        url = f"{self.send_url}?{urllib.parse.urlencode(values)}"
        try:
            with urllib.request.urlopen(url, timeout=ASK_TIMEOUT_S) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()
