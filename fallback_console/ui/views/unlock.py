"""The page that asks for the passphrase of the database, or lets one be chosen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QLineEdit, QWidget

from fallback_console.ui.error_texts import Words
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets import Banner, Button, IconLabel, PlainLabel, PrimaryButton, column, row

__all__ = ["UnlockPage"]


class UnlockPage(QWidget):
    """A window of its own, before the data are open.

    Attributes:
        passphrase_given: the passphrase; nothing else keeps it.
        quit_requested: do not open.
    """

    passphrase_given = Signal(str)
    quit_requested = Signal()

    def __init__(self, theme: Theme, *, create: bool) -> None:
        super().__init__()
        self._create = create
        self._busy = False
        self.setProperty("look", "canvas")
        self.setMinimumSize(Size.PAGE, Size.POPOVER)
        self._title = PlainLabel("", "title", wrap=True)
        self._hint = PlainLabel("", "muted", wrap=True)
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
        self._quit = Button(theme)
        self._quit.clicked.connect(self.quit_requested)
        self._build(theme)
        self.retranslate()
        self._allow()

    def _build(self, theme: Theme) -> None:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.addRow(self._first_label, self._first)
        if self._create:
            form.addRow(self._second_label, self._second)
        buttons = row()
        buttons.addStretch(1)
        buttons.addWidget(self._quit)
        buttons.addWidget(self._open)
        card = QFrame()
        card.setProperty("look", "card")
        body = column(card, margin=Space.XL, gap=Space.M)
        head = row(gap=Space.M)
        head.addWidget(IconLabel(theme, "lock", "accent", Size.ICON_XL), 0, Qt.AlignmentFlag.AlignTop)
        words = column(gap=Space.XS)
        words.addWidget(self._title)
        words.addWidget(self._hint)
        head.addLayout(words, 1)
        body.addLayout(head)
        body.addWidget(self._error)
        body.addLayout(form)
        body.addLayout(buttons)
        page = column(self, margin=Space.XL)
        page.addStretch(1)
        page.addWidget(card)
        page.addStretch(1)

    def show_error(self, words: Words) -> None:
        """It did not open: say why and let it be tried again."""
        self._busy = False
        self._error.show_words(words.title, words.hint)
        self._allow()
        for field in (self._first, self._second):
            field.setEnabled(True)
        self._first.setFocus()
        self._first.selectAll()

    def retranslate(self) -> None:
        """Set every text again."""
        self.setWindowTitle(self.tr("Fallback Console"))
        if self._create:
            self._title.setText(self.tr("Choose a passphrase"))
            self._hint.setText(
                self.tr(
                    "This computer has no keychain, so a passphrase protects the customers' data here. "
                    "Nobody can recover it: keep it where you keep such things."
                )
            )
        else:
            self._title.setText(self.tr("Unlock the console"))
            self._hint.setText(self.tr("The customers' data on this computer are encrypted."))
        self._first_label.setText(self.tr("&Passphrase"))
        self._second_label.setText(self.tr("Passphrase &again"))
        self._first.setAccessibleName(self.tr("Passphrase"))
        self._second.setAccessibleName(self.tr("Passphrase again"))
        self._open.setText(self.tr("Set and &open") if self._create else self.tr("&Unlock"))
        self._quit.setText(self.tr("&Quit"))

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _allow(self) -> None:
        typed = self._first.text()
        same = not self._create or typed == self._second.text()
        self._open.setEnabled(bool(typed) and same and not self._busy)

    def _give(self) -> None:
        if not self._open.isEnabled():
            return
        self._busy = True
        self._error.hide()
        passphrase = self._first.text()
        for field in (self._first, self._second):
            field.setEnabled(False)
        self._allow()
        self.passphrase_given.emit(passphrase)
