"""Hostile texts: pasted into every field of every exhibit, and shown wherever others' words are shown."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from fallback_console.compose.gallery.tour import at_work
from fallback_console.ui.gallery.exhibits import EXHIBITS
from fallback_console.ui.gallery.stage import Studio
from fallback_console.ui.theme import Size
from tests.ui import walk
from tests.ui.hostile_texts import HOSTILE

SIZE = (Size.WINDOW_MIN_W, Size.WINDOW_MIN_H)
SLOW_SECONDS = 1.5
"""Nobody waits so long for what was pasted. Far above what it takes: other tests run beside this one."""

Field = QLineEdit | QPlainTextEdit | QTextEdit


@pytest.fixture
def studio(qapp: QApplication) -> Iterator[Studio]:
    made = Studio()
    yield made
    made.close()


def fields(window: QWidget) -> list[Field]:
    """Where something can be written."""
    found = [w for w in walk.visible(window) if isinstance(w, QLineEdit | QPlainTextEdit | QTextEdit)]
    return [w for w in found if w.isEnabled() and not w.isReadOnly() and not isinstance(w.parentWidget(), QComboBox)]


def text_of(field: Field) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def paste(field: Field, text: str) -> float:
    """Put a text in place of what stands in a field, as an agent would. Seconds until it is painted."""
    field.setFocus()
    field.selectAll()
    QApplication.clipboard().setText(text)
    began = time.perf_counter()
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    field.repaint()
    return time.perf_counter() - began


@pytest.mark.parametrize("state", ["outage", "empty"])
def test_every_field_takes_every_hostile_text(qtbot: QtBot, studio: Studio, state: str) -> None:
    tried: set[str] = set()
    wrong: list[str] = []
    with at_work(studio, state, "ja", SIZE) as stage:
        for one in EXHIBITS:
            if state not in one.states:
                continue
            widget = one.show(stage) or stage.window
            stage.settle(one.name)
            window = widget.window()
            for field in fields(window):
                if walk.describe(field) in tried:
                    continue
                tried.add(walk.describe(field))
                place = f"{one.name}: {walk.name_of(field)}"
                before, size = text_of(field), window.size()
                for name, text in HOSTILE.items():
                    took = paste(field, text)
                    if took > SLOW_SECONDS:
                        wrong.append(f"{place}: {name} took {took:.1f} s")
                    if window.size() != size:
                        wrong.append(f"{place}: {name} makes the window grow")
                    wrong += [f"{place}: {name} cuts off {words}" for words in walk.clipped(window)]
                if isinstance(field, QLineEdit):
                    field.setText(before)
                else:
                    field.setPlainText(before)
            stage.settle(one.name)
            wrong += [f"{one.name}: {words}" for words in rich(window)]
            one.hide(stage)
            stage.settle()
    assert "\n".join(dict.fromkeys(wrong)) == ""
    assert tried


def rich(window: QWidget) -> list[str]:
    """Labels that would take markup for more than text."""
    return [
        walk.describe(label)
        for label in window.findChildren(QLabel)
        if label.text() and label.textFormat() != Qt.TextFormat.PlainText
    ]
