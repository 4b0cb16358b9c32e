"""How a file of people was read: its form, its encoding, and what its columns were taken for."""

from __future__ import annotations

from fallback_console.domain.people_file import PeopleFile
from fallback_console.ui.i18n import translate
from fallback_console.ui.widgets.text import one_line

__all__ = ["ENCODINGS", "columns_words", "field_words", "file_words", "unused_words"]

ENCODINGS = (
    ("", ""),
    ("utf-8", "UTF-8"),
    ("cp932", "Shift_JIS (CP932)"),
    ("euc_jp", "EUC-JP"),
    ("iso2022_jp", "ISO-2022-JP"),
    ("utf-16", "UTF-16"),
    ("cp1252", "Windows-1252"),
)
"""Encodings to choose from; '' finds it out."""

_MOST = 12


def file_words(file: PeopleFile, source: str) -> str:
    """'CSV in cp932, cells between commas; kept as crm'."""
    if file.kind == "helpdesk":
        return translate("PeopleFile", "kept as the helpdesk's: who came with a case is the same person")
    if file.kind == "ldap":
        again = translate("PeopleFile", "kept as '{source}': the same people again add nobody twice")
        return again.format(source=one_line(source, 60))
    if file.kind == "vcard":
        form = translate("PeopleFile", "vCards in {encoding}")
    else:
        form = {
            ",": translate("PeopleFile", "CSV in {encoding}, cells between commas"),
            ";": translate("PeopleFile", "CSV in {encoding}, cells between semicolons"),
            "\t": translate("PeopleFile", "CSV in {encoding}, cells between tabs"),
        }.get(file.delimiter, translate("PeopleFile", "CSV in {encoding}"))
    encoding = next((shown for name, shown in ENCODINGS if name and name == file.encoding), file.encoding.upper())
    kept = translate("PeopleFile", "kept as '{source}': the same file again adds nobody twice")
    return f"{form.format(encoding=encoding)} · {kept.format(source=one_line(source, 60))}"


def columns_words(file: PeopleFile) -> str:
    """What the columns were taken for: '氏名 = name, 携帯 = mobile'."""
    used = [(one_line(heading, 40), field_words(field)) for heading, field in file.columns if field]
    shown = [f"{heading} → {field}" for heading, field in used[:_MOST]]
    return " · ".join([*shown, *(["…"] if len(used) > _MOST else [])])


def unused_words(file: PeopleFile) -> str:
    """Columns that nothing was taken from, '' where there are none."""
    unused = [one_line(heading, 40) for heading, field in file.columns if heading and (not field or field == "ignore")]
    if not unused:
        return ""
    shown = ", ".join([*unused[:_MOST], *(["…"] if len(unused) > _MOST else [])])
    return translate("PeopleFile", "Not used: {columns}").format(columns=shown)


def field_words(field: str) -> str:
    """What a column holds, of ``people_headings.FIELDS``."""
    return {
        "ignore": translate("PeopleFile", "not used"),
        "id": translate("PeopleFile", "number in the file"),
        "name": translate("PeopleFile", "name"),
        "given": translate("PeopleFile", "given name"),
        "middle": translate("PeopleFile", "middle name"),
        "family": translate("PeopleFile", "family name"),
        "reading": translate("PeopleFile", "reading"),
        "given_reading": translate("PeopleFile", "reading of the given name"),
        "family_reading": translate("PeopleFile", "reading of the family name"),
        "mail": translate("PeopleFile", "mail"),
        "mobile": translate("PeopleFile", "mobile"),
        "work": translate("PeopleFile", "work number"),
        "home": translate("PeopleFile", "home number"),
        "phone": translate("PeopleFile", "number"),
        "organisation": translate("PeopleFile", "organisation"),
        "language": translate("PeopleFile", "languages"),
        "timezone": translate("PeopleFile", "time zone"),
        "skills": translate("PeopleFile", "skills"),
        "groups": translate("PeopleFile", "groups"),
        "login": translate("PeopleFile", "login"),
        "site": translate("PeopleFile", "site"),
        "kind": translate("PeopleFile", "kind"),
    }.get(field, field)
