"""The panel for how somebody wishes to be reached: the order of their paths, which may be used, and their quiet hours."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, QTime, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDateTimeEdit, QTimeEdit, QWidget

from fallback_console.domain.paths import NO_QUIET, Rung, quiet_text
from fallback_console.services.paths import Ladder
from fallback_console.ui.case.side_panel import Choice, ChoiceModel, Choices, SidePanel
from fallback_console.ui.i18n import translate
from fallback_console.ui.people_words import plain_name
from fallback_console.ui.reach.wish_rows import Changed, WishRows
from fallback_console.ui.reach.words import path_title, skipped_words
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets import Banner, Button, FlatButton, PlainLabel, PrimaryButton, row
from fallback_console.ui.widgets.choices import ComboBox
from fallback_console.ui.widgets.flow import FlowLayout
from fallback_console.ui.widgets.text import one_line
from fallback_console.ui.widgets.times import relative, time_of_day

__all__ = ["WishesPanel"]

_CONSENT = ("yes", "no", "")
_SAID = {"yes": True, "no": False, "": None}
_ICONS = {True: "ok", False: "down", None: "unknown"}
_QUIET = ("usual", "none", "own")
_EVENING, _MORNING = 21 * 60, 8 * 60


class WishesPanel(SidePanel):
    """One person; what is changed here is kept until it is saved or taken back.

    Attributes:
        save_requested: a ``Changed`` to save, and the one that undoes it.
        undo_requested: take back what was saved last.
    """

    save_requested = Signal(object, object)
    undo_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.wishes: WishRows | None = None
        self._usual = NO_QUIET
        self._now = 0
        self._saving = False
        self.note = Banner(theme, "warn")
        self.note.setObjectName("wishes-note")
        self._does = ""
        self._rows = ChoiceModel(theme, self)
        self.list = _Ladder(theme, self._rows)
        self.list.setObjectName("wishes-paths")
        self.up_button = FlatButton(theme, "", "raise")
        self.up_button.setObjectName("wishes-up")
        self.down_button = FlatButton(theme, "", "expand")
        self.down_button.setObjectName("wishes-down")
        self.usual_button = Button(theme, "", "undo")
        self.usual_button.setObjectName("wishes-usual")
        self.consent = ComboBox(theme)
        self.consent.setObjectName("wishes-consent")
        self._quiet_label = PlainLabel("")
        self.quiet = ComboBox(theme)
        self.quiet.setObjectName("wishes-quiet")
        self.begins, self.ends = _time("wishes-from"), _time("wishes-to")
        self._dash = PlainLabel("–")
        self._there = PlainLabel("", "muted")
        self.save_button = PrimaryButton(theme, "", "check")
        self.save_button.setObjectName("wishes-save")
        for box in (self.consent, self.quiet):
            box.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)
        self._build()
        self.retranslate()

    def _build(self) -> None:
        of_path, hours = FlowLayout(), FlowLayout()
        span = QWidget()
        parts = row(span, gap=Space.XS)
        parts.addWidget(self.begins)
        parts.addWidget(self._dash)
        parts.addWidget(self.ends)
        self._span = span
        for one in (self.up_button, self.down_button, self.consent, self.usual_button):
            of_path.addWidget(one)
        self._quiet_label.setBuddy(self.quiet)
        for other in (self._quiet_label, self.quiet, span, self._there):
            hours.addWidget(other)
        foot = row(gap=Space.S)
        foot.addStretch(1)
        foot.addWidget(self.save_button)
        self.body.addWidget(self.note)
        self.body.addWidget(self.list, 1)
        for line in (of_path, hours, foot):
            self.body.addLayout(line)
        self.list.chosen.connect(self._write_path)
        self.list.moved.connect(self.move_path)
        self.list.opened.connect(self.consent.setFocus)
        self.up_button.clicked.connect(lambda: self.move_path(-1))
        self.down_button.clicked.connect(lambda: self.move_path(1))
        self.usual_button.clicked.connect(self._set_usual)
        self.consent.activated.connect(self._allow)
        self.quiet.activated.connect(self._choose_quiet)
        for edit in (self.begins, self.ends):
            edit.timeChanged.connect(self._choose_quiet)
        self.save_button.clicked.connect(self.save)
        self.note.action_requested.connect(self._act)

    def retranslate(self) -> None:
        """Set every text again."""
        super().retranslate()
        self._back.setAccessibleName(self.tr("Back"))
        self._back.setToolTip(self.tr("Back (Escape); what was changed stays until you save it"))
        self.list.setAccessibleName(self.tr("Paths, the first to be tried first; Alt with Up and Down moves one"))
        self.up_button.setText(self.tr("Earl&ier"))
        self.up_button.setToolTip(self.tr("Try this path earlier (Alt+Up)"))
        self.down_button.setText(self.tr("La&ter"))
        self.down_button.setToolTip(self.tr("Try this path later (Alt+Down)"))
        self.usual_button.setText(self.tr("&Usual order"))
        self.usual_button.setToolTip(self.tr("No order is wished: the usual one counts"))
        self.consent.setAccessibleName(self.tr("May this path be used?"))
        self._quiet_label.setText(self.tr("&Quiet hours"))
        self.quiet.setAccessibleName(self.tr("Quiet hours"))
        self.begins.setAccessibleName(self.tr("Quiet from, where the person is"))
        self.ends.setAccessibleName(self.tr("Quiet until, where the person is"))
        self.save_button.setText(self.tr("&Save"))
        self.save_button.setToolTip(self.tr("Keep these wishes (Ctrl+Enter)"))
        _fill(self.consent, _CONSENT, [_consent_words(_SAID[name]) for name in _CONSENT])
        self._write()

    # What is shown.

    def show_ladder(self, ladder: Ladder, usual: tuple[int, int], now: int) -> None:
        """Show somebody's paths; what was changed and not saved stays.

        Args:
            usual: the quiet hours of this station's rules.
            now: UTC epoch milliseconds.
        """
        self._usual, self._now = usual, now
        wishes = self.wishes
        if wishes is None or wishes.ladder.whom != ladder.whom:
            self.wishes = WishRows(ladder)
            self.note.hide()
        elif wishes.take(ladder):
            self._say(
                self.tr("Somebody else changed this meanwhile."),
                self.tr(
                    "What you changed stands here and is not saved. What they wrote down is shown where you changed nothing."
                ),
                "warn",
                self.tr("Show theirs"),
                "theirs",
            )
        self._write()

    def saved(self) -> None:
        """It was committed."""
        self._saving = False
        if self.wishes is not None:
            self.wishes.forget()
        self._say(self.tr("saved"), "", "ok", self.tr("Undo"), "undo")
        self.list.setFocus()

    def undone(self) -> None:
        """What was saved last was taken back."""
        self._saving = False
        self._say(self.tr("taken back"), "", "ok")
        self.list.setFocus()

    def refused(self, title: str, hint: str) -> None:
        """It could not be saved; what was changed is still there."""
        self._saving = False
        self._say(title, hint, "bad")
        self._write()

    def begin(self) -> None:
        """The keyboard goes to the paths."""
        self.list.setFocus()

    # Intents.

    def move_path(self, by: int) -> None:
        """The chosen path earlier or later."""
        if self.wishes is not None and self.list.current is not None:
            place = self.wishes.move(self.list.currentIndex().row(), by)
            self._write(place)

    def save(self) -> None:
        """Keep what was changed."""
        if self.wishes is None or self._saving:
            return
        changed: Changed = self.wishes.changed()
        if changed.anything:
            self._saving = True
            self._write_foot()
            self.save_requested.emit(changed, self.wishes.before())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter saves from anywhere; Escape goes back."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.save()
        else:
            super().keyPressEvent(event)

    def _set_usual(self) -> None:
        if self.wishes is not None:
            self.wishes.set_usual()
            self._write()
            self.list.setFocus()

    def _allow(self) -> None:
        rung = self._rung
        if self.wishes is not None and rung is not None:
            self.wishes.allow(rung, _SAID[str(self.consent.currentData())])
            self._write()

    def _choose_quiet(self) -> None:
        if self.wishes is None:
            return
        chosen = str(self.quiet.currentData())
        own = (_minutes(self.begins), _minutes(self.ends))
        self.wishes.set_quiet(None if chosen == "usual" else NO_QUIET if chosen == "none" else own)
        self._span.setVisible(chosen == "own")
        self._write_foot()

    def _act(self) -> None:
        if self._does == "undo":
            self.undo_requested.emit()
        elif self.wishes is not None:
            self.wishes.forget()
            self.note.hide()
            self._write()

    # Writing.

    @property
    def _rung(self) -> Rung | None:
        current = self.list.current
        return None if current is None else current.what

    def _say(self, title: str, hint: str, variant: str, action: str = "", does: str = "") -> None:
        self._does = does
        self.note.show_words(title, hint, variant=variant, action=action)

    def _write(self, place: int | None = None) -> None:
        wishes = self.wishes
        if wishes is None:
            return
        name = plain_name(wishes.ladder.name) or (wishes.rungs[0].path.shown if wishes.rungs else "")
        self.title.set_data(self.tr("Wishes of {name}").format(name=one_line(name, 80)))
        at = self.list.currentIndex().row() if place is None else place
        self._rows.show([self._choice(n, rung) for n, rung in enumerate(wishes.rungs)])
        self.list.setCurrentIndex(self._rows.index(min(max(at, 0), len(wishes.rungs) - 1)))
        self._write_quiet(wishes)
        self._write_path()
        self._write_foot()

    def _choice(self, place: int, rung: Rung) -> Choice:
        assert self.wishes is not None
        may = self.wishes.consent(rung)
        seen = (
            self.tr("last reached {when}").format(when=relative(rung.success, self._now))
            if rung.success
            else self.tr("nobody was reached over it yet")
        )
        # What the person says is told already.
        why = skipped_words(rung.why) if rung.why not in ("", "no-consent") else ""
        title = self.tr("{place}. {path}").format(place=place + 1, path=path_title(rung.path.kind, rung.path.shown))
        return Choice(title, " · ".join(part for part in (_consent_words(may), why, seen) if part), _ICONS[may], rung)

    def _write_quiet(self, wishes: WishRows) -> None:
        usual = quiet_text(self._usual)
        words = [
            self.tr("As usual here: none")
            if usual == "none"
            else self.tr("As usual here: {hours}").format(hours=usual),
            self.tr("None: at any time"),
            self.tr("From … until …"),
        ]
        quiet = wishes.quiet
        _fill(self.quiet, _QUIET, words)
        chosen = "usual" if quiet is None else "none" if quiet[0] == quiet[1] else "own"
        # While times are being typed the two may be the same for a moment.
        if not (chosen == "none" and self._span.isVisible() and self.begins.hasFocus() | self.ends.hasFocus()):
            self.quiet.setCurrentIndex(self.quiet.findData(chosen))
            self._span.setVisible(chosen == "own")
            begin, end = quiet if quiet is not None and chosen == "own" else (_EVENING, _MORNING)
            _show_time(self.begins, begin)
            _show_time(self.ends, end)
        zones = wishes.ladder.zones
        self._there.setVisible(bool(zones[0]))
        if len(zones) > 1:
            self._there.setText(" · ".join(zones))
        elif zones[0]:
            there = time_of_day(datetime.fromtimestamp(self._now / 1000, ZoneInfo(zones[0])))
            self._there.setText(self.tr("{zone}, {time} there").format(zone=zones[0], time=there))

    def _write_path(self) -> None:
        wishes, rung = self.wishes, self._rung
        for part in (self.consent, self.up_button, self.down_button):
            part.setEnabled(rung is not None)
        if wishes is None or rung is None:
            return
        place = self.list.currentIndex().row()
        self.up_button.setEnabled(place > 0)
        self.down_button.setEnabled(place < len(wishes.rungs) - 1)
        may = wishes.consent(rung)
        self.consent.setCurrentIndex(next(n for n, name in enumerate(_CONSENT) if _SAID[name] is may))

    def _write_foot(self) -> None:
        wishes = self.wishes
        self.save_button.setEnabled(wishes is not None and wishes.changed().anything and not self._saving)
        self.usual_button.setEnabled(wishes is not None and not wishes.is_usual)


class _Ladder(Choices):
    """The paths.

    Attributes:
        moved: the current one by so many places.
    """

    moved = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with Up and Down moves the current row."""
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if by and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(by)
        else:
            super().keyPressEvent(event)


