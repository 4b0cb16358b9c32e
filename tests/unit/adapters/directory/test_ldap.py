"""What goes wrong with a directory is told in plain words, in time, and without anybody's name or password."""

from __future__ import annotations

import socket
import threading
import time

import pytest
from ldap3.utils.log import OFF, get_library_log_detail_level

from fallback_console.adapters.directory.ldap import LdapDirectory
from fallback_console.adapters.directory.ldap_errors import result_error
from fallback_console.adapters.directory.ldap_line import Limits
from fallback_console.compose.directories import directory_for
from fallback_console.domain.directory import directory_access
from fallback_console.domain.errors import (
    BadAnswerError,
    ConsoleError,
    InputError,
    IsolationError,
    RefusedError,
    SettingsError,
    SignInError,
    UnreachableError,
)
from tests.helpers.ports import free_port
from tests.unit.adapters.directory.ldap_double import Behave, answer, ber, done, entry, ldap_double, message, says, text

QUICK = Limits(connect=2, answer=1, page=10)
LOGIN, PASSWORD = "cn=somebody,dc=example,dc=org", "a-secret-of-tests"
FOUND = b"\x65"


def directory(port: int, limits: Limits = QUICK, **options: object) -> LdapDirectory:
    options = {"base": "dc=example,dc=org", "login": LOGIN, **options}
    url = str(options.pop("url", f"ldap://127.0.0.1:{port}"))
    return LdapDirectory(directory_access(url, **options), PASSWORD, limits)  # type: ignore[arg-type]


def refused(behave: Behave, limits: Limits = QUICK, **options: object) -> ConsoleError:
    with ldap_double(behave) as port, pytest.raises(ConsoleError) as error:
        directory(port, limits, **options).read("team")
    shown = f"{error.value} {error.value.values}"
    assert PASSWORD not in shown
    assert "somebody" not in shown
    assert error.value.next_step
    return error.value


def page(*operations: bytes, cookie: bytes = b"") -> Behave:
    value = ber(b"\x30", ber(b"\x02", b"\0"), ber(b"\x04", cookie))
    control = ber(b"\x30", text("1.2.840.113556.1.4.319"), ber(b"\x04", value))
    return answer(*operations, done(FOUND), controls=ber(b"\xa0", control))


def test_an_answer_becomes_people() -> None:
    with ldap_double(page(entry("cn=Ann", cn="Ann", mobile="+44 7700 900101"))) as port:
        found = directory(port).read("expert")
        [person] = found.file.people
        assert (person.card.role, person.card.name, person.id) == ("expert", "Ann", "cn=ann")
        assert found.file.columns == (("cn", "name"), ("mobile", "mobile"))
        steps = directory(port).check()
    assert [step.name for step in steps] == ["address", "connection", "sign-in", "people"]
    assert all(step.ok for step in steps)


def test_nothing_of_it_is_logged() -> None:
    assert get_library_log_detail_level() == OFF


@pytest.mark.parametrize(
    "raw",
    [
        b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n" + b"x" * 200,
        b"\x30\x03\x02\x01",
        message(1, b"\x61\x00"),
        ber(b"\x30", b"\xff" * 40),
    ],
)
def test_something_else_answers(raw: bytes) -> None:
    assert isinstance(refused(says(raw)), BadAnswerError | UnreachableError)


def test_it_hangs_up() -> None:
    error = refused(says(b""))
    assert isinstance(error, UnreachableError)
    assert "broke off" in error.message


def test_it_never_answers() -> None:
    began = time.monotonic()
    error = refused(lambda line, number, asked: None)
    assert (type(error), error.message) == (UnreachableError, "127.0.0.1 did not answer in time.")
    assert time.monotonic() - began < 10


def test_it_drips() -> None:
    """A byte now and then never runs into a wait for the next byte."""
    over = threading.Event()

    def drip(line: socket.socket, number: int, asked: bytes) -> None:
        line.sendall(b"\x30\x84\x00\x10\x00\x00")
        while not over.wait(0.05):
            line.sendall(b"\x02")

    try:
        error = refused(drip)
    finally:
        over.set()
    assert (type(error), error.message) == (UnreachableError, "127.0.0.1 did not answer in time.")


def test_it_sends_without_end() -> None:
    many = page(*[entry(f"cn=p{n}", cn="x" * 1000) for n in range(100)])
    error = refused(many, QUICK._replace(page_bytes=20_000))
    assert (type(error), error.message) == (BadAnswerError, "127.0.0.1 sent more in one answer than is read.")


