"""What is said of people: kinds, telephone lines, languages, sources, and why two may be one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale

from fallback_console.domain.languages import language_name
from fallback_console.domain.numbers import shown_form
from fallback_console.domain.person import DIRECTORY_SOURCE, FILE_SOURCE, HAND_SOURCE
from fallback_console.domain.views import NumberRow, PersonRow
from fallback_console.ui.i18n import translate
from fallback_console.ui.names import joined, system_name
from fallback_console.ui.people_words import plain_name
from fallback_console.ui.widgets.text import one_line

__all__ = [
    "called",
    "kind_icon",
    "kind_titles",
    "kind_word",
    "language_words",
    "line_word",
    "number_kind",
    "reason_words",
    "sources_words",
    "why_words",
    "with_reading",
]

_ICONS = {"team": "helpdesk", "expert": "expert", "partner": "partner", "group": "people"}


def kind_titles() -> dict[str, str]:
    """Titles of the chips, by ``services.people_list.KINDS``."""
    return {
        "all": translate("PeopleWords", "All"),
        "customer": translate("PeopleWords", "Customers"),
        "team": translate("PeopleWords", "Teammates"),
        "expert": translate("PeopleWords", "Experts"),
        "partner": translate("PeopleWords", "Partners"),
        "group": translate("PeopleWords", "Groups"),
        "oncall": translate("PeopleWords", "On call"),
    }


def kind_word(role: str) -> str:
    """What somebody is."""
    return {
        "team": translate("PeopleWords", "Teammate"),
        "expert": translate("PeopleWords", "Expert"),
        "partner": translate("PeopleWords", "Partner"),
        "group": translate("PeopleWords", "Group"),
    }.get(role, translate("PeopleWords", "Customer"))


def kind_icon(role: str) -> str:
    """Icon of what somebody is."""
    return _ICONS.get(role, "person")


def called(person: PersonRow) -> str:
    """What to call somebody: the name, else the first number or address that is known."""
    number = person.numbers[0].shown if person.numbers else ""
    mail = person.emails[0] if person.emails else ""
    return plain_name(person.name) or number or mail or translate("PeopleWords", "Nameless")


def with_reading(person: PersonRow) -> str:
    """The name with how it is read."""
    name = called(person)
    if not person.reading or person.reading == name:
        return name
    return translate("PeopleWords", "{name} ({reading})").format(name=name, reading=person.reading)


def number_kind(number: NumberRow) -> str:
    """Where a number rings, as the source told it."""
    return {
        "mobile": translate("PeopleWords", "mobile"),
        "work": translate("PeopleWords", "work"),
        "home": translate("PeopleWords", "home"),
    }.get(number.kind, translate("PeopleWords", "other"))


def line_word(sort: str) -> str:
    """What the numbering plan tells of a line, '' where it tells nothing."""
    return {
        "mobile": translate("PeopleWords", "mobile line"),
        "fixed": translate("PeopleWords", "landline"),
        "free": translate("PeopleWords", "free of charge"),
        "costly": translate("PeopleWords", "costs more"),
        "internet": translate("PeopleWords", "internet telephone"),
    }.get(sort, "")


def language_words(codes: Sequence[str]) -> str:
    """Languages by their names."""
    japanese = QLocale().language() == QLocale.Language.Japanese
    return translate("PeopleWords", ", ").join(language_name(code, japanese=japanese) for code in codes)


def sources_words(person: PersonRow) -> str:
    """Where somebody is known from: 'Helpdesk and file customers'."""
    sources = dict.fromkeys(key.partition(":")[0] for key in (person.key, *person.parts))
    return joined(dict.fromkeys(_source(source) for source in sources))


def _source(source: str) -> str:
    if source == HAND_SOURCE:
        return translate("PeopleWords", "what was written down here")
    if source.startswith(DIRECTORY_SOURCE):
        name = one_line(source.removeprefix(DIRECTORY_SOURCE), 60)
        return translate("PeopleWords", "directory {name}").format(name=name)
    if source.startswith(FILE_SOURCE):
        return translate("PeopleWords", "file {name}").format(name=one_line(source.removeprefix(FILE_SOURCE), 60))
    return system_name("helpdesk")


def why_words(why: str, what: str) -> str:
    """Why two may be one person."""
    words = {
        "number": translate("PeopleWords", "the same number: {what}"),
        "mail": translate("PeopleWords", "the same mail address: {what}"),
    }.get(why, translate("PeopleWords", "the same name: {what}"))
    return words.format(what=one_line(shown_form(what, what, "") if why == "number" else what, 80))


def reason_words(code: str, reason: str) -> str:
    """Why a line of a file was left out.

    Args:
        code: of ``domain.people_lines.BrokenLine``.
        reason: its own sentence, for a code that is not known here.
    """
    return {
        "nobody": translate("PeopleWords", "Neither a name nor a number nor a mail address."),
        "repeated": translate("PeopleWords", "The same person stands further up already."),
        "too-many-cells": translate("PeopleWords", "More cells than headings."),
        "encoding": translate("PeopleWords", "Bytes that are no characters in this encoding."),
        "too-long": translate("PeopleWords", "A cell is too long."),
        "quotation": translate("PeopleWords", "The quotation marks do not fit together."),
        "no-end": translate("PeopleWords", "The card that begins here has no end."),
        "no-property": translate("PeopleWords", "Not a line of a vCard; the rest of the card was read."),
        "disabled": translate("PeopleWords", "The account is disabled in the directory."),
        "outside": translate("PeopleWords", "It stands between the cards."),
    }.get(code, reason)
