"""``doctor``: what it finds, and what it mends."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fallback_console.store.tx import Tx
from tests.unit.cli.desk import CASES, PASSPHRASE, Shell


def lines(shell: Shell, *words: str, status: int = 0) -> dict[str, bool]:
    return {line["name"]: line["ok"] for line in shell.json("doctor", *words, status=status)["lines"]}


def test_a_healthy_station(shell: Shell) -> None:
    report = shell.json("doctor")
    assert report["ok"]
    names = [line["name"] for line in report["lines"]]
    for name in ("folder", "disk", "clock", "key", "file", "numbers", "schema", "backup", "engine", "deliveries"):
        assert name in names
    text = shell("doctor").out
    assert "FAILED" not in text
    assert "The newest of 1 is from" in text


def test_a_folder_without_data(shell: Shell, tmp_path: Path) -> None:
    answer = shell.raw(["doctor", "--json", "--data-dir", str(tmp_path / "nothing")])
    assert answer.document["error"]["code"] == "not-found"
    assert not (tmp_path / "nothing").exists()


def test_a_wrong_passphrase(shell: Shell) -> None:
    shell.passphrase_file.write_text("something else\n", encoding="utf-8")
    assert lines(shell, status=5)["database"] is False


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")
def test_a_folder_that_others_may_look_into(shell: Shell) -> None:
    shell.folder.chmod(0o755)
    assert lines(shell, status=5)["folder"] is False


def test_a_rebuild_tells_what_differed(shell: Shell) -> None:
    rebuilt = shell.json("doctor", "--rebuild")
    assert rebuilt["differing"] == 0
    assert rebuilt["tables"]["p_case"]["rows"] == CASES
    assert shell("doctor", "--rebuild").out.endswith("Nothing differed.\n")
    profile = shell.open()

    def spoil(tx: Tx) -> None:
        tx.execute("UPDATE p_case SET subject = 'spoilt' WHERE pk = (SELECT min(pk) FROM p_case)")

    try:
        profile.store.write(spoil).result(10)
    finally:
        profile.close()
    spoilt = shell.json("doctor", "--rebuild", status=5)
    assert spoilt["tables"]["p_case"]["differing"] > 0
    assert shell.json("doctor", "--rebuild")["differing"] == 0


def test_a_damaged_database_goes_on_from_its_backup(shell: Shell) -> None:
    made = shell.json("doctor", "--backup")["backup"]
    database = shell.folder / "console.db"
    content = bytearray(database.read_bytes())
    content[0:8192] = bytes(8192)
    database.write_bytes(content)
    report = shell.json("doctor", status=5)
    [found] = [line for line in report["lines"] if line["name"] == "database"]
    assert "damaged" in found["message"]
    assert "doctor --restore" in found["next_step"]
    restored = shell.json("doctor", "--restore")["restored"]
    assert restored["backup"]["path"] == made["path"]
    assert Path(restored["put_aside"]).exists()
    assert shell.json("queue", "--all")["total"] == CASES
    shell("doctor", "--restore", Path(made["path"]).name)
    assert shell("doctor", "--restore", "backup-9.db", status=3).err


def test_the_passphrase_is_changed(shell: Shell, tmp_path: Path) -> None:
    new = tmp_path / "new"
    new.write_text("four other good words\n", encoding="utf-8")
    changed = shell("doctor", "--passphrase", "change", "--new-passphrase-file", str(new))
    assert "four other" not in changed.out + changed.err
    assert shell("queue", status=5).err.startswith("This is not the passphrase")
    shell.passphrase_file.write_text(new.read_text(encoding="utf-8"), encoding="utf-8")
    shell("queue")
    new.write_text("short\n", encoding="utf-8")
    assert shell("doctor", "--passphrase", "change", "--new-passphrase-file", str(new), status=2).err
    assert shell("doctor", "--passphrase", "change", status=2).err.startswith("The new passphrase is missing.")
    shell.passphrase_file.write_text(PASSPHRASE, encoding="utf-8")
    shell("queue", status=5)


def test_connections_are_tested_when_asked(shell: Shell) -> None:
    assert lines(shell)["connection sms:kannel"]
    shell("connect", "probe", "tcp", "--name", "shop", "--host", "127.0.0.1", "--port", "9", "--no-test")
    shell("connect", "sms:kannel", "--disable")
    report = shell.json("doctor", "--connections", status=8)
    failed = [line for line in report["lines"] if not line["ok"]]
    assert failed
    assert all(line["name"].startswith("connection shop") for line in failed)
