"""What no file of the project may hold: the address of a download host, a note to do something later, one machine's own paths."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
SKIPPED_FOLDERS = {
    ".git",
    ".venv",
    "build",
    "dist",
    "__pycache__",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".hypothesis",
}

# The words are put together here so that this file does not hold them itself.
HOSTS = [
    "|".join(
        re.escape(".".join(parts))
        for parts in (
            ("pypi", "org"),
            ("pythonhosted", "org"),
            ("npmjs", "org"),
            ("npmjs", "com"),
            ("yarnpkg", "com"),
            ("deb", "debian", "org"),
            ("archive", "ubuntu", "com"),
            ("conda", "anaconda", "org"),
            ("raw", "githubusercontent", "com"),
            ("proxy", "golang", "org"),
            ("crates", "io"),
            ("rubygems", "org"),
        )
    ),
    r"--(extra-)?" + "index-url",
    r"(?<!no-emit)" + "--find" + "-links",
    r"github\.com/[^\s/]+/[^\s/]+/(releases/" + "download|archive)/",
]
LATER = [r"\b(TO" + r"DO|FIX" + r"ME)\b"]
OWN_PATHS = [r"(?<![\w.])/(work/(main|shared)|home/\w+|Users/\w+)/", r"\bC:\\Users\\\w"]


def tracked_files() -> list[Path]:
    """The files that belong to the project: git's list, or every file where this is no checkout of git."""
    answer = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, text=True, check=False)
    if answer.returncode == 0 and answer.stdout:
        return [path for path in (PROJECT / name for name in answer.stdout.split("\0") if name) if path.is_file()]
    inside = (path for path in PROJECT.rglob("*") if path.is_file())
    return [path for path in inside if not SKIPPED_FOLDERS & set(path.relative_to(PROJECT).parts)]


def texts() -> list[tuple[str, str]]:
    """Name and text of every file that is text."""
    found = []
    for path in tracked_files():
        data = path.read_bytes()
        if b"\0" not in data:
            found.append((path.relative_to(PROJECT).as_posix(), data.decode("utf-8")))
    return found


def hits(patterns: list[str], files: list[tuple[str, str]]) -> list[str]:
    """File, line number and match of everything that one of the patterns finds."""
    whole = re.compile("|".join(f"(?:{one})" for one in patterns))
    return [
        f"{name}:{number}: {match[0]}"
        for name, text in files
        for number, line in enumerate(text.splitlines(), 1)
        for match in [whole.search(line)]
        if match
    ]


@pytest.mark.parametrize(
    "patterns", [HOSTS, LATER, OWN_PATHS], ids=["download hosts", "notes for later", "one machine's paths"]
)
def test_no_file_holds(patterns: list[str]) -> None:
    files = texts()
    assert len(files) > 20
    assert hits(patterns, files) == []


@pytest.mark.parametrize(
    ("patterns", "line"),
    [
        (HOSTS, "https://files." + "pythonhosted" + ".org/packages/a.whl"),
        (HOSTS, "--extra-" + "index-url https://example.test/simple"),
        (HOSTS, "-r a.txt --find" + "-links /wheels"),
        (LATER, "# TO" + "DO: later"),
        (LATER, "FIX" + "ME"),
        (OWN_PATHS, "see /home/" + "ada/console"),
    ],
)
def test_the_search_finds_what_it_looks_for(patterns: list[str], line: str) -> None:
    assert len(hits(patterns, [("a.txt", f"first\n{line}\n")])) == 1


def test_every_file_ends_with_one_line_break_and_has_unix_lines() -> None:
    wrong = [
        name
        for name, text in texts()
        if "\r" in text or (text and not text.endswith("\n")) or (text.endswith("\n\n") and name.endswith(".py"))
    ]
    assert wrong == []
