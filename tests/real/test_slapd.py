"""People out of a real OpenLDAP server: everybody, page by page, over each way to protect the connection."""

from __future__ import annotations

from pathlib import Path

import pytest

from fallback_console.adapters.directory.ldap import LdapDirectory
from fallback_console.adapters.directory.ldap_line import Limits
from fallback_console.domain.directory import DirectoryAccess, directory_access
from fallback_console.domain.errors import CancelledByPerson, InputError, RefusedError, SignInError, UnreachableError
from fallback_console.domain.mirror import RawNumber
from tests.real.servers.slapd import LIMIT, PEOPLE_COUNT, SUFFIX, SlapdServer, directory_text
from tests.unit.cli.desk import Shell

SMALL = Limits(connect=5, answer=5, page=25)


def access(server: SlapdServer, **changes: object) -> DirectoryAccess:
    values = {"base": server.people, "login": server.reader} | changes
    url = str(values.pop("url", server.url))
    return directory_access(url, **values)  # type: ignore[arg-type]


def directory(server: SlapdServer, limits: Limits = SMALL, password: str = "", **changes: object) -> LdapDirectory:
    wanted = access(server, **changes)
    return LdapDirectory(wanted, (password or server.password) if wanted.login else "", limits)


@pytest.fixture
def secured(slapd: SlapdServer) -> dict[str, dict[str, object]]:
    trusted = {"ca_file": str(slapd.certificate)}
    return {
        "ldaps": {"url": slapd.tls_url, **trusted},
        "starttls": {"url": slapd.url, "start_tls": True, **trusted},
        "plain": {},
    }


@pytest.mark.parametrize("way", ["ldaps", "starttls", "plain"])
def test_everybody_comes_over_each_way(slapd: SlapdServer, secured: dict[str, dict[str, object]], way: str) -> None:
    told: list[int] = []
    found = directory(slapd, **secured[way]).read("team", told.append)
    # One of them is disabled. The server gives no more than 60 at once: pages bring the rest.
    assert len(found.file.people) == PEOPLE_COUNT - 1 > LIMIT
    assert told == list(range(25, 201, 25))
    assert [(one.code, found.texts[one.line]) for one in found.file.broken] == [("disabled", f"uid=p1,{slapd.people}")]
    steps = directory(slapd, **secured[way]).check()
    names = ["address", "connection", *(["certificate"] if way != "plain" else []), "sign-in", "people"]
    assert [(step.name, step.ok) for step in steps] == [(name, True) for name in names]
    assert steps[-1].message == "At least 24 people can be seen; of these 24 with a number."


def test_an_entry_becomes_a_card(slapd: SlapdServer) -> None:
    people = {one.card.emails[0]: one for one in directory(slapd).read("team").file.people}
    first = people["p0@example.org"]
    assert first.id.count("-") == 4
    assert first.card.name == "高橋 実"
    assert first.card.reading == "タカハシ ミノル"
    assert first.card.emails == ("p0@example.org", "minoru@example.org")
    assert first.card.numbers == (RawNumber("mobile", "+44 7700 900000"), RawNumber("work", "+44 7700 900500"))
    assert first.card.organisation == "Example K.K."
    assert first.card.languages == ("ja", "en")
    assert first.card.groups == ("Support", "On call")
    assert people["p2@example.org"].card.name == "Ann Odd Blanks"
    assert people["p3@example.org"].card.groups == ("Support",)


def test_without_paging_the_server_would_give_a_part_and_nothing_is_taken(slapd: SlapdServer) -> None:
    with pytest.raises(RefusedError, match="stops at a limit") as refused:
        directory(slapd, login=slapd.poor).read("team")
    assert refused.value.next_step.startswith("Ask its administrator")


def test_a_wrong_password(slapd: SlapdServer, caplog: pytest.LogCaptureFixture) -> None:
    wrong = directory(slapd, password="not-the-password")
    with pytest.raises(SignInError, match="did not accept") as refused:
        wrong.read("team")
    assert "not-the-password" not in f"{refused.value} {refused.value.values} {caplog.text}"
    assert "reader" not in caplog.text
    assert [(step.name, step.ok) for step in wrong.check()][-1] == ("sign-in", False)


