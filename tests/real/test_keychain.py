"""The key of the database and the secrets of connections in a real keychain."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from tests.real.servers.keyring import KeyringSession


def console(session: KeyringSession, folder: Path, *words: str) -> tuple[int, dict[str, Any]]:
    """Exit status and document of one command that sees the keychain."""
    done = session.run(
        [sys.executable, "-m", "fallback_console", *words, "--json", "--data-dir", str(folder)], stdin=""
    )
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout)


def test_a_new_folder_keeps_its_key_in_the_keychain_and_opens_with_it_again(
    keyring_session: KeyringSession, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    assert console(keyring_session, folder, "status")[0] == 0
    assert json.loads((folder / "key.json").read_text(encoding="utf-8"))["kind"] == "keychain"
    status, document = console(keyring_session, folder, "status")
    assert status == 0
    assert document["data"]["profile"] == "real"


def test_a_locked_keychain_is_told_and_loses_nothing(keyring_session: KeyringSession, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    assert console(keyring_session, folder, "status")[0] == 0
    before = (folder / "console.db").read_bytes()
    keyring_session.lock()
    try:
        status, document = console(keyring_session, folder, "status")
    finally:
        keyring_session.unlock()
    assert (status, document["error"]["code"]) == (5, "key-missing")
    assert "keychain" in document["error"]["message"]
    assert document["error"]["next_step"]
    assert (folder / "console.db").read_bytes() == before
    assert console(keyring_session, folder, "status")[0] == 0


def test_another_folders_key_is_not_taken_for_this_ones(keyring_session: KeyringSession, tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    assert console(keyring_session, one, "status")[0] == 0
    assert console(keyring_session, other, "status")[0] == 0
    # The identity decides which key is fetched; with that of another folder the database must not be touched.
    (one / "profile.json").write_bytes((other / "profile.json").read_bytes())
    status, document = console(keyring_session, one, "status")
    assert (status, document["error"]["code"]) == (5, "key-missing")


def test_a_connections_token_is_in_the_keychain_and_nowhere_in_the_folder(
    keyring_session: KeyringSession, tmp_path: Path
) -> None:
    folder, token = tmp_path / "data", "1-99-5ecre7" + "f" * 24
    (tmp_path / "token").write_text(token, encoding="utf-8")
    words = ("connect", "helpdesk", "rt", "--url", "http://127.0.0.1:9", "--token-file", str(tmp_path / "token"))
    assert console(keyring_session, folder, *words, "--no-test")[0] == 0
    code = (
        "import sys, json, keyring; p = json.load(open(sys.argv[1]));"
        "print(keyring.get_password('fallback-console/' + p['id'], 'helpdesk/token'))"
    )
    assert keyring_session.run_python(code, str(folder / "profile.json")).strip() == token
    for file in folder.rglob("*"):
        if file.is_file():
            assert token.encode() not in file.read_bytes(), file.name
