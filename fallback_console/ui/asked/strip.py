"""The strip below the outage bar: who asks or writes, the words, a button for each usual answer and a line for one's own."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QScrollArea, QSizePolicy, QWidget

from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets import Button, ElidedLabel, IconLabel, PlainLabel, PrimaryButton, column, row

__all__ = ["KEY", "AskedStrip", "Shown"]

KEY = "Ctrl+Shift+Y"
"""Brings the keyboard here."""

_LINES = 3
"""So many lines of a long text are seen at once."""


class Shown(NamedTuple):
    """What the strip shows.

    Attributes:
        id: the same for the same question; what is typed belongs to it.
        icon, variant: of the strip.
        title: who asks, in one line.
        text: their words.
        answers: name and title of each button.
        line: what one's own words are for; '' for none.
        more: how many others wait, in words; '' for none.
    """

    id: str
    icon: str
    variant: str
    title: str
    text: str
    answers: tuple[tuple[str, str], ...]
    line: str = ""
    more: str = ""


class _Words(QScrollArea):
    """Words of any length in a few lines; the keyboard stops here only where there is something to scroll."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("asked-text")
        self.setProperty("look", "words")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._label = PlainLabel("", "", wrap=True)
        self._label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setWidget(self._label)
        self._fit()

    def show_words(self, text: str) -> None:
        self._label.set_data(text)
        self.setAccessibleName(text)
        self._fit()

    def text(self) -> str:
        return self._label.text()

    def sizeHint(self) -> QSize:
        return QSize(Size.FIELD, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        line = self.fontMetrics().lineSpacing()
        needed = self._label.heightForWidth(max(Size.FIELD, self.viewport().width()))
        height = max(line, min(needed, _LINES * line)) + 2 * Size.RING
        if height != self.maximumHeight() or height != self.minimumHeight():
            self.setFixedHeight(height)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if needed > _LINES * line else Qt.FocusPolicy.NoFocus)


class AskedStrip(QFrame):
    """Shows one question; decides nothing. It never takes the keyboard by itself.

    Attributes:
        answered: (name of the button pressed, or '' for one's own words; the words).
    """

    answered = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("asked-strip")
        self._theme = theme
        self._shown: Shown | None = None
        self._variant = ""
        self._icon = IconLabel(theme, "people", "accent", Size.ICON_L)
        self._title = ElidedLabel("", "strong")
        self._more = PlainLabel("", "muted")
        self._text = _Words()
        self._buttons = row(gap=Space.S)
        self.line = QLineEdit()
        self.line.setObjectName("asked-line")
        self.line.setMinimumWidth(Size.COLUMN_M)
        self.line.returnPressed.connect(self._send)
        self.line.textChanged.connect(self._allow)
        self.send = Button(theme, "", "send")
        self.send.setObjectName("asked-send")
        self.send.clicked.connect(self._send)
        self._answers: list[Button] = []
        head = row(gap=Space.S)
        head.addWidget(self._title, 1)
        head.addWidget(self._more)
        foot = row(gap=Space.S)
        foot.addLayout(self._buttons)
        foot.addWidget(self.line, 1)
        foot.addWidget(self.send)
        foot.addStretch(0)
        self._foot = foot
        words = column(gap=Space.XS)
        words.addLayout(head)
        words.addWidget(self._text)
        words.addLayout(foot)
        body = row(self, margin=Space.S, gap=Space.M)
        body.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        body.addLayout(words, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()
        self._write()

    @property
    def shown(self) -> Shown | None:
        """What is shown, None for nothing."""
        return self._shown

    @property
    def words(self) -> str:
        """Title and text."""
        return f"{self._title.text()} {self._text.text()}".strip()

    @property
    def buttons(self) -> list[Button]:
        """Those of the usual answers."""
        return self._answers

    def show_one(self, shown: Shown | None) -> None:
        """Show this; None for nothing."""
        before, self._shown = self._shown, shown
        if shown is None:
            self.hide()
            return
        had_focus, on_answer = self._has_keyboard(), QApplication.focusWidget() in self._answers
        if before is None or before.id != shown.id:
            self.line.clear()
        changed = before is None or before.answers != shown.answers
        if changed:
            self._make_buttons(shown.answers)
        if shown.variant != self._variant:
            self._variant = shown.variant
            self.setProperty("look", f"banner-{shown.variant}")
            self.style().unpolish(self)
            self.style().polish(self)
        self._icon.show_icon(shown.icon, shown.variant)
        self._title.set_data(shown.title)
        self._more.set_data(shown.more)
        self._more.setVisible(bool(shown.more))
        self._text.show_words(shown.text)
        self._text.setVisible(bool(shown.text))
        self.line.setVisible(bool(shown.line))
        self.send.setVisible(bool(shown.line))
        # Without a line the buttons stay as wide as their words.
        self._foot.setStretch(self._foot.count() - 1, 0 if shown.line else 1)
        self.line.setPlaceholderText(shown.line)
        self.line.setAccessibleName(shown.line)
        self.setAccessibleName(f"{shown.title} {shown.text}".strip())
        self._allow()
        self.show()
        if had_focus and (not self._has_keyboard() or (changed and on_answer)):
            self.take_keyboard()

    def take_keyboard(self) -> None:
        """Go to the first answer."""
        if self._answers and self.isVisible():
            self._answers[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def announce(self, words: str) -> None:
        """A screen reader says it at once, without the focus moving here."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def set_waiting(self, waiting: bool) -> None:
        """An answer is being written down: nothing more is written meanwhile."""
        # The buttons stay as they are: one that is switched off would lose the keyboard.
        self.line.setReadOnly(waiting)
        self._allow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1, 2 and so on press the first button, the second and so on, where nobody writes words."""
        place = event.key() - Qt.Key.Key_1
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and 0 <= place < len(self._answers):
            self._answers[place].click()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._write()
        super().changeEvent(event)

    def _write(self) -> None:
        self.send.setText(self.tr("Send"))
        self.send.setToolTip(self.tr("Send your own words"))
        self.send.setAccessibleName(self.tr("Send your own words"))

    def _make_buttons(self, answers: tuple[tuple[str, str], ...]) -> None:
        for old in self._answers:
            self._buttons.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._answers = []
        place: QWidget = self
        for number, (name, title) in enumerate(answers):
            button = PrimaryButton(self._theme, title) if number == 0 else Button(self._theme, title)
            button.setObjectName(f"asked-{name}")
            button.clicked.connect(partial(self._press, name))
            self._buttons.addWidget(button)
            # At once: a layout shows what it takes in only later, and what is not seen cannot have the keyboard.
            button.show()
            if number:
                QWidget.setTabOrder(place, button)
            place = button
            self._answers.append(button)
        if self._answers:
            QWidget.setTabOrder(self._answers[-1], self.line)
            QWidget.setTabOrder(self.line, self.send)

    def _has_keyboard(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def _press(self, name: str) -> None:
        self.answered.emit(name, self.line.text().strip())

    def _send(self) -> None:
        words = self.line.text().strip()
        if words and not self.line.isReadOnly():
            self.answered.emit("", words)

    def _allow(self) -> None:
        self.send.setEnabled(bool(self.line.text().strip()) and not self.line.isReadOnly())
