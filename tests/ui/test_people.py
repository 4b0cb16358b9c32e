"""The people: found, rung, texted, imported from files, merged and split, by keyboard on a real store."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fallback_console.compose.importing import PeopleFiles
from fallback_console.domain.broadcast import Audience
from fallback_console.domain.errors import DiskFullError
from fallback_console.domain.people_file import read_people
from fallback_console.domain.views import NumberRow, PersonRow
from fallback_console.services import (
    broadcast_begun,
    mirroring,
    people,
    people_import,
    people_list,
    people_merge,
    reach,
    statuses,
)
from fallback_console.services.people_import import ImportPreview
from fallback_console.ui.context import WindowContext
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.messages.view import MessagesView
from fallback_console.ui.models.windowed import PAGE
from fallback_console.ui.people.facts import facts_of
from fallback_console.ui.people.import_panel import ImportPanel
from fallback_console.ui.people.list_model import PeopleModel
from fallback_console.ui.people.preview_model import PreviewModel
from fallback_console.ui.people.view import PeopleView
from fallback_console.ui.reach.panel import ReachPanel
from fallback_console.ui.theme import Theme
from fallback_console.ui.views.base import Tools
from fallback_console.ui.widgets import PlainLabel
from fallback_console.ui.widgets.two_line import SUBTITLE_ROLE
from tests.ui import walk
from tests.ui.driving import Agent, Dialler
from tests.ui.hostile_texts import HOSTILE
from tests.ui.world import World, fill

Open = Callable[..., MainWindow]

TEAM = """ID,Name,Reading,Mobile,Work phone,Mail,Company,Languages,Skills,Groups,Kind
e1,森 さくら,モリ サクラ,+44 7700 900151,,sakura@support.example.com,,Japanese,Billing:5,On call,expert
e2,Priya Nair,,+44 7700 900152,,priya@support.example.com,,English,Billing:4,,expert
p1,Ines Duarte,,555,,,Carrier Example,,,,partner
p2,Bo <b>Berg</b>,,,,bo@example.org,,,,,partner
"""
FILE = (
    "氏名,フリガナ,携帯電話,メールアドレス,会社名,社内メモ\r\n"
    "青山 光,アオヤマ ヒカル,+44 7700 900161,hikaru@example.jp,青山商店,\r\n"
    "もり さくら,,+44 7700 900151,,,\r\n"
    "黒田 誠,クロダ マコト,+44 7700 900164,,,,余分\r\n"
)


def load(world: World, text: str, source: str = "team") -> None:
    found = world.do(people_import.preview, read_people(text.encode()), f"file.{source}")
    world.do(people_import.store_some, "alice", found.people)
    while world.do(mirroring.index_some, 500):
        pass


@pytest.fixture
def agent(qtbot: QtBot, world: World, open_window: Open) -> Agent:
    """Somebody at the people of a helpdesk and a file."""
    fill(world, 30)
    load(world, TEAM)
    return Agent(qtbot, open_window("people"), world)


@pytest.fixture
def view(agent: Agent) -> PeopleView:
    found = agent.window.view("people")
    assert isinstance(found, PeopleView)
    agent.settle()
    return found


def names(view: PeopleView) -> list[str]:
    model = view.list.model
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def shown(agent: Agent) -> str:
    """Everything that labels say."""
    return "\n".join(label.text() for label in agent.window.findChildren(PlainLabel) if label.isVisible())


def search(agent: Agent, view: PeopleView, text: str) -> None:
    agent.press(Qt.Key.Key_Slash)
    assert agent.focus() is view.search
    view.search.clear()
    agent.type(text)
    agent.until(lambda: view.list.search == text)
    agent.settle()


def saved_file(tmp_path: Path, text: str = FILE) -> Path:
    file = tmp_path / "customers-tokyo.csv"
    file.write_bytes(text.encode("cp932"))
    return file


def looked(agent: Agent, view: PeopleView, file: Path) -> ImportPanel:
    """A file is chosen in the system's dialog."""
    agent.press(Qt.Key.Key_I)
    panel = view.importing
    assert panel is not None
    panel.fields.ask_for_file = lambda parent, title, take: take(str(file))
    agent.click("import-choose")
    agent.until(lambda: panel.looked is not None and not panel.busy)
    agent.settle()
    return panel


