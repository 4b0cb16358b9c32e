"""The shared widgets: plain text, keyboard, names; and how times are said."""

from __future__ import annotations

import unicodedata
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from fallback_console.ui.i18n import Languages
from fallback_console.ui.theme import Theme
from fallback_console.ui.widgets import (
    Banner,
    Chip,
    ChipButton,
    ElidedLabel,
    EmptyState,
    PlainLabel,
    SearchBox,
    column,
    many_lines,
    one_line,
    set_tooltip,
)
from fallback_console.ui.widgets.choices import CheckBox, ComboBox
from fallback_console.ui.widgets.times import absolute, clock_time, duration, relative, span, stopwatch
from fallback_console.ui.widgets.toast import Toast
from tests.ui import walk

MINUTE = 60_000
HOUR = 60 * MINUTE


@given(st.text())
def test_one_line_is_one_harmless_line(text: str) -> None:
    line = one_line(text)
    assert len(line) <= 400
    assert not any(unicodedata.category(c) in ("Cc", "Zl", "Zp") for c in line)
    assert not set(line) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068")
    assert one_line(line) == line


@given(st.text())
def test_many_lines_keep_their_breaks(text: str) -> None:
    lines = many_lines(text)
    assert not any(unicodedata.category(c) == "Cc" and c not in "\n\t" for c in lines)
    assert lines.count("\n") == text.replace("\r\n", "\n").replace("\r", "\n").count("\n")


def test_long_texts_are_cut_quickly() -> None:
    assert one_line("x" * 10_000_000).endswith("…")
    assert len(many_lines("y\n" * 5_000_000)) <= 20_001


def test_a_tooltip_shows_markup_as_text(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    set_tooltip(widget, "<b>not bold</b>\nsecond & last")
    assert widget.toolTip() == "&lt;b&gt;not bold&lt;/b&gt;<br>second &amp; last"
    set_tooltip(widget, "")
    assert widget.toolTip() == ""


def test_an_elided_label_keeps_the_whole_text(qtbot: QtBot) -> None:
    label = ElidedLabel("A subject that is far too long for its place")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    label.grab()
    assert label.text() == "A subject that is far too long for its place"
    assert label.minimumSizeHint().width() < 80 < label.sizeHint().width()
    assert walk.name_of(label) == label.text()


def test_chips_have_names_and_are_pressed_by_keys(qtbot: QtBot, theme: Theme) -> None:
    chip = ChipButton(
        theme,
        "Slack & mail down",
        "down",
        "bad",
    )
    qtbot.addWidget(chip)
    chip.show()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        with qtbot.waitSignal(chip.clicked, timeout=500):
            qtbot.keyClick(chip, key)
    assert chip.accessibleName() == "Slack & mail down"
    assert chip.width() >= chip.sizeHint().width()
    told = Chip(theme, "High", "high", "bad")
    qtbot.addWidget(told)
    assert walk.name_of(told) == "High"
    with pytest.raises(KeyError):
        told.show_state("x", "", "purple")


@pytest.mark.parametrize("make", [lambda t: ChipButton(t, "Slack up", "ok", "ok"), lambda t: CheckBox(t, "Tick")])
def test_the_focus_can_be_seen(qtbot: QtBot, theme: Theme, make: object) -> None:
    widget = make(theme)  # type: ignore[operator]
    qtbot.addWidget(widget)
    widget.resize(widget.sizeHint())

    def drawn() -> QImage:
        image = QImage(widget.size(), QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        widget.render(painter, QPoint(), QRect(QPoint(), widget.size()), QWidget.RenderFlag.DrawChildren)
        painter.end()
        return image

    widget.show()
    widget.clearFocus()
    without = drawn()
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus, timeout=1000)
    assert drawn() != without


def test_search_waits_for_the_next_key(qtbot: QtBot, theme: Theme) -> None:
    box = SearchBox(theme)
    qtbot.addWidget(box)
    box.set_hint("Search cases")
    box.show()
    asked: list[str] = []
    box.search_requested.connect(asked.append)
    qtbot.keyClicks(box, "refund ")
    qtbot.waitUntil(lambda: asked == ["refund"], timeout=2000)
    qtbot.keyClicks(box, "x")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert asked == ["refund", "refund x"]
    with qtbot.waitSignal(box.leave_requested, timeout=500):
        qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""
    assert box.accessibleName() == "Search cases"


def test_a_banner_says_and_goes(qtbot: QtBot, theme: Theme) -> None:
    banner = Banner(theme, "warn")
    qtbot.addWidget(banner)
    assert not banner.isVisible()
    banner.show_words("Something <b>happened</b>.", "Do this.", action="&Retry", variant="bad")
    assert banner.words == "Something <b>happened</b>."
    assert banner.accessibleName() == "Something <b>happened</b>. Do this."
    assert walk.nameless(banner) == []
    with qtbot.waitSignal(banner.closed, timeout=500):
        next(b for b in walk.interactive(banner) if walk.name_of(b) == "Close this message").click()  # type: ignore[attr-defined]
    assert not banner.isVisible()


def test_a_toast_goes_but_bad_news_stays(qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Toast, "SHOWN_MS", 30)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 500)
    toast = Toast(theme)
    body = column(window)
    body.addStretch(1)
    body.addWidget(toast)
    window.show()
    toast.say("saved · waiting for Helpdesk")
    assert toast.isVisible()
    qtbot.waitUntil(lambda: not toast.isVisible(), timeout=2000)
    toast.say("It did not work.", "Try again.", "bad")
    qtbot.wait(100)
    assert toast.isVisible()
    toast.say("saved")
    qtbot.waitUntil(lambda: not toast.isVisible(), timeout=2000)


