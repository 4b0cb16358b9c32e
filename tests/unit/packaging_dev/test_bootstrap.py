"""The set-up of a checkout: what it looks for, and when it has nothing to do."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

PROJECT = Path(__file__).resolve().parents[3]
SCRIPTS = PROJECT / "packaging" / "dev"
NAMES = ("bootstrap", "environment", "system_packages")


@pytest.fixture
def scripts(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, ModuleType]]:
    """The scripts as modules, loaded as the script itself loads them and forgotten afterwards."""
    monkeypatch.syspath_prepend(str(SCRIPTS))
    yield {name: importlib.import_module(name) for name in reversed(NAMES)}
    for name in NAMES:
        sys.modules.pop(name, None)


def test_the_scripts_need_the_standard_library_only_and_an_old_python() -> None:
    for name in NAMES:
        tree = ast.parse((SCRIPTS / f"{name}.py").read_text(encoding="utf-8"), feature_version=(3, 9))
        for node in ast.walk(tree):
            tops = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            tops += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert all(top.partition(".")[0] in {*sys.stdlib_module_names, *NAMES} for top in tops)


def test_a_wrong_word_shows_the_usage() -> None:
    words = [sys.executable, str(SCRIPTS / "bootstrap.py"), "nonsense"]
    result = subprocess.run(words, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert "{run|test|bench|pictures|setup|pin}" in result.stderr


def test_a_package_is_there_by_name_by_new_name_or_by_what_it_brings(scripts: dict[str, ModuleType]) -> None:
    need = scripts["system_packages"].Need
    assert need("kannel").met({"kannel"})
    assert not need("kannel").met({"kannel-extras"})
    assert need("libglib2.0-0").met({"libglib2.0-0t64"})
    assert not need("libnone", library="libno-such-library.so.9").met(set())
    assert not need("fonts-none", fonts=("NoSuchFontAnywhere",)).met(set())


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks for a Linux library")
def test_a_library_counts_wherever_it_comes_from(scripts: dict[str, ModuleType]) -> None:
    assert scripts["system_packages"].Need("libc6-by-another-name", library="libc.so.6").met(set())


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems bring everything themselves")
def test_what_cannot_be_installed_is_named(
    scripts: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    packages = scripts["system_packages"]
    monkeypatch.setattr(packages, "can_install", lambda: False)
    needs = [packages.Need("no-such-server"), packages.Need("no-such-font", fonts=("NoSuchFontAnywhere",))]
    with pytest.raises(
        packages.SetupError, match="apt-get install --no-install-recommends no-such-server no-such-font"
    ):
        packages.ensure_packages(needs, required=True)
    # Without a font of that name another one may do.
    packages.ensure_packages(needs[1:], required=True)
    assert "no-such-font" in capsys.readouterr().err


def test_the_fingerprint_changes_with_what_is_installed(
    scripts: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    environment = scripts["environment"]
    for name in (*environment.SETS["run"], *environment.SETS["dev"]):
        (tmp_path / name).write_text("a==1\n", encoding="utf-8")
    monkeypatch.setattr(environment, "HERE", tmp_path)
    before = environment.fingerprint("run"), environment.fingerprint("dev")
    (tmp_path / "requirements-dev.txt").write_text("a==2\n", encoding="utf-8")
    after = environment.fingerprint("run"), environment.fingerprint("dev")
    assert after[0] == before[0]
    assert after[1] != before[1]


def test_an_environment_for_tests_serves_a_run_too(
    scripts: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    environment = scripts["environment"]
    monkeypatch.setattr(environment, "STAMP", tmp_path / "installed.json")
    assert environment.read_stamp() == {}
    environment.write_stamp("dev", environment.fingerprint("dev"))
    assert environment.read_stamp() == {purpose: environment.fingerprint(purpose) for purpose in ("run", "dev")}
    environment.STAMP.write_text("{half", encoding="utf-8")
    assert environment.read_stamp() == {}


def test_a_prepared_environment_is_left_alone(
    scripts: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    environment = scripts["environment"]
    monkeypatch.setattr(environment, "STAMP", tmp_path / "installed.json")
    monkeypatch.setattr(environment, "venv_python", lambda: Path(sys.executable))
    environment.write_stamp("dev", environment.fingerprint("dev"))
    monkeypatch.setattr(environment, "call", lambda words, failure: pytest.fail(f"ran {words}"))
    assert environment.prepare("dev") == Path(sys.executable)
    assert environment.prepare("run") == Path(sys.executable)


def test_a_python_that_is_too_old_or_broken_is_no_python(scripts: dict[str, ModuleType], tmp_path: Path) -> None:
    runs = scripts["environment"].runs
    assert runs(Path(sys.executable))
    assert not runs(Path(sys.executable), "import no_such_module_at_all")
    assert not runs(tmp_path / "python")


def test_jobs_see_no_packages_of_another_python(
    scripts: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    monkeypatch.setenv("VIRTUAL_ENV", "elsewhere")
    variables = scripts["environment"].environment_for({"QT_QPA_PLATFORM": "offscreen"})
    assert "elsewhere" not in variables.values()
    assert variables["QT_QPA_PLATFORM"] == "offscreen"


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("win32", {}, True),
        ("darwin", {}, True),
    ],
)
def test_where_a_window_can_be_shown(
    scripts: dict[str, ModuleType],
    monkeypatch: pytest.MonkeyPatch,
    platform: str,
    variables: dict[str, str],
    expected: bool,
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert scripts["bootstrap"].has_display() is expected


def test_a_run_without_a_display_is_a_drill(
    scripts: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    bootstrap = scripts["bootstrap"]
    ran: list[tuple[list[str], dict[str, str]]] = []
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "ensure_packages", lambda needs, *, required: None)
    monkeypatch.setattr(bootstrap, "prepare", lambda purpose: Path("python"))
    monkeypatch.setattr(bootstrap, "job", lambda words, extra=None: ran.append((words, extra or {})) or 0)
    monkeypatch.setattr(bootstrap, "has_display", lambda: False)
    assert bootstrap.main(["run"]) == 0
    monkeypatch.setattr(bootstrap, "has_display", lambda: True)
    assert bootstrap.main(["run"]) == 0
    (drill, drill_variables), (window, window_variables) = ran
    assert drill[1:] == ["-m", "fallback_console", "drill", "--pictures", str(tmp_path / "build" / "drill")]
    assert drill_variables == {"QT_QPA_PLATFORM": "offscreen"}
    assert window[1:] == ["-m", "fallback_console", "run", "--demo"]
    assert window_variables == {}