def test_somebody_who_was_found_is_chosen_though_an_older_answer_comes_first(
    agent: Agent, view: PeopleView, world: World
) -> None:
    search(agent, view, "zeppelin")
    assert names(view) == []
    older = world.store.read(lambda r: people_list.listing(r, "zeppelin", "all"))
    shown_before = view.card.person
    view._search_for("billing expert who speaks Japanese")
    view._asked = ("zeppelin", "all")
    view._show(older)
    agent.settle()
    agent.until(lambda: names(view) == ["森 さくら (モリ サクラ)"])
    agent.until(lambda: view.list.pk != 0)
    agent.until(lambda: view.card.person is not None and view.card.person is not shown_before)
    assert view.card.person is not None
    assert view.card.person.name == "森 さくら"


def test_search_call_import_merge_and_undo_by_keyboard(
    agent: Agent, view: PeopleView, world: World, dialler: Dialler, tmp_path: Path
) -> None:
    # Somebody is found by a sentence and rung.
    search(agent, view, "billing expert who speaks Japanese")
    assert names(view) == ["森 さくら (モリ サクラ)"]
    assert view.card.person is not None
    agent.press(Qt.Key.Key_Return)
    assert agent.focus() is view.list.table
    agent.press(Qt.Key.Key_C)
    agent.until(lambda: dialler.dialled == ["tel:+447700900151"])
    assert agent.window.call_bar.is_open
    agent.click("call-discard")
    # A file in cp932 with a broken line is looked through, imported, and nobody is added twice.
    view.list.take_focus()
    panel = looked(agent, view, saved_file(tmp_path))
    assert agent.focus() is panel.import_button
    assert "Shift_JIS (CP932)" in panel.about.text()
    assert "携帯電話 → mobile" in panel.about.text()
    assert "Not used: 社内メモ" in panel.about.text()
    first = [str(panel.model.index(0, c).data(role)) for c in (0, 1) for role in (0, SUBTITLE_ROLE)]
    assert first == ["Line 4", "黒田 誠,クロダ マコト,+44 7700 900164,,,,余分", "left out", "More cells than headings."]
    assert panel.import_button.text() == "Import 2 people"
    agent.press(Qt.Key.Key_Return)
    agent.until(lambda: panel.result.isVisible() and not panel.busy)
    assert panel.result.words == "saved · 2 people imported"
    assert panel.import_button.text() == "Nothing to import"
    assert [p.name for p in world.store.read(lambda r: people.match_number(r, "07700900161"))] == ["青山 光"]
    agent.settle()
    # What may be one person is compared, merged and parted again.
    agent.press(Qt.Key.Key_Escape)
    assert agent.focus() is view.list.table
    agent.press(Qt.Key.Key_M)
    same = view.same
    assert same is not None
    agent.until(lambda: same.sides is not None)
    agent.settle()
    assert agent.focus() is same.list
    assert same.rows.rowCount() == 1
    assert "+44 7700 900151" in str(same.rows.index(0).data(SUBTITLE_ROLE))
    before = world.store.read(lambda r: people.person(r, "file.team:e1"))
    agent.press(Qt.Key.Key_Return)
    agent.press(Qt.Key.Key_Return)
    agent.until(lambda: same.done.isVisible())
    agent.until(lambda: same.sides is None)
    merged = world.store.read(lambda r: people.person(r, "file.team:e1"))
    assert len(merged.parts) == 1
    agent.settle()
    agent.press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.AltModifier)
    agent.until(lambda: same.sides is not None)
    assert world.store.read(lambda r: people.person(r, "file.team:e1")) == before._replace(
        pk=world.store.read(lambda r: people.person(r, "file.team:e1")).pk
    )


def test_rows_in_two_lines_and_for_screen_readers(agent: Agent, view: PeopleView, world: World) -> None:
    agent.named(QWidget, "filter-expert")
    view.filters.chosen.emit("expert")
    agent.settle()
    model = view.list.model
    assert names(view) == ["Priya Nair", "森 さくら (モリ サクラ)"]
    assert model.index(1, 0).data(SUBTITLE_ROLE) == "Expert · Billing"
    assert model.index(1, 1).data() == "+44 7700 900151"
    assert model.index(1, 1).data(SUBTITLE_ROLE) == "mobile · Japanese"
    spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Priya Nair, Expert · Billing, +44 7700 900152, mobile · English"
    world.do(statuses.set_status, "e2", "away")
    agent.until(lambda: model.index(0, 1).data(SUBTITLE_ROLE) == "away")
    assert view.filters.chip("expert").text() == "Experts 2"
    assert view.filters.chip("oncall").text() == "On call 1"
    view.filters.chosen.emit("partner")
    agent.settle()
    assert names(view) == ["Bo <b>Berg</b>", "Ines Duarte"]
    assert model.index(0, 1).data() == "bo@example.org"
    assert model.index(1, 1).data(SUBTITLE_ROLE) == "not a possible number"


