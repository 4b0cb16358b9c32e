"""People out of vCards and into them: versions 2.1, 3.0 and 4.0 as Outlook, iPhones, Google and Japanese telephones write them.

Read by RFC 6350, RFC 2426 and the vCard 2.1 specification, leniently: a line that is no property is told and left out, a card
without an end too, and everything else is read.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import NamedTuple
from urllib.parse import unquote

from fallback_console.domain.languages import language_code
from fallback_console.domain.mirror import RawNumber
from fallback_console.domain.people_lines import (
    UNHEARD,
    BrokenLine,
    FilePerson,
    is_mail,
    left_out,
    named,
    no_mail,
    one_line,
)
from fallback_console.domain.person import ROLES, PersonCard

__all__ = ["card_text", "looks_like_cards", "read_cards"]

_BEGIN = re.compile(r"\s*BEGIN\s*:\s*VCARD\s*", re.IGNORECASE)
_END = re.compile(r"\s*END\s*:\s*VCARD\s*", re.IGNORECASE)
_HEAD = re.compile(r"\s*(?:[A-Za-z0-9-]+\.)*(?P<name>[A-Za-z0-9-]+)\s*(?P<rest>[;:].*)", re.DOTALL)
_PARAM = re.compile(r';\s*([^=;:"]+)(?:=((?:"[^"]*"|[^;:"])*))?')
_KANA = re.compile("[\u3041-\u30ff\uff66-\uff9f]")
_LEVELS = {"beginner": 1, "average": 3, "expert": 5}
_OCTETS = 75
_LONGEST = 1000
_OURS = "X-FALLBACK-KIND"
_OF_THE_TEAM = ("X-FALLBACK-LOGIN", "X-FALLBACK-SITE")


class _Property(NamedTuple):
    line: int
    name: str
    params: dict[str, list[str]]
    value: str

    def types(self) -> set[str]:
        return {one.strip().lower() for text in self.params.get("TYPE", ()) for one in text.split(",")}

    def parts(self, sign: str = ";") -> list[str]:
        """The value at its separators, each part without escapes."""
        return [one_line(_unescaped(part)) for part in _split(self.value, sign)]

    def text(self) -> str:
        return one_line(_unescaped(self.value))


def looks_like_cards(text: str) -> bool:
    """The first line with anything on it begins a vCard."""
    first = next((line for line in text[:2000].splitlines() if line.strip()), "")
    return _BEGIN.fullmatch(first) is not None


def read_cards(text: str, kind: str) -> tuple[list[FilePerson], list[BrokenLine]]:
    """People, and the lines that could not be read.

    Args:
        kind: of people where a card does not tell it.
    """
    broken: list[BrokenLine] = []
    people: list[FilePerson] = []
    members: dict[str, list[str]] = {}
    for line, properties in _cards(text, broken):
        person = _person(line, properties, kind)
        if person is None:
            broken.append(BrokenLine(line, "nobody", "The card has neither a name nor a number nor a mail address."))
            continue
        if any("\ufffd" in prop.value for prop in properties if prop.name in ("N", "FN", "TEL", "EMAIL")):
            broken.append(BrokenLine(line, "encoding", "It holds bytes that are no characters in this encoding."))
            continue
        people.append(person)
        if person.card.role == "group":
            for prop in properties:
                if prop.name in ("MEMBER", "X-ADDRESSBOOKSERVER-MEMBER"):
                    members.setdefault(_uid(prop.value), []).append(person.card.name)
    return [_in_groups(person, members.get(person.id, ())) for person in people], sorted(broken)


def _in_groups(person: FilePerson, groups: Sequence[str]) -> FilePerson:
    if not groups:
        return person
    return person._replace(card=person.card._replace(groups=tuple(dict.fromkeys((*person.card.groups, *groups)))))


def _cards(text: str, broken: list[BrokenLine]) -> Iterator[tuple[int, list[_Property]]]:
    properties: list[_Property] = []
    begun, outside = 0, False
    for number, line in _unfolded(text):
        if _BEGIN.fullmatch(line):
            if begun:
                broken.append(BrokenLine(begun, "no-end", "The card that begins here has no end."))
            begun, properties, outside = number, [], False
        elif _END.fullmatch(line) and begun:
            yield begun, properties
            begun = 0
        elif begun:
            found = _property(number, line)
            if found is not None:
                properties.append(found)
            elif line.strip():
                broken.append(
                    BrokenLine(number, "no-property", "It is not a line of a vCard; the rest of the card was read.")
                )
        elif line.strip() and not outside:
            broken.append(BrokenLine(number, "outside", "It stands between the cards."))
            outside = True
    if begun:
        broken.append(BrokenLine(begun, "no-end", "The card that begins here has no end."))


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Whole lines with the number of their first one: folded ones, and quoted-printable ones that end in '='."""
    parts: list[str] = []
    number, encoded = 0, ""
    for i, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        soft = encoded == "qp" and parts[-1].endswith("=")
        if parts and soft:
            # The '=' goes, the line goes on where it stopped.
            parts[-1] = parts[-1][:-1]
            parts.append(line)
        elif parts and line[:1] in (" ", "\t"):
            parts.append(line[1:])
        elif parts and encoded == "base64" and ":" not in line:
            # A picture of vCard 2.1, until the empty line behind it.
            encoded = "base64" if line.strip() else ""
        else:
            if parts:
                yield number, "".join(parts)
            number, parts = i, [line]
            head = line.partition(":")[0].upper()
            encoded = "qp" if "QUOTED-PRINTABLE" in head else "base64" if "BASE64" in head or "=B" in head else ""
    if parts:
        yield number, "".join(parts)


