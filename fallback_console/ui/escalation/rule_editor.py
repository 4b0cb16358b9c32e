"""The editor of watch rules: those there are, and the fields of one with what it would do now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSpinBox, QWidget

from fallback_console.domain.watch_rules import COUNTS, LONGEST_NAME, MINUTES, MOST_PRIORITY, MOST_REST, Condition
from fallback_console.services.escalation_chains import Chain
from fallback_console.services.escalation_chains import Choice as Reference
from fallback_console.services.rule_list import RuleState, Would
from fallback_console.services.watch_rules import Wanted
from fallback_console.ui.case.side_panel import Choice, ChoiceModel, Choices
from fallback_console.ui.escalation.rule_words import RuleWords, icon_of, title_words
from fallback_console.ui.escalation.words import reference_words
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets import Button, Card, FlatButton, PlainLabel, PrimaryButton, column, row
from fallback_console.ui.widgets.choices import CheckBox, ComboBox
from fallback_console.ui.widgets.flow import FlowLayout
from fallback_console.ui.widgets.text import one_line

__all__ = ["RuleEditor"]

_USUAL = Wanted("", Condition(), 5, 10)
_NEW = ""


class RuleEditor(QWidget):
    """Fields; nothing is kept before ``save_requested`` was followed.

    Attributes:
        save_requested: keep what is in the fields.
        remove_requested: take the chosen rule away.
        changed: something else is in the fields: show with ``show_would`` what it would do.
        left: back to the escalations.
        chosen: id of the rule in the fields, '' for a new one.
        watchers: as they are in the fields.
    """

    save_requested = Signal()
    remove_requested = Signal()
    changed = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = RuleWords(self)
        self._states: Sequence[RuleState] = ()
        self._names: dict[str, str] = {}
        self._would: tuple[Would, Wanted] | None = None
        self._now = 0
        self.chosen = _NEW
        self.watchers: tuple[str, ...] = ()
        self.rows = ChoiceModel(theme, self)
        self.list = Choices(theme, self.rows)
        self.list.setObjectName("rule-list")
        self.new_button = Button(theme, "", "add")
        self.leave_button = FlatButton(theme, "", "back")
        self.name, self.words, self.organisation = QLineEdit(), QLineEdit(), QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.queue, self.chain, self.who = ComboBox(theme), ComboBox(theme), ComboBox(theme)
        self.priority, self.needs, self.minutes, self.rest = QSpinBox(), QSpinBox(), QSpinBox(), QSpinBox()
        for box, (least, most) in (
            (self.priority, (0, MOST_PRIORITY)),
            (self.needs, COUNTS),
            (self.minutes, MINUTES),
            (self.rest, (MINUTES[0], MOST_REST)),
        ):
            box.setRange(least, most)
            # The style sheet's padding does not reach the text of this sort of field.
            box.lineEdit().setTextMargins(Space.XS + 2, 0, 0, 0)
        self.on, self.urgent = CheckBox(theme), CheckBox(theme)
        self.watch_button = Button(theme, "", "people")
        self.save_button = PrimaryButton(theme, "", "check")
        self.remove_button = Button(theme, "", "close")
        self._watching = PlainLabel("", "muted", wrap=True)
        self._counts, self._pages = PlainLabel("", "strong", wrap=True), PlainLabel("", "muted", wrap=True)
        self._problem = PlainLabel("", "bad", wrap=True)
        self._problem.hide()
        self.fields: dict[str, QWidget] = {
            "name": self.name,
            "words": self.words,
            "queue": self.queue,
            "priority": self.priority,
            "organisation": self.organisation,
            "needs": self.needs,
            "minutes": self.minutes,
            "rest": self.rest,
            "chain": self.chain,
            "who": self.who,
        }
        self._labels = {name: PlainLabel("", "strong") for name in ("list", *self.fields)}
        for name, field in {
            **self.fields,
            "new": self.new_button,
            "leave": self.leave_button,
            "on": self.on,
            "urgent": self.urgent,
            "watch": self.watch_button,
            "save": self.save_button,
            "remove": self.remove_button,
        }.items():
            field.setObjectName(f"rule-{name}")
        self._build()
        self._connect()

    def _build(self) -> None:
        known = Card()
        known.body.addWidget(self._labels["list"])
        known.body.addWidget(self.list, 1)
        known.body.addWidget(self.new_button)
        known.body.addWidget(self.leave_button)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.S)
        grid.setVerticalSpacing(Space.XS)
        for line, names in enumerate(
            (
                (("name", 6),),
                (("words", 3), ("queue", 3)),
                (("organisation", 3), ("priority", 3)),
                (("needs", 2), ("minutes", 2), ("rest", 2)),
                (("chain", 3), ("who", 3)),
            )
        ):
            place = 0
            for name, wide in names:
                grid.addWidget(self._labels[name], 2 * line, place, 1, wide)
                grid.addWidget(self.fields[name], 2 * line + 1, place, 1, wide)
                place += wide
        for place in range(6):
            grid.setColumnStretch(place, 1)
        marks = FlowLayout()
        for widget in (self.on, self.urgent, self.watch_button):
            marks.addWidget(widget)
        done = FlowLayout()
        for button in (self.save_button, self.remove_button):
            done.addWidget(button)
        form = Card()
        form.body.setSpacing(Space.S)
        form.body.addLayout(grid)
        form.body.addLayout(marks)
        for label in (self._watching, self._counts, self._pages, self._problem):
            form.body.addWidget(label)
        form.body.addLayout(done)
        form.body.addStretch(1)
        for box in (self.queue, self.chain, self.who):
            box.setMinimumWidth(Size.COLUMN_M)
        parts = row(gap=Space.M)
        parts.addWidget(known, 2)
        parts.addWidget(form, 3)
        column(self).addLayout(parts, 1)

    def _connect(self) -> None:
        for line in (self.name, self.words, self.organisation):
            line.textChanged.connect(lambda _text: self._edited())
        for box in (self.priority, self.needs, self.minutes, self.rest):
            box.valueChanged.connect(lambda _value: self._edited())
        for choice in (self.queue, self.chain):
            choice.activated.connect(lambda _place: self._edited())
        self.urgent.toggled.connect(lambda _on: self._edited())
        self.who.activated.connect(lambda _place: self._write_watchers())
        self.watch_button.clicked.connect(self.change_watcher)
        self.list.chosen.connect(self._choose)
        self.new_button.clicked.connect(self._begin_new)
        self.save_button.clicked.connect(self.save_requested)
        self.remove_button.clicked.connect(self.remove_requested)
        self.leave_button.clicked.connect(self.left)

    @property
    def shown(self) -> RuleState | None:
        """The rule in the fields as it is kept, None for a new one."""
        return next((one for one in self._states if one.rule.id == self.chosen), None)

    def wanted(self, language: str) -> Wanted:
        """What is in the fields.

        Args:
            language: of what is texted by a new rule; one that there is keeps its own.
        """
        condition = Condition(
            self.words.text(), self.queue.currentData() or "", self.priority.value(), self.organisation.text()
        )
        known = self.shown
        return Wanted(
            self.name.text(),
            condition,
            self.needs.value(),
            self.minutes.value(),
            self.rest.value(),
            self.chain.currentData() or "",
            self.urgent.isChecked(),
            self.watchers,
            known.rule.wanted.language if known is not None else language,
            self.on.isChecked(),
        )

    def show_facts(
        self,
        states: Sequence[RuleState],
        chains: Sequence[Chain],
        choices: Sequence[Reference],
        queues: Sequence[str],
        now: int,
    ) -> None:
        """What there is; what is in the fields stays."""
        self._states, self._now = states, now
        self._names = {one.reference: one.name for one in choices}
        for state in states:
            self._names |= dict(zip(state.rule.wanted.watchers, state.watchers, strict=True))
        _fill(self.queue, [(self.tr("Any queue"), ""), *((one_line(name, 60), name) for name in queues)])
        _fill(self.chain, [(self.tr("Nobody: tell supervisors"), ""), *((one_line(c.name, 60), c.id) for c in chains)])
        _fill(self.who, [(reference_words(one.reference, one.name), one.reference) for one in choices])
        self.who.setEnabled(bool(choices))
        self._write_list()
        self._write_watchers()

    def open_rule(self, rule: str) -> None:
        """Put a rule into the fields, '' for a new one."""
        found = next((one for one in self._states if one.rule.id == rule), None)
        wanted = found.rule.wanted if found is not None else _USUAL
        self.chosen = found.rule.id if found is not None else _NEW
        self.watchers = wanted.watchers
        for line, text in (
            (self.name, wanted.name),
            (self.words, wanted.condition.words),
            (self.organisation, wanted.condition.organisation),
        ):
            with QSignalBlocker(line):
                line.setText(text)
        for box, value in (
            (self.priority, wanted.condition.priority),
            (self.needs, wanted.needs),
            (self.minutes, wanted.minutes),
            (self.rest, wanted.rest or wanted.minutes),
        ):
            with QSignalBlocker(box):
                box.setValue(value)
        _choose(self.queue, wanted.condition.queue)
        _choose(self.chain, wanted.chain)
        with QSignalBlocker(self.urgent):
            self.urgent.setChecked(wanted.urgent)
        self.on.setChecked(wanted.on)
        self.show_problem("")
        self._write_list()
        self._write_watchers()
        self._edited()

    def change_watcher(self) -> None:
        """Add who is chosen to the watchers, or take them out."""
        who = self.who.currentData()
        if not who:
            return
        left = tuple(one for one in self.watchers if one != who)
        self.watchers = left if who in self.watchers else (*self.watchers, who)
        self._write_watchers()

    def show_would(self, found: Would | None, wanted: Wanted | None = None) -> None:
        """What the fields would do now."""
        self._would = None if found is None or wanted is None else (found, wanted)
        self._counts.setText("" if self._would is None else self._words.would(*self._would))
        self._pages.setText("" if self._would is None else self._words.pages(self._would[0]))

    def show_problem(self, words: str) -> None:
        """Why it was not kept, '' for nothing."""
        self._problem.setText(words)
        self._problem.setVisible(bool(words))

    def retranslate(self) -> None:
        """Set every text again."""
        words = {
            "list": self.tr("Rules"),
            "name": self.tr("Name"),
            "words": self.tr("Words in the subject"),
            "queue": self.tr("Queue"),
            "priority": self.tr("Priority from"),
            "organisation": self.tr("Customer's organisation"),
            "needs": self.tr("Cases"),
            "minutes": self.tr("Within minutes"),
            "rest": self.tr("Rest, minutes"),
            "chain": self.tr("Page by the chain"),
            "who": self.tr("Watches swarms"),
        }
        for name, label in self._labels.items():
            label.setText(words[name])
            self.fields.get(name, self.list).setAccessibleName(words[name])
        self.rest.setToolTip(
            self.tr("So long before and after its cases a wave pages once; no shorter than the minutes")
        )
        self.priority.setSpecialValueText(self.tr("any"))
        self.new_button.setText(self.tr("New r&ule"))
        self.leave_button.setText(self.tr("Back to the &escalations"))
        self.on.setText(self.tr("The rule is &on"))
        self.urgent.setText(self.tr("Urgent: also in &quiet hours"))
        self.save_button.setText(self.tr("&Save the rule"))
        self.remove_button.setText(self.tr("Remo&ve the rule"))
        for box, text in ((self.queue, self.tr("Any queue")), (self.chain, self.tr("Nobody: tell supervisors"))):
            if box.count():
                box.setItemText(0, text)
        self._write_list()
        self._write_watchers()
        if self._would is not None:
            self.show_would(*self._would)

    def _edited(self) -> None:
        self.rest.setMinimum(self.minutes.value())
        self.save_button.setEnabled(bool(self.name.text().strip()))
        self.remove_button.setVisible(bool(self.chosen))
        self.changed.emit()

    def _begin_new(self) -> None:
        self.open_rule(_NEW)
        self.name.setFocus()

    def _choose(self) -> None:
        one = self.list.current
        if one is not None and one.what != self.chosen:
            self.open_rule(one.what)

    def _write_list(self) -> None:
        rows = [
            Choice(title_words(one), self._words.stands(one, self._now), icon_of(one), one.rule.id)
            for one in self._states
        ]
        ids = [one.what for one in rows]
        with QSignalBlocker(self.list):
            self.rows.show(rows)
            place = ids.index(self.chosen) if self.chosen in ids else -1
            self.list.setCurrentIndex(self.rows.index(place))
            if place < 0:
                self.list.clearSelection()

    def _write_watchers(self) -> None:
        names = [reference_words(one, self._names.get(one, one.partition(":")[2])) for one in self.watchers]
        text = ", ".join(names) or self.tr("nobody")
        self._watching.setText(self.tr("Watches swarms for such cases: {names}").format(names=text))
        taken = self.who.currentData() in self.watchers
        self.watch_button.setText(self.tr("Take the watcher ou&t") if taken else self.tr("&Add as a watcher"))
        self.watch_button.setEnabled(self.who.count() > 0)


def _fill(box: ComboBox, items: Sequence[tuple[str, str]]) -> None:
    """Other items; the chosen one stays, also where it is not among them any more."""
    chosen, words = box.currentData(), box.currentText()
    with QSignalBlocker(box):
        box.clear()
        for text, what in items:
            box.addItem(text, what)
        if chosen and box.findData(chosen) < 0:
            box.addItem(words, chosen)
        box.setCurrentIndex(max(0, box.findData(chosen)) if box.count() else -1)


def _choose(box: ComboBox, what: str) -> None:
    with QSignalBlocker(box):
        if box.findData(what) < 0:
            box.addItem(one_line(what, 60), what)
        box.setCurrentIndex(box.findData(what))
