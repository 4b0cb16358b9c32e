"""Words of the text index and of what is typed."""

from __future__ import annotations

import sqlite3

import hypothesis.strategies as st
import pytest
from hypothesis import given

from fallback_console.domain.search_terms import (
    Term,
    gapless,
    index_text,
    match_expression,
    person_expression,
    person_text,
    query_terms,
    tokens,
)


@pytest.fixture(scope="module")
def index() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE f USING fts5 (words, content = '', tokenize = 'ascii', prefix = '1 2 3')")
    return connection


def found(index: sqlite3.Connection, text: str, query: str) -> bool:
    index.execute("INSERT INTO f (f) VALUES ('delete-all')")
    index.execute("INSERT INTO f (rowid, words) VALUES (1, ?)", (index_text([text], 10_000),))
    expression = match_expression(query_terms(query))
    return bool(expression and index.execute("SELECT rowid FROM f WHERE f MATCH ?", (expression,)).fetchall())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Printer broken!", ["printer", "broken"]),
        ("障害対応", ["障害", "害対", "対応", "応"]),
        ("障", ["障"]),
        ("A障害x", ["a", "障害", "害", "x"]),
        ("ｷﾞｶﾞ １２３", ["ギガ", "ガ", "123"]),
        ("Müller café", ["muller", "cafe", "mueller"]),
        ("Mu\u0308ller", ["muller", "mueller"]),
        ("Søren Łódź Þór", ["soren", "lodz", "thor", "soeren"]),
        ("Đặng ĐORĐE", ["dang", "dorde", "djang", "djordje"]),
        ("ミュラーMüller様", ["ミュ", "ュラ", "ラー", "ー", "muller", "様", "mueller"]),
        ("STRASSE straße", ["strasse", "strasse"]),
        ("a_b-c", ["a", "b", "c"]),
        ("ann@example.net", ["ann", "example", "net"]),
        ('"; DROP TABLE x --', ["drop", "table", "x"]),
        ("한국어", ["한국", "국어", "어"]),
        ("", []),
        ("😀 !!", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("prin", [Term("prin", True)]),
        ("printer err", [Term("printer", False), Term("err", True)]),
        ("障害", [Term("障害", False)]),
        ("障", [Term("障", True)]),
        ("障害対", [Term("障害", False), Term("害対", False)]),
        ("x x", [Term("x", False), Term("x", True)]),
        ("!!!", []),
    ],
)
def test_query_terms(query: str, expected: list[Term]) -> None:
    assert query_terms(query) == expected


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("The printer is broken", "prin", True),
        ("The printer is broken", "broken print", True),
        ("The printer is broken", "prin broken", False),
        ("サーバー障害の件", "障害", True),
        ("サーバー障害の件", "件", True),
        ("サーバー障害の件", "害", True),
        ("サーバー障害の件", "サーバー", True),
        ("サーバー障害の件", "返金", False),
        ("ｻｰﾊﾞｰ", "サーバー", True),
        ("+1 (202) 555-0133", "555-0133", True),
        ("Ann Müller", "MULL", True),
        ("03-1234-5678", "03ー1234ー56", True),
        ("サーバー1号", "サーバー1", True),
        ("Ann Müller", "muelle", True),
        ("Aarhus og Århus", "århus", True),
        ("Århus", "aarhus", True),
        ("Søren", "søren", True),
        ("Soren", "Søren", True),
        ("IŞIK", "isik", True),
        ("ışık", "isik", True),
    ],
)
def test_what_is_found(index: sqlite3.Connection, text: str, query: str, expected: bool) -> None:
    assert found(index, text, query) is expected


@given(st.text(max_size=300))
def test_no_typed_text_is_query_syntax(index: sqlite3.Connection, typed: str) -> None:
    expression = match_expression(query_terms(typed))
    if expression:
        index.execute("SELECT rowid FROM f WHERE f MATCH ?", (expression,)).fetchall()


@given(st.sampled_from(['"', "AND", "NEAR(", "*", "^", "f:", ")", "OR", "-", "'", "\0"]), st.text(max_size=20))
def test_operators_are_words(index: sqlite3.Connection, operator: str, typed: str) -> None:
    expression = match_expression(query_terms(f"{operator} {typed} {operator}{typed}"))
    if expression:
        index.execute("SELECT rowid FROM f WHERE f MATCH ?", (expression,)).fetchall()


