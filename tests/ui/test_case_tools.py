"""What stands beside writing on a case: taking back, filters, quotes, links, contacts, templates. By keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QContextMenuEvent, QDesktopServices
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QListView, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from fallback_console.domain.entry import Kind
from fallback_console.domain.links import find
from fallback_console.domain.mirror import Attachment, PulledItem, PullPage
from fallback_console.ports import IncomingSms
from fallback_console.services import cases, dispatch, drafts, messages, mirroring, personal, queue, sync, templates
from fallback_console.store.tx import Tx
from fallback_console.ui.case.links_panel import address_of
from fallback_console.ui.case.side_panel import Choice, ChoiceModel
from fallback_console.ui.case.timeline_model import TimelineModel
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.theme import Size, Theme
from fallback_console.ui.widgets.chip import ChipButton
from tests.ui import walk
from tests.ui.driving import CONTROL, Agent
from tests.ui.world import LOGIN, MINUTE, World, fill, outage

Open = Callable[..., MainWindow]
ALT = Qt.KeyboardModifier.AltModifier

MAIL = """It still shows the old address, see http://bank.example@evil.example/ and https://shop.example.com/o?n=9144.

On Mon, 23 Nov 2026 at 09:12, Support <support@example.com> wrote:
> please send us a picture,
> and tell us
> since when it is so.
"""


@pytest.fixture
def agent(qtbot: QtBot, world: World, open_window: Open) -> Agent:
    """At a window whose first open case is shown."""
    fill(world, 60)
    outage(world)
    made = Agent(qtbot, open_window("queue"), world)
    made.until(lambda: made.shown != "")
    made.settle()
    return made


class _Opened(QObject):
    """What the system was asked to open."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.urls.append(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))


@pytest.fixture
def opened() -> Iterator[_Opened]:
    receiver = _Opened()
    for scheme in ("http", "https", "mailto", "file"):
        QDesktopServices.setUrlHandler(scheme, receiver, "take")  # type: ignore[arg-type]
    yield receiver
    for scheme in ("http", "https", "mailto", "file"):
        QDesktopServices.unsetUrlHandler(scheme)


def mail(agent: Agent, world: World, text: str = MAIL, files: tuple[Attachment, ...] = ()) -> int:
    """The customer writes; the place of it in the timeline."""
    number = agent.shown.partition(":")[2]
    item = PulledItem("mail-1", number, "customer", "ann", world.clock.now - MINUTE, text, attachments=files)
    world.do(mirroring.store_page, "rt", "cases", PullPage((), (item,), (), "mail", True))
    agent.until(lambda: place_of(agent, item.at) >= 0)
    agent.settle()
    return place_of(agent, item.at)


def place_of(agent: Agent, at: int) -> int:
    lines = agent.case.lines
    found = (n for n in range(lines.rowCount()) if (row := lines.line(n).row) is not None and row.at == at)
    return next(found, -1)


def choose(agent: Agent, place: int) -> None:
    agent.case.timeline.setFocus()
    agent.case.timeline.setCurrentIndex(agent.case.lines.index(place))


def send(agent: Agent, key: Qt.Key, text: str) -> None:
    agent.press(key)
    agent.type(text)
    agent.press(Qt.Key.Key_Return, modifier=CONTROL)
    agent.until(lambda: agent.case.undo_bar.offered)
    agent.settle()


# Taking back.


