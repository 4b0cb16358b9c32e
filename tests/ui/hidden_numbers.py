"""What a window says, all of it: whether a customer's telephone number can be read anywhere."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from fallback_console.domain.numbers import digits_of
from fallback_console.store.tx import Reading
from tests.ui.fitting import paints_text

__all__ = ["customers_numbers", "leaks", "said"]

_BETWEEN = re.compile(r"(?<=\d)[ ()./‐-]+(?=\d)")
_MOST_ROWS = 30
_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
_OWN_ROLES = range(Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 8)


def customers_numbers(r: Reading) -> set[str]:
    """National digits of each customer's numbers, long enough to be no other number by chance."""
    found = r.rows(
        "SELECT raw, e164 FROM p_number n JOIN p_person p ON p.pk = n.person_pk WHERE p.role = 'customer' AND NOT EXISTS"
        " (SELECT 1 FROM p_number o JOIN p_person q ON q.pk = o.person_pk WHERE o.e164 = n.e164 AND q.role <> 'customer')"
    )
    digits = {digits_of(text).lstrip("0") for row in found for text in row if text}
    return {text[-8:] for text in digits if len(text) >= 8}


def leaks(texts: Iterable[str], numbers: set[str]) -> list[str]:
    """Those of the texts in which a number stands."""
    assert all(map(str.isdecimal, numbers))
    pattern = re.compile("|".join(map(re.escape, sorted(numbers))))
    return [text for text in texts if pattern.search(_BETWEEN.sub("", text))]


def said() -> Iterator[tuple[QWidget, str]]:
    """Each text of each window, by the widget that has it: shown, spoken, in a tooltip, or in the rows of a list."""
    for window in QApplication.topLevelWidgets():
        for widget in (window, *window.findChildren(QWidget)):
            if not widget.isVisible():
                continue
            yield from ((widget, html.unescape(text)) for text in _of(widget) if text)


def _of(widget: QWidget) -> Iterator[str]:
    yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.windowTitle())
    if isinstance(widget, (QLabel, QAbstractButton, QLineEdit)):
        yield widget.text()
    if isinstance(widget, (QPlainTextEdit, QTextEdit)):
        yield widget.toPlainText()
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    if paints_text(widget):
        yield from (one.text for one in widget.painted_texts())
    model = widget.model() if isinstance(widget, (QAbstractItemView, QComboBox)) else None
    if model is not None:
        yield from _rows(model)


def _rows(model: QAbstractItemModel) -> Iterator[str]:
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for row in range(min(model.rowCount(), _MOST_ROWS)):
        for column in range(columns):
            for role in (*_ROLES, *_OWN_ROLES):
                value = model.index(row, column).data(role)
                if value is not None:
                    yield value if isinstance(value, str) else repr(value)