def test_everybody_in_the_list_gets_one_text(agent: Agent, view: PeopleView, world: World) -> None:
    agent.press(Qt.Key.Key_B)
    agent.until(lambda: "Everybody who is known stands in this list." in shown(agent))
    assert agent.window.current == "people"
    search(agent, view, "billing expert who speaks Japanese")
    agent.press(Qt.Key.Key_Return)
    agent.press(Qt.Key.Key_B)
    agent.until(lambda: agent.window.current == "messages")
    begun = world.store.read(broadcast_begun.find)
    assert begun.audience == Audience(search="billing expert who speaks Japanese")


def test_the_card_tells_everything_and_leads_on(agent: Agent, view: PeopleView, world: World, dialler: Dialler) -> None:
    search(agent, view, "森")
    card = view.card
    agent.until(lambda: card.person is not None and card.person.key == "file.team:e1")
    said = {fact.name: fact for fact in facts_of(card.shown, 0)} if card.shown else {}
    assert said["Reading"].value == "モリ サクラ"
    assert said["mobile"].value == "+44 7700 900151"
    assert said["mobile"].more.startswith("United Kingdom · ")
    assert said["Skills"].value == "Billing 5/5"
    assert said["Known from"].value == "file team"
    search(agent, view, "Ines")
    agent.until(lambda: "with the country code" in shown(agent))
    agent.press(Qt.Key.Key_Return)
    # Nobody can be written to there, but inside a company it may ring.
    agent.press(Qt.Key.Key_S)
    assert agent.window.current == "people"
    agent.press(Qt.Key.Key_C)
    agent.until(lambda: dialler.dialled == ["tel:555"])
    agent.click("call-discard")
    # A customer with an open case: a click opens it.
    key = next(row.key for row in people_of(world, "customer") if cases_of(world, row.key))
    view.arrive(key)
    agent.until(lambda: card.person is not None and card.person.key == key)
    agent.settle()
    first = card.cases.rows.choice(0)
    assert first is not None
    agent.window.activateWindow()
    card.cases.list.clicked.emit(card.cases.rows.index(0))
    agent.until(lambda: agent.shown == first.what)
    assert agent.window.current == "queue"


def test_a_person_is_reached_and_another_puts_the_panel_away(agent: Agent, view: PeopleView, world: World) -> None:
    search(agent, view, "Priya")
    agent.press(Qt.Key.Key_Return)
    agent.press(Qt.Key.Key_E)
    agent.until(lambda: isinstance(view.card.panels.panel, ReachPanel))
    panel = view.card.panels.panel
    assert isinstance(panel, ReachPanel)
    panel.text.setPlainText("Can you help with a refund?")
    panel.start_button.click()
    agent.until(lambda: bool(world.store.read(lambda r: reach.listing(r, world.clock.now))))
    [begun] = world.store.read(lambda r: reach.listing(r, world.clock.now))
    person = view.card.person
    assert person is not None
    assert (begun.person_key, begun.case_key) == (person.key, "")
    view.list.take_focus()
    search(agent, view, "森")
    assert view.card.panels.panel is None


def people_of(world: World, role: str) -> list[PersonRow]:
    return list(world.store.read(lambda r: people.list_people(r, "", role)))


def cases_of(world: World, key: str) -> bool:
    return bool(world.store.read(lambda r: people_list.shown(r, key)).cases)


def test_a_text_and_the_messages_of_somebody(agent: Agent, view: PeopleView) -> None:
    search(agent, view, "Priya")
    agent.press(Qt.Key.Key_Return)
    agent.press(Qt.Key.Key_S)
    messages = agent.window.view("messages")
    assert isinstance(messages, MessagesView)
    assert agent.window.current == "messages"
    agent.until(lambda: messages.conversation.opened is not None)
    assert messages.conversation.key == "person:file.team:e2"
    assert agent.focus() is messages.conversation.composer.text
    agent.window.show_view("people")
    agent.settle()
    agent.press(Qt.Key.Key_O)
    assert agent.window.current == "messages"
    agent.settle()