def test_nobody_signs_in(slapd: SlapdServer) -> None:
    found = directory(slapd, login="", base=f"ou=open,{SUFFIX}").read("team")
    assert [one.card.name for one in found.file.people] == ["Zoe Open"]
    [*_, last] = directory(slapd, login="").check()
    assert (last.name, last.ok) == ("people", False)
    assert "does not allow this" in last.message


def test_the_branch_is_found_out_and_a_wrong_one_named(slapd: SlapdServer) -> None:
    assert len(directory(slapd, base="").read("team").file.people) == PEOPLE_COUNT
    [*_, last] = directory(slapd, base="dc=elsewhere").check()
    assert last.message == f"127.0.0.1 has no such branch, or our sign-in may not see it. It keeps {SUFFIX}."
    with pytest.raises(RefusedError, match="shows nobody"):
        directory(slapd, filter="(cn=Nobody At All)").read("team")
    with pytest.raises(InputError, match="filter"):
        directory(slapd, filter="(cn=*").read("team")


@pytest.mark.parametrize("way", ["ldaps", "starttls"])
def test_a_certificate_that_nobody_vouches_for(
    slapd: SlapdServer, secured: dict[str, dict[str, object]], way: str
) -> None:
    stranger = directory(slapd, **(secured[way] | {"ca_file": ""}))
    with pytest.raises(UnreachableError, match="signed by nobody but itself") as refused:
        stranger.read("team")
    assert refused.value.values["reason"] == "self-signed"
    assert [(step.name, step.ok) for step in stranger.check()] == [
        ("address", True),
        ("connection", True),
        ("certificate", False),
    ]


def test_a_server_that_stops_in_the_middle(slapd: SlapdServer) -> None:
    def stop(found: int) -> None:
        if found >= 50:
            slapd.kill9()

    with pytest.raises(UnreachableError, match=r"127\.0\.0\.1"):
        directory(slapd).read("team", stop)
    [address, connection] = directory(slapd).check()
    assert (address.ok, connection.ok, connection.message.startswith("127.0.0.1 refused")) == (True, False, True)


def test_a_server_that_falls_silent_in_the_middle(slapd: SlapdServer) -> None:
    def freeze(found: int) -> None:
        if found >= 50:
            slapd.freeze()

    with pytest.raises(UnreachableError, match="did not answer in time"):
        directory(slapd, SMALL._replace(answer=1)).read("team", freeze)


def test_somebody_stops_it(slapd: SlapdServer) -> None:
    told: list[int] = []
    with pytest.raises(CancelledByPerson):
        directory(slapd).read("team", told.append, lambda: len(told) == 2)


def test_the_command_line_previews_imports_and_tells_who_left(slapd: SlapdServer, shell: Shell, tmp_path: Path) -> None:
    secret = tmp_path / "password"
    secret.write_text(slapd.password, encoding="utf-8")
    asked = ["--base", slapd.people, "--bind-dn", slapd.reader, "--password-file", str(secret)]
    secure = ["--ca", str(slapd.certificate)]
    tried = shell.json("people", "directory", slapd.tls_url, *asked, *secure)
    assert tried["ok"]
    words = ["people", "import", "--directory", slapd.tls_url, *asked, *secure]
    dry = shell.json(*words, "--dry-run")
    assert (dry["source"], dry["format"], dry["written"]) == ("file.ldap-127-0-0-1", "ldap", 0)
    assert (dry["counts"]["new"], dry["counts"]["broken"]) == (PEOPLE_COUNT - 1, 1)
    assert f"saved: {PEOPLE_COUNT - 1} people." in shell(*words).out
    [row] = shell.json("people", "list", "--search", "minoru", "--role", "team")["people"]
    assert row["name"] == "高橋 実"
    again = shell.json(*words)
    assert (again["counts"]["same"], again["written"]) == (PEOPLE_COUNT - 1, 0)
    # Somebody got another department is a change; the last one has left and stays.
    slapd.change(directory_text(PEOPLE_COUNT - 1, department="Field"))
    told = shell(*words).out
    assert "1 from before are not in the directory any more; they stay." in told
    assert [p["name"] for p in shell.json("people", "list", "--search", "p199@example.org")["people"]] == [
        "Person199 Fictional"
    ]
