"""A real mail server: postfix (submission with SASL and STARTTLS) and dovecot (IMAP)."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from pathlib import Path

from tests.real.servers.proc import (
    ProcessGuard,
    ProgramMissingError,
    ServerError,
    ServerProcess,
    find_program,
    free_ports,
    require_programs,
    wait_until,
)

START_TIMEOUT_S = 20
STOP_TIMEOUT_S = 5
BANNER_TIMEOUT_S = 3
POSTFIX_DAEMONS = Path("/usr/lib/postfix/sbin")
MASTER_TEMPLATE = Path("/usr/share/postfix/master.cf.dist")
DOMAIN = "support.example.net"
USERS = ("alice", "bob", "support", "customer01")
MAILBOX_OWNER = "nobody"

_DOVECOT = """
protocols = imap
base_dir = {folder}/run/dovecot
state_dir = {folder}/run/dovecot-state
listen = 127.0.0.1
log_path = {folder}/log/dovecot.log
default_login_user = dovenull
default_internal_user = dovecot
mail_location = maildir:~/Maildir
first_valid_uid = 1
ssl = yes
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login
passdb {{
  driver = passwd-file
  args = username_format=%u {folder}/users
}}
userdb {{
  driver = passwd-file
  args = username_format=%u {folder}/users
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
  }}
}}
service auth {{
  unix_listener {folder}/queue/private/auth {{
    mode = 0660
    user = postfix
    group = postfix
  }}
}}
"""

_POSTFIX = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
command_directory = /usr/sbin
daemon_directory = {daemons}
mail_owner = postfix
setgid_group = postdrop
myhostname = mail.{domain}
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks =
virtual_mailbox_domains = {domain}
virtual_mailbox_base = {folder}/mailboxes
virtual_mailbox_maps = texthash:{folder}/postfix/mailboxes
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
virtual_minimum_uid = 1
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = private/auth
smtpd_tls_cert_file = {folder}/cert.pem
smtpd_tls_key_file = {folder}/key.pem
smtpd_tls_security_level = may
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
default_transport = discard
maillog_file = {folder}/log/postfix.log
maillog_file_prefixes = {folder}
alias_maps =
alias_database =
"""