def test_a_merged_person_is_split_again_from_the_card(agent: Agent, view: PeopleView, world: World) -> None:
    load(world, "ID,Name,Mobile\nx,Nair Priya,+44 7700 900199\n", "book")
    view.arrive("file.team:e2")
    agent.until(lambda: view.card.likely.isVisible())
    assert "Perhaps the same person as Nair Priya" in shown(agent)
    view.card.likely.action_requested.emit()
    same = view.same
    assert same is not None
    agent.until(lambda: same.sides is not None)
    agent.settle()
    sides = same.sides
    assert sides is not None
    assert [side.key for side in sides] == ["file.team:e2", "file.book:x"]
    agent.click("same-swap")
    agent.settle()
    agent.click("same-one")
    agent.until(lambda: same.done.isVisible())
    assert world.store.read(lambda r: people.person(r, "file.team:e2")).key == "file.book:x"
    agent.settle()
    view.put_panel_away()
    view.arrive("file.team:e2")
    agent.until(lambda: view.card.merged.isVisible())
    assert "1 more record is merged into this person." in shown(agent)
    view.card.merged.action_requested.emit()
    agent.until(lambda: not view.card.merged.isVisible())
    agent.until(lambda: world.store.read(lambda r: people.person(r, "file.team:e2")).key == "file.team:e2")
    agent.settle()
    # What was split is put together again as easily, then told apart for good.
    agent.press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.AltModifier)
    agent.until(lambda: world.store.read(lambda r: people.person(r, "file.team:e2")).key == "file.book:x")
    world.do(people_merge.part, "alice", "file.book:x")
    agent.settle()


def test_two_people_are_not_offered_again(agent: Agent, view: PeopleView, world: World) -> None:
    load(world, "ID,Name,Mobile\nx,Nair Priya,+44 7700 900199\n", "book")
    view.list.take_focus()
    agent.press(Qt.Key.Key_M)
    same = view.same
    assert same is not None
    agent.until(lambda: same.sides is not None)
    agent.settle()
    agent.click("same-two")
    agent.until(lambda: same.sides is None)
    assert "Nobody seems to be here twice" in shown(agent)
    assert world.store.read(people_merge.likely_pairs) == []
    agent.press(Qt.Key.Key_Escape)
    assert agent.focus() is view.list.table


def test_what_was_left_out_is_kept_as_a_file(agent: Agent, view: PeopleView, tmp_path: Path) -> None:
    panel = looked(agent, view, saved_file(tmp_path))
    agent.click("import-broken")
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    agent.until(lambda: any(folder.glob("left-out-customers-tokyo*.csv")))
    [written] = folder.glob("left-out-customers-tokyo*.csv")
    text = written.read_text(encoding="utf-8-sig")
    written.unlink()
    assert "4" in text
    assert "More cells than headings." in text
    assert "黒田 誠" in text
    panel.filters.chosen.emit("likely")
    assert panel.model.rowCount() == 1
    assert "perhaps 森 さくら" in str(panel.model.index(0, 1).data(SUBTITLE_ROLE))


def test_a_file_that_cannot_be_read_says_so(agent: Agent, view: PeopleView, tmp_path: Path) -> None:
    panel = looked(agent, view, saved_file(tmp_path))
    agent.press(Qt.Key.Key_Escape)
    agent.press(Qt.Key.Key_I)
    assert panel.looked is not None
    panel.fields.path.setText(str(tmp_path / "nowhere.csv"))
    panel.fields.path.returnPressed.emit()
    agent.until(lambda: panel.result.isVisible())
    assert "cannot be read" in panel.result.words
    # Nothing of another file than the one that is named can be imported.
    assert panel.looked is None
    assert agent.focus() is panel.fields.path
    # Another encoding is another reading.
    panel.fields.path.setText(str(saved_file(tmp_path)))
    panel.fields.encoding.setCurrentIndex(panel.fields.encoding.findData("cp932"))
    panel.fields.encoding.activated.emit(0)
    agent.until(lambda: panel.looked is not None)
    assert not panel.result.isVisible()
    panel.fields.path.setFocus()
    agent.type("x")
    assert panel.looked is None


