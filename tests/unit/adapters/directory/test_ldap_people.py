"""Entries become people, whatever stands in them."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fallback_console.adapters.directory.ldap_groups import Memberships
from fallback_console.adapters.directory.ldap_people import (
    ATTRIBUTES,
    Entry,
    columns_of,
    first_name_of,
    person_of,
    plain_dn,
)
from fallback_console.domain.mirror import RawNumber
from fallback_console.domain.people_file import PeopleFile
from fallback_console.domain.people_lines import BrokenLine, FilePerson
from fallback_console.services.people_import import normalised

DN = "CN=Ann Example,OU=People,DC=example,DC=org"


def entry(dn: str = DN, **values: str | bytes | list[str]) -> Entry:
    raw: dict[str, list[bytes]] = {}
    for name, value in values.items():
        several = value if isinstance(value, list) else [value]
        raw[name.replace("__", ";").replace("_", "-")] = [
            one if isinstance(one, bytes) else one.encode() for one in several
        ]
    return Entry(dn, raw)


def person(**values: str | bytes | list[str]) -> FilePerson:
    found = person_of(7, entry(**values), "team")
    assert isinstance(found, FilePerson)
    return found


def test_an_account_of_active_directory() -> None:
    guid = uuid.UUID("01020304-0506-0708-090a-0b0c0d0e0f10")
    found = person(
        objectGUID=guid.bytes_le,
        displayName="高橋 実",
        cn="Minoru Takahashi",
        givenName="Minoru",
        sn="Takahashi",
        msDS_PhoneticDisplayName="タカハシ ミノル",
        mail="minoru@example.jp",
        proxyAddresses=["smtp:m.takahashi@example.jp", "SMTP:Minoru@example.jp", "SIP:x@y", "X500:/o=x"],
        mobile="+44 7700 900101",
        otherMobile=["+44 7700 900102"],
        telephoneNumber="+44 7700 900103",
        ipPhone="4711",
        homePhone="tel:+44 7700 900104",
        company="Example K.K.",
        department="Support",
        memberOf=["CN=Billing\\, EMEA,OU=Groups,DC=example,DC=org", "CN=Support,OU=Groups"],
        preferredLanguage="en;q=0.3, ja;q=0.9, fr",
        skills=["Printers (expert)", "SQL"],
        userAccountControl="512",
    )
    assert (found.line, found.id, found.notes) == (7, str(guid), ())
    card = found.card
    assert (card.role, card.name, card.reading) == ("team", "高橋 実", "タカハシ ミノル")
    assert card.emails == ("minoru@example.jp", "m.takahashi@example.jp")
    assert card.numbers == (
        RawNumber("mobile", "+44 7700 900101"),
        RawNumber("mobile", "+44 7700 900102"),
        RawNumber("work", "+44 7700 900103"),
        RawNumber("other", "4711"),
        RawNumber("home", "+44 7700 900104"),
    )
    assert (card.organisation, card.timezone, card.groups) == ("Example K.K.", "", ("Support", "Billing, EMEA"))
    assert (card.languages, card.skills) == (("fr", "ja", "en"), (("Printers", 5), ("SQL", 0)))


@pytest.mark.parametrize(
    ("values", "name", "reading"),
    [
        ({"cn": "Ann Example", "sn": "x"}, "Ann Example", ""),
        ({"givenName": "Ann", "sn": "Example"}, "Ann Example", ""),
        ({"sn": "Example"}, "Example", ""),
        ({"displayName": "山田 花子（ヤマダ ハナコ）"}, "山田 花子", "ヤマダ ハナコ"),
        ({"cn": "山田 花子", "cn__lang-ja__phonetic": "やまだ はなこ"}, "山田 花子", "やまだ はなこ"),
        ({"CN": "山田 花子", "sn__phonetic": "ヤマダ", "givenName__phonetic": "ハナコ"}, "山田 花子", "ヤマダ ハナコ"),
        ({"cn__lang-ja": "山田 花子", "cn": "Hanako Yamada"}, "Hanako Yamada", ""),
        ({"cn__lang-ja": "山田 花子"}, "山田 花子", ""),
        (
            {"cn": "山田 花子", "msDS_PhoneticLastName": "ﾔﾏﾀﾞ", "msDS_PhoneticFirstName": "ﾊﾅｺ"},
            "山田 花子",
            "ヤマダ ハナコ",
        ),
    ],
)
def test_names_and_how_they_are_read(values: dict[str, str], name: str, reading: str) -> None:
    card = person(**values).card
    assert (card.name, card.reading) == (name, reading)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"cn": "Ann", "userAccountControl": "514"}, "disabled"),
        ({"cn": "Ann", "useraccountcontrol": "66050"}, "disabled"),
        ({"cn": "Ann", "nsAccountLock": "TRUE"}, "disabled"),
        ({"o": "Example"}, "nobody"),
        ({"cn": " \t ", "telephoneNumber": "ext."}, "nobody"),
    ],
)
def test_who_is_left_out(values: dict[str, str], code: str) -> None:
    found = person_of(3, entry(**values), "team")
    assert isinstance(found, BrokenLine)
    assert (found.line, found.code) == (3, code)


def test_what_is_no_text_is_told_and_the_rest_is_read() -> None:
    found = person(cn="Ann", mail=[b"\xff\xfe", b"ann@example.org"], mobile="+44\0 7700\n900105", sn=b"\xff")
    assert found.card.emails == ("ann@example.org",)
    assert found.card.numbers == (RawNumber("mobile", "+44 7700 900105"),)
    assert found.notes == ("What stands in mail is no text.",)
    assert person(cn="Ann", mail="nonsense").notes == ("'nonsense' is no mail address.",)


@pytest.mark.parametrize(
    ("values", "id"),
    [
        ({"entryUUID": "AB-cd"}, "ab-cd"),
        ({"objectGUID": b"short", "entryUUID": "x"}, "x"),
        ({"nsUniqueId": "n-1"}, "n-1"),
        ({}, "cn=ann example,ou=people,dc=example,dc=org"),
    ],
)
def test_what_stays_when_somebody_is_renamed(values: dict[str, str | bytes], id: str) -> None:
    assert person(cn="Ann", **values).id == id


def test_long_names_stay_apart() -> None:
    ids = {person_of(1, entry(f"CN=A,OU={'x' * 300}{n}", cn="A"), "team").id for n in range(3)}  # type: ignore[union-attr]
    assert len(ids) == 3
    assert all(len(one) <= 110 for one in ids)


@pytest.mark.parametrize(
    ("dn", "name"),
    [
        ("CN=Support,OU=Groups", "Support"),
        ("cn=Support\\, EMEA,ou=x", "Support, EMEA"),
        ("cn=\\E9\\AB\\98\\E6\\A9\\8B,ou=x", "高橋"),
        ("cn=A\\+B+uid=1,ou=x", "A+B"),
        ("", ""),
        ("nonsense", ""),
    ],
)
def test_the_first_name_of_a_distinguished_name(dn: str, name: str) -> None:
    assert first_name_of(dn) == name


def test_groups_that_name_their_members() -> None:
    groups = Memberships(
        [
            entry(cn="On call", member=["cn=ann example, OU=people,DC=example,DC=org", "cn=bo"]),
            entry(cn="Staff", memberUid="ann"),
            entry(cn="Twice", uniqueMember=[DN], member=[DN]),
            entry(member=[DN]),
        ]
    )
    assert groups.of(entry(uid="ann")) == ("On call", "Twice", "Staff")
    assert groups.of(entry("cn=nobody")) == ()


def test_the_columns_are_the_attributes_that_are_there() -> None:
    assert columns_of([entry(CN="Ann"), entry(mobile="1", cn__phonetic="x")]) == (("cn", "name"), ("mobile", "mobile"))
    assert columns_of([]) == ()


NAMES = st.sampled_from([*ATTRIBUTES, "cn;lang-ja;phonetic", "MAIL", "sn;phonetic", "jpegPhoto"])
VALUES = st.one_of(st.binary(max_size=80), st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")))


@given(dn=st.text(max_size=60), values=st.dictionaries(NAMES, st.lists(VALUES, max_size=4), max_size=12))
def test_whatever_a_directory_holds(dn: str, values: dict[str, list[bytes]]) -> None:
    found = person_of(1, Entry(dn, values), "team")
    if isinstance(found, BrokenLine):
        return
    card = found.card
    assert card.name or card.emails or card.numbers
    assert len(found.id) <= 110
    texts = [card.name, card.organisation, *card.emails, *card.groups, *(n.text for n in card.numbers)]
    assert all(text == " ".join(text.split()) for text in texts)
    assert not any(ord(c) < 32 or 0xD800 <= ord(c) <= 0xDFFF for text in texts for c in text)
    # The import takes it as it is.
    assert len(normalised([found], "GB")[0]) == len(card.numbers)
    assert person_of(1, Entry(dn, values), "team") == found
    assert PeopleFile("ldap", "utf-8", "", columns_of([Entry(dn, values)]), [found], ()).people == [found]


@given(st.text(max_size=40), st.text(max_size=40))
def test_distinguished_names_are_compared_whatever_their_blanks(first: str, second: str) -> None:
    dn = f"cn={first},ou={second}"
    assert plain_dn(plain_dn(dn)) == plain_dn(dn)
    assert plain_dn(f"CN = {first} , OU={second}") == plain_dn(dn)
