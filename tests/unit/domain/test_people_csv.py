"""People out of CSV: encodings, delimiters, headings, what spreadsheets do to numbers, and what is broken."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import example, given

from fallback_console.domain.csv_text import csv_text
from fallback_console.domain.errors import InputError
from fallback_console.domain.mirror import RawNumber
from fallback_console.domain.people_csv import EXPORT_HEAD, SheetColumn, export_row
from fallback_console.domain.people_file import MOST_BYTES, PeopleFile, columns_in, read_people
from fallback_console.domain.people_headings import FIELDS, columns_of, known_heading, told_of
from fallback_console.domain.people_lines import clean_cell, clean_row, one_line
from fallback_console.domain.person import ROLES, PersonCard

JAPANESE = "氏名,フリガナ,携帯電話,会社名,メール\r\n山田 花子,ヤマダ ハナコ,09000000012,株式会社テスト,h@example.jp\r\n"
WESTERN = "Name;Company;Mobile\nAmélie Müller;Straßenbau Groß;+44 7700 900123\nJosé Núñez;Ødegård;12\n"


def only(text: str, **options: str) -> PersonCard:
    file = read_people(text.encode(), **options)  # type: ignore[arg-type]
    assert (len(file.people), file.broken) == (1, ())
    return file.people[0].card


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp932", "euc_jp", "iso2022_jp"]
)
def test_japanese_encodings_are_found_out(encoding: str) -> None:
    file = read_people(JAPANESE.encode(encoding))
    assert file.encoding == encoding
    card = file.people[0].card
    assert (card.name, card.reading, card.organisation) == ("山田 花子", "ヤマダ ハナコ", "株式会社テスト")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_western_encodings_are_found_out(encoding: str) -> None:
    file = read_people(WESTERN.encode(encoding))
    assert file.encoding == encoding
    assert [p.card.name for p in file.people] == ["Amélie Müller", "José Núñez"]


def test_latin_1_where_windows_has_no_such_character() -> None:
    assert read_people("Name\nJos\xe9 \x81\n".encode("latin-1")).encoding == "latin-1"


def test_half_width_kana_in_shift_jis() -> None:
    file = read_people("氏名,フリガナ\n佐藤 一,ｻﾄｳ ﾊｼﾞﾒ\n".encode("cp932"))
    assert (file.encoding, file.people[0].card.reading) == ("cp932", "サトウ ハジメ")


def test_an_encoding_that_is_told_counts() -> None:
    assert read_people("Name\nJosé\n".encode("cp1252"), encoding="windows-1252").people[0].card.name == "José"
    for name in ("klingon", "rot13", "base64", "a\0b"):
        with pytest.raises(InputError, match="no encoding"):
            read_people(b"Name\nA\n", encoding=name)


def test_damaged_characters_break_their_own_line_only() -> None:
    data = (
        JAPANESE.encode()
        + "佐藤,,,,s@example.jp\r\n".encode().replace("藤".encode(), b"\xe8\x97")
        + "鈴木,,,,k@example.jp".encode()
    )
    file = read_people(data)
    assert ([p.card.name for p in file.people], [(b.line, b.code) for b in file.broken]) == (
        ["山田 花子", "鈴木"],
        [(3, "encoding")],
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_are_found_out(delimiter: str) -> None:
    file = read_people(delimiter.join(("Name", "Mobile", "Mail\nA, B; C|D", "12", "a@example.org")).encode() if delimiter == "\t"
                       else f'Name{delimiter}Mobile{delimiter}Mail\n"A, B; C|D"{delimiter}12{delimiter}a@example.org'.encode())  # fmt: skip
    assert (file.delimiter, file.people[0].card.name) == (delimiter, "A, B; C|D")


def test_excel_says_its_delimiter_itself() -> None:
    assert read_people(b"sep=;\nName;Mail\nA,B;a@example.org\n").people[0].card.name == "A,B"


def test_a_delimiter_that_is_told_counts() -> None:
    assert read_people(b"Name^Mail\nA^a@example.org\n", delimiter="^").people[0].card.emails == ("a@example.org",)
    with pytest.raises(InputError):
        read_people(b"Name\nA\n", delimiter="ab")


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("0901234", "0901234"),
        ('"=""0901234"""', "0901234"),
        ("'0901234", "0901234"),
        ("'+44 7700 900123", "+44 7700 900123"),
        ("8.19000000012E+11", "819000000012"),
        ("9000000012.0", "9000000012"),
        ("０９０-１２３４", "０９０-１２３４"),
    ],
)
def test_what_spreadsheets_do_to_numbers_is_undone(cell: str, number: str) -> None:
    assert only(f"Name,Mobile\nA,{cell}\n").numbers == (RawNumber("mobile", number),)


