"""Who is on a customer, seen in the queue and in the case, and what is asked before a call."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from fallback_console.compose.gallery.claimed import claimed
from fallback_console.compose.gallery.colleagues import colleagues
from fallback_console.domain.claims import CLAIM_MS
from fallback_console.domain.connection import Connection
from fallback_console.domain.entry import Kind
from fallback_console.domain.views import CaseRow, ClaimMark, TimelineRow
from fallback_console.services import alerts, claims, connections, queue
from fallback_console.services.claims import CaseClaims
from fallback_console.ui.case.pane import CasePane
from fallback_console.ui.case.timeline_words import body
from fallback_console.ui.case_words import claim_words
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.models.queue_cells import Layout, case_cell
from fallback_console.ui.views.base import Tools
from tests.ui.driving import Agent, Dialler
from tests.ui.world import LOGIN, World, fill, outage

Open = Callable[..., MainWindow]


class Team:
    """A window in a team."""

    def __init__(self, qtbot: QtBot, window: MainWindow, tools: Tools, world: World, keys: dict[str, str]) -> None:
        self.tools = tools
        self.agent = Agent(qtbot, window, world)
        self.window, self.world, self.keys = window, world, keys

    def show(self, which: str) -> CasePane:
        self.window.show_view("queue", self.keys[which])
        pane = self.window.view("queue").case  # type: ignore[attr-defined]
        assert isinstance(pane, CasePane)
        self.agent.until(lambda: pane.detail is not None and pane.detail.row.key == self.keys[which])
        self.agent.settle()
        return pane

    def seen(self, which: str) -> CaseClaims:
        now = self.world.clock.now
        return self.world.store.read(lambda r: claims.of_case(r, self.keys[which], now))

    def press(self, pane: CasePane, name: str) -> None:
        button = pane.findChild(QAbstractButton, name)
        assert isinstance(button, QAbstractButton)
        assert button.isVisible()
        button.setFocus()
        self.agent.press(Qt.Key.Key_Space)


@pytest.fixture
def team(qtbot: QtBot, world: World, tools: Tools, open_window: Open) -> Team:
    fill(world, 60)
    outage(world)
    colleagues(world)
    world.do(connections.save, Connection("hub", "hub", {"url": "tls://hub.example.com:4222"}))
    keys = claimed(world, "")
    return Team(qtbot, open_window("queue"), tools, world, keys)


def visible(pane: CasePane) -> set[str]:
    buttons = pane.claiming.bar.findChildren(QAbstractButton)
    return {one.objectName().removeprefix("claim-") for one in buttons if one.isVisible()}


def test_alone_nothing_is_seen_of_claims(qtbot: QtBot, world: World, open_window: Open) -> None:
    fill(world, 60)
    outage(world)
    agent = Agent(qtbot, open_window("queue"), world)
    agent.until(lambda: agent.shown != "")
    agent.settle()
    pane = agent.window.view("queue").case  # type: ignore[attr-defined]
    assert pane.header.claim.isHidden()
    assert pane.claiming.bar.isHidden()
    pane.take()
    agent.settle()
    assert world.store.read(lambda r: r.value("SELECT count(*) FROM p_claim")) == 0


def test_a_row_says_who_is_on_it_and_what_that_is_worth() -> None:
    def row(*marks: ClaimMark) -> CaseRow:
        row = CaseRow(1, "rt:1", "1", "Subject", "Q", "open", 5, LOGIN, "Ann", "rt:ann", None, "", None, 1, 1, 0, False)
        return row._replace(claims=marks)

    mine, other = ClaimMark("Alice", True, False, 200, 200), ClaimMark("Haruka", False, False, 200, 200)
    words = claim_words(row(other), 100)
    assert words is not None
    assert (words.text, words.icon) == ("Haruka is on it", "claimed")
    unsure = claim_words(row(other._replace(sure_until=0)), 100)
    assert unsure is not None
    assert unsure.icon != words.icon
    own = claim_words(row(mine), 100)
    assert own is not None
    assert own.text == "you are on it"
    both = claim_words(row(mine._replace(contested=True), other._replace(contested=True)), 100)
    assert both is not None
    assert (both.text, both.role) == ("contested: Haruka", "bad")
    assert claim_words(row(other), 200) is None
    cell = case_cell(row(other), LOGIN, 100, Layout(), None)
    assert cell.claim == words
    assert "Haruka is on it" in cell.whole


def test_the_queue_shows_it_as_soon_as_it_is_said(team: Team) -> None:
    key = team.keys["theirs"]
    row = team.world.store.read(lambda r: queue.find_case(r, key))
    assert [(mark.mine, mark.contested) for mark in row.claims] == [(False, False)]
    assert row.claims[0].name != "haruka"
    model = team.window.view("queue").list.model  # type: ignore[attr-defined]
    team.agent.until(lambda: row.pk in model.pks)
    place = next(n for n in range(model.rowCount()) if model.pk(n) == row.pk)
    team.agent.until(lambda: model.cell(place).claim is not None)
    team.world.do(claims.release, LOGIN, team.keys["own"])
    pk = team.world.store.read(lambda r: queue.find_case(r, team.keys["own"])).pk
    place = next(n for n in range(model.rowCount()) if model.pk(n) == pk)
    team.agent.until(lambda: model.case(place) is not None and model.cell(place).claim is None)


def test_a_customer_of_somebody_else_is_rung_only_after_a_plain_question(team: Team, dialler: Dialler) -> None:
    pane = team.show("theirs")
    assert "is on it" in pane.header.claim.text()
    assert visible(pane) == {"ask"}
    pane.call()
    team.agent.settle()
    assert "Call all the same?" in pane.claiming.bar.words
    assert "since" in pane.claiming.bar.words
    assert visible(pane) == {"call", "leave"}
    team.press(pane, "claim-leave")
    assert not team.window.call_bar.is_open
    assert visible(pane) == {"ask"}
    pane.call()
    team.press(pane, "claim-call")
    team.agent.until(lambda: team.window.call_bar.is_open)
    assert dialler.dialled
    assert team.seen("theirs").own is None


def test_a_call_from_the_people_asks_too_where_somebody_else_has_the_customer(team: Team, dialler: Dialler) -> None:
    key = team.world.store.read(
        lambda r: r.value("SELECT customer_key FROM p_case WHERE key = ?", (team.keys["theirs"],))
    )
    team.window.show_view("people", key)
    view = team.window.view("people")
    team.agent.until(lambda: view.pane is not None and view.pane.person is not None)  # type: ignore[attr-defined]
    team.agent.settle()
    view.pane.call()  # type: ignore[attr-defined]
    team.agent.until(lambda: team.window._toast is not None and team.window._toast.isVisible())
    toast = team.window._toast
    assert toast is not None
    assert "has been on this customer since" in toast.accessibleName()
    assert (team.window.call_bar.is_open, dialler.dialled) == (False, [])
    button = next(one for one in toast.findChildren(QAbstractButton) if one.text() == "Call anyway")
    assert isinstance(button, QAbstractButton)
    button.click()
    team.agent.until(lambda: team.window.call_bar.is_open)
    assert dialler.dialled


def test_ringing_a_free_customer_claims_them(team: Team, dialler: Dialler) -> None:
    team.world.do(claims.release, LOGIN, team.keys["own"])
    pane = team.show("own")
    assert pane.header.claim.text() == "Claim"
    pane.call()
    team.agent.until(lambda: team.seen("own").own is not None)
    assert dialler.dialled
    team.agent.until(lambda: pane.header.claim.text() == "Claimed by you · provisional")


def test_the_chip_takes_a_customer_and_the_key_lets_go(team: Team) -> None:
    team.world.do(claims.release, LOGIN, team.keys["own"])
    pane = team.show("own")
    pane.header.claim.click()
    team.agent.until(lambda: team.seen("own").own is not None)
    team.agent.until(lambda: pane.claiming.found.own is not None)
    assert pane.claiming.bar.isHidden()
    pane.header.claim.click()
    assert visible(pane) == {"release", "hand"}
    team.press(pane, "claim-release")
    team.agent.until(lambda: team.seen("own").own is None)
    team.agent.until(lambda: pane.claiming.found.own is None)
    team.window.view("queue").list.into_table()  # type: ignore[attr-defined]
    team.agent.press(Qt.Key.Key_A, modifier=Qt.KeyboardModifier.ShiftModifier)
    team.agent.until(lambda: team.seen("own").own is not None)


def test_a_claim_is_offered_to_somebody(team: Team) -> None:
    pane = team.show("own")
    pane.header.claim.click()
    team.press(pane, "claim-hand")
    assert visible(pane) == {"offer", "stay"}
    team.press(pane, "claim-stay")
    assert visible(pane) == {"release", "hand"}
    pane.claiming.bar.begin_handing()
    team.press(pane, "claim-offer")
    team.agent.until(lambda: "Offered to" in pane.claiming.bar.words)
    own = team.seen("own").own
    assert own is not None
    assert own.offered_to not in ("", LOGIN)


@pytest.mark.parametrize(("which", "word", "mine"), [("offered", "yes", True), ("offered", "no", False)])
def test_an_offer_is_answered(team: Team, which: str, word: str, mine: bool) -> None:
    pane = team.show(which)
    assert "offers you this customer" in pane.claiming.bar.words
    assert visible(pane) == {"yes", "no"}
    team.press(pane, f"claim-{word}")
    team.agent.until(lambda: not any(one.offered_to for one in team.seen(which).others))
    assert (team.seen(which).own is not None) == mine


@pytest.mark.parametrize(("word", "mine"), [("yes", False), ("no", True)])
def test_a_request_is_answered(team: Team, word: str, mine: bool) -> None:
    pane = team.show("asked")
    assert "asks you to hand this customer over" in pane.claiming.bar.words
    team.press(pane, f"claim-{word}")

    def answered() -> bool:
        own = team.seen("asked").own
        return own is None or not own.asked_by

    team.agent.until(answered)
    assert (team.seen("asked").own is not None) == mine


def test_somebody_is_asked_for_their_customer(team: Team) -> None:
    pane = team.show("theirs")
    team.press(pane, "claim-ask")
    team.agent.until(lambda: bool(team.seen("theirs").others[0].asked_by))


def test_a_contested_customer_is_told_of_in_the_case_and_as_an_alert(team: Team) -> None:
    pane = team.show("contested")
    assert pane.header.claim.text() == "Contested claim"
    assert pane.claiming.bar.words.startswith("Contested:")
    now = team.world.clock.now + 10_000
    found = team.world.store.read(lambda r: alerts.listed(r, LOGIN, now))
    told = {one.kind: one for one in found if one.kind in ("contested", "claim-offered", "claim-asked")}
    assert set(told) == {"contested", "claim-offered", "claim-asked"}
    assert "haruka" in told["contested"].who
    # An agent's station tells the two alone; a supervisor's tells whoever works there.
    others = {one.kind for one in team.world.store.read(lambda r: alerts.listed(r, "somebody", now))}
    assert "contested" not in others
    team.world.do(
        connections.save, Connection("hub", "hub", {"url": "tls://hub.example.com:4222", "rights": "supervisor"})
    )
    others = {one.kind for one in team.world.store.read(lambda r: alerts.listed(r, "somebody", now))}
    assert "contested" in others


def test_after_its_time_it_is_gone_from_the_case(team: Team) -> None:
    pane = team.show("theirs")
    team.world.clock.now += CLAIM_MS + 1
    team.tools.ticker.ticked.emit()
    team.agent.until(lambda: pane.header.claim.text() == "Claim")
    assert pane.claiming.bar.isHidden()


def test_every_text_follows_the_language(team: Team) -> None:
    pane = team.show("theirs")
    before = pane.claiming.bar.words
    team.tools.languages.choose("ja")
    team.agent.until(lambda: pane.claiming.bar.words not in ("", before))
    assert "対応中" in pane.claiming.bar.words
    team.agent.until(lambda: "対応中" in pane.header.claim.text())


@pytest.mark.parametrize(
    ("scope", "words"),
    [
        ("confirmed", "Claim 7, confirmed."),
        ("provisional", "Claim provisional"),
        ("contested", "Claim contested"),
        ("stale", "claim 7 had passed to somebody else"),
        ("other", "although haruka was on this customer"),
        ("of a newer program", "Reached."),
    ],
)
def test_the_timeline_says_under_which_claim_a_call_was_made(qtbot: QtBot, scope: str, words: str) -> None:
    claim = {"scope": scope, "id": "e", "token": 7, "by": "haruka"}
    row = TimelineRow(1, "1", 1, Kind.CALL, LOGIN, True, "", {"outcome": "reached", "claim": claim}, "e1")
    assert words in body(row, 1)