def hold(agent: Agent, panel: ImportPanel, place: int, field: str) -> None:
    """Somebody says what a column holds."""
    panel.columns.list.setCurrentIndex(panel.columns.list.model().index(place, 0))
    box = panel.columns.field
    box.setCurrentIndex(box.findData(field))
    box.activated.emit(box.currentIndex())
    agent.settle()


def test_columns_that_nobody_knows_are_told_once(agent: Agent, view: PeopleView, tmp_path: Path) -> None:
    file = tmp_path / "crm-export.csv"
    file.write_text("Wer;Wo erreichbar\nVega Luz;+44 7700 900177\nFeld Uwe;+44 7700 900178\n", encoding="utf-8")
    agent.press(Qt.Key.Key_I)
    panel = view.importing
    assert panel is not None
    panel.fields.path.setText(str(file))
    panel.fields.path.returnPressed.emit()
    agent.until(lambda: panel.result.isVisible())
    assert "None of the file's columns" in panel.result.words
    # The keyboard stands on the way out of it.
    assert agent.focus() is panel.fields.columns_button
    agent.press(Qt.Key.Key_Space)
    agent.until(lambda: panel.columns.isVisible())
    assert agent.focus() is panel.columns.list
    assert panel.columns.list.current is not None
    assert panel.columns.list.current.title == "Wer → not used"
    assert panel.columns.list.current.below == "Vega Luz · Feld Uwe"
    agent.press(Qt.Key.Key_Return)
    assert agent.focus() is panel.columns.field
    # Nothing said of them is no way to read them, and what was said is not lost.
    hold(agent, panel, 0, "groups")
    agent.click("import-columns-use")
    agent.until(lambda: panel.result.isVisible() and panel.columns.isVisible() and not panel.busy)
    assert panel.columns.list.current.title == "Wer → groups"
    hold(agent, panel, 0, "name")
    hold(agent, panel, 1, "mobile")
    assert walk.nameless(agent.window) == []
    agent.click("import-columns-use")
    agent.until(lambda: panel.looked is not None and not panel.busy)
    assert "Wer → name · Wo erreichbar → mobile" in panel.about.text()
    assert panel.import_button.text() == "Import 2 people"
    # The next file of that name needs nobody, wherever its columns stand.
    file.write_text("Wo erreichbar;Wer\n+44 7700 900179;Ruiz Ana\n", encoding="utf-8")
    panel.forget()
    panel.fields.path.setText(str(file))
    panel.fields.path.returnPressed.emit()
    agent.until(lambda: panel.looked is not None and not panel.busy)
    assert panel.looked is not None
    assert [person.card.name for person in panel.looked.found.people] == ["Ruiz Ana"]
    # Another kind of file under that name is read as ever.
    file.write_text("Name;Mobile\nRuiz Eva;+44 7700 900180\n", encoding="utf-8")
    panel.look()
    agent.until(lambda: panel.looked is not None and panel.looked.found.people[0].card.name == "Ruiz Eva")
    agent.settle()


def test_columns_are_left_as_they_were(agent: Agent, view: PeopleView, tmp_path: Path) -> None:
    panel = looked(agent, view, saved_file(tmp_path))
    before = panel.about.text()
    agent.click("import-columns-show")
    agent.until(lambda: panel.columns.isVisible())
    hold(agent, panel, 0, "ignore")
    panel.columns.list.setFocus()
    agent.press(Qt.Key.Key_Escape)
    assert not panel.columns.isVisible()
    assert agent.focus() is panel.fields.columns_button
    assert panel.about.text() == before
    assert panel.table.isVisible()
    assert walk.unreachable(agent.window) == []


def test_somebody_new_is_written_down_by_keyboard(agent: Agent, view: PeopleView, world: World) -> None:
    view.list.take_focus()
    agent.press(Qt.Key.Key_N)
    form = view.writing.form
    assert form is not None
    assert agent.focus() is form.fields["name"]
    agent.press(Qt.Key.Key_Return)
    agent.until(lambda: form.error.isVisible())
    assert "Neither a name" in form.error.words
    agent.type("Vega Luz")
    # Somebody rings in between: what was typed is there again.
    agent.press(Qt.Key.Key_Escape)
    assert agent.focus() is view.list.table
    agent.press(Qt.Key.Key_N)
    assert form.fields["name"].text() == "Vega Luz"
    assert not form.error.isVisible()
    form.fields["mobile"].setFocus()
    agent.type("+44 7700 900177")
    assert walk.nameless(agent.window) == []
    assert walk.unreachable(agent.window) == []
    agent.press(Qt.Key.Key_Return)
    agent.until(lambda: view.card.person is not None and view.card.person.name == "Vega Luz")
    agent.settle()
    assert agent.focus() is view.list.table
    assert "what was written down here" in shown(agent)
    # The next one begins empty.
    agent.press(Qt.Key.Key_N)
    assert form.fields["name"].text() == ""


