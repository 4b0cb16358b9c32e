"""Walks every text of the gallery: nothing is clipped, nothing lies over something else, at any size, language and scale."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from fallback_console.ui.gallery.exhibits import STATE_NAMES
from fallback_console.ui.gallery.stage import Studio, delete
from fallback_console.ui.theme import Size
from fallback_console.ui.widgets import Chip, ElidedLabel
from tests.ui import fitting
from tests.ui.gallery_walk import LANGUAGES, SIZES, walk_state

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture
def studio(qapp: QApplication) -> Iterator[Studio]:
    made = Studio()
    yield made
    made.close()


# The longest texts in the usual window, they and Japanese in the smallest: what has its room so has it in English too.
ROOMS = [(SIZES[0], "pseudo"), *((SIZES[1], language) for language in LANGUAGES if language != "en")]


@pytest.mark.parametrize(
    ("size", "language"), ROOMS, ids=lambda value: "x".join(map(str, value)) if isinstance(value, tuple) else value
)
@pytest.mark.parametrize("state", STATE_NAMES)
def test_every_text_has_its_room(studio: Studio, state: str, size: tuple[int, int], language: str) -> None:
    seen, wrong = walk_state(studio, state, language, size)
    assert seen > 20
    assert "\n".join(wrong) == ""


# Each of the two longest languages at one of the two scales: how things are rounded hangs on the scale, how long words are on the language.
@pytest.mark.parametrize("state", ["outage", "full"])
@pytest.mark.parametrize(("factor", "language"), [(1.5, "pseudo"), (2.0, "ja")])
def test_every_text_has_its_room_on_a_finer_display(factor: float, state: str, language: str) -> None:
    environment = os.environ | {
        "PYTHONPATH": str(PROJECT),
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": str(factor),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.gallery_walk", state, language],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


# The check sees what it looks for.


@pytest.fixture
def page(qapp: QApplication, studio: Studio) -> Iterator[QWidget]:
    made = QWidget()
    made.resize(400, 200)
    yield made
    delete(made)


def place(page: QWidget, widget: QWidget, x: int, y: int, width: int, height: int) -> None:
    widget.setParent(page)
    widget.setGeometry(x, y, width, height)
    page.show()
    widget.show()


LONG = "What is too long for where it stands"


def test_a_clipped_label_is_found(page: QWidget) -> None:
    place(page, QLabel(LONG), 10, 10, 60, 20)
    assert "QLabel('What is too long" in fitting.problems(page)[0]


def test_a_label_without_height_is_found(page: QWidget) -> None:
    label = QLabel(LONG)
    label.setWordWrap(True)
    place(page, label, 10, 10, 100, 20)
    assert "high, needs" in fitting.problems(page)[0]


def test_a_clipped_button_is_found(page: QWidget) -> None:
    place(page, QPushButton(LONG), 10, 10, 60, 32)
    assert "QPushButton" in fitting.problems(page)[0]


def test_a_clipped_hint_of_a_line_is_found(page: QWidget) -> None:
    line = QLineEdit()
    line.setPlaceholderText(LONG)
    place(page, line, 10, 10, 90, 32)
    assert "QLineEdit" in fitting.problems(page)[0]


def test_a_clipped_choice_is_found(page: QWidget) -> None:
    box = QComboBox()
    box.addItem(LONG)
    place(page, box, 10, 10, 90, 32)
    assert "QComboBox" in fitting.problems(page)[0]


def test_a_squeezed_chip_is_found(page: QWidget, studio: Studio) -> None:
    place(page, Chip(studio.theme, LONG, "down", "bad"), 10, 10, 80, Size.CHIP)
    assert "Chip" in fitting.problems(page)[0]


def test_a_chip_that_shows_its_beginning_and_tells_the_rest_is_none(page: QWidget, studio: Studio) -> None:
    place(page, Chip(studio.theme, LONG, "down", "bad"), 10, 10, 160, Size.CHIP)
    assert fitting.problems(page) == []


def test_what_sticks_out_is_found(page: QWidget) -> None:
    place(page, QLabel("Half of it"), 380, 10, 100, 20)
    assert "sticks out" in fitting.problems(page)[0]


def test_texts_over_each_other_are_found(page: QWidget, studio: Studio) -> None:
    place(page, QLabel("Below this"), 10, 10, 100, 20)
    place(page, Chip(studio.theme, "up", "ok", "ok"), 40, 14, 80, Size.CHIP)
    assert "lies over" in "\n".join(fitting.problems(page))


def test_a_cut_line_with_all_of_it_in_its_tooltip_is_none(page: QWidget) -> None:
    place(page, ElidedLabel(LONG), 10, 10, 60, 20)
    assert fitting.problems(page) == []


def test_what_fits_is_no_problem(page: QWidget) -> None:
    row = QHBoxLayout(page)
    for widget in (QLabel("Fits"), QPushButton("Fits too"), QLineEdit("typed")):
        row.addWidget(widget)
    page.show()
    assert len(list(fitting.texts(page))) == 3
    assert fitting.problems(page) == []
