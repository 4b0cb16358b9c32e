"""The program as such: exit status, crashes, logs, streams, other processes, what it loads and what it documents."""

from __future__ import annotations

import argparse
import json
import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from fallback_console import __version__, cli
from fallback_console.cli import drilling, main, reading
from fallback_console.cli.output import Output, printable, table
from fallback_console.cli.parser import build, command_in, parse
from fallback_console.compose.drill import DrillReport, Moment
from fallback_console.domain.mirror import PulledCase, PullPage
from fallback_console.services import mirroring
from fallback_console.services.calls import OUTCOMES
from fallback_console.settings import Settings
from tests.unit.cli.desk import Shell, check_document, schema

PROJECT = Path(__file__).resolve().parents[3]
TERMINAL = "\x1b]0;owned\x07\x9b31m\u202e gnp.exe\u2066"


def start(words: list[str], **more: Any) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "fallback_console", *words],
        cwd=PROJECT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        **more,
    )


def commands() -> dict[str, argparse.ArgumentParser]:
    [group] = [a for a in build()._actions if isinstance(a, argparse._SubParsersAction)]
    return dict(group.choices)


# What is documented


def test_the_schema_is_strict_and_has_every_command() -> None:
    whole = schema()
    jsonschema.Draft202012Validator.check_schema(whole)
    for name in commands():
        assert f"command-{name}" in whole["$defs"]
        assert {"$ref": f"#/$defs/command-{name}"} in whole["oneOf"]

    def strict(part: Any) -> None:
        if isinstance(part, dict):
            if "properties" in part and part.get("type") == "object":
                assert part["additionalProperties"] is False, part
                assert set(part["required"]) == set(part["properties"])
            for value in part.values():
                strict(value)
        elif isinstance(part, list):
            for value in part:
                strict(value)

    strict(whole)


def test_a_field_that_nobody_documented_is_noticed(shell: Shell) -> None:
    document = shell("status", "--json").document
    document["data"]["more"] = 1
    with pytest.raises(jsonschema.ValidationError):
        check_document(document, 0)


def test_every_command_has_help_with_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    for name in commands():
        assert main([name, "--help"]) == 0
        shown = capsys.readouterr().out
        assert f"fallback-console {name}" in shown
        assert "examples:" in shown
    assert main(["--help"]) == 0
    assert "exit status:" in capsys.readouterr().out
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"fallback-console {__version__}\n"


def test_outcomes_are_those_of_the_service() -> None:
    [outcome] = [a for a in commands()["log-call"]._actions if a.dest == "outcome"]
    assert outcome.choices == OUTCOMES


def test_options_of_every_command_may_stand_before_or_after_it(shell: Shell) -> None:
    options = shell.words()
    assert shell.raw([*options, "--json", "status"]).status == 0
    assert shell.raw(["status", *options, "--json"]).status == 0
    assert command_in(["--json", "--login", "x", "note"]) == "note"


def test_the_window_starts_without_the_grammar_and_means_the_same() -> None:
    assert vars(cli.understood(["run"])) == vars(parse(["run"]))
    loaded = "import sys, fallback_console.cli as cli; cli.understood(['run']); print('fallback_console.cli.parser' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


# How it ends


