"""Whom to ask into a swarm: those who fit best come first, with why; several are marked and asked at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QListView, QWidget

from fallback_console.services.swarm_candidates import Candidate, Wanted
from fallback_console.ui.people.words import language_words
from fallback_console.ui.swarm.candidates_model import CandidateModel
from fallback_console.ui.swarm.partner_form import PartnerForm
from fallback_console.ui.swarm.words import SwarmWords, name_words, way_word
from fallback_console.ui.theme import Space, Theme
from fallback_console.ui.widgets import (
    Banner,
    FlatButton,
    PlainLabel,
    PrimaryButton,
    SearchBox,
    column,
    one_line,
    row,
)
from fallback_console.ui.widgets.choices import CheckBox, ComboBox
from fallback_console.ui.widgets.flow import FlowLayout
from fallback_console.ui.widgets.two_line import dress_list

__all__ = ["CandidateList", "InvitePage"]

_SEARCH_MS = 200
_FIELDS = ("skill", "group", "language")


class CandidateList(QListView):
    """Rows to be marked: Space, X, Enter or a click."""

    def __init__(self, theme: Theme, model: CandidateModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        dress_list(self, theme, model, rows=2)
        model.modelReset.connect(self._begin)

    def _begin(self) -> None:
        self.setCurrentIndex(self._rows.index(0))

    def step(self, by: int) -> None:
        """So many rows further down."""
        place = min(max(self.currentIndex().row() + by, 0), self._rows.rowCount() - 1)
        if place >= 0:
            self.setCurrentIndex(self._rows.index(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space, X or Enter marks; J and K go down and up."""
        key = event.key()
        if key in (Qt.Key.Key_Space, Qt.Key.Key_X, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._rows.toggle(self.currentIndex().row())
        elif key in (Qt.Key.Key_J, Qt.Key.Key_K):
            self.step(1 if key == Qt.Key.Key_J else -1)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click marks or lets go."""
        super().mouseReleaseEvent(event)
        index: QModelIndex = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self._rows.toggle(index.row())


class InvitePage(QWidget):
    """Filters, rows, and how those who are marked would be asked.

    Attributes:
        wanted_changed: other people are looked for.
        invited: externals may be among them.
        partner_given: (name, number or mail address, it is confirmed) of somebody new from outside.
        left: nobody more is asked.
    """

    wanted_changed = Signal()
    invited = Signal(bool)
    partner_given = Signal(str, str, bool)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = SwarmWords(self)
        self._about = PlainLabel("", "large", wrap=True)
        self.search = SearchBox(theme, wait=_SEARCH_MS, shortcut=False)
        self.search.setObjectName("swarm-search")
        self.boxes = {name: ComboBox(theme) for name in _FIELDS}
        for name, box in self.boxes.items():
            box.setObjectName(f"swarm-{name}")
            box.activated.connect(lambda _place: self._look())
        self.externals, self.urgent, self.also_text = CheckBox(theme), CheckBox(theme), CheckBox(theme)
        for name, check in (("externals", self.externals), ("urgent", self.urgent), ("also-text", self.also_text)):
            check.setObjectName(f"swarm-{name}")
        self.rows = CandidateModel(theme, self)
        self.list = CandidateList(theme, self.rows)
        self.list.setObjectName("swarm-candidates")
        self._only = ""
        self._asking: tuple[str, str] | None = None
        self._confirming: tuple[object, ...] = ()
        self.partner_button = FlatButton(theme, "", "add")
        self.partner_button.setObjectName("swarm-partner")
        self.partner = PartnerForm(theme)
        self._nobody = PlainLabel("", "muted", wrap=True)
        self.preview = PlainLabel("", "strong", wrap=True)
        self.preview.setObjectName("swarm-preview")
        self.confirm = Banner(theme, "warn")
        self.error = Banner(theme, "bad")
        self.invite_button = PrimaryButton(theme, "", "send")
        self.invite_button.setObjectName("swarm-ask")
        self.leave_button = FlatButton(theme, "", "back")
        self.leave_button.setObjectName("swarm-invite-leave")
        self._build()

    def _build(self) -> None:
        first = row(gap=Space.S)
        first.addWidget(self.search, 2)
        for box in self.boxes.values():
            first.addWidget(box, 1)
        checks = FlowLayout()
        for check in (self.externals, self.urgent, self.also_text):
            checks.addWidget(check)
        checks.addWidget(self.partner_button)
        acts = row(gap=Space.S)
        acts.addWidget(self.invite_button)
        acts.addWidget(self.leave_button)
        acts.addWidget(self.preview, 1)
        body = column(self, gap=Space.S)
        body.addWidget(self._about)
        body.addLayout(first)
        body.addLayout(checks)
        body.addWidget(self.partner)
        self.partner.hide()
        body.addWidget(self.list, 1)
        body.addWidget(self._nobody, 1)
        body.addWidget(self.error)
        body.addWidget(self.confirm)
        body.addLayout(acts)
        self.search.search_requested.connect(lambda _text: self._look())
        self.search.leave_requested.connect(self.list.setFocus)
        self.externals.toggled.connect(lambda _on: self._look())
        self.urgent.toggled.connect(lambda _on: self._write())
        self.also_text.toggled.connect(lambda _on: self._write())
        self.rows.marked_changed.connect(self._write)
        self.invite_button.clicked.connect(self.invite)
        self.confirm.action_requested.connect(self._confirmed)
        self.partner_button.clicked.connect(self.open_partner)
        self.partner.given.connect(lambda name, address: self._give_partner(name, address, confirmed=False))
        self.partner.changed.connect(self._write)
        self.partner.left.connect(self.close_partner)
        self.leave_button.clicked.connect(self.left)

    @property
    def wanted(self) -> Wanted:
        """Whom is looked for."""
        if self._only:
            return Wanted(person=self._only)
        values = {name: str(box.currentData() or "") for name, box in self.boxes.items()}
        return Wanted(
            skill=values["skill"],
            group=values["group"],
            language=values["language"],
            search=self.search.text(),
            externals=self.externals.isChecked(),
        )

    @property
    def marked_externals(self) -> list[Candidate]:
        """Those who are marked and not of the team."""
        return [one for one in self.rows.marked if one.external]

    def begin(self, about: str) -> None:
        """Anew, for a swarm."""
        self._about.setText(about)
        self._only = ""
        self.partner.hide()
        with QSignalBlocker(self.search):
            self.search.clear()
        for box in self.boxes.values():
            box.setCurrentIndex(0)
        for check in (self.externals, self.urgent, self.also_text):
            with QSignalBlocker(check):
                check.setChecked(False)
        self.error.hide()
        self.confirm.hide()
        self.rows.clear_marks()

    def begin_about(self, about: str) -> None:
        """For what people are asked; what is chosen stays."""
        self._about.setText(about)

    def show_options(self, options: Mapping[str, Sequence[str]]) -> None:
        """What can be looked for: skills, groups, languages; the chosen ones stay."""
        for name, box in self.boxes.items():
            values = ["", *options.get(name, ())]
            chosen = box.currentData()
            if [box.itemData(n) for n in range(box.count())] != values:
                with QSignalBlocker(box):
                    box.clear()
                    for value in values:
                        box.addItem(self._any(name) if not value else self._option(name, value), value)
                    box.setCurrentIndex(max(0, box.findData(chosen)))
            box.setEnabled(len(values) > 1)

    def show_found(self, found: Sequence[Candidate], organisations: Mapping[str, str]) -> None:
        """Show who fits; the current row stays where its person is still there."""
        before = self.rows.candidate(self.list.currentIndex().row())
        self.rows.show(found, organisations)
        if before is not None:
            place = next((n for n, one in enumerate(found) if one.person == before.person), 0)
            self.list.setCurrentIndex(self.rows.index(place))
        if self._only and found and not self.rows.marked:
            # Whoever is offered in place of somebody new.
            self.rows.toggle(0)
        self.list.setVisible(bool(found))
        self._nobody.setVisible(not found)

    def show_error(self, title: str, hint: str) -> None:
        """Nobody was asked; the marks are still there."""
        self.error.show_words(title, hint, variant="bad")

    def invite(self) -> None:
        """Ask those who are marked; where an external is among them, ask first whether that is wanted."""
        if not self.invite_button.isEnabled():
            return
        if self.marked_externals:
            self.ask_about_externals()
        else:
            self.invited.emit(False)

    def ask_about_externals(self) -> None:
        """Not of the team: is that wanted?"""
        names = []
        for one in self.marked_externals:
            organisation = self.rows.organisation(one)
            names.append(f"{name_words(one.name)}, {organisation}" if organisation else name_words(one.name))
        self._asking = None
        self._ask_about(names)

    def ask_about_partner(self, name: str, address: str) -> None:
        """Somebody new is not of the team either."""
        self._asking = (name, address)
        self._ask_about([name_words(name)])

    def _ask_about(self, names: Sequence[str]) -> None:
        self._confirming = self._chosen
        self.confirm.show_words(
            self.tr("Not of our team, and would read all that is said from then on: {names}").format(
                names=" · ".join(names)
            ),
            variant="warn",
            action=self.tr("Invite them all the same"),
        )
        self.confirm.focus_action()

    # Somebody new from outside.

    def open_partner(self) -> None:
        """Let somebody be written down who is not here yet."""
        self.confirm.hide()
        self.partner.show()
        self.partner.begin("" if self.rows.rowCount() else self.search.text())

    def close_partner(self) -> bool:
        """Nobody new is written down; the keyboard stays near. Whether the form was open."""
        if self.partner.isHidden():
            return False
        focused = QApplication.focusWidget()
        inside = focused is not None and self.partner.isAncestorOf(focused)
        self.confirm.hide()
        self.partner.hide()
        if inside:
            self.partner_button.setFocus()
        return True

    def offer(self, person: str, name: str) -> None:
        """Somebody has that number or address already: they are looked for, to be marked instead."""
        self._only = person
        self.close_partner()
        self.error.show_words(
            self.tr("{name} has this number or address already.").format(name=name_words(name)),
            self.tr("They are chosen now instead."),
            variant="warn",
        )
        self.wanted_changed.emit()

    def _look(self) -> None:
        self._only = ""
        self.wanted_changed.emit()

    def _give_partner(self, name: str, address: str, *, confirmed: bool) -> None:
        self.error.hide()
        self.partner_given.emit(name, address, confirmed)

    def _confirmed(self) -> None:
        if self._asking is None:
            self.invited.emit(True)
        else:
            self._give_partner(*self._asking, confirmed=True)

    def retranslate(self) -> None:
        """Set every text again."""
        self.partner.retranslate()
        self.partner_button.setText(self.tr("Some&body new from outside"))
        self.search.set_hint(self.tr("Search names and skills"))
        titles = {"skill": self.tr("Skill"), "group": self.tr("Group"), "language": self.tr("Language")}
        for name, box in self.boxes.items():
            box.setAccessibleName(titles[name])
            for place in range(box.count()):
                value = str(box.itemData(place))
                box.setItemText(place, self._option(name, value) if value else self._any(name))
        self.externals.setText(self.tr("Also &partners (external)"))
        self.urgent.setText(self.tr("Urgent: also in &quiet hours"))
        self.also_text.setText(self.tr("&Text also those whom the hub reaches"))
        self.list.setAccessibleName(self.tr("Who fits, the best first"))
        self._nobody.setText(self.tr("Nobody fits. Take fewer words, another skill or group, or also partners."))
        self.leave_button.setText(self.tr("To the swarm"))
        self.rows.retranslate()
        self._write()

    @property
    def _chosen(self) -> tuple[object, ...]:
        """All that a confirmation is about."""
        form = (self.partner.isHidden(), self.partner.name.text(), self.partner.address.text())
        checks = tuple(check.isChecked() for check in (self.urgent, self.also_text))
        return (tuple(one.person for one in self.rows.marked), *form, *checks)

    def _any(self, name: str) -> str:
        return {
            "skill": self.tr("Any skill"),
            "group": self.tr("Any group"),
            "language": self.tr("Any language"),
        }[name]

    def _option(self, name: str, value: str) -> str:
        return language_words((value,)) if name == "language" else one_line(value, 40)

    def _write(self) -> None:
        marked = self.rows.marked
        if self._chosen != self._confirming:
            # It was asked about others; a list that is merely read anew asks nothing new.
            self.confirm.hide()
        self.invite_button.setEnabled(bool(marked))
        self.invite_button.setText(self.tr("&Invite"))
        if not marked:
            self.preview.setText(self.tr("Mark people with Space or a click."))
            return
        ways: dict[str, int] = {}
        asleep = 0
        for one in marked:
            usable = [way for way in one.ways if way != "hub"]
            if one.ways[:1] == ("hub",) and not (self.also_text.isChecked() and usable):
                way = "hub"
            elif one.quiet_until is not None and not self.urgent.isChecked():
                asleep += 1
                continue
            else:
                way = usable[0] if usable else "hub"
            ways[way] = ways.get(way, 0) + 1
        parts = [self.tr("{count} by {way}").format(count=count, way=way_word(way)) for way, count in ways.items()]
        if asleep:
            parts.append(self.tr("{count} not now: quiet hours").format(count=asleep))
        if self.marked_externals:
            parts.append(self.tr("{count} external").format(count=len(self.marked_externals)))
        self.preview.setText(f"{self._words.chosen(len(marked))}: {', '.join(parts)}")
