"""Head of an opened case: subject, facts as chips, next action; each edited in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QDateTime, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QStackedLayout, QWidget

from fallback_console.domain.mirror import Vocabulary
from fallback_console.domain.sla import Left
from fallback_console.domain.views import CaseDetail
from fallback_console.services.escalation_list import Escalation
from fallback_console.services.swarm_list import Swarm
from fallback_console.ui import names
from fallback_console.ui.case.head_chips import HeadChips
from fallback_console.ui.case_words import (
    PRIORITIES,
    Words,
    case_number,
    due_phrase,
    due_words,
    owner_word,
    pause_words,
    priority_words,
    status_word,
)
from fallback_console.ui.escalation.words import mark_words
from fallback_console.ui.swarm.words import SwarmWords, people_words, title_words
from fallback_console.ui.theme import Space, Theme
from fallback_console.ui.widgets import Button, ElidedLabel, FlatButton, PlainLabel, column, row
from fallback_console.ui.widgets.chip import ChipButton
from fallback_console.ui.widgets.choices import CheckBox, ComboBox, DateTimeBox
from fallback_console.ui.widgets.times import clock_time
from fallback_console.ui.widgets.values import ValueEdit, value_words

__all__ = ["CaseHeader"]

_CHIPS = ("priority", "due", "status", "owner", "queue")
_GIVING = ("queue", "owner", "status", "priority")
"""Facts that give way first where there is little room."""

_VARIANTS = {"bad": "bad", "warn": "warn", "ok": "ok"}
_HOUR_MS = 3_600_000


class _Place(QWidget):
    """Where a fact is edited: Enter sets it, Escape leaves it, whatever the editor is.

    Attributes:
        given: Enter was pressed and the editor had no use for it.
        left: Escape was.
    """

    given = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that the editor passed on."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.given.emit()
        else:
            super().keyPressEvent(event)


class CaseHeader(QWidget):
    """Shows a case's facts and lets them be changed.

    Attributes:
        change_requested: (field, value, base): set a field; base is what the person saw.
        next_action_requested: (text, due or None).
        take_requested: this case is mine now.
        claim_requested: the chip that says who is on the customer was pressed.
        escalation: shows where an open escalation of the case stands, and leads there; hidden where there is none.
        swarm: shows its swarm, and leads there; hidden where there is none.
        chips: all of them.
        editing_changed: an editor opened or closed.
    """

    change_requested = Signal(str, str, str)
    next_action_requested = Signal(str, object)
    take_requested = Signal()
    claim_requested = Signal()
    editing_changed = Signal(bool)

    def __init__(self, theme: Theme, login: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._login = login
        self._detail: CaseDetail | None = None
        self._vocabulary = Vocabulary((), (), ())
        self._editor: QWidget | None = None
        self._opener: QWidget | None = None
        self._subject = ElidedLabel("", "title")
        self._subject.setObjectName("case-subject")
        self._subject_unsent = ChipButton(theme, "…", "waiting", "warn")
        self._subject_unsent.setObjectName("field-subject")
        self._subject_unsent.clicked.connect(lambda: self._edit("subject"))
        self._edit_subject = FlatButton(theme, "", "edit")
        self._edit_subject.clicked.connect(lambda: self._edit("subject"))
        self.take_button = Button(theme, "", "claimed")
        self.take_button.setObjectName("take")
        self.take_button.clicked.connect(self.take_requested)
        self._chips = {name: ChipButton(theme, "…", "more") for name in _CHIPS}
        for name, chip in self._chips.items():
            chip.setObjectName(f"field-{name}")
            chip.clicked.connect(lambda _checked=False, field=name: self._edit(field))
        self.claim = ChipButton(theme, "…", "claimed")
        self.claim.setObjectName("claim")
        self.claim.clicked.connect(self.claim_requested)
        self.escalation = ChipButton(theme, "…", "flowing")
        self.escalation.setObjectName("case-escalation")
        self._swarm_words = SwarmWords(self)
        self.swarm = ChipButton(theme, "…", "swarm")
        self.swarm.setObjectName("case-swarm")
        self._next = ChipButton(theme, "…", "due")
        self._next.setObjectName("next-action")
        self._next.clicked.connect(self._edit_next)
        facts = [self._chips[name] for name in _CHIPS]
        self.chips = HeadChips(
            theme,
            (self.escalation, self.swarm, *facts, self.claim, self._next),
            (*(self._chips[name] for name in _GIVING), self._next, self.swarm, self._chips["due"], self.escalation),
            # Somebody else on the customer is what nobody may miss.
            (self.claim,),
        )
        self._build()

    def _build(self) -> None:
        head = row(gap=Space.S)
        head.addWidget(self._subject, 1)
        head.addWidget(self._subject_unsent)
        head.addWidget(self._edit_subject)
        head.addWidget(self.take_button)
        for chip in (self.claim, self.escalation, self.swarm):
            self.chips.want(chip, False)
        self._place = QWidget()
        self._slot = QStackedLayout(self._place)
        self._place.hide()
        body = column(self, gap=Space.S)
        body.addLayout(head)
        body.addWidget(self.chips)
        body.addWidget(self._place)

    def show_case(self, detail: CaseDetail, vocabulary: Vocabulary, now: int, countdown: Left | None = None) -> None:
        """Show a case; what is being edited stays open while it is the same case.

        Args:
            countdown: to the due time by working time, None where all time counts.
        """
        if self._detail is not None and self._detail.row.key != detail.row.key:
            self._close_editor()
        self._detail, self._vocabulary = detail, vocabulary
        case = detail.row
        self._subject.set_data(case.subject)
        self._show_subject_state(now)
        self.take_button.setVisible(case.owner != self._login)
        priority, due = priority_words(case.priority), due_words(case.due_at, now, countdown)
        late = case.due_at is not None and case.due_at < now
        due_text = (self.tr("SLA {late}") if late else self.tr("SLA {left}")).format(left=due.text, late=due.text)
        due_text = due_text if due.text else self.tr("No due time")
        paused = "" if late else pause_words(countdown, now)
        due_text, due_icon = (f"{due_text} · {paused}", "paused") if paused else (due_text, "sla")
        self._chip("priority", priority.text, priority.icon, _VARIANTS.get(priority.role, "neutral"), now)
        self._chip("due", due_text, due_icon, _VARIANTS.get(due.role, "neutral"), now)
        if case.due_at is not None and "due" not in detail.pending:
            self._chips["due"].show_state(
                due_text, due_icon, _VARIANTS.get(due.role, "neutral"), due_phrase(case.due_at, now)
            )
            self._chips["due"].setAccessibleName(f"{names.field_name('due')}: {due_text}")
        self._chip("status", status_word(case.status), "field", "neutral", now)
        mine = case.owner == self._login
        owner = self.tr("Yours") if mine else owner_word(case.owner, self._login) or self.tr("Nobody's")
        self._chip("owner", owner, "claimed" if mine else "person", "ok" if mine else "neutral", now)
        queue = " · ".join(p for p in (case_number(case), case.queue) if p)
        self._chip("queue", queue, "queue", "neutral", now)
        self._show_next(now)
        self.retranslate()

    def show_claim(self, words: Words | None, tip: str) -> None:
        """Show who is on the customer.

        Args:
            words: their role is a variant of a chip; None hides it.
        """
        self.chips.want(self.claim, words is not None)
        if words is not None:
            self.claim.show_state(words.text, words.icon, words.role, tip or self.tr("Say that this customer is yours"))
            self.claim.setAccessibleDescription(tip)

    def show_escalation(self, one: Escalation | None, now: int) -> None:
        """Show where an escalation of the case stands, None for none."""
        if one is not None:
            look, whole = mark_words(one, now)
            self.escalation.show_state(look.word, look.icon, look.variant, whole)
            self.escalation.setAccessibleName(look.word)
            self.escalation.setAccessibleDescription(whole)
        self.chips.want(self.escalation, one is not None)

    def show_swarm(self, one: Swarm | None) -> None:
        """Show the case's swarm, None for none."""
        if one is not None:
            whole = " · ".join(filter(None, (title_words(one), people_words(one, {}))))
            variant = "accent" if one.state == "open" else "neutral"
            self.swarm.show_state(self._swarm_words.mark(one), "swarm", variant, whole)
            self.swarm.setAccessibleDescription(whole)
        self.chips.want(self.swarm, one is not None)

    def _show_subject_state(self, now: int) -> None:
        """Whether the helpdesk still has another subject."""
        assert self._detail is not None
        pending = "subject" in self._detail.pending
        self._subject_unsent.setVisible(pending)
        if pending:
            words = self.tr("unsent")
            tip = self._base_words("subject", now)
            self._subject_unsent.show_state(words, "waiting", "warn", tip)
            self._subject_unsent.setAccessibleName(f"{names.field_name('subject')}: {words}")
            self._subject_unsent.setAccessibleDescription(tip)

    def _base_words(self, field: str, now: int) -> str:
        """What the helpdesk still has of a changed field."""
        assert self._detail is not None
        base = value_words(field, self._detail.base.get(field, ""), now)
        words = self.tr("{field}: not yet sent; the helpdesk has “{base}”")
        return words.format(field=names.field_name(field), base=base)

    def _show_next(self, now: int) -> None:
        assert self._detail is not None
        case = self._detail.row
        words = case.next_action or self.tr("Add next action")
        late = case.next_action_at is not None and case.next_action_at < now
        if case.next_action_at is not None:
            words = f"{words} · {clock_time(case.next_action_at, now)}"
        self._next.show_state(words, "due", "warn" if late else "accent" if case.next_action else "neutral", words)

    def retranslate(self) -> None:
        """Set every text again."""
        self._edit_subject.setAccessibleName(self.tr("Change the subject"))
        self._edit_subject.setToolTip(self.tr("Change the subject"))
        self.take_button.setText(self.tr("T&ake"))
        self.take_button.setToolTip(self.tr("Make this case yours (A)"))

    def _chip(self, field: str, text: str, icon: str, variant: str, now: int) -> None:
        assert self._detail is not None
        tip = names.field_name(field)
        if field in self._detail.pending:
            icon, variant = "waiting", "warn"
            tip = self._base_words(field, now)
            text = self.tr("{value} · unsent").format(value=text)
        chip = self._chips[field]
        chip.show_state(text, icon, variant, tip)
        chip.setAccessibleName(f"{names.field_name(field)}: {text}")
        chip.setAccessibleDescription(tip)

    # Editing in place.

    def _value(self, field: str) -> str:
        assert self._detail is not None
        case = self._detail.row
        if field == "due":
            return "" if case.due_at is None else str(case.due_at)
        return str(getattr(case, field))

    def _edit(self, field: str) -> None:
        if self._detail is None:
            return
        base = self._value(field)
        edit: QWidget
        if field == "priority":
            edit = ComboBox(self._theme)
            for value in dict.fromkeys((*PRIORITIES, int(base or 0))):
                edit.addItem(f"{priority_words(value).text} ({value})", str(value))
            edit.setCurrentIndex(edit.findData(base))
            edit.setAccessibleName(names.field_name(field))
        else:
            edit = ValueEdit(self._theme, field, base, self._vocabulary, names.field_name(field))
        edit.setObjectName("field-edit")
        opener = self._chips.get(field, self._edit_subject)
        self._open_editor(edit, names.field_name(field), lambda: self._give(field, base, edit), opener)

    def _give(self, field: str, base: str, edit: QWidget) -> None:
        value = edit.value() if isinstance(edit, ValueEdit) else str(edit.currentData())  # type: ignore[attr-defined]
        self._close_editor()
        if value != base:
            self.change_requested.emit(field, value, base)

    def _edit_next(self) -> None:
        if self._detail is None:
            return
        case = self._detail.row
        text = QLineEdit(case.next_action)
        text.setObjectName("next-text")
        text.setMaxLength(300)
        text.setAccessibleName(self.tr("Next action"))
        text.setPlaceholderText(self.tr("What happens next"))
        timed = CheckBox(self._theme, self.tr("by"))
        timed.setChecked(case.next_action_at is not None)
        when = DateTimeBox(
            self._theme,
            QDateTime.currentDateTime().addSecs(3600)
            if case.next_action_at is None
            else QDateTime.fromMSecsSinceEpoch(case.next_action_at),
        )
        when.setAccessibleName(self.tr("Due"))
        when.setEnabled(timed.isChecked())
        timed.toggled.connect(when.setEnabled)

        def give() -> None:
            due = when.dateTime().toMSecsSinceEpoch() if timed.isChecked() else None
            self._close_editor()
            self.next_action_requested.emit(text.text(), due)

        self._open_editor(text, self.tr("Next action"), give, self._next, (timed, when))

    def _open_editor(
        self, edit: QWidget, title: str, give: Callable[[], None], opener: QWidget, more: Sequence[QWidget] = ()
    ) -> None:
        self._close_editor()
        place = _Place()
        place.given.connect(give)
        place.left.connect(self._close_editor)
        lines = column(place, gap=Space.S)
        line = row(gap=Space.S)
        line.addWidget(PlainLabel(title, "muted"))
        line.addWidget(edit, 1)
        lines.addLayout(line)
        if more:
            line = row(gap=Space.S)
            for widget in more:
                line.addWidget(widget)
            line.addStretch(1)
            lines.addLayout(line)
        save = Button(self._theme, self.tr("Set"), "check")
        save.setObjectName("field-save")
        save.clicked.connect(give)
        leave = FlatButton(self._theme, self.tr("Cancel"), "close")
        leave.setObjectName("field-cancel")
        leave.clicked.connect(self._close_editor)
        line.addWidget(save)
        line.addWidget(leave)
        self._editor = place
        self._opener = opener
        self._slot.addWidget(place)
        self._place.show()
        self.editing_changed.emit(True)
        edit.setFocus()

    def _close_editor(self) -> None:
        editor, self._editor = self._editor, None
        if editor is None:
            return
        focus = QApplication.focusWidget()
        if self._opener is not None and focus is not None and editor.isAncestorOf(focus):
            # Before the editor goes: else the focus wanders off to wherever Qt finds room.
            self.chips.stands_for(self._opener).setFocus()
        self._slot.removeWidget(editor)
        editor.hide()
        editor.deleteLater()
        self._place.hide()
        self.editing_changed.emit(False)