@pytest.mark.parametrize(
    ("key", "mode", "kind"),
    [(Qt.Key.Key_N, "note", Kind.NOTE), (Qt.Key.Key_R, "reply", Kind.REPLY), (Qt.Key.Key_S, "sms", Kind.SMS_SENT)],
)
def test_what_was_sent_is_taken_back_by_keyboard(agent: Agent, world: World, key: Qt.Key, mode: str, kind: str) -> None:
    send(agent, key, "Dear wrong customer")
    # It is committed, and kept back.
    assert [i.text for i in agent.items() if i.kind == kind] == ["Dear wrong customer"]
    for sink in ("helpdesk", "sms:kannel"):
        assert world.do(lambda tx, sink=sink: dispatch.take(tx, sink, tx.clock.now_ms(), 9, ())) == []
    assert "Undo (10 s)" in agent.named(QAbstractButton, "undo").text()
    agent.type("begun since")
    agent.press(Qt.Key.Key_Z, modifier=ALT)
    agent.until(lambda: "taken back · not sent" in agent.states())
    agent.settle()
    assert agent.case.composer.text.toPlainText() == "Dear wrong customer\n\nbegun since"
    assert agent.focus() is agent.case.composer.text
    assert world.do(drafts.find, agent.shown, mode) == "Dear wrong customer\n\nbegun since"
    assert not agent.case.undo_bar.isVisible()
    assert world.store.read(lambda r: sync.deliveries(r, case_key=agent.shown)) == []


def test_what_is_on_its_way_says_so(agent: Agent, world: World) -> None:
    send(agent, Qt.Key.Key_N, "words")
    world.clock.now += 10_000
    assert len(world.do(lambda tx: dispatch.take(tx, "helpdesk", tx.clock.now_ms(), 9, ()))) == 1
    said: list[str] = []
    agent.case.said.connect(lambda words, _hint, _variant: said.append(words))
    agent.press(Qt.Key.Key_Z, modifier=ALT)
    agent.until(lambda: bool(said))
    assert said == ["It is on its way already and cannot be taken back."]
    assert agent.case.composer.text.toPlainText() == ""


def test_the_offer_ends_by_itself(agent: Agent) -> None:
    agent.case.undo_bar.offer("saved", "x", 300)
    assert agent.case.undo_bar.isVisible()
    agent.until(lambda: not agent.case.undo_bar.isVisible())
    assert not agent.case.undo_bar.offered


def test_a_change_is_taken_back(agent: Agent, world: World) -> None:
    before = world.store.read(lambda r: queue.find_case(r, agent.shown)).next_action
    agent.click("next-action")
    agent.type("Ring the depot")
    agent.press(Qt.Key.Key_Return)
    agent.until(lambda: agent.case.undo_bar.offered)
    agent.click("undo")
    agent.until(lambda: world.store.read(lambda r: queue.find_case(r, agent.shown)).next_action == before)
    agent.settle()
    assert world.store.read(lambda r: sync.deliveries(r, case_key=agent.shown)) == []


def test_what_was_taken_back_on_another_case_is_its_draft(agent: Agent, world: World) -> None:
    first = agent.shown
    send(agent, Qt.Key.Key_N, "for the first case")
    agent.press(Qt.Key.Key_Escape)
    agent.press(Qt.Key.Key_J)
    agent.until(lambda: agent.shown != first)
    agent.press(Qt.Key.Key_Z, modifier=ALT)
    agent.until(lambda: world.do(drafts.find, first, "note") == "for the first case")
    agent.settle()
    assert agent.case.composer.text.toPlainText() == ""
    agent.press(Qt.Key.Key_K)
    agent.until(lambda: agent.shown == first)
    agent.settle()
    assert agent.case.composer.text.toPlainText() == "for the first case"


def test_an_item_that_waits_is_taken_back_from_its_menu(agent: Agent) -> None:
    send(agent, Qt.Key.Key_N, "words")
    agent.case.undo_bar.forget()
    choose(agent, agent.case.lines.rowCount() - 1)
    press_in_menu(agent, "Take back")
    agent.until(lambda: "taken back · not sent" in agent.states())


def press_in_menu(agent: Agent, title: str) -> None:
    """Ask for the menu of the current item by the menu key, and take something in it."""
    view = agent.case.timeline
    # Without a screen nothing pops up: the menu is made and used in its place.
    view.menu_requested.disconnect()
    asked: list[int] = []
    view.menu_requested.connect(lambda place, _at: asked.append(place))
    at = view.visualRect(view.currentIndex()).center()
    QApplication.sendEvent(view, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, view.mapToGlobal(at)))
    assert asked == [view.currentIndex().row()]
    menu = agent.case.part.menu_for(asked[0])
    next(a for a in menu.actions() if a.text().replace("&", "").startswith(title)).trigger()
    menu.deleteLater()


