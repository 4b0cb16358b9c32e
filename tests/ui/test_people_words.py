"""Names, numbers and times in the language in force."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fallback_console.domain.mirror import PulledPerson, PullPage
from fallback_console.services import calls, mirroring
from fallback_console.ui.i18n import Languages
from fallback_console.ui.people_words import person_words, plain_name
from fallback_console.ui.theme import Theme
from fallback_console.ui.views.calls_view import CallsView
from fallback_console.ui.widgets import times
from fallback_console.ui.widgets.filter_bar import FilterBar
from fallback_console.ui.widgets.numbers import count_words
from fallback_console.ui.widgets.text import PlainLabel
from tests.ui.driving import Agent
from tests.ui.test_sync_many import Open
from tests.ui.world import LOGIN, World, fill


@pytest.fixture
def locale() -> Iterator[None]:
    before = QLocale()
    yield
    QLocale.setDefault(before)


def test_a_name_is_spoken_as_the_language_does(languages: Languages) -> None:
    assert person_words("山田 花子", "ヤマダ ハナコ") == "山田 花子"
    assert person_words("Yamada, Hanako") == "Hanako Yamada"
    languages.choose("ja")
    assert person_words("山田 花子", "ヤマダ ハナコ") == "山田 花子 様（ヤマダ ハナコ）"
    assert person_words("中村 遥", team=True) == "中村 遥さん"
    assert person_words("Yamada, Hanako") == "Yamada Hanako 様"
    assert [person_words(n) for n in ("山田様", "さくら医院御中", "佐藤先生")] == [
        "山田様",
        "さくら医院御中",
        "佐藤先生",
    ]
    assert person_words("") == ""
    assert plain_name("Example, Inc.") == "Example, Inc."


def test_the_case_shows_reading_and_honorific_and_follows_the_language(
    qtbot: QtBot, world: World, open_window: Open
) -> None:
    demo = fill(world, 12)
    case = demo.cases[0].case
    person = PulledPerson(case.requestor, "customer", "山田 花子", language="ja", reading="ヤマダ ハナコ")
    world.do(mirroring.store_page, "rt", "cases", PullPage((), (), (person,), "x", True))
    agent = Agent(qtbot, open_window("queue"), world)
    agent.open(f"rt:{case.remote_id}")

    def shown() -> list[str]:
        return [w.text() for w in agent.case.customer.findChildren(PlainLabel)]

    assert "山田 花子" in shown()
    agent.window._tools.languages.choose("ja")
    agent.settle()
    assert "山田 花子 様（ヤマダ ハナコ）" in shown()
    agent.window._tools.languages.choose("en")
    agent.settle()
    assert "山田 花子" in shown()
    # And the queue finds them by any kana.
    agent.press(Qt.Key.Key_Escape)
    agent.press(Qt.Key.Key_Slash)
    agent.type("ﾔﾏﾀﾞ")
    agent.press(Qt.Key.Key_Return)
    wanted = sum(c.case.requestor == case.requestor and c.case.status not in ("resolved",) for c in demo.cases)
    agent.until(lambda: agent.list.model.rowCount() == wanted)


def test_a_call_is_listed_in_the_order_of_the_language(
    qtbot: QtBot, world: World, open_window: Open, languages: Languages
) -> None:
    fill(world, 12)
    person = PulledPerson("hanako", "customer", "Yamada, Hanako")
    world.do(mirroring.store_page, "rt", "cases", PullPage((), (), (person,), "x", True))
    call = calls.CallLog("out", "+12025550142", "rt:hanako", world.clock.now - 90_000, 65, "reached", "spoke")
    world.do(calls.log_call, LOGIN, "rt:48001", call)
    agent = Agent(qtbot, open_window("calls"), world)
    view = agent.window.view("calls")
    assert isinstance(view, CallsView)
    view.filters.chip("all").click()
    agent.until(lambda: view.lists.history.index(0, 0).data() == "Hanako Yamada")
    languages.choose("ja")
    agent.until(lambda: view.lists.history.index(0, 0).data() == "Yamada Hanako")


@pytest.mark.parametrize(("name", "words"), [("en_US", "12,345"), ("ja_JP", "12,345"), ("de_DE", "12.345")])
def test_thousands_are_parted_as_the_language_does(
    qtbot: QtBot, theme: Theme, locale: None, name: str, words: str
) -> None:
    QLocale.setDefault(QLocale(name))
    assert count_words(12_345) == words
    bar = FilterBar(theme, ("all",))
    qtbot.addWidget(bar)
    bar.set_titles({"all": "All"})
    bar.show_counts({"all": 12_345})
    assert bar.chip("all").text() == f"All {words}"
    bar.show_counts({"all": 12_345}, {"all"})
    assert (bar.chip("all").text(), bar.chip("all").accessibleName()) == (f"All {words}+", f"All, {words}+")
    holder = QWidget()
    qtbot.addWidget(holder)
    assert holder.tr("%Ln open", "", 12_345).startswith(words)


def test_times_are_those_of_the_system_where_it_speaks_the_language(
    monkeypatch: pytest.MonkeyPatch, locale: None
) -> None:
    moment = datetime(2026, 11, 25, 15, 4, 9).astimezone()
    QLocale.setDefault(QLocale("en_US"))
    assert times.time_of_day(moment) == "15:04"
    assert times.time_of_day(moment, seconds=True) == "15:04:09"

    class American(QLocale):
        @staticmethod
        def system() -> QLocale:
            return QLocale("en_US")

    monkeypatch.setattr(times, "QLocale", American)
    assert times.time_of_day(moment).replace("\u202f", " ") == "3:04 PM"
    assert times.time_of_day(moment, seconds=True).replace("\u202f", " ") == "3:04:09 PM"
