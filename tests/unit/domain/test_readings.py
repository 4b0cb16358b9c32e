"""How Japanese names are read, and the order of names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fallback_console.domain.readings import in_order, kana_forms, sort_key, split_reading

kana = st.text(st.characters(min_codepoint=0x3041, max_codepoint=0x3096), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("text", "name", "reading"),
    [
        ("山田 花子（ヤマダ ハナコ）", "山田 花子", "ヤマダ ハナコ"),
        ("山田 花子 (やまだ　はなこ) ", "山田 花子", "やまだ はなこ"),
        ("佐藤 健[ｻﾄｳ ｹﾝ]", "佐藤 健", "サトウ ケン"),
        ("マリー・キュリー（マリー・キュリー）", "マリー・キュリー", "マリー・キュリー"),
        ("Ann (Sales)", "Ann (Sales)", ""),
        ("緑茶商店（東京）", "緑茶商店（東京）", ""),
        ("（ヤマダ）", "（ヤマダ）", ""),
        ("山田（）", "山田（）", ""),
        ("山田（・）", "山田（・）", ""),
        ("", "", ""),
        ("（" * 9_000, "（" * 9_000, ""),
    ],
)
def test_a_reading_in_brackets_is_taken_out(text: str, name: str, reading: str) -> None:
    assert split_reading(text) == (name, reading)


@given(st.text(max_size=60))
def test_no_name_is_lost(text: str) -> None:
    name, reading = split_reading(text)
    assert name == text if not reading else name and text.startswith(name.split()[0][:1] or name)


@given(kana)
def test_kana_of_every_kind_are_one(text: str) -> None:
    hiragana, katakana = kana_forms(text)
    assert kana_forms(katakana) == (hiragana, katakana)
    assert sort_key("x", text) == sort_key("x", katakana)


def test_half_width_is_the_same() -> None:
    assert kana_forms("ﾔﾏﾀﾞ ﾊﾅｺ") == kana_forms("ヤマダ ハナコ") == ("やまだ はなこ", "ヤマダ ハナコ")
    assert kana_forms("山田") == kana_forms("Ann") == ()
    assert sort_key("山田", "ﾔﾏﾀﾞ ﾊﾅｺ") == "やまだはなこ"
    assert sort_key("Ann", "") == "Ann"


@pytest.mark.parametrize(
    ("name", "english", "japanese"),
    [
        ("Yamada, Hanako", "Hanako Yamada", "Yamada Hanako"),
        ("van der Berg, Ann Marie", "Ann Marie van der Berg", "van der Berg Ann Marie"),
        ("Ann Müller", "Ann Müller", "Ann Müller"),
        ("山田 花子", "山田 花子", "山田 花子"),
        ("Example, Inc.", "Example, Inc.", "Example, Inc."),
        ("Example, G.m.b.H.", "Example, G.m.b.H.", "Example, G.m.b.H."),
        ("One, Two, Three", "One, Two, Three", "One, Two, Three"),
        ("Shop 24, Main Street", "Shop 24, Main Street", "Shop 24, Main Street"),
        (", Ann", ", Ann", ", Ann"),
    ],
)
def test_only_what_says_its_parts_is_put_in_order(name: str, english: str, japanese: str) -> None:
    assert in_order(name, family_first=False) == english
    assert in_order(name, family_first=True) == japanese


@given(st.text(max_size=60), st.booleans())
def test_putting_in_order_invents_nothing(name: str, family_first: bool) -> None:
    done = in_order(name, family_first=family_first)
    if done != name:
        assert "," not in done
        assert sorted("".join(done.split())) == sorted("".join(name.replace(",", "").split()))