class MailServer:
    """One mail server; ``smtp_port`` and ``imap_port`` offer STARTTLS, ``imaps_port`` speaks TLS at once.

    Its users are ``alice@…``, ``bob@…``, ``support@…`` and ``customer01@…`` of :data:`DOMAIN`;
    ``certificate`` is the file to trust. The state lies in a folder of its own instead of pytest's, because
    the servers' own users must be able to enter it; :meth:`close` removes it.
    """

    def __init__(self, guard: ProcessGuard) -> None:
        require_programs("the mail server", "postfix", "dovecot", "openssl")
        if os.geteuid() != 0:
            raise ProgramMissingError("postfix and dovecot start only as root")
        self._guard = guard
        self.folder = Path(tempfile.mkdtemp(prefix="fallback-mail-"))
        self.folder.chmod(0o755)
        guard.at_end(str(self.folder), ["rm", "-rf", str(self.folder)])
        self.smtp_port, self.imap_port, self.imaps_port = free_ports(3)
        self.certificate = self.folder / "cert.pem"
        self._postfix: ServerProcess | None = None
        self._dovecot: ServerProcess | None = None
        self._configure()

    @staticmethod
    def address(user: str) -> str:
        return f"{user}@{DOMAIN}"

    @staticmethod
    def password(user: str) -> str:
        return f"{user}-mail-1"

    def _configure(self) -> None:
        folder = self.folder
        owner = pwd.getpwnam(MAILBOX_OWNER)
        for name in ("postfix", "queue", "data", "run", "mailboxes", "log"):
            (folder / name).mkdir()
        shutil.chown(folder / "data", "postfix")
        os.chown(folder / "mailboxes", owner.pw_uid, owner.pw_gid)
        subprocess.run(
            "openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=localhost"
            " -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout key.pem -out cert.pem".split(),
            cwd=folder,
            check=True,
            capture_output=True,
        )
        users, boxes = [], []
        for user in USERS:
            address = self.address(user)
            home = folder / "mailboxes" / address
            users.append(f"{address}:{{PLAIN}}{self.password(user)}:{owner.pw_uid}:{owner.pw_gid}::{home}::")
            boxes.append(f"{address} {address}/Maildir/")
        (folder / "users").write_text("\n".join(users) + "\n", encoding="utf-8")
        (folder / "postfix" / "mailboxes").write_text("\n".join(boxes) + "\n", encoding="utf-8")
        (folder / "dovecot.conf").write_text(
            _DOVECOT.format(folder=folder, imap=self.imap_port, imaps=self.imaps_port), encoding="utf-8"
        )
        (folder / "postfix" / "main.cf").write_text(
            _POSTFIX.format(folder=folder, daemons=POSTFIX_DAEMONS, domain=DOMAIN, uid=owner.pw_uid, gid=owner.pw_gid),
            encoding="utf-8",
        )
        (folder / "postfix" / "master.cf").write_text(self._services(), encoding="utf-8")

    def _services(self) -> str:
        """The stock ``master.cf`` with SMTP on our port, and nothing in a chroot that would lack files."""
        lines = []
        for line in MASTER_TEMPLATE.read_text(encoding="utf-8").splitlines():
            fields = line.split()
            if len(fields) >= 8 and not line.startswith(("#", " ")):
                fields[4] = "n"
                if fields[:2] == ["smtp", "inet"]:
                    fields[0] = f"127.0.0.1:{self.smtp_port}"
                line = " ".join(fields)
            lines.append(line)
        return "\n".join(lines) + "\n"

    def start(self) -> None:
        """Start both and wait for their greetings; about 2 s."""
        # Dovecot puts its sign-in socket into a folder that postfix makes, and smtpd greets only with the socket.
        self._start_postfix()
        self.start_imap()
        wait_until(self._greets, START_TIMEOUT_S, "SMTP and IMAP greet")

    def _greets(self) -> bool:
        return self.banner(self.smtp_port).startswith("220 ") and self.banner(self.imap_port).startswith("* OK")

    def _start_postfix(self) -> None:
        if self._postfix is not None and self._postfix.running:
            return
        config = str(self.folder / "postfix")
        # Makes the queue's folders. "postfix start-fg" would put a shell between us and the master process.
        subprocess.run([find_program("postfix") or "postfix", "-c", config, "check"], check=True, capture_output=True)
        self._postfix = ServerProcess(
            [str(POSTFIX_DAEMONS / "master"), "-c", config],
            guard=self._guard,
            log=self.folder / "log" / "postfix.out",
        )
        self._postfix.wait_port(self.smtp_port, START_TIMEOUT_S)
        private = self.folder / "queue" / "private"
        wait_until(private.is_dir, START_TIMEOUT_S, "postfix has made its folders")

    def start_imap(self) -> None:
        if self._dovecot is not None and self._dovecot.running:
            return
        self._dovecot = ServerProcess(
            ["dovecot", "-F", "-c", str(self.folder / "dovecot.conf")],
            guard=self._guard,
            log=self.folder / "log" / "dovecot.out",
        )
        for port in (self.imap_port, self.imaps_port):
            self._dovecot.wait_port(port, START_TIMEOUT_S)

    def _parts(self) -> list[ServerProcess]:
        return [part for part in (self._dovecot, self._postfix) if part is not None]

    def stop(self) -> None:
        """End both; connections are refused from now on."""
        for part in self._parts():
            part.stop(signal.SIGTERM, STOP_TIMEOUT_S)

    def stop_imap(self) -> None:
        """IMAP refuses; SMTP stays, but nobody can sign in to it."""
        if self._dovecot is not None:
            self._dovecot.stop(signal.SIGTERM, STOP_TIMEOUT_S)

    def freeze(self) -> None:
        """From now on both accept connections and never greet (idle workers stand still too)."""
        for part in self._parts():
            part.freeze()

    def resume(self) -> None:
        for part in self._parts():
            part.resume()

    def ensure_fresh(self) -> None:
        """Running and unfrozen; mailboxes keep what is in them."""
        self.resume()
        self.start()

    def close(self) -> None:
        """Stop and remove the state."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
        self._guard.forget(str(self.folder))

    def banner(self, port: int) -> str:
        """The first line that ``port`` says, or an empty string when it refuses or stays silent."""
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=BANNER_TIMEOUT_S) as connection:
                return connection.makefile("r", encoding="utf-8", errors="replace").readline()
        except OSError:
            return ""

    def log(self) -> str:
        """What both servers logged, for a test that fails."""
        files = sorted((self.folder / "log").iterdir())
        if not files:
            raise ServerError("the mail server has not logged anything")
        return "\n".join(f"{file.name}:\n{file.read_text(errors='replace')}" for file in files)