def test_an_empty_state_says_what_to_do(qtbot: QtBot, theme: Theme) -> None:
    state = EmptyState(theme)
    qtbot.addWidget(state)
    state.show_words("No cases", "Fetch them first.", "&Fetch")
    state.show()
    with qtbot.waitSignal(state.action_requested, timeout=500):
        next(b for b in walk.interactive(state)).click()  # type: ignore[attr-defined]
    state.show_words("Nothing", "Nothing to do.")
    assert walk.interactive(state) == []


def test_the_wheel_changes_no_choice(qtbot: QtBot, theme: Theme) -> None:
    box = ComboBox(theme)
    qtbot.addWidget(box)
    box.addItems(["one", "two"])
    assert box.focusPolicy() == Qt.FocusPolicy.StrongFocus


def test_a_label_takes_another_look(qtbot: QtBot, theme: Theme) -> None:
    label = PlainLabel("x", "muted")
    qtbot.addWidget(label)
    before = label.palette().color(label.foregroundRole())
    label.set_look("bad")
    label.ensurePolished()
    assert label.property("look") == "bad"
    assert label.palette().color(label.foregroundRole()) != before


@pytest.mark.parametrize(
    ("milliseconds", "words"),
    [
        (0, "< 1 min"),
        (59_999, "< 1 min"),
        (12 * MINUTE, "12 min"),
        (HOUR, "1 h"),
        (70 * MINUTE, "1 h 10 min"),
        (11 * HOUR + MINUTE, "11 h"),
        (49 * HOUR, "2 d"),
    ],
)
def test_spans(languages: Languages, milliseconds: int, words: str) -> None:
    assert span(milliseconds) == words


def test_relative_times(languages: Languages) -> None:
    assert relative(0, 30_000) == "just now"
    assert relative(0, 12 * MINUTE) == "12 min ago"
    assert relative(2 * HOUR, 0) == "in 2 h"
    languages.choose("ja")
    assert relative(0, 12 * MINUTE) == "12分前"
    assert span(70 * MINUTE) == "1時間10分"


def test_clock_times(languages: Languages) -> None:
    noon = datetime(2026, 11, 21, 12, 5).astimezone()
    at = int(noon.timestamp() * 1000)
    assert clock_time(at, at + HOUR) == "12:05"
    later = int((noon + timedelta(days=1)).timestamp() * 1000)
    assert clock_time(at, later) == "21 Nov 12:05"
    assert "12:05:00" in absolute(at)
    assert "UTC" in absolute(at)
    languages.choose("ja")
    assert clock_time(at, later) == "11月21日 12:05"


def test_durations(languages: Languages) -> None:
    assert [duration(s) for s in (45, 192, 3900)] == ["45 s", "3 min 12 s", "1 h 5 min"]
    assert [stopwatch(s) for s in (0, 192, 3792)] == ["00:00", "03:12", "1:03:12"]


def test_a_tooltip_is_told_to_screen_readers_in_plain_words(qapp: QApplication) -> None:
    label = QLabel("short")
    set_tooltip(label, "one & <two>\nthree")
    assert label.toolTip() == "one &amp; &lt;two&gt;<br>three"
    assert label.accessibleDescription() == "one & <two>\nthree"
    set_tooltip(label, "")
    assert label.accessibleDescription() == ""
    label.setAccessibleDescription("Somebody else's words")
    set_tooltip(label, "other")
    assert label.accessibleDescription() == "Somebody else's words"