# The timeline.


def test_in_a_low_window_the_pressed_chip_and_the_way_back_stay(agent: Agent) -> None:
    agent.press(Qt.Key.Key_3, modifier=ALT)
    agent.settle()
    part = agent.case.part
    chips = part.findChildren(ChipButton)
    assert [chip.isVisible() for chip in chips] == [True] * 6
    part.resize(part.width(), 2 * Size.ROW)
    assert [chip.objectName() for chip in chips if chip.isVisible()] == ["show-all", "show-notes"]
    part.resize(part.width(), 8 * Size.ROW)
    assert [chip.isVisible() for chip in chips] == [True] * 6


def test_one_kind_alone_by_key_and_kept(agent: Agent, world: World) -> None:
    send(agent, Qt.Key.Key_N, "a note")
    world.do(messages.take_in, IncomingSms("kannel", "m1", agent.case.customer.number.e164, "1", "Hi", world.clock.now))  # type: ignore[union-attr]
    agent.press(Qt.Key.Key_Escape)
    agent.press(Qt.Key.Key_3, modifier=ALT)
    agent.until(lambda: kinds(agent) <= {"mirror.note", Kind.NOTE})
    agent.settle()
    assert Kind.NOTE in kinds(agent)
    assert agent.named(QAbstractButton, "show-notes").isChecked()
    agent.until(lambda: world.store.read(lambda r: personal.find(r, "timeline-only")) == "notes")
    # New items of other kinds do not come in.
    world.do(cases.set_field, LOGIN, agent.shown, "priority", "77")
    agent.until(lambda: agent.case.detail is not None and agent.case.detail.row.priority == 77)
    agent.settle()
    assert Kind.FIELD_CHANGED not in kinds(agent)
    agent.press(Qt.Key.Key_1, modifier=ALT)
    agent.until(lambda: Kind.FIELD_CHANGED in kinds(agent))


def kinds(agent: Agent) -> set[str]:
    lines = (agent.case.lines.line(n) for n in range(agent.case.lines.rowCount()))
    return {line.row.kind for line in lines if line.row is not None}


def test_the_filter_is_there_again(qtbot: QtBot, world: World, open_window: Open) -> None:
    fill(world, 20)
    world.do(personal.keep, "timeline-only", "changes")
    agent = Agent(qtbot, open_window("queue"), world)
    agent.until(lambda: agent.shown != "")
    agent.until(lambda: agent.case.part.filter.current == "changes")
    agent.settle()
    assert kinds(agent) <= {"mirror.field", "mirror.other"}


