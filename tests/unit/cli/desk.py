"""The command line in this process, on a data folder of its own with believable cases."""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from fallback_console.cli import main
from fallback_console.compose.profile import Profile, SystemClock, open_profile
from fallback_console.domain.connection import Connection
from fallback_console.domain.delivery import Problem
from fallback_console.domain.mirror import PullPage
from fallback_console.drill.demo import demo_world
from fallback_console.resources_path import resource
from fallback_console.services import cases, connections, dispatch, mirroring
from fallback_console.settings import Settings
from fallback_console.store.keys import KeyKeeper
from fallback_console.store.passphrase import Argon2Cost
from fallback_console.store.tx import Tx

PASSPHRASE = "correct horse battery"
LOGIN = "alice"
CASES = 60
SETTINGS = """
[station]
role = "supervisor"
[network]
canaries = ["none"]
[timing]
probe_every = 0.5
suspect_every = 0.1
down_every = 0.2
probe_timeout = 2.0
hold_down = 0.2
tick = 0.1
"""


@dataclass(frozen=True)
class Answer:
    """What a command did."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.out)
        return found

    @property
    def data(self) -> Any:
        return self.document["data"]


class Shell:
    """Types commands."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder / "data"
        self.passphrase_file = folder / "passphrase"
        self.config_file = folder / "settings.toml"
        self._capsys = capsys
        self._monkeypatch = monkeypatch

    def words(self, *words: str) -> list[str]:
        """A command with the options that lead to this folder."""
        options = ["--data-dir", str(self.folder), "--passphrase-file", str(self.passphrase_file), "--login", LOGIN]
        return [*words, *options, "--config", str(self.config_file)]

    def __call__(self, *words: str, stdin: str | None = None, status: int | None = 0) -> Answer:
        """Run a command; ``status`` None takes any exit status."""
        answer = self.raw(self.words(*words), stdin=stdin)
        assert status is None or answer.status == status, answer
        return answer

    def json(self, *words: str, stdin: str | None = None, status: int | None = 0) -> Any:
        """Run a command and read its document's data."""
        return self(*words, "--json", stdin=stdin, status=status).data

    def raw(self, words: Sequence[str], *, stdin: str | None = None) -> Answer:
        """Run exactly these words."""
        self._capsys.readouterr()
        with self._monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((stdin or "").encode()), encoding="utf-8"))
            status = main(list(words))
        shown = self._capsys.readouterr()
        answer = Answer(status, shown.out, shown.err)
        if "--json" in words:
            check_document(answer.document, status)
        return answer

    def open(self) -> Profile:
        """The profile; to be closed."""
        return open_profile(self.folder, Settings(LOGIN), passphrase=PASSPHRASE)


def schema() -> dict[str, Any]:
    """The documented shape of every document."""
    found: dict[str, Any] = json.loads(resource("schemas", "cli-output.schema.json").read_text(encoding="utf-8"))
    return found


def check_document(document: dict[str, Any], status: int) -> None:
    """A document says what is documented, and nothing else."""
    whole = schema()
    name = f"command-{document['command']}" if document["ok"] else "failure"
    jsonschema.Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": whole["$defs"]}).validate(document)
    if not document["ok"]:
        assert document["error"]["exit_status"] == status


def make_template(folder: Path) -> None:
    """A data folder with cases, an SMS gateway that answers nobody, and somebody's passphrase."""
    (folder / "data").mkdir(mode=0o700, parents=True)
    (folder / "passphrase").write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    (folder / "settings.toml").write_text(SETTINGS, encoding="utf-8")
    # A key that is cheap to derive, and so to try: these tests open the folder hundreds of times.
    KeyKeeper(folder / "data", cost=Argon2Cost(passes=1, memory_kib=8192, lanes=1)).create_with_passphrase(PASSPHRASE)
    profile = open_profile(folder / "data", Settings(LOGIN), passphrase=PASSPHRASE)
    demo = demo_world(resource("demo"), CASES, SystemClock().now_ms())
    page = PullPage(
        cases=tuple(c.case for c in demo.cases),
        items=tuple(i for c in demo.cases for i in c.items),
        people=demo.customers + demo.team,
        cursor="1",
        done=True,
    )

    def fill(tx: Tx) -> None:
        mirroring.store_vocabulary(tx, "rt", demo.vocabulary)
        mirroring.store_page(tx, "rt", "cases", page)
        connections.save(tx, Connection("sms:kannel", "kannel", {"url": "http://127.0.0.1:9/cgi-bin/sendsms"}))
        while mirroring.index_some(tx, 500):
            pass

    try:
        profile.store.write(fill).result(30)
    finally:
        profile.close()


def copy_template(template: Path, folder: Path) -> Path:
    """A fresh copy of it."""
    target = folder / "station"
    shutil.copytree(template, target)
    return target


def make_conflict(shell: Shell, case_key: str) -> int:
    """A change that somebody else made differently; the id of its delivery."""
    profile = shell.open()

    def write(tx: Tx) -> int:
        cases.set_field(tx, LOGIN, case_key, "priority", "99")
        work = dispatch.take(tx, "helpdesk", tx.clock.now_ms(), 1, ())[0]
        values = {"field": "priority", "base": "50", "mine": "99", "theirs": "7", "theirs_by": "bob", "theirs_at": 1}
        dispatch.stop(tx, work.delivery_id, Problem("conflict", "Somebody changed it too.", "Choose.", values))
        return work.delivery_id

    try:
        return profile.store.write(write).result(10)
    finally:
        profile.close()


def make_unknown(shell: Shell) -> int:
    """A text message of which nobody knows whether it arrived; the id of its delivery."""
    shell("sms", "Hello", "--to", "+44 7700 900123")
    profile = shell.open()

    def write(tx: Tx) -> int:
        work = dispatch.take(tx, "sms:kannel", tx.clock.now_ms(), 1, ())[0]
        dispatch.mark_unknown(tx, work.delivery_id, Problem("ambiguous", "No answer came.", "Ask the gateway."))
        return work.delivery_id

    try:
        return profile.store.write(write).result(10)
    finally:
        profile.close()
