"""One timeline: what it says of each item, and that nothing in it is more than text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from fallback_console.domain.delivery import DeliveryState
from fallback_console.domain.entry import Kind
from fallback_console.domain.mirror import Attachment
from fallback_console.domain.views import TimelineRow
from fallback_console.ui.case.timeline_model import TimelineModel
from fallback_console.ui.case.timeline_view import TimelineView
from fallback_console.ui.case_words import delivery_words, due_words, priority_words
from fallback_console.ui.i18n import Languages
from fallback_console.ui.theme import Theme
from tests.ui.world import LOGIN

MINUTE = 60_000
DAY = 24 * 60 * MINUTE
NOW = 1_795_000_000_000
HOSTILE = "<b>bold</b> <a href='http://evil.example'>x</a> \u202eexe.gpj\u202c \u0007&amp;"


def row(pk: int, kind: str = Kind.NOTE, text: str = "words", **more: Any) -> TimelineRow:
    data: Mapping[str, Any] = more.pop("data", {"text": text})
    at = more.pop("at", NOW - 60 * MINUTE + pk * 1000)
    return TimelineRow(pk, f"{pk:09d}", at, kind, more.pop("who", "haruka"), False, text, data, f"e{pk}", **more)


@pytest.fixture
def model(qtbot: QtBot, languages: Languages) -> TimelineModel:
    return TimelineModel(LOGIN)


def words_of(model: TimelineModel) -> list[str]:
    return [str(model.index(n).data()) for n in range(model.rowCount())]


def test_the_model_keeps_its_promises(model: TimelineModel) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert model.rowCount() == 0
    model.show([row(n) for n in range(5)], NOW, more=False)
    model.show([row(n) for n in range(7)], NOW, more=True)
    model.show([row(n) for n in range(3, 9)], NOW + DAY, more=False)
    model.show([row(8)], NOW, more=False)
    model.show([], NOW, more=False)
    assert model.rowCount() == 0
    assert model.rowCount(QModelIndex()) == 0
    tester.deleteLater()


def test_days_and_older_items_have_lines_of_their_own(model: TimelineModel) -> None:
    model.show([row(1, at=NOW - 3 * DAY), row(2, at=NOW - DAY), row(3, at=NOW)], NOW, more=True)
    words = words_of(model)
    assert words[0] == "Show older"
    assert "Yesterday" in words
    assert "Today" in words
    assert len(words) == 1 + 3 + 3


@pytest.mark.parametrize("kind", [Kind.NOTE, Kind.REPLY, Kind.SMS_RECEIVED, "mirror.customer", "mirror.note"])
def test_hostile_text_is_only_text(qtbot: QtBot, theme: Theme, model: TimelineModel, kind: str) -> None:
    """Markup stays visible as it was typed, direction tricks and control characters are gone, and it can be painted."""
    view = TimelineView(theme, model)
    qtbot.addWidget(view)
    view.resize(400, 300)
    data = {"text": HOSTILE, "person_name": HOSTILE}
    model.show([row(1, kind, HOSTILE, who=HOSTILE, data=data)], NOW, more=False)
    view.show()
    words = words_of(model)[-1]
    assert "<b>bold</b>" in words
    assert not set(words) & {"\u202e", "\u202c", "\u0007"}
    assert not view.grab().isNull()


@pytest.mark.parametrize("text", ["x" * 10_000, "word " * 2_000, "行" * 10_000, "\n" * 9_999 + "end"])
def test_long_text_is_folded_and_opens(qtbot: QtBot, theme: Theme, model: TimelineModel, text: str) -> None:
    view = TimelineView(theme, model)
    qtbot.addWidget(view)
    view.resize(420, 400)
    model.show([row(1, text=text, data={"text": text}), row(2)], NOW, more=False)
    view.show()
    place = next(n for n in range(model.rowCount()) if model.line(n).row is not None)
    folded = view.sizeHintForIndex(model.index(place)).height()
    assert folded < 250
    model.toggle(place)
    assert view.sizeHintForIndex(model.index(place)).height() >= folded
    model.toggle(place)
    assert view.sizeHintForIndex(model.index(place)).height() == folded


def test_attachments_say_that_they_are_not_here(model: TimelineModel) -> None:
    picture = Attachment("IMG_1234.jpg", "image/jpeg", 1_500_000)
    model.show([row(1, "mirror.customer", attachments=(picture,))], NOW, more=False)
    assert "IMG_1234.jpg" in words_of(model)[-1]
    assert "not available offline" in words_of(model)[-1]


def test_a_screen_reader_hears_item_and_state(model: TimelineModel) -> None:
    waiting = (("helpdesk", DeliveryState.WAITING),)
    model.show([row(1, who=LOGIN, deliveries=waiting)], NOW, more=False)
    spoken = model.index(model.rowCount() - 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("You")
    assert "words" in spoken
    assert "saved · waiting for Helpdesk" in spoken


@pytest.mark.parametrize(
    ("kind", "deliveries", "sms", "parts", "text", "icon"),
    [
        (Kind.NOTE, {"helpdesk": "waiting"}, "", 0, "saved · waiting for Helpdesk", "waiting"),
        (Kind.NOTE, {"helpdesk": "in_flight"}, "", 0, "being sent to Helpdesk", "send"),
        (Kind.NOTE, {"helpdesk": "confirmed"}, "", 0, "sent to Helpdesk", "check"),
        (Kind.NOTE, {"helpdesk": "unknown"}, "", 0, "unknown – please check", "unknown"),
        (Kind.NOTE, {"helpdesk": "needs_attention"}, "", 0, "needs you", "attention"),
        (Kind.NOTE, {"helpdesk": "dropped"}, "", 0, "dropped · not sent", "drop"),
        (Kind.SMS_SENT, {"helpdesk": "waiting", "sms:kannel": "waiting"}, "", 0, "saved · waiting for SMS", "waiting"),
        (Kind.SMS_SENT, {"helpdesk": "waiting", "sms:kannel": "confirmed"}, "", 0, "sent · no receipt yet", "check"),
        (Kind.SMS_SENT, {"helpdesk": "waiting", "sms:kannel": "confirmed"}, "delivered", 2, "delivered 2/2", "ok"),
        (Kind.SMS_SENT, {"helpdesk": "waiting", "sms:kannel": "confirmed"}, "accepted", 1, "delivered 1/2", "clock"),
        (
            Kind.SMS_SENT,
            {"helpdesk": "confirmed", "sms:kannel": "confirmed"},
            "failed",
            0,
            "not delivered: call instead",
            "attention",
        ),
        (Kind.SMS_SENT, {"helpdesk": "confirmed", "sms:kannel": "unknown"}, "", 0, "unknown – please check", "unknown"),
    ],
)
def test_every_state_is_a_word_an_icon_and_a_colour(
    languages: Languages,
    theme: Theme,
    kind: str,
    deliveries: dict[str, str],
    sms: str,
    parts: int,
    text: str,
    icon: str,
) -> None:
    item = row(
        1,
        kind,
        data={"text": "x", "parts": 2},
        deliveries=tuple((sink, DeliveryState(state)) for sink, state in deliveries.items()),
        sms_state=sms,
        sms_delivered_parts=parts,
    )
    words = delivery_words(item)
    assert words is not None
    assert (words.text, words.icon) == (text, icon)
    assert QColor(theme.tokens.colour(words.role)).isValid()


@pytest.mark.parametrize(
    ("state", "sms", "text"),
    [
        ("waiting", "", "saved · will be called"),
        ("in_flight", "", "being called"),
        ("confirmed", "", "called · no key pressed yet"),
        ("confirmed", "accepted", "called · no key pressed yet"),
        ("confirmed", "failed", "nobody took the call"),
        ("confirmed", "delivered", "heard · a key was pressed"),
        ("dropped", "", "dropped · not sent"),
        ("unknown", "", "unknown – please check"),
    ],
)
def test_where_a_call_stands_that_the_console_makes(
    languages: Languages, theme: Theme, model: TimelineModel, state: str, sms: str, text: str
) -> None:
    item = row(
        1,
        Kind.SMS_SENT,
        data={"text": "x", "parts": 1, "spoken": {}},
        deliveries=(("sms:twilio", DeliveryState(state)),),
        sms_state=sms,
    )
    words = delivery_words(item)
    assert words is not None
    assert words.text == text
    assert QColor(theme.tokens.colour(words.role)).isValid()
    pressed = row(2, Kind.SMS_RECEIVED, data={"text": "12a", "pressed": "1", "person_name": "Priya"})
    model.show([item, pressed], NOW, more=False)
    assert any("call in which this was read out" in words for words in words_of(model))
    assert any("key 1 in a call" in words for words in words_of(model))


@pytest.mark.parametrize(
    ("minutes", "text", "role"),
    [
        (12, "12 min", "bad"),
        (59, "59 min", "bad"),
        (61, "1 h 1 min", "warn"),
        (5 * 60, "5 h", "text"),
        (-9, "9 min over", "bad"),
        (-125, "2 h over", "bad"),
    ],
)
def test_time_left(languages: Languages, minutes: int, text: str, role: str) -> None:
    words = due_words(NOW + minutes * MINUTE, NOW)
    assert (words.text, words.role) == (text, role)
    assert words.icon or role == "text"


def test_no_due_time_says_nothing(languages: Languages) -> None:
    assert due_words(None, NOW).text == ""


@pytest.mark.parametrize(
    ("priority", "word"), [(0, "Low"), (33, "Low"), (34, "Mid"), (66, "Mid"), (67, "High"), (100, "High")]
)
def test_priority_is_a_word_with_an_icon(languages: Languages, priority: int, word: str) -> None:
    words = priority_words(priority)
    assert words.text == word
    assert words.icon