@given(st.text(max_size=60))
def test_a_text_is_found_by_itself(index: sqlite3.Connection, text: str) -> None:
    if query_terms(text):
        assert found(index, text, text)


@given(st.lists(st.text(max_size=50), max_size=5), st.integers(0, 100))
def test_the_index_keeps_each_word_once_and_no_more_than_allowed(texts: list[str], limit: int) -> None:
    kept = index_text(texts, limit).split(" ")
    assert len(set(kept)) == len(kept)
    kept = [word for word in kept if not word.isdecimal()]
    assert set(filter(None, kept)) <= {
        token for text in texts for n in range(len(text) + 1) for token in tokens(text[:n])
    }


def test_long_prefixes_are_listed_where_somebody_can() -> None:
    listed = {"print": ["printer", "printing"], "zzzzz": []}
    assert match_expression([Term("a", False), Term("print", True)], listed.get) == '"a" AND ("printer" OR "printing")'
    assert match_expression([Term("zzzzz", True)], listed.get) == '("zzzzz")'
    assert match_expression([Term("many", True)], listed.get) == '"many" *'


def test_long_numbers_are_found_by_their_beginnings() -> None:
    assert index_text(["+1 2025550133 12345"], 100).split(" ") == [
        "1",
        "2025550133",
        "12345",
        "20255",
        "202555",
        "2025550",
        "20255501",
    ]


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("+819012345678", "０９０ー１２３４", True),
        ("+819012345678", "090ー1234ー5678", True),
        ("+819012345678", "090ｰ1234 ー 5678", True),
        ("+819012345678", "0901ー", False),
        ("+819012345678", "090ー1234ー", True),
        ("+819012345678", "（090）ー1234", True),
        ("+819012345678", "090―1234–5678", True),
        ("+819012345678", "+81 (0)90 1234 5678", True),
        ("+819012345678", "+81（０）90ー1234ー5678", True),
        ("+819012345678", "+81 (0)90 1234 5679", False),
        ("+390612345678", "+39 (0)6 1234 5678", True),
        ("+81 (0)90 810901234", "+81 (0)90 1234", True),
        ("山田 +819012345678", "山田 1234ー5678", True),
        ("佐藤 +819012345678", "山田 1234ー5678", False),
        ("タワー 2", "タワー 2", True),
        ("第2ーA棟", "第2ーA棟", True),
    ],
)
def test_numbers_are_found_whatever_input_makes_of_them(
    index: sqlite3.Connection, text: str, query: str, expected: bool
) -> None:
    index.execute("INSERT INTO f (f) VALUES ('delete-all')")
    index.execute("INSERT INTO f (rowid, words) VALUES (1, ?)", (person_text([text], 10_000),))
    expression = person_expression(query, lambda _: None)
    rows = index.execute("SELECT rowid FROM f WHERE f MATCH ?", (expression,)).fetchall()
    assert bool(rows) is expected


@given(st.text(alphabet="0123456789()（）０ー―-– 山a", max_size=30))
def test_no_typed_number_is_query_syntax(index: sqlite3.Connection, typed: str) -> None:
    expression = person_expression(typed, lambda _: None)
    if expression:
        index.execute("SELECT rowid FROM f WHERE f MATCH ?", (expression,)).fetchall()


@pytest.mark.parametrize(
    ("name", "joined"),
    [
        ("山田 花子", "山田花子"),
        ("山田\u3000花子", "山田花子"),
        ("ﾔﾏﾀﾞ ﾊﾅｺ", "ヤマダハナコ"),
        ("ジョン・Ｐ・スミス", ""),
        ("ジョン･スミス", "ジョンスミス"),
        ("ジャン＝ポール・サルトル", "ジャンポールサルトル"),
        ("김 민수", "김민수"),
        ("Ann Lee 山田 花子", "Ann Lee 山田花子"),
        ("山田花子", ""),
        ("Ann Lee", ""),
        ("Ann Müller", ""),
        ("山田 (東京)", ""),
    ],
)
def test_names_without_gaps(name: str, joined: str) -> None:
    assert gapless(name) == joined


@given(st.text(alphabet="山田花子ヤマダハー・=  a1", max_size=30))
def test_nothing_is_left_to_join(name: str) -> None:
    assert gapless(gapless(name)) == ""
