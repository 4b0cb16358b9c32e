"""People out of a directory on the command line; tests/real has the same with a real server."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.adapters.directory.ldap_double import Behave, answer, done, entry, ldap_double
from tests.unit.cli.desk import Shell

FOUND = b"\x65"
ANN = entry("cn=Ann,dc=example", cn="Ann Example", mobile="+44 7700 900101", department="Support")
BO = entry("cn=Bo,dc=example", cn="Bo Example", mail="bo@example.org")
GONE = entry("cn=Gone,dc=example", cn="Gone", userAccountControl="514")
HERE = ["--base", "dc=example"]


def holds(*entries: bytes) -> Behave:
    return answer(*entries, done(FOUND))


def test_everybody_is_looked_through_imported_and_followed(shell: Shell) -> None:
    with ldap_double(holds(ANN, BO, GONE)) as port:
        words = ["people", "import", "--directory", f"ldap://127.0.0.1:{port}", *HERE]
        dry = shell.json(*words, "--dry-run")
        assert (dry["source"], dry["counts"]["new"], dry["written"]) == ("file.ldap-127-0-0-1", 2, 0)
        assert dry["file"] == f"ldap://127.0.0.1:{port}"
        assert dry["entries"] == {"3": "cn=Gone,dc=example"}
        assert [one["code"] for one in dry["broken"]] == ["disabled"]
        told = shell(*words).out
        assert "2 new, 0 changed, 0 as before, 1 left out" in told
        assert "entry 3: left out: The account is disabled in the directory. (cn=Gone,dc=example)" in told
        assert "cn = name, mail = mail, mobile = mobile, department = groups" in told
        assert shell.json(*words)["written"] == 0
    [row] = shell.json("people", "list", "--search", "900101")["people"]
    assert (row["role"], row["groups"]) == ("team", ["Support"])
    changed = entry("cn=Ann,dc=example", cn="Ann Example", mobile="+44 7700 900102")
    with ldap_double(holds(changed)) as port:
        words = ["people", "import", "--directory", f"ldap://127.0.0.1:{port}", *HERE, "--kind", "team"]
        told = shell(*words).out
    assert "entry 1: Ann Example: numbers, groups changed" in told
    assert "1 from before are not in the directory any more; they stay." in told
    assert "not there any more: file.ldap-127-0-0-1:cn=bo,dc=example" in told
    assert shell.json("people", "show", "bo@example.org")["person"]["name"] == "Bo Example"


def test_it_is_tested_without_importing(shell: Shell) -> None:
    with ldap_double(holds(ANN)) as port:
        tried = shell.json("people", "directory", f"ldap://127.0.0.1:{port}", *HERE)
        assert tried["ok"]
        assert [step["name"] for step in tried["steps"]] == ["address", "connection", "sign-in", "people"]
    told = shell("people", "directory", f"ldap://127.0.0.1:{port}", *HERE, status=8).out
    assert "refused the connection" in told
    wrong = shell.json("people", "directory", "ldaps://127.0.0.1", "--ca", "/nowhere/ca.pem", status=8)
    assert [(step["name"], step["ok"]) for step in wrong["steps"]] == [("settings", False)]
    assert shell.json("people", "list", "--search", "900101")["people"] == []


def test_a_password_comes_from_a_file_and_is_kept_where_that_is_wished(shell: Shell, tmp_path: Path) -> None:
    secret = tmp_path / "password"
    secret.write_text("a-secret-of-tests\n", encoding="utf-8")
    with ldap_double(holds(ANN)) as port:
        words = ["people", "directory", f"ldap://127.0.0.1:{port}", *HERE, "--bind-dn", "cn=reader"]
        assert "password of the sign-in is missing" in shell(*words, status=2).err
        assert shell.json(*words, "--password-file", str(secret))["ok"]
        assert "is missing" in shell(*words, status=2).err
        assert shell.json(*words, "--password-file", str(secret), "--keep-password")["ok"]
        assert shell.json(*words)["ok"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "from a file, from a directory or from the helpdesk"),
        (["x.csv", "--directory", "ldaps://127.0.0.1"], "from a file, from a directory or from the helpdesk"),
        (["--directory", "http://127.0.0.1"], "no address of a directory"),
        (["--directory", "ldaps://127.0.0.1", "--start-tls"], "secure from its first byte"),
        (
            ["--directory", "ldap://dc1.example.org", "--bind-dn", "a", "--password-file", "{secret}"],
            "others on the way can read it",
        ),
    ],
)
def test_what_cannot_be_understood(shell: Shell, tmp_path: Path, words: list[str], message: str) -> None:
    secret = tmp_path / "password"
    secret.write_text("a-secret-of-tests", encoding="utf-8")
    answer = shell("people", "import", *[word.replace("{secret}", str(secret)) for word in words], status=2)
    assert message in answer.err
    assert "a-secret-of-tests" not in answer.err + answer.out