def _property(number: int, line: str) -> _Property | None:
    found = _HEAD.fullmatch(line)
    if found is None:
        return None
    rest, at = found["rest"], 0
    params: dict[str, list[str]] = {}
    while rest.startswith(";", at):
        param = _PARAM.match(rest, at)
        if param is None:
            return None
        name, value = param[1].strip().upper(), param[2]
        if value is None:
            # vCard 2.1 leaves the name of the parameter out.
            name, value = ("ENCODING" if name in ("QUOTED-PRINTABLE", "BASE64", "8BIT") else "TYPE"), name
        params.setdefault(name, []).append(value.replace('"', ""))
        at = param.end()
    if not rest.startswith(":", at):
        return None
    value = rest[at + 1 :]
    if params.get("ENCODING", [""])[0].upper() in ("QUOTED-PRINTABLE", "Q"):
        value = _quoted(value, params.get("CHARSET", ["utf-8"])[0])
    return _Property(number, found["name"].upper(), params, value)


def _quoted(value: str, charset: str) -> str:
    raw = quopri.decodestring(value.encode("ascii", "ignore"))
    try:
        # What telephones call Shift_JIS has Windows' characters in it.
        return raw.decode("cp932" if "jis" in charset.lower() and "shift" in charset.lower() else charset, "replace")
    except LookupError:
        return raw.decode("utf-8", "replace")


def _split(text: str, sign: str) -> list[str]:
    """A text at its separators, but not at those behind a backslash."""
    parts, begin, at = [], 0, 0
    while at < len(text):
        if text[at] == sign:
            parts.append(text[begin:at])
            begin = at + 1
        at += 2 if text[at] == "\\" else 1
    return [*parts, text[begin:]]


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text)


def _person(line: int, properties: Sequence[_Property], kind: str) -> FilePerson | None:
    first: dict[str, _Property] = {}
    for prop in properties:
        first.setdefault(prop.name, prop)
    name = first["FN"].text() if "FN" in first else ""
    if not name and "N" in first:
        name = _name_of(first["N"].parts())
    numbers: dict[str, RawNumber] = {}
    emails: dict[str, None] = {}
    languages: dict[str, None] = {}
    skills: dict[str, int] = {}
    groups: dict[str, None] = {}
    notes: list[str] = []
    for prop in properties:
        if prop.name == "TEL":
            number = _number(prop)
            if number and _is_unheard(prop.types()):
                notes.append(left_out(number))
            elif number:
                numbers.setdefault(number, RawNumber(_number_kind(prop.types()), number))
        elif prop.name == "EMAIL":
            mail = prop.text().removeprefix("mailto:")
            if is_mail(mail):
                emails[mail] = None
            elif mail:
                notes.append(no_mail(mail))
        elif prop.name in ("LANG", "X-LANG", "LANGUAGE"):
            languages.update(dict.fromkeys(filter(None, (language_code(prop.text()) or prop.text(),))))
        elif prop.name == "EXPERTISE" and prop.text():
            told = prop.params.get("X-LEVEL", prop.params.get("LEVEL", [""]))[0].lower()
            skills.setdefault(prop.text(), int(told) if told in tuple("12345") else _LEVELS.get(told, 0))
        elif prop.name == "CATEGORIES":
            # Google writes that into every card.
            groups.update((part, None) for part in prop.parts(",") if part and part != "myContacts")
    if not (name or numbers or emails):
        return None
    organisation = " ".join(filter(None, first["ORG"].parts())) if "ORG" in first else ""
    zone = first["TZ"].text() if "TZ" in first else ""
    name, reading = named(name, _reading(first))
    card = PersonCard(
        _role(first, kind),
        name[:_LONGEST],
        reading,
        tuple(emails),
        tuple(numbers.values()),
        organisation[:_LONGEST],
        tuple(languages),
        zone if re.fullmatch(r"[A-Za-z_+-]+(/[A-Za-z0-9_+-]+)+", zone) else "",
        tuple(skills.items()),
        tuple(groups),
        *(first[name].text()[:_LONGEST] if name in first else "" for name in _OF_THE_TEAM),
    )
    return FilePerson(line, _uid(first["UID"].value) if "UID" in first else "", card, tuple(notes))