def test_the_model_empty_filled_and_filtered(agent: Agent) -> None:
    tester = QAbstractItemModelTester(agent.case.lines, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for key in (Qt.Key.Key_5, Qt.Key.Key_2, Qt.Key.Key_6, Qt.Key.Key_1):
        agent.press(key, modifier=ALT)
        agent.settle()
    assert agent.case.lines.rowCount() > 0
    agent.case.lines.show([], 0, more=False)
    assert agent.case.lines.rowCount() == 0
    tester.deleteLater()


def test_scrolling_up_brings_older_items_and_keeps_the_place(agent: Agent, world: World) -> None:
    def write(tx: Tx) -> None:
        for n in range(400):
            cases.add_note(tx, LOGIN, agent.shown, f"Note {n}")

    world.do(write)
    agent.until(lambda: agent.case.lines.rowCount() >= 20)
    agent.settle()
    view, model = agent.case.timeline, agent.case.lines
    count = model.rowCount()
    view.setFocus()
    view.setCurrentIndex(model.index(count - 1))
    agent.press(Qt.Key.Key_Home)
    agent.until(lambda: model.rowCount() > count)
    agent.settle()
    assert model.rowCount() < count + 110
    assert view.verticalScrollBar().value() > 0
    # Who does not scroll on gets no more.
    after = model.rowCount()
    agent.settle()
    assert model.rowCount() == after


def test_a_high_window_is_filled(agent: Agent, world: World) -> None:
    def write(tx: Tx) -> None:
        for n in range(150):
            cases.add_note(tx, LOGIN, agent.shown, f"Note {n}")

    world.do(write)
    agent.window.resize(agent.window.width(), 4000)
    agent.settle()
    agent.press(Qt.Key.Key_Escape)
    agent.press(Qt.Key.Key_3, modifier=ALT)
    agent.until(lambda: agent.case.timeline.verticalScrollBar().maximum() > 0)


def test_quoted_text_is_folded_and_unfolded_by_key_and_mouse(agent: Agent, world: World, qtbot: QtBot) -> None:
    picture = Attachment("screen\u202egnp.exe", "image/png", 1_482_300)
    place = mail(agent, world, files=(picture,))
    line = agent.case.lines.line(place)
    assert "since when it is so" not in line.shown
    assert "… quoted lines: 4" in line.shown
    assert line.files == "screengnp.exe · 1.5 MB · not available offline"
    choose(agent, place)
    agent.press(Qt.Key.Key_Return)
    assert line.shown == f"{MAIL.strip()}\n{line.files}"
    assert "since when it is so" in str(agent.case.lines.index(place).data(Qt.ItemDataRole.AccessibleTextRole))
    agent.press(Qt.Key.Key_Return)
    assert not line.open
    view = agent.case.timeline
    view.scrollTo(agent.case.lines.index(place), QListView.ScrollHint.PositionAtBottom)
    rect = view.visualRect(agent.case.lines.index(place))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert not line.open
    foot = rect.bottomLeft()
    foot.setX(foot.x() + 20)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=foot)
    assert line.open


def test_a_whole_message_is_copied(agent: Agent, world: World) -> None:
    choose(agent, mail(agent, world))
    agent.press(Qt.Key.Key_C, modifier=CONTROL)
    assert QApplication.clipboard().text() == MAIL.strip()
    press_in_menu(agent, "Show quoted text")
    assert agent.case.lines.line(agent.case.timeline.currentIndex().row()).open


# Links.


def test_links_are_inert_until_asked_for(agent: Agent, world: World, opened: _Opened) -> None:
    choose(agent, mail(agent, world))
    assert opened.urls == []
    agent.press(Qt.Key.Key_O)
    panel = agent.case.panels.links
    assert panel is not None
    assert panel.isVisible()
    whole = agent.named(QPlainTextEdit, "link-address")
    open_button = agent.named(QAbstractButton, "link-open")
    # The first hides its host behind another name: it is shown, and not opened.
    assert whole.toPlainText() == "http://bank.example@evil.example/"
    assert "evil.example" in panel.where.text()
    assert not open_button.isEnabled()
    assert walk.nameless(agent.window) == []
    agent.press(Qt.Key.Key_Down)
    assert whole.toPlainText() == "https://shop.example.com/o?n=9144"
    assert panel.where.text() == "Leads to shop.example.com"
    assert opened.urls == []
    agent.press(Qt.Key.Key_Return)
    assert agent.focus() is open_button
    assert opened.urls == []
    agent.press(Qt.Key.Key_Space)
    assert opened.urls == ["https://shop.example.com/o?n=9144"]
    agent.click("link-copy")
    assert QApplication.clipboard().text() == "https://shop.example.com/o?n=9144"
    agent.press(Qt.Key.Key_Escape)
    assert agent.case.panels.panel is None
    assert agent.focus() is agent.case.timeline


def test_no_links_and_no_message_are_told(agent: Agent, world: World) -> None:
    said: list[str] = []
    agent.case.said.connect(lambda words, _hint, _variant: said.append(words))
    choose(agent, mail(agent, world, "Nothing here"))
    agent.press(Qt.Key.Key_O)
    assert said == ["There are no links in this message."]
    assert agent.case.panels.panel is None


