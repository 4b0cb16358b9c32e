"""The settings: every kind of connection can be entered, tested, saved and removed; secrets are never shown again."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from fallback_console.domain.connection import KINDS, Connection
from fallback_console.domain.errors import SettingsError
from fallback_console.domain.health import State, SystemHealth
from fallback_console.ports import CheckStep
from fallback_console.services import connections
from fallback_console.ui import names
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.models.connections_model import ConnectionsModel
from fallback_console.ui.theme import Theme
from fallback_console.ui.views import connection_fields as known
from fallback_console.ui.views.base import Tools
from fallback_console.ui.views.connection_editor import ConnectionEditor
from fallback_console.ui.views.settings_view import SettingsView
from fallback_console.ui.widgets import PlainLabel
from fallback_console.ui.widgets.choices import CheckBox, ComboBox
from tests.ui.world import World

Open = Callable[..., MainWindow]
SECRET = "a-secret-nobody-sees"


@pytest.fixture
def view(qtbot: QtBot, open_window: Open) -> SettingsView:
    window = open_window("settings")
    found = window.view("settings")
    assert isinstance(found, SettingsView)
    qtbot.waitUntil(lambda: not window.busy, timeout=3000)
    return found


def saved(world: World) -> dict[str, Connection]:
    return {c.name: c for c in world.store.read(connections.list_connections)}


def editor(view: SettingsView) -> ConnectionEditor:
    page = view.editor
    assert page is not None
    return page


def press(page: ConnectionEditor, words: str) -> None:
    for one in page.findChildren(QAbstractButton):
        if one.text().replace("&", "").startswith(words) and one.isVisibleTo(page):
            one.click()
            return
    raise AssertionError(f"no button {words!r}")


def fill_in(page: ConnectionEditor) -> dict[str, object]:
    """Type something believable into every field; gives what should be saved."""
    wanted: dict[str, object] = {}
    for field in known.fields_of(page.connection.kind):
        widget = page.field(field.name)
        if isinstance(widget, QLineEdit):
            text = (
                SECRET
                if field.shape == "secret"
                else ("5" if field.shape == "number" else f"https://{field.name}.example")
            )
            widget.setText(text)
            if field.shape != "secret":
                wanted[field.name] = text
        elif isinstance(widget, QPlainTextEdit):
            widget.setPlainText("one: {text}\ntwo: {to}\n")
            wanted[field.name] = "one: {text}\ntwo: {to}"
        elif isinstance(widget, CheckBox):
            widget.setChecked(True)
            wanted[field.name] = True
        elif isinstance(widget, ComboBox):
            wanted[field.name] = widget.currentData()
    return wanted


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_kind_can_be_entered_and_saved(qtbot: QtBot, world: World, view: SettingsView, kind: str) -> None:
    view.add(kind)
    page = editor(view)
    assert page.is_new
    wanted = fill_in(page)
    name = known.default_name(kind) or "front door"
    if not known.default_name(kind):
        own = page.field("")
        assert isinstance(own, QLineEdit)
        own.setText(name)
    press(page, "Save")
    qtbot.waitUntil(lambda: name in saved(world), timeout=3000)
    assert saved(world)[name].kind == kind
    assert dict(saved(world)[name].values) == wanted
    qtbot.waitUntil(lambda: "reload" in world.engine.asked, timeout=3000)
    assert all(key.startswith(f"{name}/") and value == SECRET for key, value in world.secrets.kept.items())
    assert SECRET not in str(saved(world)[name])
    qtbot.waitUntil(lambda: not editor(view).is_new, timeout=3000)
    for widget in editor(view).findChildren(QLineEdit):
        assert widget.text() != SECRET


def test_needed_fields_come_first(qtbot: QtBot, view: SettingsView) -> None:
    view.add("rt")
    page = editor(view)
    with pytest.raises(AssertionError):
        press(page, "no such button")
    buttons = {b.text().replace("&", ""): b for b in page.findChildren(QAbstractButton)}
    assert not buttons["Save"].isEnabled()
    assert not buttons["Test"].isEnabled()
    for name in ("url", "token"):
        widget = page.field(name)
        assert isinstance(widget, QLineEdit)
        widget.setText("x")
    assert buttons["Save"].isEnabled()


def test_the_live_test_shows_every_step(qtbot: QtBot, world: World, view: SettingsView) -> None:
    world.steps = [
        CheckStep("address", True, "The name was found."),
        CheckStep("sign-in", False, "The token was refused. Make a new one <b>there</b>."),
    ]
    view.add("rt")
    page = editor(view)
    fill_in(page)
    press(page, "Test")
    qtbot.waitUntil(lambda: "sign-in: does not work" in texts(page), timeout=3000)
    assert "address: works" in texts(page)
    assert "The token was refused. Make a new one <b>there</b>." in texts(page)
    connection, typed = world.checked[0]
    assert connection.values["url"] == "https://url.example"
    assert typed == {"token": SECRET}
    assert saved(world) == {}
    world.steps = [CheckStep("address", True, "The name was found.")]
    press(page, "Test")
    qtbot.waitUntil(lambda: "Everything works." in texts(page), timeout=3000)
    assert "sign-in: does not work" not in [
        label.text() for label in page.findChildren(PlainLabel) if label.isVisible()
    ]


def texts(page: ConnectionEditor) -> list[str]:
    return [label.text() for label in page.findChildren(PlainLabel) if label.isVisibleTo(page)]


def test_a_test_that_cannot_run_says_why(
    qtbot: QtBot, world: World, view: SettingsView, tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing: Future[list[CheckStep]] = Future()
    failing.set_exception(SettingsError("The address is no address.", "Write it with https."))
    monkeypatch.setattr(world, "check", lambda *_: failing)
    view.add("rt")
    page = editor(view)
    fill_in(page)
    press(page, "Test")
    qtbot.waitUntil(lambda: "The address is no address." in texts(page), timeout=3000)
    assert "Write it with https." in texts(page)


def test_a_connection_is_switched_off_and_removed(qtbot: QtBot, world: World, view: SettingsView) -> None:
    world.secrets.kept["helpdesk/token"] = SECRET
    world.do(connections.save, Connection("helpdesk", "rt", {"url": "https://rt.example.com", "odd": "kept"}))
    qtbot.waitUntil(lambda: view.model.rowCount() == 1, timeout=3000)
    qtbot.waitUntil(lambda: view.editor is not None, timeout=3000)
    page = editor(view)
    [used] = [c for c in page.findChildren(CheckBox) if c.text().startswith("&In use")]
    used.setChecked(False)
    press(page, "Save")
    qtbot.waitUntil(lambda: not saved(world)["helpdesk"].enabled, timeout=3000)
    assert saved(world)["helpdesk"].values["odd"] == "kept"
    assert world.secrets.kept == {"helpdesk/token": SECRET}
    qtbot.waitUntil(lambda: editor(view) is not page, timeout=3000)
    page = editor(view)
    press(page, "Remove …")
    press(page, "Remove it now")
    qtbot.waitUntil(lambda: saved(world) == {}, timeout=3000)
    qtbot.waitUntil(lambda: world.secrets.kept == {}, timeout=3000)


def test_language_and_look_change_at_once(qtbot: QtBot, world: World, view: SettingsView, tools: Tools) -> None:
    language, look = view.choices
    language.setCurrentIndex(language.findData("ja"))
    qtbot.waitUntil(lambda: view.table.accessibleName() == "接続先", timeout=3000)
    look.setCurrentIndex(look.findData("dark"))
    assert tools.theme.tokens.dark
    assert world.preferences.values["language"] == "ja"
    assert world.preferences.values["theme"] == "dark"
    language.setCurrentIndex(language.findData("en"))
    qtbot.waitUntil(lambda: view.table.accessibleName() == "Connections", timeout=3000)


def test_what_the_organisation_sets_cannot_be_chosen(qtbot: QtBot, world: World, view: SettingsView) -> None:
    world.preferences.locks.add("theme")
    view.retranslate()
    language, look = view.choices
    assert language.isEnabled()
    assert not look.isEnabled()
    assert look.toolTip() == "Set by your organisation"


def test_typing_survives_another_language(qtbot: QtBot, view: SettingsView, tools: Tools) -> None:
    view.add("rt")
    url = editor(view).field("url")
    assert isinstance(url, QLineEdit)
    url.setText("https://half.example")
    tools.languages.choose("ja")
    qtbot.waitUntil(lambda: editor(view).field("url") is not url, timeout=3000)
    again = editor(view).field("url")
    assert isinstance(again, QLineEdit)
    assert again.text() == "https://half.example"
    assert editor(view).is_new


def test_the_model_keeps_its_promises(theme: Theme) -> None:
    model = ConnectionsModel(theme)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows = [Connection("helpdesk", "rt"), Connection("front door", "http", {}, False), Connection("mail", "mail")]
    for part in (rows, rows[:1], [], rows[::-1], rows):
        model.show_rows(part)
        assert model.rowCount() == len(part)
    model.show_health({"helpdesk": SystemHealth("helpdesk", State.UP, 0)})
    assert model.index(0, 1).data() == "up"
    assert model.index(1, 0).data() == "front door"
    assert model.index(1, 1).data() == "not in use"
    assert model.index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Mail: IMAP and SMTP, not checked yet"


def test_another_of_a_kind_is_added_beside_the_first(qtbot: QtBot, world: World, view: SettingsView) -> None:
    first = Connection("sms:android", "android", {"url": "http://10.0.0.8:8080", "username": "one"})
    world.do(connections.save, first)
    qtbot.waitUntil(lambda: view.model.row_of("sms:android") >= 0)
    view.arrive("sms:android")
    press(editor(view), "Add another")
    page = editor(view)
    assert page.is_new

    def enter(**typed: str) -> None:
        for name, text in typed.items():
            widget = page.field("" if name == "_" else name)
            assert isinstance(widget, QLineEdit)
            widget.setText(text)

    port = page.field("listen_port")
    assert isinstance(port, QLineEdit)
    assert port.text() == "18024"
    enter(url="http://10.0.0.9:8080", username="two", password=SECRET)
    assert not next(b for b in page.findChildren(QAbstractButton) if b.text() == "Sa&ve").isEnabled()
    enter(_="大阪")
    press(page, "Save")
    qtbot.waitUntil(lambda: any("short name" in one.text() for one in page.findChildren(PlainLabel)))
    assert SECRET not in world.secrets.kept.values()
    enter(_="Osaka")
    press(page, "Save")
    qtbot.waitUntil(lambda: "sms:android.osaka" in saved(world))
    assert world.secrets.kept == {"sms:android.osaka/password": SECRET}
    assert saved(world)["sms:android"] == first
    qtbot.waitUntil(lambda: view.model.row_of("sms:android.osaka") >= 0)
    row = view.model.index(view.model.row_of("sms:android.osaka"), 0)
    assert row.data() == "SMS: Android phone (osaka)"
    assert names.sink_name("sms:android.osaka") == "SMS over an Android phone (osaka)"
    qtbot.waitUntil(lambda: not editor(view).is_new)
    press(editor(view), "Remove …")
    press(editor(view), "Remove it now")
    qtbot.waitUntil(lambda: set(saved(world)) == {"sms:android"} | (set(saved(world)) - {"sms:android.osaka"}))
    assert saved(world)["sms:android"] == first
    # One of a name that is there already takes nothing of it.
    world.do(connections.save, Connection("sms:android.b", "android", {"url": "http://10.0.0.7:1", "username": "b"}))
    view.add("android")
    page = editor(view)
    enter(_="b", url="http://10.0.0.6:1", username="c", password=SECRET)
    press(page, "Save")
    qtbot.waitUntil(lambda: any("There is a connection" in one.text() for one in page.findChildren(PlainLabel)))
    assert saved(world)["sms:android.b"].values["username"] == "b"