def _name_of(parts: Sequence[str]) -> str:
    family, given, middle, *_ = [*parts, "", "", ""]
    eastern = any(c >= "\u2e80" for c in family + given)
    return " ".join(filter(None, (family, given) if eastern else (given, middle, family)))


def _reading(first: dict[str, _Property]) -> str:
    phonetic = [first[n].text() for n in ("X-PHONETIC-LAST-NAME", "X-PHONETIC-FIRST-NAME") if n in first]
    if any(phonetic):
        return " ".join(filter(None, phonetic))
    if "SOUND" in first and "X-IRMC-N" in {t.upper() for t in first["SOUND"].types()}:
        return " ".join(filter(None, first["SOUND"].parts()[:2]))
    sorted_by = first["SORT-STRING"].text() if "SORT-STRING" in first else ""
    if not sorted_by and "N" in first:
        sorted_by = " ".join(part.strip() for part in ",".join(first["N"].params.get("SORT-AS", ())).split(",")).strip()
    # A key to sort by is a reading where it is kana; else it is the name once more.
    return sorted_by if _KANA.search(sorted_by) else ""


def _role(first: dict[str, _Property], kind: str) -> str:
    ours = first[_OURS].text() if _OURS in first else ""
    if ours in ROLES:
        return ours
    told = first.get("KIND") or first.get("X-ADDRESSBOOKSERVER-KIND")
    return "group" if told is not None and told.text().lower() == "group" else kind


def _uid(text: str) -> str:
    return text.strip().removeprefix("urn:uuid:").removeprefix("URN:UUID:")


def _number(prop: _Property) -> str:
    text = prop.text()
    if text.lower().startswith("tel:"):
        number, _, rest = unquote(text[4:]).partition(";")
        extension = re.search(r"(?:^|;)ext=(\d+)", rest)
        text = f"{number} x{extension[1]}" if extension else number
    return text[:64].strip()


def _is_unheard(types: Set[str]) -> bool:
    """A fax or a pager, and not a telephone besides."""
    return not types.isdisjoint(UNHEARD) and not types & {"voice", "cell"}


def _number_kind(types: Iterable[str]) -> str:
    words = set(types)
    if words & {"cell", "mobile", "iphone", "pcs"}:
        return "mobile"
    return "work" if words & {"work", "main"} else "home" if "home" in words else "other"


def card_text(uid: str, card: PersonCard) -> str:
    """A person as a vCard 3.0, the version that Outlook, iPhones and Google all read."""
    family, given = _family_and_given(card.name)
    last, _, rest = card.reading.partition(" ")
    types = {"mobile": "CELL", "work": "WORK", "home": "HOME"}
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"UID:{_escaped(uid)}",
        f"N:{_escaped(family)};{_escaped(given)};;;",
        f"FN:{_escaped(card.name)}",
        *([f"X-PHONETIC-LAST-NAME:{_escaped(last)}"] if last else []),
        *([f"X-PHONETIC-FIRST-NAME:{_escaped(rest)}"] if rest else []),
        *(f"TEL;TYPE={types.get(n.kind, 'VOICE')}:{_escaped(n.text)}" for n in card.numbers),
        *(f"EMAIL;TYPE=INTERNET:{_escaped(mail)}" for mail in card.emails),
        *([f"ORG:{_escaped(card.organisation)}"] if card.organisation else []),
        *(f"LANG:{_escaped(language)}" for language in card.languages),
        *([f"TZ:{_escaped(card.timezone)}"] if card.timezone else []),
        *(f"EXPERTISE{f';X-LEVEL={level}' if level else ''}:{_escaped(skill)}" for skill, level in card.skills),
        *([f"CATEGORIES:{','.join(map(_escaped, card.groups))}"] if card.groups else []),
        *(f"{name}:{_escaped(told)}" for name, told in zip(_OF_THE_TEAM, (card.login, card.site), strict=True) if told),
        f"{_OURS}:{card.role}",
        "END:VCARD",
    ]
    return "".join(_folded(line) for line in lines)


def _family_and_given(name: str) -> tuple[str, str]:
    words = name.split()
    if len(words) != 2:
        return (name, "") if any(c >= "\u2e80" for c in name) or len(words) < 2 else (words[-1], " ".join(words[:-1]))
    return (words[0], words[1]) if any(c >= "\u2e80" for c in name) else (words[1], words[0])


def _escaped(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\n", "\\n")


def _folded(line: str) -> str:
    """A line in pieces of at most 75 octets, never cut within a character."""
    pieces, piece, octets = [], "", 0
    for c in line:
        size = len(c.encode("utf-8"))
        if octets + size > _OCTETS:
            pieces.append(piece)
            piece, octets = " ", 1
        piece += c
        octets += size
    return "\r\n".join([*pieces, piece]) + "\r\n"
