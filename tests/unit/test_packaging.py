"""The package as it would be installed: its requirements, its pins, its files."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
PINS = PROJECT / "packaging" / "dev"


def asked(name: str) -> set[str]:
    """The requirements that one .in file lists itself."""
    lines = (PINS / name).read_text(encoding="utf-8").splitlines()
    return {line.strip() for line in lines if line.strip() and not line.startswith(("#", "-r"))}


def pinned(name: str) -> dict[str, tuple[str, int]]:
    """Package: its version and the number of its hashes, from one .txt file."""
    text = (PINS / name).read_text(encoding="utf-8").replace("\\\n", " ")
    found = {}
    for line in text.splitlines():
        match = re.match(r"([a-z0-9-]+)==(\S+)", line)
        if match:
            found[match[1]] = (match[2], line.count("--hash=sha256:"))
    return found


def project() -> dict[str, object]:
    with (PROJECT / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)


def normal(requirement: str) -> str:
    return re.sub(r"\s", "", requirement).lower()


def test_the_requirements_file_lists_what_the_package_declares() -> None:
    declared = project()["project"]["dependencies"]  # type: ignore[index]
    assert {normal(one) for one in asked("requirements.in")} == {normal(one) for one in declared}


def test_the_build_requirements_are_the_declared_ones() -> None:
    assert asked("requirements-build.in") == set(project()["build-system"]["requires"])  # type: ignore[index]


@pytest.mark.parametrize("name", ["requirements", "requirements-build", "requirements-dev"])
def test_everything_asked_for_is_pinned_with_hashes(name: str) -> None:
    pins = pinned(f"{name}.txt")
    wanted = {re.split(r"[<>=!; ]", one)[0].lower().replace("_", "-") for one in asked(f"{name}.in")}
    assert wanted <= pins.keys()
    assert all(hashes > 0 for _, hashes in pins.values())


def test_the_tests_run_on_the_versions_that_users_get() -> None:
    tested = pinned("requirements-dev.txt")
    for name in ("requirements.txt", "requirements-build.txt"):
        for package, pin in pinned(name).items():
            assert tested[package] == pin


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    words = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    result = subprocess.run(words, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    (path,) = folder.glob("*.whl")
    return zipfile.ZipFile(path)


def test_the_wheel_holds_the_program_its_resources_and_its_commands(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    sources = {
        path.relative_to(PROJECT).as_posix()
        for path in (PROJECT / "fallback_console").rglob("*")
        if path.is_file() and path.suffix in {".py", ".typed"}
    }
    assert sources <= names
    resources = {
        f"fallback_console/{path.relative_to(PROJECT).as_posix()}"
        for path in (PROJECT / "resources").rglob("*")
        if path.is_file() and not path.is_relative_to(PROJECT / "resources" / "pictures") and path.name != "README.md"
    }
    assert {name for name in names if name.startswith("fallback_console/resources/")} == resources
    (commands,) = (wheel.read(name).decode() for name in names if name.endswith("entry_points.txt"))
    assert "fallback-console = fallback_console.cli:main" in commands
    assert "fallback-console-window = fallback_console.app:main" in commands
    assert any(name.endswith("/licenses/LICENSE") for name in names)


def test_the_wheel_holds_nothing_else(wheel: zipfile.ZipFile) -> None:
    tops = {name.partition("/")[0] for name in wheel.namelist()}
    assert len(tops) == 2
    assert "fallback_console" in tops


def test_resources_are_found_in_a_checkout_and_in_an_installed_package(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    wheel.extractall(tmp_path)
    # A package without resources of its own would fall back to the folder beside it: make sure that this one has them.
    (tmp_path / "fallback_console" / "resources").mkdir(exist_ok=True)
    code = "from fallback_console.resources_path import resource; print(resource('demo'))"
    for folder, expected in ((PROJECT, PROJECT / "resources"), (tmp_path, tmp_path / "fallback_console" / "resources")):
        words = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(folder)!r}); {code}"]
        result = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=True)
        assert result.stdout.strip() == str(expected / "demo")
