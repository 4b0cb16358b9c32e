"""Walks the gallery's texts. As a program it does so in a process of its own, which a scale of the display needs.

Usage: QT_SCALE_FACTOR=1.5 python -m tests.ui.gallery_walk STATE LANGUAGE
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QApplication

from fallback_console.compose.gallery.tour import at_work
from fallback_console.ui.gallery.exhibits import EXHIBITS
from fallback_console.ui.gallery.stage import Stage, Studio
from fallback_console.ui.theme import Size
from tests.ui import fitting
from tests.ui.pseudo import Pseudo

LANGUAGES = ("en", "ja", "pseudo")
SIZES = ((Size.WINDOW_W, Size.WINDOW_H), (Size.WINDOW_MIN_W, Size.WINDOW_MIN_H))


def walk_state(studio: Studio, state: str, language: str, size: tuple[int, int]) -> tuple[int, list[str]]:
    """How many texts were seen in a state, and what is wrong with them."""
    seen = 0
    wrong: list[str] = []
    with _speaking(studio, language), at_work(studio, state, _real(language), size) as stage:
        for one in EXHIBITS:
            if state not in one.states:
                continue
            widget = one.show(stage) or stage.window
            stage.settle(one.name)
            window = widget.window()
            found = list(fitting.texts(window))
            seen += len(found)
            wrong += [f"{one.name}: {sentence}" for sentence in _problems(stage, size)]
            one.hide(stage)
    return seen, list(dict.fromkeys(wrong))


def _problems(stage: Stage, size: tuple[int, int]) -> Iterator[str]:
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            yield from fitting.problems(window)
    if (stage.window.width(), stage.window.height()) != size:
        yield f"the window has grown to {stage.window.width()}x{stage.window.height()}"


def _real(language: str) -> str:
    return "en" if language == "pseudo" else language


@contextmanager
def _speaking(studio: Studio, language: str) -> Iterator[None]:
    app = QApplication.instance()
    assert app is not None
    studio.languages.choose(_real(language))
    if language != "pseudo":
        yield
        return
    pseudo = Pseudo(studio.languages)
    app.installTranslator(pseudo)
    try:
        yield
    finally:
        app.removeTranslator(pseudo)


def main(state: str, language: str) -> int:
    """Print what is wrong in the smallest window; the exit status."""
    _, wrong = walk_state(Studio(), state, language, SIZES[1])
    if wrong:
        print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
