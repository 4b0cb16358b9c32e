"""From an entry of a directory to a person, for OpenLDAP, Active Directory and what resembles them.

Values come as bytes and anything may stand in them: what is no text is told and left out, the rest is read.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from fallback_console.domain.languages import language_code
from fallback_console.domain.mirror import RawNumber
from fallback_console.domain.people_lines import BrokenLine, FilePerson, clean_number, is_mail, named, no_mail, one_line
from fallback_console.domain.person import PersonCard, mail_key, skills_from

__all__ = ["ATTRIBUTES", "Entry", "columns_of", "first_name_of", "person_of", "plain_dn"]

_FIELDS = {
    "displayName": "name",
    "cn": "name",
    "givenName": "given",
    "sn": "family",
    "msDS-PhoneticDisplayName": "reading",
    "msDS-PhoneticLastName": "family_reading",
    "msDS-PhoneticFirstName": "given_reading",
    "mail": "mail",
    "proxyAddresses": "mail",
    "mobile": "mobile",
    "otherMobile": "mobile",
    "telephoneNumber": "work",
    "otherTelephone": "work",
    "ipPhone": "phone",
    "homePhone": "home",
    "otherHomePhone": "home",
    "company": "organisation",
    "o": "organisation",
    "department": "groups",
    "ou": "groups",
    "memberOf": "groups",
    "preferredLanguage": "language",
    "skills": "skills",
    "objectGUID": "id",
    "entryUUID": "id",
    "ipaUniqueID": "id",
    "nsUniqueId": "id",
}
"""What is read, each with the field it goes into (``domain.people_headings``)."""

_MORE = ("uid", "userAccountControl", "nsAccountLock")

ATTRIBUTES = (*_FIELDS, *_MORE)
"""What a directory is asked for."""

_NUMBERS = {"mobile": "mobile", "work": "work", "home": "home", "phone": "other"}
_DISABLED = 2
_LONGEST = 1000
_LONGEST_NUMBER = 64
_LONGEST_ID = 110
_PHONETIC = "phonetic"


class Entry(NamedTuple):
    """An entry as the directory gave it.

    Attributes:
        dn: its distinguished name.
        values: by the attribute's name with its options ('cn;lang-ja;phonetic'), in whatever case.
    """

    dn: str
    values: Mapping[str, Sequence[bytes]]


class _Texts:
    """The texts of an entry; what is no text is noted once for each attribute."""

    def __init__(self, entry: Entry) -> None:
        self.notes: list[str] = []
        self._raw: dict[str, list[tuple[frozenset[str], Sequence[bytes]]]] = {}
        for name, values in entry.values.items():
            plain, *options = name.casefold().split(";")
            self._raw.setdefault(plain, []).append((frozenset(options), values))

    def all(self, name: str, *, phonetic: bool = False) -> list[str]:
        """Every value, those without a language first."""
        found = [
            (any(option.startswith("lang-") for option in options), values)
            for options, values in self._raw.get(name.casefold(), ())
            if (_PHONETIC in options) == phonetic
        ]
        found.sort(key=lambda one: one[0])
        return list(dict.fromkeys(text for _, values in found for text in self._decoded(name, values) if text))

    def first(self, *names: str, phonetic: bool = False) -> str:
        """The first value there is."""
        return next((text for name in names for text in self.all(name, phonetic=phonetic)), "")

    def raw(self, name: str) -> bytes:
        """The first value as it came."""
        return next((bytes(value) for _, values in self._raw.get(name.casefold(), ()) for value in values), b"")

    def _decoded(self, name: str, values: Sequence[bytes]) -> Iterator[str]:
        for value in values:
            try:
                yield one_line(bytes(value).decode("utf-8"))[:_LONGEST].rstrip()
            except UnicodeDecodeError:
                note = f"What stands in {name} is no text."
                if note not in self.notes:
                    self.notes.append(note)


def person_of(number: int, entry: Entry, kind: str) -> FilePerson | BrokenLine:
    """A person, or why the entry is none.

    Args:
        number: of the entry, from 1.
        kind: of the people, of ``person.ROLES``.
    """
    texts = _Texts(entry)
    if _is_disabled(texts):
        return BrokenLine(number, "disabled", "The account is disabled in the directory.")
    name, reading = named(_name(texts), _reading(texts))
    mails = _mails(texts)
    numbers = _numbers(texts)
    if not (name or mails or numbers):
        return BrokenLine(number, "nobody", "The entry has neither a name nor a number nor a mail address.")
    card = PersonCard(
        kind,
        name,
        reading,
        mails,
        numbers,
        texts.first("company", "o"),
        _languages(texts.all("preferredLanguage")),
        "",
        tuple(skill for text in texts.all("skills") for skill in skills_from(text)),
        _groups(texts),
    )
    return FilePerson(number, _id(texts, entry.dn), card, tuple(texts.notes))


def columns_of(entries: Sequence[Entry]) -> tuple[tuple[str, str], ...]:
    """The attributes that some of the entries have, each with its field."""
    there = {name.casefold().partition(";")[0] for entry in entries for name in entry.values}
    return tuple((name, field) for name, field in _FIELDS.items() if name.casefold() in there)


def _is_disabled(texts: _Texts) -> bool:
    flags = texts.first("userAccountControl")
    if re.fullmatch(r"-?\d{1,12}", flags) and int(flags) & _DISABLED:
        return True
    return texts.first("nsAccountLock").casefold() == "true"


def _name(texts: _Texts) -> str:
    return texts.first("displayName") or texts.first("cn") or f"{texts.first('givenName')} {texts.first('sn')}".strip()


def _reading(texts: _Texts) -> str:
    """As Active Directory keeps it, or under the option 'phonetic'; the family name first, as Japanese names are."""
    parts = f"{texts.first('msDS-PhoneticLastName')} {texts.first('msDS-PhoneticFirstName')}".strip()
    tagged = f"{texts.first('sn', phonetic=True)} {texts.first('givenName', phonetic=True)}".strip()
    return texts.first("msDS-PhoneticDisplayName") or parts or texts.first("displayName", "cn", phonetic=True) or tagged


def _mails(texts: _Texts) -> tuple[str, ...]:
    """The address for mail, then what else is delivered to the person, the first of it in front."""
    proxies = [text for text in texts.all("proxyAddresses") if text[:5].casefold() == "smtp:"]
    proxies.sort(key=lambda text: not text.startswith("SMTP:"))
    found: dict[str, str] = {}
    for mail in (*texts.all("mail"), *(text[5:].strip() for text in proxies)):
        if is_mail(mail):
            found.setdefault(mail_key(mail), mail)
        else:
            texts.notes.append(no_mail(mail))
    return tuple(found.values())


def _numbers(texts: _Texts) -> tuple[RawNumber, ...]:
    found: dict[str, RawNumber] = {}
    for name, field in _FIELDS.items():
        if field not in _NUMBERS:
            continue
        for text in texts.all(name):
            number = clean_number(re.sub(r"(?i)^tel:\s*", "", text))[0][:_LONGEST_NUMBER].strip()
            if any(c.isdecimal() for c in number):
                found.setdefault(number, RawNumber(_NUMBERS[field], number))
    return tuple(found.values())


def _languages(texts: Sequence[str]) -> tuple[str, ...]:
    """Codes in the order of their weights: 'en;q=0.5, ja' prefers Japanese (RFC 2798 takes this form from HTTP)."""
    weighed: list[tuple[float, str]] = []
    for part in (part for text in texts for part in text.split(",")):
        tag, _, rest = part.partition(";")
        weight = re.fullmatch(r"\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*", rest)
        code = language_code(tag)
        if code:
            weighed.append((-float(weight[1]) if weight else -1.0, code))
    return tuple(dict.fromkeys(code for _, code in sorted(weighed, key=lambda one: one[0])))


def _groups(texts: _Texts) -> tuple[str, ...]:
    names = (*texts.all("department"), *texts.all("ou"), *map(first_name_of, texts.all("memberOf")))
    return tuple(dict.fromkeys(name for name in names if name))


def first_name_of(dn: str) -> str:
    """What the first part of a distinguished name says: 'Support, EMEA' of 'CN=Support\\, EMEA,OU=Groups' (RFC 4514)."""
    _, sign, rest = dn.partition("=")
    found = re.match(r"(?:\\.|[^,+\\])*", rest if sign else "", re.DOTALL)
    text = found.group().strip() if found else ""
    # Several escaped bytes in a row are one character of UTF-8.
    text = re.sub(r"(?:\\[0-9A-Fa-f]{2})+", lambda m: _bytes_of(m.group()).decode("utf-8", "replace"), text)
    return one_line(re.sub(r"\\(.)", r"\1", text))


def plain_dn(dn: str) -> str:
    """A distinguished name as names are compared: neither case nor blanks around its signs matter."""
    return re.sub(r"\s*([,=])\s*", r"\1", one_line(dn)).casefold()


def _bytes_of(escaped: str) -> bytes:
    return bytes.fromhex(escaped.replace("\\", ""))


def _id(texts: _Texts, dn: str) -> str:
    """What stays when somebody is renamed or moved; the distinguished name where the directory has nothing better."""
    guid = texts.raw("objectGUID")
    if len(guid) == 16:
        return str(uuid.UUID(bytes_le=guid))
    told = texts.first("entryUUID", "ipaUniqueID", "nsUniqueId").casefold()
    if told:
        return told[:_LONGEST_ID]
    plain = plain_dn(dn)
    if len(plain) <= _LONGEST_ID:
        return plain
    return f"{plain[:80]} {hashlib.sha256(plain.encode()).hexdigest()[:24]}"
