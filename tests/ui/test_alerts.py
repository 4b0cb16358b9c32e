"""Notifications: in the window, outside it, and as sounds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fallback_console.domain.alerts import GROUP_OF, NEW, READ, Alert, Case
from fallback_console.domain.attention import SOUNDS, VOLUMES
from fallback_console.domain.delivery import Problem
from fallback_console.domain.escalation import ChainStep
from fallback_console.domain.health import State, SystemHealth
from fallback_console.domain.people_file import read_people
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.ports import IncomingSms
from fallback_console.services import (
    attention,
    cases,
    dispatch,
    escalation,
    escalation_chains,
    messages,
    outages,
    people_import,
    queue,
    statuses,
)
from fallback_console.ui.alerts import keeper
from fallback_console.ui.alerts.desktop import OPEN, DesktopNote, DesktopNotifier
from fallback_console.ui.alerts.herald import LATER, MANY, TAKE
from fallback_console.ui.alerts.model import AlertsModel
from fallback_console.ui.alerts.panel import AlertPanel
from fallback_console.ui.alerts.sounds import SystemPlayer, player_command, sound_file
from fallback_console.ui.alerts.tray import STATES, Tray, how_things_stand, tray_picture
from fallback_console.ui.alerts.words import alert_look, alert_title
from fallback_console.ui.i18n import Languages
from fallback_console.ui.main_window import PLAYBOOK, MainWindow
from fallback_console.ui.shell.late_parts import LateParts
from fallback_console.ui.theme import Theme
from fallback_console.ui.view_list import make_late_parts
from fallback_console.ui.views.base import Tools
from fallback_console.ui.views.notify_card import NotifyCard
from fallback_console.ui.views.settings_view import SettingsView
from tests.ui import walk
from tests.ui.world import LOGIN, MINUTE, World, everything_up, fill

Open = Callable[..., MainWindow]
HOUR = 60 * MINUTE


class Ear:
    """Hears what is played."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.stops = 0

    def play(self, file: Path) -> None:
        assert file.is_file()
        self.heard.append(file.stem)

    def stop(self) -> None:
        self.stops += 1


