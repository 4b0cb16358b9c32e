"""Ctrl+K: whatever can be done, every case, open swarm and person, found by a few letters."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QObject, QTimer

from fallback_console.domain.fuzzy import match
from fallback_console.domain.views import CaseRow, NumberRow, PersonRow
from fallback_console.services import palette
from fallback_console.services.swarm_list import Swarm
from fallback_console.ui.case.open_call import CallTarget
from fallback_console.ui.case_words import case_number, status_word
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.palette.chooser import Chooser
from fallback_console.ui.palette.commands import Command, Commands
from fallback_console.ui.palette.rows import Row, shown_keys
from fallback_console.ui.swarm.words import case_words, title_words
from fallback_console.ui.views.base import Tools
from fallback_console.ui.views.queue_view import QueueView

__all__ = ["Palette"]

_WAIT_MS = 30
"""So long is waited for the next key before the store is asked; actions are found at once."""

_ACTIONS = 8
_EACH = 8


class Palette(QObject):
    """Finds, shows, does.

    Attributes:
        chooser: what is seen of it.
    """

    def __init__(self, window: MainWindow, tools: Tools, commands: Commands) -> None:
        super().__init__(window)
        self._window = window
        self._tools = tools
        self._commands = commands
        self._found = palette.Found("", (), ())
        self._asked = 0
        self._person: PersonRow | None = None
        self._does: dict[str, Callable[[], None]] = {}
        self.chooser = Chooser(tools.theme, window)
        self.chooser.setObjectName("palette")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_WAIT_MS)
        self._pause.timeout.connect(self._ask)
        self.chooser.typed.connect(self._take_text)
        self.chooser.chosen.connect(self._choose)
        self.chooser.left.connect(self._leave)
        commands.grew.connect(self._show)
        tools.bridge.indexed.connect(self._take_text)

    def open(self) -> None:
        """Come to the front."""
        if self.chooser.isVisible():
            self.chooser.put_away()
            return
        self._person = None
        self._found = palette.Found("", (), ())
        self._open()
        self._ask()
        self._commands.load()

    @property
    def busy(self) -> bool:
        """An answer for what is typed is still to come."""
        return (
            self._commands.loading or self._pause.isActive() or (not self._person and self._found.text != self._text())
        )

    def _text(self) -> str:
        return self.chooser.box.text().strip()

    def _open(self) -> None:
        if self._person is None:
            title, hint = self.tr("Do or find"), self.tr("An action, a case, a swarm, a customer or a number")
        else:
            title, hint = self._person.name, self.tr("What to do for {name}").format(name=self._person.name)
        self.chooser.open(title, hint)
        self._show()

    def _leave(self) -> None:
        if self._person is not None:
            self._person = None
            self._open()
            self._ask()
        else:
            self.chooser.put_away()

    # Finding.

    def _take_text(self) -> None:
        if self.chooser.isVisible():
            self._show()
            if self._person is None:
                self._pause.start()

    def _ask(self) -> None:
        self._asked += 1
        text, desk = self._text(), self._tools.context.desk
        query = desk.query(palette.find, text) if text else desk.query(palette.recent, desk.login)
        self._tools.bridge.run(query, partial(self._take, self._asked))

    def _take(self, asked: int, found: palette.Found) -> None:
        # What was asked for before the last key is old.
        if asked == self._asked and self._person is None:
            self._found = found
            self._show()

    def _show(self) -> None:
        if not self.chooser.isVisible():
            return
        self._does = {}
        text = self._text()
        rows = self._person_rows(text) if self._person is not None else self._rows(text)
        count = sum(1 for one in rows if one.name)
        self.chooser.show_rows(
            rows,
            self.tr("%n found", "", count) if text else "",
            (
                self.tr("Nothing is called that"),
                self.tr("Try fewer letters, a case's number, or a customer's name or telephone number."),
            ),
        )

    def _rows(self, text: str) -> list[Row]:
        commands = [
            *self._commands.here(),
            *self._commands.everywhere(),
            *self._commands.elsewhere(),
        ]
        commands = [one for one in commands if one.action.enabled()]
        if not text:
            return self._without_text(commands)
        actions = self._matching(text, commands)
        cases = [self._leading(_case(one, text), "queue") for one in self._found.cases[:_EACH]]
        swarms = [self._leading(_swarm(one, text), "swarms") for one in self._found.swarms[:_EACH]]
        people = [self._of_person(one, text) for one in self._found.people[:_EACH]]
        sections = [
            (self.tr("Actions"), actions),
            (self.tr("Cases"), cases),
            (self.tr("Swarms"), swarms),
            (self.tr("People"), people),
        ]
        if any(c.isdigit() for c in text):
            # Nobody types a number to find an action.
            sections.append(sections.pop(0))
        return _in_sections(sections)

    def _without_text(self, commands: list[Command]) -> list[Row]:
        known = {f"{palette.ACTION}{one.action.name}": one for one in commands}
        cases = {f"{palette.CASE}{one.key}": one for one in self._found.cases}
        swarms = {f"{palette.SWARM}{one.id}": one for one in self._found.swarms}
        people = {f"{palette.PERSON}{one.key}": one for one in self._found.people}
        last = []
        for name in self._found.recent:
            if name in known:
                last.append(self._action(known.pop(name)))
            elif name in cases:
                last.append(self._leading(_case(cases[name]), "queue"))
            elif name in swarms:
                last.append(self._leading(_swarm(swarms[name]), "swarms"))
            elif name in people:
                last.append(self._of_person(people[name]))
        rest = list(known.values())
        current = self._window.current
        here = [self._action(one) for one in rest if one.view and one.view == current]
        others = [self._action(one) for one in rest if one.view != current]
        title = self._window.specs[current].title() if current else ""
        return _in_sections([(self.tr("Chosen last"), last), (title, here), (self.tr("Everything else"), others)])

    def _matching(self, text: str, commands: Iterable[Command]) -> list[Row]:
        scored = []
        for place, one in enumerate(commands):
            title = one.action.title()
            found = match(text, title)
            if found is None:
                # The view's name may have been typed too: 'calls search'.
                wider = match(text, f"{title} {self._commands.place(one)}")
                found = wider and wider._replace(
                    score=wider.score // 2, places=tuple(p for p in wider.places if p < len(title))
                )
            if found is not None:
                scored.append((-found.score, place, one, found.places))
        scored.sort(key=lambda s: s[:2])
        return [self._action(one, places) for _, _, one, places in scored[:_ACTIONS]]

    # Lines.

    def _action(self, command: Command, places: tuple[int, ...] = ()) -> Row:
        action = command.action
        name = f"{palette.ACTION}{action.name}"
        self._does[name] = partial(self._run, command)
        # Keys count in their own view only.
        keys = shown_keys(action.keys[:1]) if command.view in ("", self._window.current) else ()
        place = self._commands.place(command) if command.view != self._window.current else ""
        return Row(name, action.title(), place, action.icon or "next", keys, places)

    def _leading(self, row: Row, view: str) -> Row:
        """A line that leads to what it stands for, in a view."""
        self._does[row.name] = partial(self._go_to, view, row.name.partition(":")[2])
        return row

    def _of_person(self, person: PersonRow, text: str = "") -> Row:
        name = f"{palette.PERSON}{person.key}"
        self._does[name] = partial(self._open_person, person)
        roles = {
            "team": self.tr("Teammate"),
            "expert": self.tr("Expert"),
            "partner": self.tr("Partner"),
            "group": self.tr("Group"),
        }
        role = roles.get(person.role) or self.tr("Customer")
        number = person.numbers[0].shown if person.numbers else ""
        more = " · ".join(part for part in (role, person.organisation, number) if part)
        return Row(name, person.name, more, "person", (), _places(text, person.name), tall=True)

    def _person_rows(self, text: str) -> list[Row]:
        """What can be done for the chosen person."""
        person, rows = self._person, []
        assert person is not None
        case = self._found.cases[0] if self._found.cases else None
        for number in person.numbers:
            rows.append(self._one(f"call:{number.raw}", self.tr("Call {number}"), number, "phone", self._call))
        if case is not None and any(n.e164 and not n.opted_out for n in person.numbers):
            title = self.tr("Write an SMS about {case}").format(case=case_number(case))
            self._does["sms"] = partial(self._write, case.key)
            rows.append(Row("sms", title, case.subject, "sms"))
        if any(n.e164 for n in person.numbers):
            self._does["messages"] = partial(self._go_to, "messages", f"person:{person.key}")
            rows.append(Row("messages", self.tr("Text messages with them"), "", "sms"))
        self._does["person"] = partial(self._go_to, "people", person.key)
        rows.append(Row("person", self.tr("Open the person"), "", "person"))
        does = [row._replace(places=_places(text, row.title)) for row in rows if match(text, row.title)]
        fitting = [one for one in self._found.cases if match(text, f"{case_number(one)} {one.subject}")]
        cases = [self._leading(_case(one, text), "queue") for one in fitting]
        return _in_sections([(self.tr("Actions"), does), (self.tr("Cases"), cases)])

    def _one(self, name: str, pattern: str, number: NumberRow, icon: str, do: Callable[[NumberRow], None]) -> Row:
        self._does[name] = partial(do, number)
        return Row(name, pattern.format(number=number.shown), "", icon)

    # Doing.

    def _choose(self, name: str) -> None:
        do = self._does.get(name)
        if do is None:
            return
        if name.startswith((palette.ACTION, palette.CASE, palette.SWARM, palette.PERSON)):
            desk = self._tools.context.desk
            self._tools.bridge.run(desk.command(palette.remember, desk.login, name))
        do()

    def _run(self, command: Command) -> None:
        self.chooser.put_away()
        self._commands.run(command)

    def _go_to(self, view: str, what: str) -> None:
        self.chooser.put_away()
        self._window.show_view(view, what)

    def _open_person(self, person: PersonRow) -> None:
        self._pause.stop()
        self._asked += 1
        self._person = person
        self._found = palette.Found("", (), ())
        self._open()
        query = self._tools.context.desk.query(palette.cases_of, person.key)
        self._tools.bridge.run(query, partial(self._take_cases, person.key))

    def _take_cases(self, key: str, cases: list[CaseRow]) -> None:
        if self._person is not None and self._person.key == key:
            self._found = palette.Found(self._text(), tuple(cases), ())
            self._show()

    def _call(self, number: NumberRow) -> None:
        person = self._person
        self.chooser.put_away()
        if person is None:
            return
        case = next((one for one in self._found.cases if one.customer_key == person.key), None)
        target = CallTarget(
            case.key if case is not None else "",
            case_number(case) if case is not None else "",
            person.key,
            person.name,
            number,
        )
        if case is not None:
            self._window.show_view("queue", case.key)
        self._window.call_bar.start(target)

    def _write(self, case_key: str) -> None:
        self.chooser.put_away()
        self._window.show_view("queue", case_key)
        view = self._window.view("queue")
        if isinstance(view, QueueView):
            view.case.compose("sms")


def _case(case: CaseRow, text: str = "") -> Row:
    title = f"{case_number(case)} {case.subject}"
    more = " · ".join(part for part in (case.customer, status_word(case.status), case.owner) if part)
    return Row(f"{palette.CASE}{case.key}", title, more, "queue", (), _places(text, title), tall=True)


def _swarm(one: Swarm, text: str = "") -> Row:
    title = title_words(one)
    return Row(f"{palette.SWARM}{one.id}", title, case_words(one), "swarm", (), _places(text, title), tall=True)


def _places(text: str, title: str) -> tuple[int, ...]:
    """The letters that were typed, as far as they are in the title."""
    found = [match(word, title) for word in text.split()]
    return tuple(sorted({place for one in found if one is not None for place in one.places}))


def _in_sections(sections: Iterable[tuple[str, list[Row]]]) -> list[Row]:
    rows: list[Row] = []
    for title, lines in sections:
        if lines:
            rows += [Row("", title), *lines]
    return rows
