"""A real OpenLDAP server with fictional people, over plain LDAP, StartTLS and ldaps."""

from __future__ import annotations

import base64
import shutil
import signal
import uuid
from pathlib import Path

from tests.real.servers.proc import (
    ProcessGuard,
    ProgramMissingError,
    ServerError,
    ServerProcess,
    find_program,
    free_ports,
    require_programs,
)
from tests.unit.adapters.raw_server import self_signed

START_TIMEOUT_S = 20
LOAD_TIMEOUT_S = 60
SCHEMAS = Path("/etc/ldap/schema")
MODULES = Path("/usr/lib/ldap")
SUFFIX = "dc=example,dc=org"
PEOPLE_COUNT = 200
LIMIT = 60
"""Entries that the server gives at once, however many are asked for."""

_CONFIG = """
include {schemas}/core.schema
include {schemas}/cosine.schema
include {schemas}/inetorgperson.schema
attributeoptions lang- phonetic
attributetype ( 1.3.6.1.4.1.55555.1.1 NAME 'userAccountControl' EQUALITY integerMatch
  SYNTAX 1.3.6.1.4.1.1466.115.121.1.27 SINGLE-VALUE )
attributetype ( 1.3.6.1.4.1.55555.1.2 NAME 'proxyAddresses' EQUALITY caseIgnoreMatch
  SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 )
attributetype ( 1.3.6.1.4.1.55555.1.3 NAME 'company' EQUALITY caseIgnoreMatch
  SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )
objectclass ( 1.3.6.1.4.1.55555.2.1 NAME 'asInActiveDirectory' SUP top AUXILIARY
  MAY ( userAccountControl $ proxyAddresses $ company ) )
pidfile {folder}/slapd.pid
argsfile {folder}/slapd.args
modulepath {modules}
moduleload back_mdb
TLSCertificateFile {folder}/cert.pem
TLSCertificateKeyFile {folder}/key.pem
sizelimit size.soft={limit} size.hard={limit} size.prtotal=unlimited
database mdb
suffix "{suffix}"
directory {folder}/data
maxsize 33554432
index objectClass eq
limits dn.exact="cn=poor,{suffix}" size.soft={limit} size.hard={limit} size.prtotal={limit}
access to attrs=userPassword by anonymous auth
access to dn.subtree="ou=open,{suffix}" by * read
access to * by dn.exact="cn=reader,{suffix}" read by dn.exact="cn=poor,{suffix}" read by anonymous auth
"""


class SlapdServer:
    """One OpenLDAP server. ``reader`` may read everybody page by page, ``poor`` no more than :data:`LIMIT` of them, and nobody
    at all sees but the branch ``ou=open``.

    Attributes:
        port, tls_port: of plain LDAP with StartTLS, and of ldaps.
        certificate: the file to trust.
    """

    reader = f"cn=reader,{SUFFIX}"
    poor = f"cn=poor,{SUFFIX}"
    password = "s3cret-of-tests"
    people = f"ou=people,{SUFFIX}"

    def __init__(self, folder: Path, guard: ProcessGuard) -> None:
        require_programs("OpenLDAP", "slapd")
        if not (SCHEMAS / "inetorgperson.schema").exists() or not MODULES.is_dir():
            raise ProgramMissingError(f"OpenLDAP's schemas or modules are not in {SCHEMAS} and {MODULES}")
        self.folder = folder
        self.port, self.tls_port = free_ports(2)
        self._guard = guard
        self._process: ServerProcess | None = None
        _, self.certificate = self_signed(folder)
        self._config = folder / "slapd.conf"
        # A copy, since AppArmor lets the program in its own place read its usual folders only.
        self._program = shutil.copy2(str(find_program("slapd")), folder / "slapd")

    @property
    def url(self) -> str:
        """Of plain LDAP."""
        return f"ldap://127.0.0.1:{self.port}"

    @property
    def tls_url(self) -> str:
        """Of ldaps."""
        return f"ldaps://127.0.0.1:{self.tls_port}"

    def start(self) -> None:
        """Load the people and start; about 0.5 s."""
        if self._process is not None and self._process.running:
            return
        self.load(directory_text())
        self._start()

    def change(self, text: str) -> None:
        """Start anew with other entries."""
        self.stop()
        self.load(text)
        self._start()

    def load(self, text: str) -> None:
        """Fill an empty database; the server must not be running."""
        data = self.folder / "data"
        shutil.rmtree(data, ignore_errors=True)
        data.mkdir()
        self._config.write_text(
            _CONFIG.format(folder=self.folder, limit=LIMIT, modules=MODULES, schemas=SCHEMAS, suffix=SUFFIX),
            encoding="utf-8",
        )
        file = self.folder / "people.ldif"
        file.write_text(text, encoding="utf-8")
        log = self.folder / "slapadd.log"
        loading = ServerProcess(
            [self._program, "-T", "add", "-q", "-f", str(self._config), "-l", str(file)], guard=self._guard, log=log
        )
        if loading.wait(LOAD_TIMEOUT_S) != 0:
            raise ServerError(f"slapadd failed:\n{loading.log_tail()}")

    def _start(self) -> None:
        addresses = f"ldap://127.0.0.1:{self.port} ldaps://127.0.0.1:{self.tls_port}"
        self._process = ServerProcess(
            [self._program, "-f", str(self._config), "-h", addresses, "-d", "0"],
            guard=self._guard,
            log=self.folder / "slapd.log",
        )
        for port in (self.port, self.tls_port):
            self._process.wait_port(port, START_TIMEOUT_S)

    def stop(self) -> None:
        """End it properly."""
        if self._process is not None:
            self._process.stop(signal.SIGTERM)

    def kill9(self) -> None:
        """End it at once."""
        if self._process is not None:
            self._process.kill()

    def freeze(self) -> None:
        """From now on it accepts connections and never answers."""
        if self._process is not None:
            self._process.freeze()

    def resume(self) -> None:
        if self._process is not None:
            self._process.resume()

    def ensure_fresh(self) -> None:
        """Running, unfrozen, with its own people."""
        self.resume()
        self.change(directory_text())


