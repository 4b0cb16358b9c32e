"""What is known of one person: a card for each source, several cards of the same person laid over each other."""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from fallback_console.domain.mirror import RawNumber
from fallback_console.domain.roles import ROLES, TEAM_ROLES

__all__ = [
    "DIRECTORY_SOURCE",
    "FILE_SOURCE",
    "HAND_SOURCE",
    "ROLES",
    "TEAM_ROLES",
    "PersonCard",
    "card_from",
    "joined",
    "mail_key",
    "name_key",
    "skills_from",
    "skills_text",
]

FILE_SOURCE = "file."
"""How sources begin that came out of a file."""

HAND_SOURCE = f"{FILE_SOURCE}_hand"
"""People who were written down here; no file can have this name."""

DIRECTORY_SOURCE = f"{FILE_SOURCE}ldap-"
"""How those of them begin that were read from a directory."""

_FOREMOST = ("group", "expert", "team", "partner", "customer")
_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
_FEWEST_JAPANESE = 3

_LEVELS = {
    **dict.fromkeys(("beginner", "basic", "novice", "初級", "初心者"), 1),
    **dict.fromkeys(("average", "intermediate", "good", "中級"), 3),
    **dict.fromkeys(("advanced", "fluent", "上級"), 4),
    **dict.fromkeys(("expert", "native", "master", "専門家", "エキスパート"), 5),
}


class PersonCard(NamedTuple):
    """What one source says of a person.

    Attributes:
        role: of ``ROLES``.
        reading: how the name is read; '' where it is not known.
        languages: codes as of BCP 47, the preferred one first.
        timezone: IANA name, '' where it is not known.
        skills: names with a level from 1 (beginner) to 5 (expert), 0 where none was told.
        groups: names of the groups the person is in.
        login: by which somebody of the team works, in the helpdesk and here; '' where it is not told.
        site: where somebody of the team works.
    """

    role: str
    name: str
    reading: str = ""
    emails: tuple[str, ...] = ()
    numbers: tuple[RawNumber, ...] = ()
    organisation: str = ""
    languages: tuple[str, ...] = ()
    timezone: str = ""
    skills: tuple[tuple[str, int], ...] = ()
    groups: tuple[str, ...] = ()
    login: str = ""
    site: str = ""

    def body(self) -> dict[str, Any]:
        """The card as an entry keeps it: what is not known is left out."""
        body: dict[str, Any] = {name: value for name, value in zip(self._fields, self, strict=True) if value}
        if self.numbers:
            body["numbers"] = [[number.kind, number.text] for number in self.numbers]
        return body


def card_from(body: Mapping[str, Any]) -> PersonCard:
    """A card out of an entry."""
    return PersonCard(
        body.get("role", "customer"),
        body.get("name", ""),
        body.get("reading", ""),
        tuple(body.get("emails", ())),
        tuple(RawNumber(kind, text) for kind, text in body.get("numbers", ())),
        body.get("organisation", ""),
        tuple(body.get("languages", ())),
        body.get("timezone", ""),
        tuple((name, level) for name, level in body.get("skills", ())),
        tuple(body.get("groups", ())),
        body.get("login", ""),
        body.get("site", ""),
    )


def joined(cards: Sequence[PersonCard]) -> PersonCard:
    """Cards of one person as one: the first has the word, the others add what it does not know.

    Of the kinds the most telling one counts: an expert is not a customer because a helpdesk has them as one. A number that
    several know stands there several times: which spellings are one number depends on the country.
    """
    if len(cards) == 1:
        return cards[0]
    levels: dict[str, tuple[str, int]] = {}
    mails: dict[str, str] = {}
    for card in cards:
        for mail in card.emails:
            mails.setdefault(mail_key(mail), mail)
        for name, level in card.skills:
            known = levels.get(name.casefold(), (name, 0))
            levels[name.casefold()] = (known[0], max(known[1], level))
    named = next((card for card in cards if card.name), cards[0])
    return PersonCard(
        min((card.role for card in cards), key=lambda role: _FOREMOST.index(role) if role in _FOREMOST else 99),
        named.name,
        named.reading or next((c.reading for c in cards if c.reading and name_key(c.name) == name_key(named.name)), ""),
        tuple(mails.values()),
        tuple(number for card in cards for number in card.numbers),
        next((card.organisation for card in cards if card.organisation), ""),
        tuple(dict.fromkeys(language for card in cards for language in card.languages)),
        next((card.timezone for card in cards if card.timezone), ""),
        tuple(levels.values()),
        tuple(dict.fromkeys(group for card in cards for group in card.groups)),
        next((card.login for card in cards if card.login), ""),
        next((card.site for card in cards if card.site), ""),
    )


def mail_key(mail: str) -> str:
    """A mail address as addresses are compared: the case of Latin letters does not matter."""
    # The same for ASCII, of which nearly all are, in a tenth of the time.
    return mail.strip(" ").lower() if mail.isascii() else mail.strip(" ").translate(_LOWER)


@cache
def _words() -> re.Pattern[str]:
    return re.compile(r"[^\W_]+")


def name_key(name: str) -> str:
    """A name as names are compared: neither case nor accents, marks, gaps or the order of its words matter.

    Returns:
        '' where the name is too short to tell anybody by, such as a first name alone.
    """
    if name.isascii():
        words = sorted(_words().findall(name.lower()))
        return " ".join(words) if len(words) > 1 else ""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    # Accents go; the marks that make another letter of kana stay.
    bare = "".join(c for c in apart if not unicodedata.combining(c) or c in "\u3099\u309a")
    words = _words().findall(unicodedata.normalize("NFC", bare))
    whole = "".join(words)
    if any(c >= "\u2e80" for c in whole):
        return whole if len(whole) >= _FEWEST_JAPANESE else ""
    return " ".join(sorted(words)) if len(words) > 1 else ""


def skills_from(text: str) -> tuple[tuple[str, int], ...]:
    """Skills as people type them: 'Printers:3; SQL (expert), 会計★★★★'."""
    found: dict[str, tuple[str, int]] = {}
    for part in re.split(r"\s*(?::::|[;,、；\n])\s*", text):
        name, level = _skill(part.strip())
        if name:
            found.setdefault(name.casefold(), (name, level))
    return tuple(found.values())


def _skill(text: str) -> tuple[str, int]:
    stars = text.count("★")
    if stars:
        return text.replace("★", "").replace("☆", "").strip(" :"), min(stars, 5)
    told = re.fullmatch(r"(?P<name>.*?\S)\s*(?:[:=：]\s*(?P<a>[^:=：()（）]+)|[（(]\s*(?P<b>[^()（）]+)[)）])", text)
    if told is not None:
        word = unicodedata.normalize("NFKC", (told["a"] or told["b"]).strip()).casefold()
        if word in "12345" and len(word) == 1:
            return told["name"], int(word)
        if word in _LEVELS:
            return told["name"], _LEVELS[word]
    return text, 0


def skills_text(skills: Sequence[tuple[str, int]]) -> str:
    """Skills in a form that ``skills_from`` reads."""
    return "; ".join(f"{name}:{level}" if level else name for name, level in skills)