def test_it_gives_pages_without_end() -> None:
    assert isinstance(refused(page(cookie=b"again")), BadAnswerError)
    endless = page(entry("cn=a", cn="A"), cookie=b"again")
    error = refused(endless, QUICK._replace(entries=20))
    assert (type(error), error.message) == (RefusedError, "More than 20 entries match.")


def test_nobody_listens() -> None:
    with pytest.raises(UnreachableError, match="refused the connection") as error:
        directory(free_port()).read("team")
    assert error.value.values["stage"] == "tcp"


def test_a_host_that_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_args: object, **_kw: object) -> object:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr("socket.getaddrinfo", unknown)
    steps = directory(1, url="ldaps://nowhere.example.org").check()
    assert [(step.name, step.ok) for step in steps] == [("address", False)]


def test_no_tls_where_it_is_wanted() -> None:
    with ldap_double(says(b"hello")) as port:
        steps = directory(port, url=f"ldaps://127.0.0.1:{port}").check()
    assert [(step.name, step.ok) for step in steps] == [("address", True), ("connection", True), ("certificate", False)]
    with ldap_double(lambda line, number, asked: line.sendall(message(number, done(b"\x78", 2)))) as port:
        steps = directory(port, url=f"ldap://127.0.0.1:{port}", start_tls=True).check()
    assert steps[-1].name == "certificate"
    assert steps[-1].message == "127.0.0.1 does not offer StartTLS. Begin the address with ldaps://, or ask IT."


@pytest.mark.parametrize(
    ("code", "said", "kind", "words"),
    [
        (49, "", SignInError, "Check the name of the sign-in"),
        (49, "80090308: LdapErr: DSID-0C09044E, comment: AcceptSecurityContext error, data 52e", SignInError, "Check"),
        (49, "AcceptSecurityContext error, data 775, v2580", SignInError, "is locked"),
        (49, "AcceptSecurityContext error, data 532, v2580", SignInError, "password has expired"),
        (49, "AcceptSecurityContext error, data 533, v2580", SignInError, "is disabled"),
        (8, "", SignInError, "secure connection only"),
        (13, "", SignInError, "secure connection only"),
        (48, "", SignInError, "kind of sign-in"),
        (50, "", SignInError, "does not allow"),
        (
            1,
            "000004DC: In order to perform this operation a successful bind must be completed",
            SignInError,
            "not allow",
        ),
        (1, "", RefusedError, "refused the request (1)"),
        (4, "", RefusedError, "stops at a limit"),
        (11, "", RefusedError, "stops at a limit"),
        (10, "", RefusedError, "keep this branch"),
        (32, "", RefusedError, "no such branch"),
        (34, "", SettingsError, "not written as it should be"),
        (51, "", UnreachableError, "not available now"),
        (53, "secret words", RefusedError, "refused the request (53)"),
    ],
)
def test_what_a_directory_says(code: int, said: str, kind: type[ConsoleError], words: str) -> None:
    error = result_error("dc1.example.org", code, said)
    assert type(error) is kind
    assert words in str(error)
    assert error.next_step
    assert "secret" not in f"{error} {error.values}"


def test_a_search_that_stops_at_a_limit_gives_nobody() -> None:
    error = refused(answer(entry("cn=a", cn="A"), done(FOUND, 4)))
    assert isinstance(error, RefusedError)


def test_nobody_is_there() -> None:
    assert isinstance(refused(page()), RefusedError)


def test_what_points_elsewhere_is_not_followed() -> None:
    elsewhere = ber(b"\x73", text("ldap://dc2.example.org/DC=example"))
    with ldap_double(page(entry("cn=a", cn="A"), elsewhere)) as port:
        assert len(directory(port).read("team").file.people) == 1


def test_a_sign_in_without_a_password_is_not_tried() -> None:
    # A directory would take it for nobody, and say that all is well.
    with pytest.raises(InputError, match="password of the sign-in is missing"):
        LdapDirectory(directory_access("ldaps://dc1.example.org", login=LOGIN), "")


def test_a_password_stays_at_home() -> None:
    open_way = directory_access("ldap://dc1.example.org", login=LOGIN)
    with pytest.raises(InputError, match="others on the way can read it"):
        LdapDirectory(open_way, PASSWORD)
    assert LdapDirectory(open_way._replace(open_password=True), PASSWORD).name == "ldap-dc1.example.org"


def test_a_file_of_authorities_that_is_none() -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        directory(1, url="ldaps://127.0.0.1", ca_file="/nowhere/ca.pem")


def test_a_rehearsal_asks_nobody_but_this_machine() -> None:
    with pytest.raises(IsolationError):
        directory_for(directory_access("ldaps://dc1.example.org"), "", rehearsal=True)
    assert directory_for(directory_access("ldap://127.0.0.1"), "", rehearsal=True).name == "ldap-127.0.0.1"