def test_a_fault_of_the_program_leaves_a_report_without_data(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(args: argparse.Namespace, out: Output) -> int:
        customer = "Yamada 090-1234"
        logging.getLogger("fallback_console.test").info("before %s", "it")
        try:
            raise ValueError(customer)
        except ValueError as error:
            logging.getLogger("fallback_console.test").info("caught", exc_info=error)
            raise RuntimeError(f"could not handle {customer}") from error

    monkeypatch.setattr(reading, "show_queue", fail)
    answer = shell("queue", status=1)
    [report] = (shell.folder / "log").glob("crash-*.txt")
    assert str(report) in answer.err
    assert answer.out == ""
    text = report.read_text(encoding="utf-8")
    log = (shell.folder / "log" / "console.log").read_text(encoding="utf-8")
    assert "builtins.RuntimeError" in text
    assert "builtins.ValueError" in text
    assert "test_program.py" in text
    assert "command 'queue'" in text
    assert "builtins.ValueError" in log
    assert "before it" in log
    for shown in (text, log, answer.err):
        assert "Yamada" not in shown
        assert "090" not in shown
    assert shell("queue", "--json", status=1).document["error"]["code"] == "bug"


@pytest.mark.logs_expected("fallback_console.cli.logs")
def test_a_fault_in_a_thread_is_reported_too(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise RuntimeError("Yamada")

    def spawn(args: argparse.Namespace, out: Output) -> int:
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
        return 0

    monkeypatch.setattr(reading, "show_queue", spawn)
    before = sys.excepthook, threading.excepthook
    answer = shell("queue")
    assert answer.err == ""
    [report] = (shell.folder / "log").glob("crash-*.txt")
    text = report.read_text(encoding="utf-8")
    assert "builtins.RuntimeError" in text
    assert "Yamada" not in text + (shell.folder / "log" / "console.log").read_text(encoding="utf-8")
    assert (sys.excepthook, threading.excepthook) == before


def test_a_drill_reports_how_it_went(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    moment = Moment(0.5, "Something happens.")

    def rehearse(folder: Path, settings: Settings, tell: Callable[[Moment], None], **more: object) -> DrillReport:
        assert folder == shell.folder / "drill"
        tell(moment)
        wrong = () if more["keep"] else ("A note is there twice.",)
        return DrillReport(
            not wrong, 1.0, 3, 0.1, 0.2, (moment,), wrong, ("/a/b.png",), str(folder) if more["keep"] else ""
        )

    monkeypatch.setattr(drilling, "run_drill", rehearse)
    assert shell.json("drill", "--keep")["timeline"] == [{"seconds": 0.5, "what": "Something happens."}]
    text = shell("drill", "--keep").out
    assert text.startswith("  0.5 s  Something happens.\nThe drill went well")
    assert "--profile drill" in text
    assert "A note is there twice." in shell("drill", status=1).out


def test_an_interrupt_is_told_by_its_status(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(args: argparse.Namespace, out: Output) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(reading, "show_queue", interrupt)
    assert shell("queue", status=130).err == "Interrupted.\n"
    assert shell("queue", "--json", status=130).document["error"]["code"] == "interrupted"


def test_more_is_told_with_verbose(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def talk(args: argparse.Namespace, out: Output) -> int:
        logging.getLogger("fallback_console.test").info("hello log")
        logging.getLogger("httpx").info("GET /customers?name=Yamada")
        return 0

    monkeypatch.setattr(reading, "show_queue", talk)
    root = logging.getLogger()
    before = (root.level, list(root.handlers))
    shown = shell("queue", "-v")
    assert "hello log" in shown.err
    assert "Yamada" not in shown.err
    assert shell("queue").err == ""
    assert "Yamada" not in (shell.folder / "log" / "console.log").read_text(encoding="utf-8")
    assert (root.level, list(root.handlers)) == before


def test_a_rehearsal_is_not_opened_as_real_nor_the_reverse(shell: Shell, tmp_path: Path) -> None:
    options = ["--data-dir", str(tmp_path / "drill"), "--config", str(shell.config_file)]
    assert shell.raw(["queue", "--profile", "drill", *options]).status == 0
    refused = shell.raw(["queue", "--json", "--passphrase-file", str(shell.passphrase_file), *options])
    assert refused.document["error"]["code"] == "isolation"
    assert shell("queue", "--profile", "drill", "--json", status=6).document["error"]["code"] == "isolation"
    away = [*options, "--profile", "drill"]
    assert (
        shell.raw(["connect", "probe", "tcp", "--name", "x", "--host", "192.0.2.1", "--port", "1", *away]).status == 6
    )


# What a terminal is given


def test_a_terminal_cannot_be_misled(shell: Shell) -> None:
    profile = shell.open()
    case = PulledCase("77", 1, TERMINAL, "Billing", "open", 1, TERMINAL, "", 1, 1)
    try:
        page = PullPage((case,), (), (), "2", True)
        profile.store.write(lambda tx: mirroring.store_page(tx, "rt", "cases", page)).result(10)
    finally:
        profile.close()
    shell("note", "77", TERMINAL)
    for words in (
        ("queue", "--all", "--limit", "1000"),
        ("case", "77"),
        ("deliveries",),
        ("queue", "--all", "--json"),
        ("case", "77", "--json"),
    ):
        shown = shell(*words).out
        assert not {"\x1b", "\x07", "\x9b", "\u202e", "\u2066"} & set(shown), words
    # Changes of direction are kept: some languages need them.
    assert "\u202e" in shell.json("case", "77")["case"]["row"]["subject"]


def test_wide_characters_keep_a_table_in_order() -> None:
    shown = table(["A", "B"], [["障害", "x"], ["abcd", "y"], ["a" * 100, "z"]], widest=10).splitlines()
    assert shown[2] == "障害        x"
    assert shown[3] == "abcd        y"
    assert shown[4] == "aaaaaaaaa…  z"
    assert printable("a\x00b\u200dc") == "a\ufffdb\u200dc"


# In a process of its own


def test_every_command_is_there_without_the_windows_toolkit() -> None:
    code = (
        "import importlib, pkgutil, sys\n"
        "import fallback_console.cli as cli\n"
        "for one in pkgutil.iter_modules(cli.__path__):\n"
        "    importlib.import_module(f'fallback_console.cli.{one.name}')\n"
        "bad = sorted(n for n in sys.modules if n.partition('.')[0] in ('PySide6', 'shiboken6'))\n"
        "sys.exit(f'loaded: {bad}' if bad else 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr


def test_an_agents_command_loads_no_network() -> None:
    code = (
        "import sys\n"
        "import fallback_console.cli.writing, fallback_console.cli.reading, fallback_console.cli.people\n"
        "bad = sorted({'httpx', 'ldap3', 'reportlab', 'PySide6'} & set(sys.modules))\n"
        "sys.exit(f'loaded: {bad}' if bad else 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr


def test_what_was_called_saved_survives_a_kill(shell: Shell) -> None:
    number = shell.json("queue")["cases"][0]["number"]
    for attempt in range(3):
        process = start(shell.words("note", str(number), f"Note {attempt}"))
        assert process.stdout is not None
        assert process.stdout.readline().startswith("saved")
        process.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        process.communicate(timeout=30)
    texts = [item["text"] for item in shell.json("case", str(number))["timeline"] if item["kind"] == "note.added"]
    assert texts == ["Note 0", "Note 1", "Note 2"]


def test_a_reader_that_goes_away_is_no_fault(shell: Shell) -> None:
    process = start(shell.words("queue", "--all"))
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    errors = process.stderr.read()
    assert process.wait(60) == 141
    assert errors == ""
    process.stderr.close()


def test_another_encoding_of_the_terminal_stops_nothing(shell: Shell) -> None:
    words = shell.words("queue", "--all", "--json")
    process = start(words, env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"})
    out, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    assert any("請求" in case["subject"] for case in json.loads(out)["data"]["cases"])