@pytest.mark.parametrize(
    "text",
    [
        "http://bank.example@evil.example/", "http://evil.example\\@bank.example/", "mailto:a%0a@example.com",
        "http://example.com:99999/", "http://bank\u202e.example/", "https://" + "a" * 3000,
    ],
)  # fmt: skip
def test_hostile_links_are_handed_to_nobody(text: str) -> None:
    assert [address_of(link).isValid() for link in find(text)] == [False]


@pytest.mark.parametrize(
    "text", ["https://例え.example/道?q=ä#ö", "http://[2001:db8::1]:80/", "mailto:ann@example.com"]
)
def test_a_link_is_handed_over_with_the_host_that_was_shown(text: str) -> None:
    (link,) = find(text)
    url = address_of(link)
    assert url.toString(QUrl.ComponentFormattingOption.FullyEncoded) == link.address


# Contacts and templates.


def test_last_contacts_by_key(agent: Agent, world: World) -> None:
    assert agent.case.customer.number is not None
    send(agent, Qt.Key.Key_S, "Hello")
    agent.press(Qt.Key.Key_Escape)
    agent.until(lambda: "SMS to the customer" in agent.case.customer.contacts_button.accessibleDescription())
    agent.press(Qt.Key.Key_H)
    panel = agent.case.panels.contacts
    assert panel is not None
    spoken = str(panel.rows.index(0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken.startswith("SMS to the customer")
    assert "not yet sent · you" in spoken
    assert agent.focus() is panel.list
    agent.press(Qt.Key.Key_Return)
    agent.settle()
    agent.press(Qt.Key.Key_Escape)
    assert agent.case.panels.panel is None


def test_a_template_is_found_filled_and_sent_only_when_it_is_whole(agent: Agent, world: World) -> None:
    agent.press(Qt.Key.Key_S)
    agent.press(Qt.Key.Key_T, modifier=CONTROL)
    search = agent.named(QLineEdit, "template-search")
    assert agent.focus() is search
    agent.type("call you back")
    agent.press(Qt.Key.Key_Return)
    composer = agent.case.composer
    agent.until(lambda: bool(composer.text.toPlainText()))
    assert agent.focus() is composer.text
    detail = agent.case.detail
    assert detail is not None
    assert detail.customer is not None
    assert detail.customer.name in composer.text.toPlainText()
    assert "{callback}" in composer.text.toPlainText()
    assert composer.text.textCursor().selectedText() == "{callback}"
    assert composer.send.text() == "Fill {callback}"
    assert not composer.send.isEnabled()
    agent.press(Qt.Key.Key_Return, modifier=CONTROL)
    agent.settle()
    assert [i for i in agent.items() if i.kind == Kind.SMS_SENT] == []
    composer.text.setFocus()
    # The place is still chosen: typing replaces it.
    agent.type("16:00")
    assert "{callback}" not in composer.text.toPlainText()
    agent.press(Qt.Key.Key_Return, modifier=CONTROL)
    agent.until(lambda: any(i.kind == Kind.SMS_SENT and "16:00" in i.text for i in agent.items()))


def test_a_template_of_ones_own_is_kept_changed_and_removed(agent: Agent, world: World) -> None:
    agent.press(Qt.Key.Key_N)
    agent.type("Waits for the depot")
    agent.press(Qt.Key.Key_T, modifier=CONTROL)
    agent.click("template-new")
    assert agent.focus() is agent.named(QLineEdit, "template-name")
    agent.type("Depot")
    agent.press(Qt.Key.Key_Return)
    own = lambda: world.store.read(templates.own)  # noqa: E731
    agent.until(
        lambda: [(one.mode, one.title, one.text) for one in own()] == [("note", "Depot", "Waits for the depot")]
    )
    agent.settle()
    panel = agent.case.panels.templates
    assert panel is not None
    agent.until(lambda: panel.current is not None and panel.current.title == "Depot")
    assert walk.nameless(agent.window) == []
    agent.click("template-edit")
    agent.named(QPlainTextEdit, "template-preview").setPlainText("Waits for the depot; {me}")
    agent.click("template-save")
    agent.until(lambda: [one.text for one in own()] == ["Waits for the depot; {me}"])
    agent.settle()
    agent.until(lambda: panel.current is not None and bool(panel.current.id))
    agent.click("template-remove")
    agent.until(lambda: own() == [])
    agent.settle()
    agent.press(Qt.Key.Key_Escape)
    assert agent.case.panels.panel is None
    assert agent.case.composer.text.toPlainText() == "Waits for the depot"


def test_drafts_are_kept_while_somebody_types_on(agent: Agent, world: World, qtbot: QtBot) -> None:
    agent.press(Qt.Key.Key_N)
    kept: list[str] = []
    agent.case.composer.draft_changed.connect(lambda _mode, text: kept.append(text))

    def typed_on() -> bool:
        agent.type("x")
        return bool(kept)

    qtbot.wait_until(typed_on, timeout=3000)
    agent.type(" and at once")
    agent.case.timeline.setFocus()
    agent.until(lambda: world.do(drafts.find, agent.shown, "note").endswith(" and at once"))


HOSTILE = ["<b>x</b><img src=x>", "\u202egnp.exe\u2066", "x" * 10_000, "👩‍👩‍👧‍👦🇯🇵" * 200]


@pytest.mark.parametrize("text", HOSTILE, ids=["markup", "bidi", "long", "emoji"])
def test_hostile_texts_in_every_panel(agent: Agent, world: World, text: str) -> None:
    world.do(templates.keep, "note", text[:80], text)
    place = mail(agent, world, f"http://{text[:60]}.example/ https://example.com/{text[:900]}\n> {text}\n" * 3 + text)
    world.do(cases.set_field, LOGIN, agent.shown, "queue", world.store.read(queue.vocabulary).queues[0])
    agent.settle()
    size = agent.window.size()
    choose(agent, place)
    for key, modifier in ((Qt.Key.Key_O, None), (Qt.Key.Key_H, None), (Qt.Key.Key_T, CONTROL)):
        agent.press(key, modifier=modifier or Qt.KeyboardModifier.NoModifier)
        agent.settle()
        agent.window.grab()
        assert walk.clipped(agent.window) == []
        assert agent.window.size() == size
        panel = agent.case.panels.panel
        assert panel is not None
        model = panel.findChild(QListView).model()
        spoken = [str(model.index(n, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for n in range(model.rowCount())]
        assert not set("".join(spoken)) & set("\u202e\u2066")
        agent.case.panels.back()
        agent.case.timeline.setFocus()


def test_the_model_of_a_panel(theme: Theme) -> None:
    model = ChoiceModel(theme)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for rows in ((), (Choice("a", "b", "note", 1), Choice("c", "", "", 2)), (Choice("a", "b", "note", 1),), ()):
        model.show(rows)
        assert model.rowCount() == len(rows)
    tester.deleteLater()


def test_local_time_and_consent_follow_the_chosen_number(agent: Agent, world: World) -> None:
    chip = agent.named(QWidget, "time-there")
    number = agent.case.customer.number
    assert number is not None
    assert "there" in chip.accessibleName()
    assert "/" in chip.toolTip()
    world.do(messages.take_in, IncomingSms("kannel", "m1", number.e164, "12345", "STOP", world.clock.now))
    agent.until(lambda: agent.case.customer.number is not None and agent.case.customer.number.opted_out)
    agent.settle()
    assert "this number wants no SMS" in agent.case.customer._facts.text()


def test_an_open_timeline_keeps_its_words_until_the_day_changes(world: World) -> None:
    model = TimelineModel(LOGIN)
    fill(world, 5)
    rows = world.store.read(lambda r: queue.timeline(r, "rt:48001"))
    model.show(rows, world.clock.now, more=False)
    lines = [model.line(n) for n in range(model.rowCount())]
    model.show(rows, world.clock.now + MINUTE, more=False)
    assert all(model.line(n) is line for n, line in enumerate(lines) if line.row is not None)
    model.show(rows, world.clock.now + 24 * 60 * MINUTE, more=False)
    assert not any(model.line(n) is line for n, line in enumerate(lines))
