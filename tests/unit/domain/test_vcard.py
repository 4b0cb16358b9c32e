"""vCards in the manner of Outlook, iPhones, Google and Japanese telephones, and ours there and back."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given

from fallback_console.domain.mirror import RawNumber
from fallback_console.domain.people_file import read_people
from fallback_console.domain.people_lines import FilePerson
from fallback_console.domain.person import ROLES, PersonCard
from fallback_console.domain.vcard import card_text

OUTLOOK = (
    "BEGIN:VCARD\r\nVERSION:2.1\r\nX-MS-OL-DEFAULT-POSTAL-ADDRESS:0\r\n"
    "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;Am=C3=A9lie;=\r\n"
    ";;\r\n"
    "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Am=C3=A9lie M=C3=BC=\r\nller\r\n"
    "ORG:Lee Ltd;Support\r\nTEL;WORK;VOICE:+1 (202) 555-0110\r\nTEL;CELL;VOICE:+44 7700 900123\r\n"
    "EMAIL;PREF;INTERNET:amelie@example.org\r\n"
    "PHOTO;TYPE=JPEG;ENCODING=BASE64:\r\n /9j/4AAQSkZJRgABAQEAYABgAAD\r\n AAAA=\r\n\r\nREV:20260101T000000Z\r\nEND:VCARD\r\n"
)
IPHONE = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//Apple Inc.//iPhone OS 18.0//EN\r\nN:山田;花子;;;\r\nFN:山田 花子\r\n"
    "X-PHONETIC-FIRST-NAME:ハナコ\r\nX-PHONETIC-LAST-NAME:ヤマダ\r\nORG:例商店;\r\n"
    "item1.EMAIL;type=INTERNET;type=pref:hanako@example.jp\r\nitem1.X-ABLabel:_$!<Work>!$_\r\n"
    "TEL;type=CELL;type=VOICE;type=pref:090-0000-0012\r\nitem2.TEL:03-0000-0000\r\n"
    "NOTE:a long note that is folded over\r\n  two lines\\, with: colons\\nand lines\r\nEND:VCARD\r\n"
)
GOOGLE = (
    "BEGIN:VCARD\nVERSION:3.0\nFN:Bo Berg\nN:Berg;Bo;;;\nEMAIL;TYPE=INTERNET;TYPE=WORK:bo@example.org\n"
    "TEL;TYPE=HOME:+12025550111\nCATEGORIES:VIP,North\\, East,myContacts\nEND:VCARD\n"
)
TELEPHONE = (
    b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:=8E=52=93=63;=89=D4=8E=71;;;\r\n"
    b"SOUND;X-IRMC-N;CHARSET=SHIFT_JIS:" + "ﾔﾏﾀﾞ;ﾊﾅｺ;;;".encode("cp932") + b"\r\nTEL;CELL:09000000012\r\nEND:VCARD\r\n"
)
FOUR = (
    'BEGIN:VCARD\r\nVERSION:4.0\r\nUID:urn:uuid:03a0e51f\r\nFN;SORT-AS="さとう,はじめ":佐藤 一\r\n'
    'N;SORT-AS="さとう,はじめ":佐藤;一;;;\r\n'
    'TEL;VALUE=uri;PREF=1;TYPE="voice,cell":tel:+44-7700-900124;ext=12\r\nEMAIL:hajime@example.jp\r\nLANG;PREF=1:ja\r\n'
    "LANG:en-GB\r\nTZ:Asia/Tokyo\r\nEXPERTISE;LEVEL=expert:SQL\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:group\r\nFN:Night shift\r\nMEMBER:urn:uuid:03a0e51f\r\nEND:VCARD\r\n"
)


def read(text: str | bytes, **options: str) -> list[FilePerson]:
    file = read_people(text if isinstance(text, bytes) else text.encode(), **options)  # type: ignore[arg-type]
    assert (file.kind, file.broken) == ("vcard", ())
    return list(file.people)


def test_outlook_2_1() -> None:
    [person] = read(OUTLOOK)
    assert person.card == PersonCard(
        "customer",
        "Amélie Müller",
        "",
        ("amelie@example.org",),
        (RawNumber("work", "+1 (202) 555-0110"), RawNumber("mobile", "+44 7700 900123")),
        "Lee Ltd Support",
    )


def test_iphone_3_0() -> None:
    [person] = read(IPHONE, kind="team")
    card = person.card
    assert (card.role, card.name, card.reading, card.organisation) == ("team", "山田 花子", "ヤマダ ハナコ", "例商店")
    assert card.numbers == (RawNumber("mobile", "090-0000-0012"), RawNumber("other", "03-0000-0000"))
    assert card.emails == ("hanako@example.jp",)


def test_google_3_0() -> None:
    [person] = read(GOOGLE)
    assert (person.card.name, person.card.groups) == ("Bo Berg", ("VIP", "North, East"))
    assert person.card.numbers == (RawNumber("home", "+12025550111"),)


@pytest.mark.parametrize(
    ("parameters", "kept"),
    [
        ("WORK;FAX", False),
        ("TYPE=HOME,FAX", False),
        ("type=WORK;type=FAX", False),
        ("PAGER", False),
        ("WORK;VOICE;FAX", True),
        ("TYPE=cell,pager", True),
    ],
)
def test_nobody_is_called_at_a_fax(parameters: str, kept: bool) -> None:
    [person] = read(f"BEGIN:VCARD\nFN:Ann\nTEL;{parameters}:+12025550110\nEND:VCARD\n")
    assert [n.text for n in person.card.numbers] == (["+12025550110"] if kept else [])
    assert person.notes == (() if kept else ("+12025550110 is of a fax or a pager; it is left out.",))


def test_a_japanese_telephone_2_1() -> None:
    [person] = read(TELEPHONE)
    assert (person.card.name, person.card.reading) == ("山田 花子", "ヤマダ ハナコ")


def test_version_4_0_with_a_group() -> None:
    person, group = read(FOUR)
    card = person.card
    assert (person.id, card.reading, card.languages) == ("03a0e51f", "さとう はじめ", ("ja", "en-GB"))
    assert (card.timezone, card.skills, card.groups) == ("Asia/Tokyo", (("SQL", 5),), ("Night shift",))
    assert card.numbers == (RawNumber("mobile", "+44-7700-900124 x12"),)
    assert (group.card.role, group.card.name) == ("group", "Night shift")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp932"])
def test_encodings_of_whole_files(encoding: str) -> None:
    assert read(IPHONE.encode(encoding))[0].card.name == "山田 花子"


def test_broken_cards_are_told_and_the_rest_is_read() -> None:
    text = (
        "BEGIN:VCARD\nVERSION:3.0\nFN:A\nthis is no property\nEND:VCARD\n"
        "stray words\n"
        "BEGIN:VCARD\nFN:never ended\n"
        "BEGIN:VCARD\nFN:B\nEMAIL:nonsense\nEND:VCARD\n"
        "BEGIN:VCARD\nNOTE:nobody\nEND:VCARD\n"
        'BEGIN:VCARD\nFN:C\nTEL;TYPE="cell:12\nEND:VCARD\n'
        "BEGIN:VCARD\nFN:cut off in the mid"
    )
    file = read_people(text.encode())
    assert [(p.line, p.card.name, p.notes) for p in file.people] == [
        (1, "A", ()),
        (9, "B", ("'nonsense' is no mail address.",)),
        (16, "C", ()),
    ]
    assert [(b.line, b.code) for b in file.broken] == [
        (4, "no-property"),
        (6, "outside"),
        (7, "no-end"),
        (13, "nobody"),
        (18, "no-property"),
        (20, "no-end"),
    ]


WORD = st.text(st.sampled_from("abcXYZ 山田花子\\;,:=\"'^ßé😀n"), min_size=1, max_size=60).map(
    lambda t: " ".join(t.split())
)
NAMES = WORD.filter(bool)
CARDS = st.builds(
    PersonCard,
    st.sampled_from(ROLES),
    NAMES,
    st.sampled_from(["", "ヤマダ ハナコ", "サトウ", "Anne"]),
    st.lists(st.from_regex(r"[a-z]{1,5}@[a-z]{1,5}\.example", fullmatch=True), unique=True, max_size=3).map(tuple),
    st.lists(
        st.builds(
            RawNumber,
            st.sampled_from(["mobile", "work", "home", "other"]),
            st.from_regex(r"\+?[0-9]{1,6}[ ,;-][0-9]{1,6}", fullmatch=True),
        ),
        unique_by=lambda n: n.text,
        max_size=3,
    ).map(tuple),
    NAMES | st.just(""),
    st.lists(st.sampled_from(["ja", "en", "pt-BR"]), unique=True, max_size=3).map(tuple),
    st.sampled_from(["", "Asia/Tokyo"]),
    st.lists(st.tuples(NAMES, st.integers(0, 5)), unique_by=lambda s: s[0], max_size=3).map(tuple),
    st.lists(NAMES, unique=True, max_size=3).map(tuple),
    st.sampled_from(["", "yamada", "bob.b"]),
    NAMES | st.just(""),
)


@given(st.lists(CARDS, min_size=1, max_size=3))
def test_what_goes_out_comes_in(cards: list[PersonCard]) -> None:
    text = "".join(card_text(f"rt:{i}", card) for i, card in enumerate(cards))
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert [(p.id, p.card) for p in read(text)] == [(f"rt:{i}", card) for i, card in enumerate(cards)]
