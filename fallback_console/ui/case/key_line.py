"""The keys of the telephone while a call goes on: for the menus of other telephone systems, and for extensions."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from fallback_console.domain.dial_rules import extension_of
from fallback_console.domain.telephone import is_tones
from fallback_console.ui.case.dialling import whole_number
from fallback_console.ui.case.open_call import OpenCall, Phase
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets import Button, IconLabel, PlainLabel, row

if TYPE_CHECKING:
    from fallback_console.ui.context import Desk

__all__ = ["KeyLine", "takes_keys"]


def takes_keys(call: OpenCall) -> bool:
    """Somebody is on the phone, and a telephone that the console drives can press keys."""
    return call.phase == Phase.TALKING and (call.by_telephone or call.phone is not None)


class KeyLine(QWidget):
    """What is typed here is pressed at once, key by key; it stays to be read.

    Attributes:
        pressed: keys to press.
        left: the person is done here.
    """

    pressed = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._extension, self._shown = "", ""
        self._had = ""
        self._label = PlainLabel("", "muted")
        self._edit = QLineEdit()
        self._edit.setObjectName("call-keys")
        self._edit.setFixedWidth(Size.FIELD)
        self._send_extension = Button(theme, "", "keypad")
        self._send_extension.setObjectName("call-extension")
        line = row(self, gap=Space.S)
        line.addWidget(IconLabel(theme, "keypad", "muted"))
        line.addWidget(self._label)
        line.addWidget(self._edit)
        line.addWidget(self._send_extension)
        line.addStretch(1)
        self._edit.textEdited.connect(self._typed)
        self._edit.returnPressed.connect(self.left)
        self._send_extension.clicked.connect(lambda: self._press(self._extension))
        self.retranslate()
        self.hide()

    def open_for(self, call: OpenCall | None) -> None:
        """Take keys for this call; None puts the line away."""
        self.setVisible(call is not None)
        if call is None:
            return
        number = call.target.number
        whole = whole_number(number, self._desk)
        self._extension = extension_of(whole.raw, whole.e164)
        self._shown = self._extension if whole == number else ""
        self._send_extension.setVisible(is_tones(self._extension))
        self._edit.clear()
        self._had = ""
        self.retranslate()
        self._edit.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set every text again."""
        self._label.setText(self.tr("Keys to press"))
        self._edit.setAccessibleName(self.tr("Keys to press"))
        self._edit.setPlaceholderText(self.tr("0–9, * and #"))
        self._edit.setToolTip(self.tr("Each key is pressed at once"))
        self._send_extension.setText(self.tr("Press extension {digits}").format(digits=self._shown).strip())

    def _typed(self, text: str) -> None:
        """What is new goes out; what is no key is not taken, and taking one back undoes nothing."""
        plain = "".join(c for c in unicodedata.normalize("NFKC", text) if is_tones(c))
        if plain != text:
            self._edit.setText(plain)
        new = plain[len(self._had) :] if plain.startswith(self._had) else ""
        self._had = plain
        if new:
            self.pressed.emit(new[:40])

    def _press(self, keys: str) -> None:
        self._had += keys
        self._edit.setText(self._had)
        self.pressed.emit(keys)
        self._edit.setFocus()
