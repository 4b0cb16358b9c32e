"""Cards of one person laid over each other; names, skills and languages as people write them."""

from __future__ import annotations

import pytest

from fallback_console.domain.languages import language_code, language_names
from fallback_console.domain.mirror import RawNumber
from fallback_console.domain.numbers import e164_of, parse
from fallback_console.domain.pace import Pace
from fallback_console.domain.person import PersonCard, card_from, joined, name_key, skills_from, skills_text

FULL = PersonCard(
    "expert",
    "山田 花子",
    "ヤマダ ハナコ",
    ("h@example.jp",),
    (RawNumber("mobile", "12"),),
    "例商店",
    ("ja",),
    "Asia/Tokyo",
    (("SQL", 3),),
    ("VIP",),
)
OTHER = PersonCard(
    "customer",
    "Hanako",
    emails=("H@EXAMPLE.JP", "x@example.jp"),
    organisation="Other",
    languages=("en", "ja"),
    skills=(("sql", 5), ("Go", 0)),
    groups=("A",),
)


def test_a_card_comes_back_out_of_its_entry() -> None:
    assert card_from(FULL.body()) == FULL
    assert PersonCard("team", "A").body() == {"role": "team", "name": "A"}
    assert card_from({"role": "team", "name": "A"}) == PersonCard("team", "A")


def test_the_first_card_has_the_word_and_the_others_add_to_it() -> None:
    both = joined([OTHER, FULL])
    assert (both.role, both.name, both.reading, both.organisation) == ("expert", "Hanako", "", "Other")
    assert (both.emails, both.languages, both.timezone) == (
        ("H@EXAMPLE.JP", "x@example.jp"),
        ("en", "ja"),
        "Asia/Tokyo",
    )
    assert (both.skills, both.groups) == ((("sql", 5), ("Go", 0)), ("A", "VIP"))
    nameless = PersonCard("customer", "", "", ("x@example.jp",))
    assert (joined([nameless, FULL]).name, joined([nameless, FULL]).reading) == ("山田 花子", "ヤマダ ハナコ")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann Lee", "lee,  ANN"),
        ("Amélie Müller", "Muller Amelie"),
        ("山田 花子", "山田花子"),
        ("サトウ ハジメ", "ｻﾄｳ ﾊｼﾞﾒ"),
    ],
)
def test_names_that_are_one(one: str, other: str) -> None:
    assert name_key(one) == name_key(other) != ""


@pytest.mark.parametrize("name", ["", "Ann", "山田", "Änne"])
def test_names_that_tell_nobody(name: str) -> None:
    assert name_key(name) == ""


def test_names_that_differ() -> None:
    assert name_key("ハナコ 山田") != name_key("バナコ 山田")
    assert name_key("Ann Lee") != name_key("Ann Leer")


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("Printers:3; SQL (expert), 会計★★★★☆", (("Printers", 3), ("SQL", 5), ("会計", 4))),
        ("C++、Net（初級）; SQL = 2", (("C++", 0), ("Net", 1), ("SQL", 2))),
        ("SQL; sql:3; A (B)", (("SQL", 0), ("A (B)", 0))),
        ("", ()),
    ],
)
def test_skills(text: str, skills: tuple[tuple[str, int], ...]) -> None:
    assert skills_from(text) == skills
    assert skills_from(skills_text(skills)) == skills


@pytest.mark.parametrize(
    ("text", "code"),
    [("Japanese", "ja"), ("日本語", "ja"), ("jpn", "ja"), (" JA ", "ja"), ("pt_br", "pt-BR"), ("zh-hant-tw", "zh-Hant-TW"),
     ("de_DE.UTF-8", "de-DE"), ("Français", "fr"), ("nonsense words", ""), ("", "")],
)  # fmt: skip
def test_languages(text: str, code: str) -> None:
    assert language_code(text) == code


def test_a_language_is_searched_by_its_names() -> None:
    assert language_names("pt-BR").split() == ["pt-BR", "Portuguese", "Português", "ポルトガル語"]
    assert language_names("xx") == "xx"


@pytest.mark.parametrize(
    "text", ["(202) 555-0110", "+44 7700 900123", "０９０−００００−００１２", "12", "", "x" * 99, "1-800-FLOWERS"]
)
def test_the_short_way_to_e164_is_the_same(text: str) -> None:
    for region in ("", "US", "JP"):
        assert e164_of(text, region) == parse(text, region).e164


def test_portions_grow_slowly_and_shrink_at_once() -> None:
    pace = Pace()
    pace.learn(40, 0.001)
    assert pace.rows == 60
    pace.learn(60, 0.060)
    assert pace.rows == 5
    pace.learn(0, 1.0)
    assert pace.rows == 5
    never_less = Pace(50, fewest=30)
    never_less.learn(50, 1.0)
    assert never_less.rows == 30
    smallest = Pace()
    smallest.learn(40, 1.0)
    assert smallest.rows == 4
    smallest.learn(4, 0.0001)
    assert smallest.rows == 6
