"""Brings the translations up to date: finds the window's texts, keeps what is translated, and compiles.

Usage: python packaging/dev/translate.py

Run it with the checkout's own Python after any change of a text in ``fallback_console/ui``. New texts then stand in
``resources/translations/fallback-console_<language>.ts`` marked as unfinished: write their translation there (by hand or with
Qt Linguist), take the mark out, and run this again. English has only plural forms. The compiled ``.qm`` files are kept with the
sources, so that running the program needs no tool; a test fails where a text is missing, unfinished or not compiled.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import PySide6

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "fallback_console" / "ui"
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("en", "ja")
TOOLS = Path(PySide6.__file__).parent


def update(folder: Path = FOLDER) -> None:
    """Write every text of the window into the .ts files of a folder, keeping translations and dropping what is gone."""
    folder.mkdir(parents=True, exist_ok=True)
    files = sorted(str(path) for path in SOURCES.rglob("*.py"))
    for language in LANGUAGES:
        options = ["-pluralonly"] if language == "en" else []
        target = folder / f"fallback-console_{language}.ts"
        flags = ["-no-obsolete", "-locations", "none", "-source-language", "en", "-target-language", language]
        _run("lupdate", [*options, *flags, "-disable-heuristic", "similartext", *files, "-ts", str(target)])


def compile_all(folder: Path = FOLDER) -> None:
    """Make the .qm files of a folder."""
    for language in LANGUAGES:
        source = folder / f"fallback-console_{language}.ts"
        _run("lrelease", ["-silent", str(source), "-qm", str(source.with_suffix(".qm"))])


def _run(tool: str, arguments: Sequence[str]) -> None:
    name = tool + (".exe" if sys.platform == "win32" else "")
    path = TOOLS / name
    subprocess.run([str(path), *arguments], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    update()
    compile_all()
