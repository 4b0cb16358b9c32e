"""Those of the sentences marked for translation (see ``said_texts``) that are about people: importing, merging, reaching them."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

__all__ = ["ABOUT_PEOPLE"]

ABOUT_PEOPLE: frozenset[str] = frozenset(
    str(pattern)
    for pattern in (
        QT_TRANSLATE_NOOP("Said", "'{mail}' is no mail address."),
        QT_TRANSLATE_NOOP("Said", "The number {number} lost digits in a spreadsheet."),
        QT_TRANSLATE_NOOP("Said", "{number} is of a fax or a pager; it is left out."),
        QT_TRANSLATE_NOOP("Said", "The file is too large."),
        QT_TRANSLATE_NOOP("Said", "Split it."),
        QT_TRANSLATE_NOOP("Said", "This is a spreadsheet, not a CSV file."),
        QT_TRANSLATE_NOOP("Said", "Save it as CSV first."),
        QT_TRANSLATE_NOOP("Said", "The file is empty."),
        QT_TRANSLATE_NOOP("Said", "Choose another file."),
        QT_TRANSLATE_NOOP("Said", "None of the file's columns is known to hold names, numbers or mail addresses."),
        QT_TRANSLATE_NOOP(
            "Said",
            "Head its columns with words such as Name and Mobile, or say what they hold: under Columns…, or by --map 'Contact=name'.",
        ),
        QT_TRANSLATE_NOOP("Said", "The file {path} cannot be read."),
        QT_TRANSLATE_NOOP("Said", "Check its path and who may read it."),
        QT_TRANSLATE_NOOP("Said", "These two are one person already."),
        QT_TRANSLATE_NOOP("Said", "Look at the person to see what was merged."),
        QT_TRANSLATE_NOOP("Said", "Nothing was merged into this person."),
        QT_TRANSLATE_NOOP("Said", "Look at the person to see its records."),
        QT_TRANSLATE_NOOP("Said", "These two are one person."),
        QT_TRANSLATE_NOOP("Said", "Split them first."),
        QT_TRANSLATE_NOOP("Said", "This person is being reached already."),
        QT_TRANSLATE_NOOP("Said", "Stop that first, or wait for what comes of it."),
        QT_TRANSLATE_NOOP("Said", "There is no path to this person."),
        QT_TRANSLATE_NOOP("Said", "Add a number, or see what their paths say."),
        QT_TRANSLATE_NOOP("Said", "This is no number that could be reached."),
        QT_TRANSLATE_NOOP("Said", "Check the number and its country code."),
        QT_TRANSLATE_NOOP("Said", "Everybody who is known stands in this list."),
        QT_TRANSLATE_NOOP("Said", "Search, or choose what sort of people you mean."),
        QT_TRANSLATE_NOOP("Said", "Nobody stands in this list."),
        QT_TRANSLATE_NOOP("Said", "Search for somebody else."),
        QT_TRANSLATE_NOOP("Said", "This has ended already."),
        QT_TRANSLATE_NOOP("Said", "Look at 'reach list' for what became of it."),
        QT_TRANSLATE_NOOP("Said", "Begin anew to reach this person."),
        QT_TRANSLATE_NOOP("Said", "No SMS gateway is connected."),
        QT_TRANSLATE_NOOP("Said", "Connect one in the settings."),
    )
)
"""Patterns as in the sources."""