def test_a_number_that_lost_digits_is_kept_and_told() -> None:
    [person] = read_people(b"Name,Mobile\nA,8.19E+11\n").people
    assert person.card.numbers[0].text == "8.19E+11"
    assert person.notes == ("The number 8.19E+11 lost digits in a spreadsheet.",)


def test_google_contacts() -> None:
    card = only(
        "First Name,Last Name,Phonetic First Name,Organization Name,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,"
        "Phone 1 - Value,Phone 2 - Label,Phone 2 - Value\nAnn,Lee,,Lee Ltd,VIP ::: * myContacts,Work,ann@example.org,Mobile,"
        "+44 7700 900123 ::: +44 7700 900124,Main,+1 202 555 0110\n"
    )
    assert (card.name, card.organisation, card.groups, card.emails) == (
        "Ann Lee",
        "Lee Ltd",
        ("VIP",),
        ("ann@example.org",),
    )
    assert [(n.kind, n.text[-3:]) for n in card.numbers] == [("mobile", "123"), ("mobile", "124"), ("work", "110")]


def test_nobody_is_called_at_a_fax() -> None:
    data = "Name,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value\nAnn,Work Fax,+12025550110,Work,+12025550111\n"
    [person] = read_people(data.encode()).people
    assert person.card.numbers == (RawNumber("work", "+12025550111"),)
    assert person.notes == ("+12025550110 is of a fax or a pager; it is left out.",)


def test_outlook_in_english_and_japanese() -> None:
    english = only(
        '"First Name","Middle Name","Last Name","Company","Business Phone","Home Phone","Mobile Phone","E-mail Address",'
        '"E-mail 2 Address","Categories"\r\n"Ann","B.","Lee","Lee Ltd","+12025550110","+12025550111","+12025550112",'
        '"ann@example.org","lee@example.org","VIP;North"\r\n'
    )
    assert (english.name, english.emails) == ("Ann B. Lee", ("ann@example.org", "lee@example.org"))
    assert (english.groups, [n.kind for n in english.numbers]) == (("VIP", "North"), ["work", "home", "mobile"])
    japanese = only(
        '"姓","名","姓フリガナ","名フリガナ","会社名","会社電話","携帯電話","電子メール アドレス","分類項目"\r\n'
        '"山田","花子","ヤマダ","ハナコ","例商店","0312345678","09000000012","h@example.jp","重要"\r\n'
    )
    assert (japanese.name, japanese.reading, japanese.groups) == ("山田 花子", "ヤマダ ハナコ", ("重要",))


def test_a_sheet_as_people_make_it_by_hand() -> None:
    card = only(
        "お名前,電話番号,スキル,対応言語,区分\n"
        '田中 実（タナカ ミノル）,03-1234-5678 / 090-0000-0001,"会計（上級）、SQL ★★",日本語、英語,専門家\n'
    )
    assert (card.name, card.reading, card.role, card.languages) == ("田中 実", "タナカ ミノル", "expert", ("ja", "en"))
    assert card.skills == (("会計", 4), ("SQL", 2))
    assert [n.text for n in card.numbers] == ["03-1234-5678", "090-0000-0001"]


