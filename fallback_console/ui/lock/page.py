"""What a locked window shows: that it is locked, what came in meanwhile, and where to type the passphrase."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QLineEdit, QWidget

from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets import Banner, IconLabel, PlainLabel, PrimaryButton, column, row
from fallback_console.ui.widgets.times import clock_time, stopwatch

__all__ = ["LockPage"]


class LockPage(QWidget):
    """Covers the whole window. It names no customer, no case and no system.

    Args:
        choose: there is no passphrase yet and one has to be chosen.

    Attributes:
        passphrase_given: what was typed; nothing else keeps it.
    """

    passphrase_given = Signal(str)

    def __init__(self, theme: Theme, since: int, *, choose: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAutoFillBackground(True)
        self._since = since
        self._choose = choose
        self._came = 0
        self._call_seconds: int | None = None
        self._busy = False
        self._wait = 0
        self._title, self._hint = PlainLabel("", "title", wrap=True), PlainLabel("", "muted", wrap=True)
        self._news = PlainLabel("", "strong", wrap=True)
        self._call = PlainLabel("", "strong", wrap=True)
        self._error = Banner(theme, "bad", closable=False)
        self._first, self._second = QLineEdit(), QLineEdit()
        self._first_label, self._second_label = PlainLabel(), PlainLabel()
        for label, field in ((self._first_label, self._first), (self._second_label, self._second)):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.setMaxLength(1024)
            field.textChanged.connect(self._allow)
            field.returnPressed.connect(self._give)
            label.setBuddy(field)
        self._open = PrimaryButton(theme, "", "lock")
        self._open.clicked.connect(self._give)
        self._build(theme)
        self.retranslate()
        self.setFocusProxy(self._first)

    def _build(self, theme: Theme) -> None:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.addRow(self._first_label, self._first)
        form.addRow(self._second_label, self._second)
        if not self._choose:
            form.setRowVisible(1, False)
        card = QFrame()
        card.setProperty("look", "card")
        card.setFixedWidth(Size.PAGE - 2 * Space.XL)
        body = column(card, margin=Space.XL, gap=Space.M)
        head = row(gap=Space.M)
        head.addWidget(IconLabel(theme, "lock", "accent", Size.ICON_XL), 0, Qt.AlignmentFlag.AlignTop)
        words = column(gap=Space.XS)
        for label in (self._title, self._hint, self._news, self._call):
            words.addWidget(label)
        head.addLayout(words, 1)
        buttons = row()
        buttons.addStretch(1)
        buttons.addWidget(self._open)
        body.addLayout(head)
        body.addWidget(self._error)
        body.addLayout(form)
        body.addLayout(buttons)
        # Not by alignment: the card would be as high as its words need in the widest line.
        line = row()
        line.addStretch(1)
        line.addWidget(card)
        line.addStretch(1)
        page = column(self, margin=Space.XL)
        page.addStretch(1)
        page.addLayout(line)
        page.addStretch(1)

    def show_news(self, came: int, call_seconds: int | None) -> None:
        """Say how much came in since, and that a call goes on.

        Args:
            came: text messages since the window was locked.
            call_seconds: length of the open call so far; None where there is none.
        """
        if (came, call_seconds) != (self._came, self._call_seconds):
            self._came, self._call_seconds = came, call_seconds
            self._write_news()

    def show_error(self, title: str, hint: str) -> None:
        """It did not open: say why and let it be tried again."""
        self._busy = False
        self._error.show_words(title, hint)
        self._allow()
        self._first.setFocus()
        self._first.selectAll()

    def show_wait(self, seconds: int) -> None:
        """No further try for so many seconds; 0 when the time is over."""
        if seconds != self._wait:
            self._wait = seconds
            if seconds:
                self._error.show_words(
                    self.tr("This is not the passphrase."),
                    self.tr("The next try is possible in {seconds} s.").format(seconds=seconds),
                )
            self._allow()

    def retranslate(self) -> None:
        """Set every text again."""
        if self._choose:
            self._title.setText(self.tr("Choose a passphrase for the lock"))
            self._hint.setText(
                self.tr("Your organisation wants this window locked when nobody uses it. Choose what unlocks it.")
            )
        else:
            self._title.setText(self.tr("Locked"))
            self._hint.setText(self.tr("Since {time}. Everything goes on meanwhile.").format(time=self._since_words()))
        self._first_label.setText(self.tr("&Passphrase"))
        self._second_label.setText(self.tr("Passphrase &again"))
        self._first.setAccessibleName(self.tr("Passphrase"))
        self._second.setAccessibleName(self.tr("Passphrase again"))
        self._open.setText(self.tr("&Set") if self._choose else self.tr("&Unlock"))
        self._error.hide()
        self._write_news()
        self._allow()

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _since_words(self) -> str:
        return clock_time(self._since, self._since)

    def _write_news(self) -> None:
        self._news.setText(self.tr("%n messages came in.", "", self._came))
        self._news.setVisible(self._came > 0)
        if self._call_seconds is not None:
            self._call.setText(self.tr("Your call is still open: {time}").format(time=stopwatch(self._call_seconds)))
        self._call.setVisible(self._call_seconds is not None)

    def _allow(self) -> None:
        typed = self._first.text()
        same = not self._choose or typed == self._second.text()
        free = not self._busy and not self._wait
        for field in (self._first, self._second):
            field.setReadOnly(not free)
        self._open.setEnabled(bool(typed) and same and free)

    def _give(self) -> None:
        if not self._open.isEnabled():
            return
        self._busy = True
        self._error.hide()
        passphrase = self._first.text()
        self._allow()
        self.passphrase_given.emit(passphrase)
