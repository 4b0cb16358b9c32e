"""No test reaches the folders, the keychain or the desktop of the person who runs it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import keyring
import keyring.errors
import platformdirs
import pytest
from PySide6.QtGui import QGuiApplication

from tests.helpers.isolation import LEADS_OUT, isolate


def test_the_home_of_this_run_is_a_temporary_one() -> None:
    temporary = Path(tempfile.gettempdir()).resolve()
    for folder in (Path.home(), Path(platformdirs.user_data_dir("x")), Path(platformdirs.user_config_dir("x"))):
        assert folder.resolve().is_relative_to(temporary)


def test_the_keychain_refuses() -> None:
    with pytest.raises(keyring.errors.NoKeyringError):
        keyring.set_password("fallback-console-test", "name", "value")


def test_programs_that_a_test_starts_are_isolated_too() -> None:
    code = "import keyring, pathlib; print(pathlib.Path.home()); print(type(keyring.get_keyring()).__module__)"
    lines = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert lines == [str(Path.home()), "keyring.backends.fail"]


def test_the_window_is_drawn_offscreen(qapp: QGuiApplication) -> None:
    assert qapp.platformName() == "offscreen"
    assert not any(name in os.environ for name in LEADS_OUT)


def test_what_leads_out_is_taken_away(tmp_path: Path) -> None:
    variables = dict.fromkeys(LEADS_OUT, "somewhere") | {"HOME": "/home", "PATH": "/bin"}
    isolate(tmp_path, variables)
    assert not set(LEADS_OUT) & variables.keys()
    assert variables["HOME"] == str(tmp_path)
    assert variables["PATH"] == "/bin"
    assert (tmp_path / "runtime").stat().st_mode & 0o777 == 0o700