def test_columns_that_are_told_by_heading_or_number() -> None:
    file = read_people(b"Kunde,Handy,X\nA,12,y\n", told={"KUNDE": "name", "2": "mobile"})
    assert file.columns == (("Kunde", "name"), ("Handy", "mobile"), ("X", ""))
    assert file.people[0].card.name == "A"
    for told, words in (
        ({"Nope": "name"}, "no column"),
        ({"Kunde": "nonsense"}, "cannot hold"),
        ({"9": "name"}, "no column"),
    ):
        with pytest.raises(InputError, match=words):
            read_people(b"Kunde\nA\n", told=told)


def test_broken_lines_are_told_and_the_rest_is_read() -> None:
    text = 'Name,Mail\nA,a@example.org\n"B "b" x,b@example.org\n\nC,c@example.org,too,many\n,\n,nonsense\nD,nonsense\nE,"e@example.org\n'
    file = read_people(text.encode())
    assert [(p.line, p.card.name) for p in file.people] == [(2, "A"), (8, "D")]
    assert [(b.line, b.code) for b in file.broken] == [
        (3, "quotation"),
        (5, "too-many-cells"),
        (7, "nobody"),
        (9, "quotation"),
    ]
    assert file.people[1].notes == ("'nonsense' is no mail address.",)


def test_cells_over_several_lines_keep_the_count_of_lines() -> None:
    file = read_people(b'Name,Company\r\n"A","x\r\ny"\r\nB,z\r\n')
    assert [(p.line, p.card.organisation) for p in file.people] == [(2, "x y"), (4, "z")]


def test_endless_cells_are_left_out() -> None:
    assert [b.code for b in read_people(f"Name\n{'x' * 2000}\n".encode()).broken] == ["too-long"]


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"", "empty"), (b"\xef\xbb\xbf \n", "empty"), (b"PK\x03\x04...", "spreadsheet"), (b"a,b\n1,2\n", "None of the")],
)
def test_what_is_no_file_of_people(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_people(data)


def test_huge_files_are_refused() -> None:
    with pytest.raises(InputError, match="too large"):
        read_people(bytes(MOST_BYTES + 1))


def test_every_heading_of_ours_is_known() -> None:
    assert [known_heading(heading) for heading in EXPORT_HEAD] == [
        "id", "kind", "name", "reading", "mobile", "work", "home", "phone", "mail", "organisation", "language", "timezone",
        "skills", "groups", "login", "site",
    ]  # fmt: skip
    assert {known_heading(heading) for heading in EXPORT_HEAD} <= set(FIELDS)


WORD = st.text(st.sampled_from("abcXYZ 山田花子ヤマ-+=@'\"äß1２"), min_size=1, max_size=12).map(
    lambda t: " ".join(t.split())
)
NAMES = WORD.filter(lambda t: t and not t.startswith("'"))
PLAIN = st.text(st.sampled_from("abcXYZ山田äß"), min_size=1, max_size=8)
NUMBERS = st.builds(
    RawNumber,
    st.sampled_from(["mobile", "work", "home", "other"]),
    st.from_regex(r"\+?[0-9][0-9 ()-]{0,12}[0-9]", fullmatch=True),
).map(lambda n: RawNumber(n.kind, " ".join(n.text.split())))
CARDS = st.builds(
    PersonCard,
    st.sampled_from(ROLES),
    NAMES,
    st.sampled_from(["", "ヤマダ ハナコ", "サトウ", "Anne"]),
    st.lists(st.from_regex(r"[a-z]{1,5}@[a-z]{1,5}\.example", fullmatch=True), unique=True, max_size=3).map(tuple),
    st.lists(NUMBERS, unique_by=lambda n: n.text, max_size=4).map(lambda ns: tuple(sorted(ns, key=_kind))),
    NAMES | st.just(""),
    st.lists(st.sampled_from(["ja", "en", "pt-BR", "zh-Hant"]), unique=True, max_size=3).map(tuple),
    st.sampled_from(["", "Asia/Tokyo"]),
    st.lists(st.tuples(PLAIN, st.integers(0, 5)), unique_by=lambda s: s[0].casefold(), max_size=3).map(tuple),
    st.lists(PLAIN, unique=True, max_size=3).map(tuple),
    PLAIN | st.just(""),
    PLAIN | st.just(""),
)


def _kind(number: RawNumber) -> int:
    return ["mobile", "work", "home", "other"].index(number.kind)


@given(st.lists(CARDS, min_size=1, max_size=4), st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]))
def test_what_goes_out_comes_in(cards: list[PersonCard], encoding: str) -> None:
    rows = [export_row(f"rt:{i}", card) for i, card in enumerate(cards)]
    file = read_people(csv_text(EXPORT_HEAD, rows).encode(encoding), kind="customer")
    assert file.broken == ()
    assert [(p.id, p.card) for p in file.people] == [(f"rt:{i}", card) for i, card in enumerate(cards)]


