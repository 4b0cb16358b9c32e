"""Swarms in the window: a case is looked over, a room opened, people asked in, talked with, and the gate passed, on a real store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from fallback_console.domain.connection import Connection
from fallback_console.domain.delivery import Receipt
from fallback_console.domain.mirror import PulledPerson, PullPage, RawNumber
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.domain.views import CaseFilter, CaseSort
from fallback_console.ports import IncomingSms
from fallback_console.ports.hub import Beat
from fallback_console.services import (
    calls,
    connections,
    dispatch,
    messages,
    mirroring,
    presence,
    queue,
    swarm,
    swarm_list,
    swarm_people,
    swarm_thread,
)
from fallback_console.services.calls import CallLog
from fallback_console.services.swarm_list import MemberRow, Swarm
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.swarm.facts import SCOPES
from fallback_console.ui.swarm.view import SwarmsView
from fallback_console.ui.theme import Size
from fallback_console.ui.views.queue_view import QueueView
from tests.ui import walk
from tests.ui.driving import Agent
from tests.ui.hostile_texts import HOSTILE
from tests.ui.world import LOGIN, World, fill

Open = Callable[..., MainWindow]

RULES = ReachRules(quiet=(0, 0))
PRIYA, SAM, PAT = "person:rt:priya", "person:rt:sam", "person:rt:pat"
NUMBERS = {"priya": "+12025550161", "sam": "+12025550163", "pat": "+12025550164"}


@pytest.fixture
def world(world: World) -> World:
    """A profile where nobody has quiet hours."""
    world.reach = RULES
    return world


@pytest.fixture
def agent(qtbot: QtBot, world: World, open_window: Open) -> Agent:
    """Somebody before the cases, with two teammates and a partner who have a mobile."""
    fill(world, 4)
    for role, names in (("team", ("priya", "sam")), ("partner", ("pat",))):
        people = tuple(
            PulledPerson(
                name,
                role,
                name.capitalize(),
                organisation="Acme Ltd" if role == "partner" else "",
                numbers=(RawNumber("mobile", NUMBERS[name]),),
            )
            for name in names
        )
        world.do(mirroring.store_page, "rt", "people", PullPage((), (), people, role, True))
    while world.do(mirroring.index_some, 500):
        pass
    world.do(connections.save, Connection("sms:kannel", "kannel", {}))
    return Agent(qtbot, open_window("queue"), world)


def view_of(agent: Agent, what: str = "") -> SwarmsView:
    agent.window.show_view("swarms", what)
    found = agent.window.view("swarms")
    assert isinstance(found, SwarmsView)
    agent.settle()
    return found


def first_case(world: World, place: int = 0) -> str:
    return world.store.read(lambda r: queue.list_cases(r, CaseFilter(), CaseSort.DUE))[place].key


def opened(world: World, place: int = 0, title: str = "The carrier is down", who: str = LOGIN) -> str:
    return str(world.do(swarm.start, who, first_case(world, place), title, "Two sites are hit"))


def now_of(world: World, one: str) -> Swarm:
    return world.store.read(lambda r: swarm_list.find(r, one))


def member(world: World, one: str, name: str) -> MemberRow:
    return next(m for m in now_of(world, one).members if m.name == name)


def invite(world: World, one: str, *people: str) -> None:
    world.do(swarm_people.invite, LOGIN, one, list(people), RULES, external_ok=True)


def text(world: World, name: str, words: str) -> None:
    message = IncomingSms("kannel", f"{name}-{words}", NUMBERS[name], "4477", words, world.clock.now)
    world.do(messages.take_in, message)


def texts(world: World) -> list[tuple[str, str]]:
    """What waits to be texted: a gateway takes it."""
    works = world.do(dispatch.take, "sms:kannel", world.clock.now, 50, ())
    for work in works:
        world.do(dispatch.confirm, work.delivery_id, Receipt())
    return [(str(work.entry.body["to"]), str(work.entry.body["text"])) for work in works]


def lines(view: SwarmsView) -> list[str]:
    model = view.pane.talk.talk_lines.lines
    return [f"{model.line(n).title} | {model.line(n).body}" for n in range(model.rowCount())]


def test_before_there_is_a_swarm_the_view_says_how_one_begins(agent: Agent) -> None:
    view = view_of(agent)
    assert view.list.currentWidget() is view.list.empty
    assert not view.pane.isVisible()
    view.list.empty.action_requested.emit()
    agent.settle()
    assert agent.window.current == "queue"


def test_from_triage_to_the_archive(agent: Agent, world: World, qtbot: QtBot) -> None:
    key = first_case(world)
    agent.open(key)
    case = agent.window.view("queue")
    assert isinstance(case, QueueView)
    qtbot.keyClick(case.list.table, Qt.Key.Key_S, Qt.KeyboardModifier.ShiftModifier)
    agent.settle()
    assert agent.window.current == "swarms"
    view = agent.window.view("swarms")
    assert isinstance(view, SwarmsView)
    form = view.form
    assert not form.yes_button.isEnabled()
    form.checks["skills"].setChecked(True)
    form.priority.setCurrentIndex(form.priority.findData(80))
    form.reason.setText("Two sites are hit")
    assert form.no_button.isEnabled()
    form.title.setText("The carrier is down")
    form.yes_button.click()
    agent.settle()
    one = world.store.read(lambda r: swarm_list.of_case(r, key))
    assert one is not None
    assert (one.title, one.reason, one.step) == ("The carrier is down", "Two sites are hit", "room")
    assert one.triage is not None
    assert (one.triage.priority, dict(one.triage.checks)["skills"]) == (80, True)
    # Straight on to whom to ask; the partner is found only where partners are wanted.
    page = view.page
    assert page.isVisible()
    assert {c.name for c in (page.rows.candidate(n) for n in range(page.rows.rowCount())) if c} >= {"Priya", "Sam"}
    page.externals.setChecked(True)
    agent.settle()
    names = [c.name for c in (page.rows.candidate(n) for n in range(page.rows.rowCount())) if c]
    for name in ("Priya", "Sam", "Pat"):
        assert page.rows.toggle(names.index(name))
    assert page.preview.text() == "3 chosen: 3 by SMS, 1 external"
    page.invite_button.click()
    assert page.confirm.isVisible()
    assert "Pat, Acme Ltd" in page.confirm.words
    assert texts(world) == []
    page.confirm.action_requested.emit()
    agent.settle()
    assert view.listing
    assert {number for number, _ in texts(world)} == set(NUMBERS.values())
    assert view.pane.head.people == f"In it: {LOGIN} (lead) · Asked: Pat, Priya, Sam"
    # Two come by text message, one cannot.
    text(world, "priya", "y")
    text(world, "pat", f"s{one.number} y")
    text(world, "sam", "n")
    qtbot.waitUntil(lambda: "Pat, Acme Ltd (external)" in view.pane.head.people)
    assert (member(world, one.id, "Sam").state, member(world, one.id, "Priya").how) == ("declined", "sms")
    texts(world)
    # Who writes sees who reads it, and is asked once more for the one from outside.
    composer = view.pane.talk.composer
    assert composer.readers.text() == "Who reads it: 2 by SMS, 1 external: Pat, Acme Ltd."
    composer.text.setPlainText("Both lines drop at once.")
    composer.send.click()
    assert composer.confirm.isVisible()
    assert now_of(world, one.id).said == 0
    composer.text.insertPlainText("So: ")
    assert not composer.confirm.isVisible()
    composer.send.click()
    composer.confirm.action_requested.emit()
    agent.settle()
    assert composer.text.toPlainText() == ""
    assert now_of(world, one.id).said == 1
    assert len(texts(world)) == 2
    text(world, "priya", "The router is down")
    qtbot.waitUntil(lambda: any("The router is down" in line for line in lines(view)))
    assert any("Pat comes in · external · by SMS" in line for line in lines(view))
    # The next action is the case's.
    view.pane.show_page("next")
    following = view.pane.next
    following.text.setText("Swap the router")
    following.owner.setCurrentIndex(following.owner.findData(PRIYA))
    assert not following.save_button.isEnabled()
    following.due.line.setText("in 2 hours")
    following.save_button.click()
    agent.settle()
    assert view.pane.page == "talk"
    assert world.store.read(lambda r: queue.find_case(r, key)).next_action == "Swap the router"
    assert "Swap the router · Priya" in view.pane.talk.next_text
    # The gate holds until customer, next action and summary are there.
    view.pane.show_page("ending")
    gate = view.pane.gate
    gate.summary.setPlainText("The router was replaced.")
    assert not gate.close_button.isEnabled()
    gate.buttons["done"].click()
    agent.settle()
    assert not gate.close_button.isEnabled()
    assert "not told yet" in gate.points["told"].label.text()
    person = world.store.read(lambda r: queue.case_detail(r, key)).customer
    assert person is not None
    world.clock.now += 1000
    log = CallLog("out", "+12025550100", person.key, world.clock.now, 60, "reached", "Told them")
    world.do(calls.log_call, LOGIN, key, log)
    qtbot.waitUntil(gate.close_button.isEnabled)
    assert gate.points["told"].label.text().startswith("The customer was told: a call")
    assert not gate.told.isVisible()
    gate.close_button.click()
    agent.settle()
    assert now_of(world, one.id).state == "closed"
    assert view.filters.current == "closed"
    assert view.pane.closed.isVisible()
    assert view.pane.closed.summary.toPlainText() == "The router was replaced."
    view.pane.closed.archive_button.click()
    agent.settle()
    assert now_of(world, one.id).state == "archived"
    assert view.filters.current == "archived"
    assert not view.pane.closed.archive_button.isVisible()
    assert not view.pane.talk.composer.isVisibleTo(view.pane.talk)


def test_no_swarm_is_kept_and_leads_back_to_the_case(agent: Agent, world: World) -> None:
    key = first_case(world)
    view = view_of(agent, f"new:{key}")
    view.form.reason.setText("One phone only")
    view.form.no_button.click()
    agent.settle()
    assert agent.window.current == "queue"
    (kept,) = world.store.read(lambda r: swarm_list.triages(r, key))
    assert (kept.decided, kept.reason) == (False, "One phone only")
    view = view_of(agent, f"new:{key}")
    assert "decided against a swarm: One phone only" in view.form._told.text()
    view.go_back()
    agent.settle()
    assert agent.window.current == "queue"


def test_a_case_with_a_swarm_says_so_and_leads_there(agent: Agent, world: World) -> None:
    key = first_case(world)
    one = opened(world)
    agent.open(key)
    chip = agent.case.header.swarm
    agent.until(chip.isVisible)
    assert chip.accessibleName() == f"Swarm S{now_of(world, one).number} · 1 member"
    chip.click()
    agent.settle()
    assert agent.window.current == "swarms"
    view = view_of(agent, f"new:{key}")
    assert view.listing
    assert view.pane.shown is not None
    assert view.pane.shown.one.id == one


@pytest.mark.parametrize(
    ("act", "key", "state"),
    [
        ("accepted", None, "accepted"),
        ("declined", None, "declined"),
        ("accepted", Qt.Key.Key_A, "accepted"),
        ("declined", Qt.Key.Key_D, "declined"),
    ],
)
def test_whoever_is_asked_joins_or_declines_in_the_head(
    agent: Agent, world: World, qtbot: QtBot, act: str, key: Qt.Key | None, state: str
) -> None:
    one = opened(world, who="bob")
    # The hub hears the station at which they work.
    world.do(presence.heard, {"st": Beat("st", presence.beat_value(LOGIN), world.clock.now)})
    world.do(swarm_people.invite, "bob", one, [f"login:{LOGIN}"], RULES)
    view = view_of(agent, one)
    buttons = view.pane.buttons
    assert [name for name, button in buttons.items() if button.isVisible()] == ["accepted", "declined"]
    assert (buttons["accepted"].text(), buttons["declined"].text()) == ("Join", "Decline")
    if key is None:
        qtbot.mouseClick(buttons[act], Qt.MouseButton.LeftButton)
    else:
        qtbot.keyClick(view.list.table, key)
    agent.settle()
    mine = member(world, one, LOGIN)
    assert (mine.state, mine.how) == (state, "hub")
    # Who is in it can leave; who declined can still come.
    after = ["left"] if state == "accepted" else ["joined"]
    assert [name for name, button in buttons.items() if button.isVisible()] == after
    qtbot.mouseClick(buttons[after[0]], Qt.MouseButton.LeftButton)
    agent.settle()
    assert member(world, one, LOGIN).state == ("left" if state == "accepted" else "accepted")


def test_who_was_not_asked_comes_and_goes(agent: Agent, world: World) -> None:
    first, second = opened(world, who="bob"), opened(world, 1, who="bob")
    for one in (first, second):
        world.do(swarm_people.join, LOGIN, one)
        world.do(swarm_people.answer, LOGIN, one, "left")
    view = view_of(agent, first)
    assert view.pane.buttons["joined"].isVisible()
    view.work.act("joined")
    agent.settle()
    assert view.pane.shown is not None
    assert view.pane.shown.mine is not None
    assert not view.pane.buttons["joined"].isVisible()
    view.work.act("left")
    agent.settle()
    assert view.pane.shown.mine is None
    assert view.pane.can("joined")
    assert not view.pane.can("declined")


def test_a_member_is_made_lead_taken_out_and_answered_for(agent: Agent, world: World) -> None:
    one = opened(world)
    invite(world, one, PRIYA, SAM)
    view = view_of(agent, one)
    view.pane.show_page("members")
    panel = view.pane.members
    panel.choose(PRIYA)
    assert not panel.buttons["lead"].isEnabled()
    panel.buttons["accepted"].click()
    agent.settle()
    assert member(world, one, "Priya").how == "desk"
    panel.choose(SAM)
    panel.buttons["removed"].click()
    agent.settle()
    assert member(world, one, "Sam").state == "removed"
    panel.choose(PRIYA)
    panel.buttons["lead"].click()
    agent.settle()
    assert now_of(world, one).lead == PRIYA
    # Now somebody else answers for its end.
    world.do(connections.save, Connection("hub", "hub", {"rights": "agent"}))
    agent.settle()
    view.arrive(one)
    agent.settle()
    view.pane.show_page("ending")
    view.pane.gate.told.setText("They rang")
    view.pane.gate.summary.setPlainText("Fine again")
    assert not view.pane.gate.close_button.isEnabled()


def test_a_closed_one_is_opened_again_with_a_reason(agent: Agent, world: World) -> None:
    one = opened(world)
    world.do(swarm.close, LOGIN, one, "Fine again", told="They rang")
    view = view_of(agent, one)
    view.pane.show_page("ending")
    assert not view.pane.closed.reopen_button.isEnabled()
    view.pane.closed.reason.setText("It is back")
    view.pane.closed.reopen_button.click()
    agent.settle()
    assert now_of(world, one).state == "open"
    assert (view.filters.current, view.pane.page) == ("open", "talk")


def test_drafts_are_kept_for_each_swarm(agent: Agent, world: World) -> None:
    one, other = opened(world), opened(world, 1, "Invoices are sent twice")
    view = view_of(agent, one)
    view.pane.talk.composer.text.setPlainText("Half a sent")
    view.arrive(other)
    agent.settle()
    assert view.pane.talk.composer.text.toPlainText() == ""
    view.arrive(one)
    agent.settle()
    assert view.pane.talk.composer.text.toPlainText() == "Half a sent"


def test_what_was_not_read_is_counted_until_it_is_shown(agent: Agent, world: World) -> None:
    one, other = opened(world), opened(world, 1, "Invoices are sent twice")
    view = view_of(agent, other)
    world.do(swarm_thread.say, "bob", one, "Look at the router")
    row = view.list.model.row_of(one)
    agent.until(lambda: view.list.model.index(row, 1).data() == "2 of 2 · 1 new")
    view.arrive(one)
    agent.until(lambda: view.list.model.index(view.list.model.row_of(one), 1).data() == "2 of 2")


def test_an_overdue_next_action_is_said_in_words(agent: Agent, world: World) -> None:
    one = opened(world)
    world.do(swarm.set_next, LOGIN, one, "Swap the router", "", world.clock.now + 60_000)
    world.clock.now += 13 * 60_000
    view = view_of(agent, one)
    assert "overdue 12 min" in view.pane.talk.next_text
    whole = view.list.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "overdue 12 min" in whole


def test_the_thread_is_saved_as_text_and_for_slack(
    agent: Agent, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _place: str(tmp_path / "documents"))
    one = opened(world)
    world.do(swarm_thread.say, LOGIN, one, "Look at the router")
    view = view_of(agent, one)
    for form in ("text", "slack", "text"):
        view.save(form)
        agent.settle()
    found = sorted((tmp_path / "documents").iterdir())
    assert [path.suffix for path in found] == [".txt", ".jsonl", ".txt"] or len(found) == 3
    assert all("Look at the router" in path.read_text(encoding="utf-8") for path in found)


def test_escape_leads_back_step_by_step(agent: Agent, world: World) -> None:
    one = opened(world)
    view = view_of(agent, one)
    view.invite()
    agent.settle()
    assert not view.listing
    view.go_back()
    agent.settle()
    assert view.listing
    view.pane.show_page("members")
    view.go_back()
    assert view.pane.page == "talk"
    view.go_back()
    assert agent.focus() is view.list.table


def test_hostile_texts_are_only_text(agent: Agent, world: World) -> None:
    one = opened(world, title=HOSTILE["markup"])
    for words in (HOSTILE["bidi"], HOSTILE["control"], HOSTILE["emoji"], HOSTILE["formats"]):
        world.do(swarm_thread.say, LOGIN, one, words)
    view = view_of(agent, one)
    whole = "\n".join(lines(view))
    assert not set(whole) & {"\u202e", "\u2066", "\x00", "\x1b", "\u2028"}
    assert "<b>bold</b>" in view.pane.head._title.text()


def test_the_lists_are_sound_models_empty_and_filled(agent: Agent, world: World) -> None:
    view = view_of(agent)
    models = (view.list.model, view.pane.talk.talk_lines.lines, view.pane.members.rows, view.page.rows)
    testers = [QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal) for model in models]
    one = opened(world)
    invite(world, one, PRIYA)
    agent.until(lambda: view.list.model.rowCount() == 1)
    view.invite()
    agent.settle()
    assert view.page.rows.rowCount() >= 2
    assert view.pane.members.rows.rowCount() == 2
    for scope in (*SCOPES, "open"):
        view.filters.chosen.emit(scope)
        agent.settle()
    assert len(testers) == len(models)


def partner_form(agent: Agent, world: World, typed: str) -> tuple[str, SwarmsView]:
    """The form for somebody new from outside, opened by keys after a search in vain."""
    one = opened(world)
    view = view_of(agent, one)
    view.invite()
    agent.settle()
    view.page.search.setFocus()
    agent.type(typed)
    agent.until(lambda: view.page.rows.rowCount() == 0 and not view.inviting.busy)
    view.page.partner_button.setFocus()
    agent.press(Qt.Key.Key_Space)
    agent.settle()
    assert view.page.partner.isVisible()
    assert walk.nameless(agent.window) == walk.unreachable(agent.window) == []
    return one, view


def test_somebody_new_from_outside_is_written_down_and_asked(agent: Agent, world: World) -> None:
    one, view = partner_form(agent, world, "Kit Moe")
    form = view.page.partner
    # What was searched in vain is their name; the number is still to be typed.
    assert form.name.text() == "Kit Moe"
    assert agent.focus() is form.address
    assert not form.ask_button.isEnabled()
    agent.type("five")
    agent.press(Qt.Key.Key_Return)
    agent.until(view.page.error.isVisible)
    form.address.clear()
    agent.type("+1 202 555 0165")
    agent.press(Qt.Key.Key_Return)
    agent.until(view.page.confirm.isVisible)
    agent.settle()
    assert "Kit Moe" in view.page.confirm.words
    assert not view.page.error.isVisible()
    assert texts(world) == []
    # A list that is read anew in between takes the question away from nobody.
    view.inviting.look()
    agent.settle()
    assert view.page.confirm.isVisible()
    agent.press(Qt.Key.Key_Space)
    agent.until(lambda: view.listing and not view.inviting.busy)
    agent.settle()
    assert [number for number, _ in texts(world)] == ["+12025550165"]
    found = member(world, one, "Kit Moe")
    assert (found.external, found.state, found.how) == (True, "invited", "sms")
    assert "Kit Moe" in view.pane.head.people


def test_whoever_has_that_number_already_is_offered_instead(agent: Agent, world: World) -> None:
    one, view = partner_form(agent, world, "+1 202 555 0164")
    page, form = view.page, view.page.partner
    # A number that was searched in vain is the number.
    assert form.address.text() == "+1 202 555 0164"
    assert agent.focus() is form.name
    agent.type("Patricia")
    agent.press(Qt.Key.Key_Return)
    agent.until(lambda: [c.name for c in page.rows.marked] == ["Pat"])
    agent.settle()
    assert not form.isVisible()
    assert "Pat has this number" in page.error.words
    assert page.preview.text() == "1 chosen: 1 by SMS, 1 external"
    page.invite_button.setFocus()
    agent.press(Qt.Key.Key_Space)
    assert page.confirm.isVisible()
    page.confirm.action_requested.emit()
    agent.until(lambda: view.listing and not view.inviting.busy)
    assert [number for number, _ in texts(world)] == [NUMBERS["pat"]]
    assert member(world, one, "Pat").state == "invited"


def test_the_form_is_left_and_another_search_shows_everybody(agent: Agent, world: World) -> None:
    _, view = partner_form(agent, world, "Zoe")
    page = view.page
    page.offer("rt:sam", "Sam")
    agent.until(lambda: [c.name for c in page.rows.marked] == ["Sam"])
    page.search.clear()
    agent.until(lambda: page.rows.rowCount() > 1)
    agent.settle()
    page.partner_button.click()
    agent.settle()
    agent.press(Qt.Key.Key_Escape)
    assert not page.partner.isVisible()
    assert page.isVisible()
    assert agent.focus() is page.partner_button


def test_others_who_are_chosen_are_still_asked_afterwards(agent: Agent, world: World) -> None:
    _, view = partner_form(agent, world, "Kit")
    page = view.page
    page.search.clear()
    agent.until(lambda: page.rows.rowCount() > 1)
    agent.settle()
    page.rows.toggle(0)
    marked = page.rows.marked
    page.partner.address.setText("+12025550165")
    page.partner.ask_button.click()
    agent.until(page.confirm.isVisible)
    agent.settle()
    page.confirm.action_requested.emit()
    agent.until(lambda: len(texts(world)) == 1)
    agent.settle()
    assert page.isVisible()
    assert [c.person for c in page.rows.marked] == [c.person for c in marked]


def test_the_form_fits_into_the_smallest_window(qtbot: QtBot, agent: Agent, world: World) -> None:
    agent.window.resize(Size.WINDOW_MIN_W, Size.WINDOW_MIN_H)
    _, view = partner_form(agent, world, "Kit")
    assert view.page.isVisible()
    assert walk.clipped(agent.window) == []


def test_the_thread_names_who_decided_and_who_asked(agent: Agent, world: World) -> None:
    key = first_case(world)
    world.do(swarm.triage, "priya", key, {"impact": True}, 70, "Two sites", decided=True)
    one = str(world.do(swarm.start, "priya", key, "The carrier is down", ""))
    world.do(swarm_people.invite, "priya", one, [SAM], RULES)
    view = view_of(agent, one)
    shown = lines(view)
    assert any(line.startswith("Priya looked the case over") for line in shown)
    assert any("Priya asked Sam" in line for line in shown)