class _TimeEdit(QTimeEdit):
    """A time that Tab leaves at once; the arrow keys go from the hours to the minutes."""

    def focusNextPrevChild(self, next: bool) -> bool:
        """Qt's own way stops at each part of the time."""
        return super(QDateTimeEdit, self).focusNextPrevChild(next)


def _time(name: str) -> QTimeEdit:
    edit = _TimeEdit()
    edit.setObjectName(name)
    edit.setDisplayFormat("HH:mm")
    edit.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    edit.setFixedWidth(Size.COLUMN_XS)
    return edit


def _show_time(edit: QTimeEdit, minutes: int) -> None:
    edit.blockSignals(True)
    edit.setTime(QTime(minutes // 60 % 24, minutes % 60))
    edit.blockSignals(False)


def _minutes(edit: QTimeEdit) -> int:
    return edit.time().hour() * 60 + edit.time().minute()


def _fill(box: ComboBox, names: tuple[str, ...], words: list[str]) -> None:
    """The same choices in other words; the chosen one stays."""
    if [box.itemText(n) for n in range(box.count())] == words:
        return
    chosen = max(0, box.currentIndex())
    box.clear()
    for name, text in zip(names, words, strict=True):
        box.addItem(text, name)
    box.setCurrentIndex(chosen)


def _consent_words(may: bool | None) -> str:
    if may is None:
        return translate("Reach", "never asked")
    return translate("Reach", "may be used") if may else translate("Reach", "must not be used")