def test_what_is_known_of_somebody_is_added_to_them(agent: Agent, view: PeopleView, world: World) -> None:
    view.open_person("file.team:p1")
    agent.until(lambda: view.card.person is not None and view.card.person.key == "file.team:p1")
    agent.settle()
    view.list.take_focus()
    agent.press(Qt.Key.Key_W)
    form = view.writing.form
    assert form is not None
    agent.until(lambda: not form.busy)
    assert "Ines Duarte" in form.title.text()
    assert agent.focus() is form.fields["mobile"]
    agent.type("+44 7700 900178")
    form.fields["groups"].setFocus()
    agent.type("Night shift")
    agent.press(Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    agent.until(lambda: view.card.person is not None and len(view.card.person.numbers) == 2)
    agent.settle()
    row = world.store.read(lambda r: people.person(r, "file.team:p1"))
    assert [number.e164 for number in row.numbers] == ["", "+447700900178"]
    assert row.groups == ("Night shift",)
    # The next time it is gone on with; what is typed for one is not offered for another.
    agent.click("person-write-down")
    agent.until(lambda: not form.busy and form.fields["mobile"].text() == "+44 7700 900178")
    form.fields["work"].setFocus()
    agent.type("+44 7700 900179")
    view.writing.open_for("file.team:p2")
    agent.until(lambda: not form.busy and "Bo" in form.title.text())
    assert form.fields["work"].text() == ""
    view.writing.open_for("file.team:p1")
    agent.until(lambda: not form.busy and form.fields["work"].text() == "+44 7700 900179")
    # It is split again as every merge is.
    agent.press(Qt.Key.Key_Escape)
    agent.until(lambda: view.card.merged.isVisible())
    view.card.part()
    agent.until(lambda: view.card.person is not None and len(view.card.person.numbers) == 1)
    agent.settle()


class _Halfway(PeopleFiles):
    """An import that goes on until it is told to stop."""

    def __init__(self, inner: PeopleFiles) -> None:
        self.look = inner.look  # type: ignore[method-assign]
        self.written: Future[int] = Future()
        self.stopped: Callable[[], bool] = lambda: False

    def write(
        self, who: str, found: ImportPreview, on_progress: Callable[[int, int], None], stopped: Callable[[], bool]
    ) -> Future[int]:
        self.stopped = stopped
        on_progress(1, 2)
        return self.written


def test_an_import_can_be_stopped(agent: Agent, view: PeopleView, tools: Tools, tmp_path: Path) -> None:
    panel = looked(agent, view, saved_file(tmp_path))
    files = _Halfway(panel._files)  # type: ignore[arg-type]
    panel._files = files
    panel.go()
    agent.until(lambda: "1 of 2 imported" in shown(agent))
    assert panel.busy
    assert not panel.fields.isEnabled()
    agent.click("import-stop")
    assert files.stopped()
    files.written.set_result(1)
    agent.until(lambda: not panel.busy)
    assert "once more" in shown(agent)
    agent.settle()


def test_an_import_that_is_left_goes_on_and_is_told_of(
    agent: Agent, view: PeopleView, tools: Tools, tmp_path: Path
) -> None:
    panel = looked(agent, view, saved_file(tmp_path))
    files = _Halfway(panel._files)  # type: ignore[arg-type]
    panel._files = files
    panel.go()
    agent.until(lambda: "1 of 2 imported" in shown(agent))
    agent.press(Qt.Key.Key_Escape)
    assert panel.isHidden()
    assert view.import_button.text() == "&Importing: 50 %"
    agent.press(Qt.Key.Key_I)
    assert agent.focus() is panel.progress.stop_button
    agent.press(Qt.Key.Key_Escape)
    files.written.set_exception(DiskFullError("The disk is full.", "Make room, then try again."))
    agent.until(lambda: not panel.busy)
    assert view.import_button.text() == "&Import people…"
    assert "The disk is full" in shown(agent)
    agent.press(Qt.Key.Key_I)
    assert panel.result.isVisible()
    agent.settle()


def test_nobody_and_nothing_are_told(agent: Agent, view: PeopleView) -> None:
    search(agent, view, "zeppelin")
    assert "Nobody fits" in shown(agent)
    agent.press(Qt.Key.Key_Escape)
    agent.until(lambda: view.list.search == "")
    agent.settle()
    view.filters.chosen.emit("group")
    agent.settle()
    assert "Nobody of this kind" in shown(agent)
    assert walk.nameless(agent.window) == []
    assert walk.unreachable(agent.window) == []


def test_an_empty_station_offers_to_import(qtbot: QtBot, world: World, open_window: Open) -> None:
    agent = Agent(qtbot, open_window("people"), world)
    view = agent.window.view("people")
    assert isinstance(view, PeopleView)
    agent.until(lambda: "Nobody is here yet" in shown(agent))
    view.list.empty.action_requested.emit()
    assert view.importing is not None
    assert agent.focus() is view.importing.fields.path
    assert walk.nameless(agent.window) == []
    assert walk.unreachable(agent.window) == []


def test_somebody_asked_for_by_key_is_chosen_in_the_list(agent: Agent, view: PeopleView) -> None:
    agent.window.show_view("queue")
    agent.settle()
    agent.window.show_view("people", "file.team:e1")
    agent.until(lambda: view.card.person is not None and view.card.person.key == "file.team:e1")
    agent.until(lambda: view.list.model.pk(view.list.table.currentIndex().row()) == view.card.person.pk)  # type: ignore[union-attr]


def test_a_key_that_nobody_has(agent: Agent, view: PeopleView) -> None:
    view.arrive("file.team:nobody")
    agent.settle()
    assert view.card.person is None
    agent.press(Qt.Key.Key_C)
    assert not agent.window.call_bar.is_open


def person(pk: int, name: str = "") -> PersonRow:
    number = NumberRow("mobile", f"+4477009{pk:05}", f"+4477009{pk:05}", f"+44 77009 {pk:05}")
    return PersonRow(pk, f"file.x:{pk}", name or f"Person {pk}", "customer", (), (number,), "", "", "")


def test_the_model_is_sound_and_asks_for_pages_alone(qtbot: QtBot, theme: Theme) -> None:
    model = PeopleModel(theme)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    asked: list[list[int]] = []
    model.rows_wanted.connect(lambda pks, _generation: asked.append(pks))
    model.show_order(array("q", range(1, 200_001)), [person(1)], {})
    assert model.rowCount() == 200_000
    assert model.index(0, 0).data() == "Person 1"
    assert asked == []
    assert model.index(150_000, 0).data() == "…"
    assert [len(pks) for pks in asked] == [PAGE]
    model.index(150_001, 0).data()
    assert len(asked) == 1
    model.take_rows(asked[0], map(person, asked[0]), 1)
    assert model.index(150_000, 0).data() == "Person 150001"
    model.take_rows([7], [person(7, "late")], 0)
    assert model.person(6) is None
    model.show_order(array("q", [5, 4]), [], {})
    assert model.row_of(4) == 1
    assert model.row_of(9) == -1
    model.show_order(array("q"), [], {})
    assert model.pk(0) == 0


@pytest.mark.parametrize("text", HOSTILE)
def test_foreign_text_stays_text(theme: Theme, text: str) -> None:
    model = PeopleModel(theme)
    row = person(1, text)._replace(organisation=text, reading=text)
    model.show_order(array("q", [1]), [row], {})
    said = f"{model.index(0, 0).data()}{model.index(0, 0).data(SUBTITLE_ROLE)}"
    assert "\n" not in said
    assert not any(c in said for c in "\u202e\u2066\x00")


def test_the_preview_model_is_sound(theme: Theme, world: World, tools: Tools) -> None:
    context: WindowContext = tools.context
    assert context.people_files is not None
    file = world.folder.parent / "people.csv"
    file.write_text(TEAM + "\n,,,,,,,,,,\n", encoding="utf-8")
    answer = context.people_files().look(file, "", "customer").result(5)
    model = PreviewModel(theme)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_preview(answer, "all")
    assert model.rowCount() == 4
    model.show_preview(answer, "odd")
    assert [model.index(row, 1).data(SUBTITLE_ROLE) for row in range(model.rowCount())] == [
        "555 cannot be right; kept as typed"
    ]
    model.show_preview(None, "all")
    assert model.rowCount() == 0
