"""A data folder made once and copied for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.desk import Shell, copy_template, make_template


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "template"
    make_template(folder)
    return folder


@pytest.fixture
def shell(template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    return Shell(copy_template(template, tmp_path), capsys, monkeypatch)