@given(st.binary(max_size=400))
def test_nothing_makes_it_fail(data: bytes) -> None:
    for text in (data, b"Name,Mail,Mobile\n" + data, b"BEGIN:VCARD\n" + data):
        try:
            file = read_people(text)
        except InputError:
            continue
        assert isinstance(file, PeopleFile)


def test_the_columns_of_a_file_are_told_with_what_stands_in_them() -> None:
    sheet = b"sep=;\nName;Durchwahl;;Durchwahl\nAnn;201;x;\nAnn;202;;9\nBob;203;y;\nEve;204;y;\n"
    assert columns_in(sheet) == (
        SheetColumn("Name", "name", ("Ann", "Bob", "Eve")),
        SheetColumn("Durchwahl", "", ("201", "202", "203")),
        SheetColumn("", "", ("x", "y")),
        SheetColumn("Durchwahl", "", ("9",)),
    )
    assert columns_in(sheet, told={"2": "work"})[1].field == "work"
    assert columns_in(b"BEGIN:VCARD\nVERSION:3.0\nFN:Ann\nEND:VCARD\n") == ()


def test_columns_that_nobody_knows_are_told_too() -> None:
    sheet = b"Aa,Bb\nAnn,+44 7700 900123\n"
    with pytest.raises(InputError) as caught:
        read_people(sheet)
    assert caught.value.values["columns"] == "unknown"
    assert [one.field for one in columns_in(sheet)] == ["", ""]
    assert [p.card.name for p in read_people(sheet, told={"Aa": "name", "Bb": "mobile"}).people] == ["Ann"]


HEADINGS = st.lists(
    st.sampled_from(["Name", "Phone", "phone ", "", "1", "2", "#3", "Durchwahl", "携帯", "Mail"]), max_size=7
)


@given(HEADINGS, st.data())
def test_what_is_told_of_columns_makes_them_hold_it(headings: list[str], data: st.DataObject) -> None:
    fields = [data.draw(st.sampled_from(["", *FIELDS])) for _ in headings]
    told = told_of(headings, fields)
    wanted = {place: field for place, field in enumerate(fields) if field and field != "ignore"}
    assert {column.at: column.field for column in columns_of(headings, told)} == wanted


def test_only_what_the_headings_do_not_say_is_told() -> None:
    assert told_of(["Name", "Mobile", "Note", "Note", ""], ["name", "work", "", "mail", "ignore"]) == {
        "Mobile": "work",
        "#4": "mail",
    }


CELLS = st.lists(
    st.text(st.sampled_from(" ,'=+0aé山\u3000\u00a0\t\n\"\u200b|-") | st.characters(), max_size=6), max_size=4
)


@given(row=CELLS)
@example(row=["a, b", "c"])
@example(row=["", " a"])
@example(row=["x", "'0123"])
@example(row=['="0123"'])
@example(row=["山田 太郎"])
def test_a_row_is_cleaned_as_its_cells_are(row: list[str]) -> None:
    assert clean_row(row) == [clean_cell(cell) for cell in row]


@given(text=st.text(st.sampled_from(" ,'=+0aé山\u3000\u00a0\t\n\"\u200b|-") | st.characters(), max_size=12))
def test_a_clean_cell_stays_as_it_is(text: str) -> None:
    """What may be printed and has no armour and no more than single blanks is what the long way makes of it."""
    cleaned = clean_cell(text)
    assert cleaned == " ".join(cleaned.split())
    if text[:1] not in ("=", "'"):
        assert cleaned == one_line(text)