def directory_text(people: int = PEOPLE_COUNT, *, department: str = "Support") -> str:
    """The directory as LDIF: people with numbers from +44 7700 900000 on, some of them odd, two groups, and accounts to sign in."""
    entries = [
        {"dn": SUFFIX, "objectClass": ["dcObject", "organization"], "dc": "example", "o": "Example"},
        {"dn": f"ou=people,{SUFFIX}", "objectClass": "organizationalUnit", "ou": "people"},
        {"dn": f"ou=open,{SUFFIX}", "objectClass": "organizationalUnit", "ou": "open"},
        {"dn": f"ou=groups,{SUFFIX}", "objectClass": "organizationalUnit", "ou": "groups"},
        *(
            {
                "dn": f"cn={name},{SUFFIX}",
                "objectClass": ["organizationalRole", "simpleSecurityObject"],
                "cn": name,
                "userPassword": SlapdServer.password,
            }
            for name in ("reader", "poor")
        ),
        {
            "dn": f"cn=Zoe Open,ou=open,{SUFFIX}",
            "objectClass": "inetOrgPerson",
            "cn": "Zoe Open",
            "sn": "Open",
            "mobile": "+44 7700 900999",
        },
        *(_person(number, department) for number in range(people)),
        {
            "dn": f"cn=On call,ou=groups,{SUFFIX}",
            "objectClass": "groupOfNames",
            "cn": "On call",
            "member": [f"uid=p{number},ou=people,{SUFFIX}" for number in (0, 2)],
        },
    ]
    return "\n".join(_lines(entry) for entry in entries)


def _person(number: int, department: str) -> dict[str, str | bytes | list[str]]:
    entry: dict[str, str | bytes | list[str]] = {
        "dn": f"uid=p{number},ou=people,{SUFFIX}",
        "objectClass": ["inetOrgPerson", "asInActiveDirectory"],
        "uid": f"p{number}",
        "entryUUID": str(uuid.UUID(int=number + 1)),
        "cn": f"Person{number:03} Fictional",
        "sn": "Fictional",
        "givenName": f"Person{number:03}",
        "mail": f"p{number}@example.org",
        "mobile": f"+44 7700 {900000 + number}",
        "ou": department,
    }
    if number == 0:
        entry |= {
            "displayName": "高橋 実",
            "displayName;lang-ja;phonetic": "タカハシ ミノル",
            "preferredLanguage": "en;q=0.5, ja",
            "telephoneNumber": "+44 7700 900500",
            "proxyAddresses": ["smtp:minoru@example.org", "SMTP:p0@example.org", "x400:c=gb"],
            "company": "Example K.K.",
        }
    elif number == 1:
        entry["userAccountControl"] = "514"
    elif number == 2:
        entry |= {"jpegPhoto": bytes(range(256)), "userAccountControl": "512", "displayName": "Ann\tOdd  Blanks"}
    return entry


def _lines(entry: dict[str, str | bytes | list[str]]) -> str:
    lines = []
    for name, value in entry.items():
        for one in value if isinstance(value, list) else [value]:
            raw = one if isinstance(one, bytes) else one.encode()
            lines.append(f"{name}:: {base64.b64encode(raw).decode()}")
    return "\n".join([*lines, ""])