class Desktop(DesktopNotifier):
    """Sees what is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: dict[str, DesktopNote] = {}

    def show(self, note: DesktopNote) -> None:
        self.shown[note.key] = note

    def withdraw(self, key: str) -> None:
        self.shown.pop(key, None)


class Hand:
    """Somebody at the window, with an ear and a desktop."""

    def __init__(self, qtbot: QtBot, world: World, window: MainWindow, parts: LateParts) -> None:
        self.qtbot, self.world, self.window, self.parts = qtbot, world, window, parts
        self.centre = parts.alerts
        self.keeper = parts.alerts.keeper
        self.ear, self.desktop = Ear(), Desktop()
        self.refused = 0
        self.centre.sounder.player = self.ear
        self.centre.herald.use(self.desktop)
        self.settle()

    def settle(self) -> None:
        calm = 0

        def quiet() -> bool:
            nonlocal calm
            calm = 0 if self.window.busy or self.parts.busy else calm + 1
            return calm > 3

        self.qtbot.waitUntil(quiet, timeout=5000)

    def front(self, *, active: bool) -> None:
        """The window is used, or another program is."""
        if active:
            self.window.activateWindow()
        else:
            self.window.hide()
        self.qtbot.waitUntil(lambda: self.window.isActiveWindow() == active)

    def declare(self) -> None:
        self.world.do(outages.declare, "monitor", ["slack"], "No answer.", self.world.clock.now)
        self.settle()

    def refuse(self) -> None:
        query = "SELECT key FROM p_case WHERE closed = 0 LIMIT 1 OFFSET ?"
        key = self.world.store.read(lambda r: r.value(query, (self.refused,)))
        self.refused += 1
        self.world.do(cases.add_note, LOGIN, key, "A note")
        [work] = self.world.do(dispatch.take, "helpdesk", self.world.clock.now, 1, ())
        self.world.do(dispatch.stop, work.delivery_id, Problem("refused", "No."))
        self.settle()

    def choose(self, **choices: object) -> None:
        self.world.do(attention.change, LOGIN, **choices)
        self.settle()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def open(self) -> AlertPanel:
        self.centre.bell.setFocus()
        self.press(Qt.Key.Key_Return)
        panel = self.centre.panel
        assert panel is not None
        return panel

    @property
    def states(self) -> dict[str, str]:
        return {one.kind: one.state for one in self.keeper.alerts}


@pytest.fixture
def hand(qtbot: QtBot, world: World, tools: Tools, open_window: Open) -> Hand:
    fill(world, 20)
    everything_up(world)
    window = open_window("sync")
    made = Hand(qtbot, world, window, make_late_parts(window, tools))
    made.keeper.dismiss(None)
    made.settle()
    made.desktop.shown.clear()
    made.ear.heard.clear()
    return made


def test_an_escalation_is_told_without_waiting_for_the_next_tick(hand: Hand) -> None:
    sheet = f"ID,Name,Mobile,Login,Kind\n1,Kim Sample,+44 7700 900151,{LOGIN},team\n"
    found = hand.world.do(people_import.preview, read_people(sheet.encode()), "file.team")
    hand.world.do(people_import.store_some, LOGIN, found.people)
    step = ChainStep(("person:file.team:1",), 5)
    hand.world.do(escalation_chains.save, LOGIN, "Network", (step,))
    hand.settle()
    hand.world.do(escalation.start, "m.tanaka", "Network", "The line drops", ReachRules(quiet=(0, 0)))
    hand.settle()
    assert hand.states["escalation"] == "new"
    assert {"escalation", "briefing", "roll_call"} <= keeper._TOPICS


# In the window.


def test_the_bell_counts_and_opens_what_happened(hand: Hand) -> None:
    assert hand.centre.bell.accessibleName() == "Notifications: all read"
    hand.declare()
    assert hand.centre.bell.accessibleName() == "Notifications: 1 unread"
    panel = hand.open()
    assert QApplication.focusWidget() is panel.list
    assert panel.current is not None
    assert panel.current.kind == "outage"
    assert walk.nameless(panel) == []
    assert walk.unreachable(panel) == []
    hand.press(Qt.Key.Key_Return)
    hand.settle()
    assert hand.window.current == PLAYBOOK
    assert hand.states == {"outage": READ}
    assert hand.centre.bell.accessibleName() == "Notifications: all read"


def test_they_are_put_away_and_filtered_by_keyboard(hand: Hand) -> None:
    hand.declare()
    hand.refuse()
    panel = hand.open()
    first = panel.current
    assert first is not None
    hand.press(Qt.Key.Key_Delete)
    hand.settle()
    assert first.kind not in hand.states
    assert panel.current is not None
    panel.only_unread.setFocus()
    hand.press(Qt.Key.Key_Space)
    assert panel.model.rowCount() == 2
    panel.read_all.setFocus()
    hand.press(Qt.Key.Key_Space)
    hand.settle()
    assert panel.model.rowCount() == 0
    assert NEW not in hand.states.values()
    hand.press(Qt.Key.Key_Escape)
    assert hand.centre.panel is None
    assert QApplication.focusWidget() is hand.centre.bell


def test_what_was_raised_is_not_raised_by_the_next_window(hand: Hand, tools: Tools, open_window: Open) -> None:
    hand.declare()
    window = open_window("sync")
    again = Hand(hand.qtbot, hand.world, window, make_late_parts(window, tools))
    assert again.states == {"outage": NEW}
    assert again.desktop.shown == {}
    assert again.ear.heard == []


def test_a_key_opens_them(hand: Hand) -> None:
    hand.front(active=True)
    hand.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert hand.centre.panel is not None


def test_every_kind_has_its_look_and_words(languages: Languages) -> None:
    case = Case("rt:1", "1", "Scanner")
    every = [Alert(k, k, n, case=case, who="helpdesk", systems=("slack",)) for n, k in enumerate(GROUP_OF)]
    assert len({alert_title(one) for one in every}) == len(GROUP_OF)
    assert all(alert_look(one)[0] for one in every)
    english = {one.kind: alert_title(one) for one in every}
    languages.choose("ja")
    assert all(alert_title(one) != english[one.kind] for one in every)
    assert "ヘルプデスク" in alert_title(every[list(GROUP_OF).index("refused")])


@pytest.mark.parametrize("count", [0, 5])
def test_the_lists_model(count: int) -> None:
    model = AlertsModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    alerts = [Alert(str(n), "outage", (100 - n) * 24 * HOUR, systems=("slack",)) for n in range(count)]
    model.show(alerts, 100 * 24 * HOUR)
    assert model.rowCount() == 2 * count
    if count:
        assert model.index(0, 0).data() == "Today"
        assert model.index(2, 0).data() == "Yesterday"
        assert model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole).startswith("unread, An outage was declared")
        assert model.line_of("3") == 7
    tester.deleteLater()


# Outside the window.


def test_nothing_is_shown_outside_while_the_window_is_used(hand: Hand) -> None:
    hand.front(active=True)
    hand.declare()
    assert hand.desktop.shown == {}


def test_it_is_shown_outside_and_leads_back(hand: Hand) -> None:
    hand.front(active=False)
    hand.declare()
    [note] = hand.desktop.shown.values()
    assert note.title == "An outage was declared: Slack."
    assert note.urgent
    assert [name for name, _ in note.actions] == [OPEN, LATER]
    hand.desktop.acted.emit(note.key, OPEN)
    hand.settle()
    assert hand.window.isVisible()
    assert hand.window.current == PLAYBOOK
    assert hand.states == {"outage": READ}
    assert hand.desktop.shown == {}


def test_later_leaves_it_unread(hand: Hand) -> None:
    hand.front(active=False)
    hand.declare()
    [key] = hand.desktop.shown
    hand.desktop.acted.emit(key, LATER)
    hand.settle()
    assert hand.states == {"outage": NEW}
    assert hand.desktop.shown == {}
    assert not hand.window.isVisible()


def an_answer(hand: Hand) -> str:
    """A customer answers about a case of nobody; its key."""
    query = (
        "SELECT c.key, n.e164 FROM p_case c JOIN p_person p ON p.key = c.customer_key"
        " JOIN p_number n ON n.person_pk = p.pk WHERE c.closed = 0 AND n.e164 <> '' LIMIT 1"
    )
    key, number = hand.world.store.read(lambda r: r.one(query))
    hand.world.do(cases.set_field, LOGIN, key, "owner", "")
    hand.world.do(messages.send_sms, LOGIN, key, number, "Does it blink?")
    hand.world.do(messages.take_in, IncomingSms("kannel", "1", number, "", "Yes.", hand.world.clock.now))
    hand.settle()
    return str(key)


def test_a_case_of_nobody_is_taken_from_outside_but_not_behind_the_lock(hand: Hand) -> None:
    hand.front(active=False)
    key = an_answer(hand)
    [note] = hand.desktop.shown.values()
    assert [name for name, _ in note.actions] == [OPEN, TAKE, LATER]
    hand.window.set_locked(True)
    hand.desktop.acted.emit(note.key, TAKE)
    hand.settle()
    assert hand.world.store.read(lambda r: queue.find_case(r, key)).owner == ""
    hand.window.set_locked(False)
    hand.desktop.acted.emit(note.key, TAKE)
    hand.settle()
    assert hand.world.store.read(lambda r: queue.find_case(r, key)).owner == LOGIN
    assert hand.states["answer"] == READ


def test_names_are_shown_only_where_that_was_chosen_and_never_behind_the_lock(hand: Hand) -> None:
    hand.front(active=False)
    hand.refuse()
    [note] = hand.desktop.shown.values()
    assert note.body == ""
    hand.choose(names=True)
    hand.keeper.dismiss(None)
    hand.settle()
    hand.refuse()
    [note] = hand.desktop.shown.values()
    subject = hand.keeper.alerts[0].case.subject
    assert note.body == subject
    # What stands there already loses its words with the lock.
    hand.window.set_locked(True)
    [note] = hand.desktop.shown.values()
    assert note.body == ""
    hand.desktop.acted.emit(note.key, OPEN)
    hand.settle()
    assert hand.window.isVisible()
    assert hand.states["refused"] == NEW


def test_many_at_once_are_one(hand: Hand) -> None:
    hand.front(active=False)
    many = tuple(Alert(str(n), "answer", n) for n in range(4))
    hand.keeper.raised.emit(many)
    assert list(hand.desktop.shown) == [MANY]
    assert hand.desktop.shown[MANY].title == "4 new notifications"
    hand.desktop.acted.emit(MANY, OPEN)
    assert hand.centre.panel is not None


def test_none_where_none_are_wanted(hand: Hand) -> None:
    hand.choose(desktop=False)
    hand.front(active=False)
    hand.declare()
    assert hand.desktop.shown == {}


# Sounds.


def test_the_most_pressing_one_is_heard_once(hand: Hand) -> None:
    hand.choose(volume=50)
    hand.keeper.raised.emit((Alert("a", "answer", 1), Alert("b", "outage", 1), Alert("c", "refused", 1)))
    assert hand.ear.heard == ["alarm-50"]
    hand.centre.sounder.again()
    assert hand.ear.heard == ["alarm-50"]


def test_one_that_repeats_goes_on_until_somebody_looked(hand: Hand) -> None:
    hand.choose(repeated=frozenset({"outage"}))
    hand.declare()
    hand.centre.sounder.again()
    assert hand.ear.heard == ["alarm-75"] * 2
    hand.keeper.read(None)
    hand.settle()
    assert hand.centre.sounder.repeating == ""
    hand.centre.sounder.again()
    assert hand.ear.heard == ["alarm-75"] * 2


def test_silence_is_kept_seen_and_ends(hand: Hand) -> None:
    hand.choose(repeated=frozenset({"outage"}))
    hand.declare()
    hand.ear.heard.clear()
    hand.keeper.silence_for_an_hour()
    hand.settle()
    assert hand.centre.sounder.repeating == ""
    hand.refuse()
    assert hand.ear.heard == []
    assert "silenced until" in hand.centre.bell.accessibleName()
    panel = hand.open()
    assert panel.sounds_on.isVisible()
    assert not panel.hour.isVisible()
    hand.world.clock.now += HOUR
    hand.keeper.raised.emit((Alert("b", "answer", 1),))
    assert hand.ear.heard == ["bell-75"]


def test_silence_until_tomorrow_ends_in_the_morning(hand: Hand) -> None:
    hand.keeper.silence_until_tomorrow()
    hand.settle()
    length = hand.keeper.choices.silent_until - hand.world.clock.now
    assert 8 * HOUR <= length <= 33 * HOUR
    hand.keeper.sounds_on()
    hand.settle()
    assert not hand.keeper.silenced


def test_no_sound_is_chosen(hand: Hand) -> None:
    hand.choose(sounds={"outage": ""}, repeated=frozenset({"outage"}))
    hand.declare()
    assert hand.ear.heard == []
    assert hand.centre.sounder.repeating == ""


def test_every_sound_has_its_files() -> None:
    assert all(0 < sound_file(n, v).stat().st_size < 16_000 for n in SOUNDS for v in VOLUMES)


def test_a_program_plays_and_is_not_waited_for(qtbot: QtBot, hand: Hand, tmp_path: Path) -> None:
    heard = tmp_path / "heard"
    script = tmp_path / "play"
    script.write_text(f'#!/bin/sh\necho "$2" >> "{heard}"\n', encoding="utf-8")
    script.chmod(0o755)
    player = SystemPlayer(hand.centre, (str(script), ("-q",)))
    player.play(sound_file("bell", 25))
    qtbot.waitUntil(heard.exists, timeout=5000)
    qtbot.waitUntil(lambda: "bell-25.wav" in heard.read_text(encoding="utf-8"), timeout=5000)
    # One that is not there any more, and none at all: the system beeps.
    SystemPlayer(hand.centre, (str(tmp_path / "gone"), ())).play(sound_file("bell", 25))
    SystemPlayer(hand.centre, None).play(sound_file("bell", 25))


def test_which_program_plays(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert player_command("linux") is None
    assert player_command("win32") is None
    for name in ("aplay", "paplay"):
        (tmp_path / name).write_text("#!/bin/sh\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    assert player_command("linux") == (str(tmp_path / "paplay"), ())
    (tmp_path / "paplay").unlink()
    assert player_command("linux") == (str(tmp_path / "aplay"), ("-q",))


# The tray.


def test_how_things_stand() -> None:
    up = SystemHealth("slack", State.UP, 0, 0, True)
    down = SystemHealth("mail", State.DOWN, 0, 0)
    unsure = SystemHealth("mail", State.SUSPECT, 0, 0)
    assert how_things_stand([up], 0) == "well"
    assert how_things_stand([up, unsure], 0) == "unsure"
    assert how_things_stand([], 0) == "unsure"
    assert how_things_stand([up, unsure], 1) == "attention"
    assert how_things_stand([up, down], 1) == "down"


def test_each_state_has_a_picture_of_its_own(theme: Theme) -> None:
    for size in (16, 32):
        pictures = [tray_picture(theme, state, size).toImage() for state in STATES]
        assert all(one != other for n, one in enumerate(pictures) for other in pictures[n + 1 :])


def test_its_words_and_menu(hand: Hand) -> None:
    tray = hand.centre.tray
    assert tray.state == "well"
    hand.world.engine.set_health(SystemHealth("slack", State.DOWN, hand.world.clock.now - 12 * MINUTE, 0))
    hand.settle()
    assert tray.state == "down"
    assert tray.icon.toolTip().splitlines()[0] == "Slack: down for 12 min"
    assert "Helpdesk: up" in tray.words()
    titles = {a.text().replace("&", ""): a for a in tray.menu.actions() if a.text()}
    titles["Silence sounds for 1 hour"].trigger()
    hand.settle()
    assert hand.keeper.silenced
    assert not titles["Silence sounds for 1 hour"].isVisible()
    titles["Sounds on"].trigger()
    titles["Fetch from the helpdesk now"].trigger()
    hand.settle()
    assert not hand.keeper.silenced
    assert "pull" in " ".join(hand.world.engine.asked)
    [away] = [a for a in titles["My status"].menu().actions() if a.data() == "away"]  # type: ignore[attr-defined]
    away.trigger()
    hand.settle()
    assert hand.world.store.read(lambda r: statuses.find(r, LOGIN)).status == "away"
    hand.window.hide()
    titles["What is down"].trigger()
    assert hand.window.isVisible()
    assert hand.window.popover.content() is not None


def closes_by_its_button(window: MainWindow) -> None:
    """As a person closes it: the system asks for it."""
    handle = window.windowHandle()
    assert handle is not None
    QCoreApplication.sendEvent(handle, QCloseEvent())


def test_closing_leaves_it_in_the_tray_where_that_was_chosen(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Tray, "shown", True)
    closed: list[bool] = []
    hand.window.closed.connect(lambda: closed.append(True))
    hand.choose(tray=True)
    closes_by_its_button(hand.window)
    assert not hand.window.isVisible()
    assert closed == []
    # Alerts go on.
    hand.declare()
    assert hand.states == {"outage": NEW}
    hand.centre.tray.open_requested.emit()
    assert hand.window.isVisible()
    hand.centre.tray.quit_requested.emit()
    assert closed == [True]


def test_closing_closes_where_there_is_no_tray(hand: Hand) -> None:
    closed: list[bool] = []
    hand.window.closed.connect(lambda: closed.append(True))
    hand.choose(tray=True)
    closes_by_its_button(hand.window)
    assert closed == [True]


# The settings.


def test_sounds_are_chosen_tried_and_kept(hand: Hand) -> None:
    hand.window.show_view("settings", "station")
    hand.settle()
    view = hand.window.view("settings")
    assert isinstance(view, SettingsView)
    card: NotifyCard = view.station.notify
    ear = card.player = Ear()
    card.sounds["answer"].setFocus()
    hand.press(Qt.Key.Key_Down)
    card.repeats["answer"].setFocus()
    hand.press(Qt.Key.Key_Space)
    card.volume.setCurrentIndex(3)
    card.flags["names"].setFocus()
    hand.press(Qt.Key.Key_Space)
    hand.settle()
    card.tries["answer"].setFocus()
    hand.press(Qt.Key.Key_Space)
    assert ear.heard == ["rising-100"]
    kept = hand.world.store.read(lambda r: attention.find(r, LOGIN))
    assert kept.sounds["answer"] == "rising"
    assert kept.repeated == {"answer"}
    assert (kept.volume, kept.names) == (100, True)
    assert hand.keeper.choices == kept
    card.sounds["answer"].setCurrentIndex(0)
    hand.settle()
    assert not card.tries["answer"].isEnabled()
    assert not card.repeats["answer"].isEnabled()
    hand.keeper.silence_for_an_hour()
    hand.settle()
    assert card.sounds_on.isVisible()
    card.sounds_on.click()
    hand.settle()
    assert not hand.keeper.silenced
