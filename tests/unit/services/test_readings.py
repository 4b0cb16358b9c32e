"""People are found and sorted by how their names are read."""

from __future__ import annotations

import pytest

from fallback_console.domain.mirror import PulledPerson
from fallback_console.domain.views import CaseFilter, CaseSort
from fallback_console.services import people, people_merge, queue
from tests.unit.services.support import World, case

PEOPLE = (
    PulledPerson("yamada", "customer", "山田 花子", language="ja", reading="ヤマダ ハナコ"),
    PulledPerson("ito", "customer", "伊藤 健", language="ja", reading="いとう けん"),
    PulledPerson("sakura", "customer", "さくら医院", language="ja"),
    PulledPerson("bell", "customer", "Bell, Ann"),
    PulledPerson("smith", "customer", "ジョン・スミス"),
    PulledPerson("kim", "customer", "김 민수"),
)


@pytest.fixture
def filled(world: World) -> World:
    world.pull([case(7, requestor="yamada"), case(8, requestor="sakura"), case(9, requestor="smith")], people=PEOPLE)
    return world


@pytest.mark.parametrize("typed", ["やまだ", "ヤマダ", "ﾔﾏﾀﾞ", "やまだ はなこ", "ヤマダハ", "山田", "はなこ"])
def test_every_kana_finds_a_person(filled: World, typed: str) -> None:
    assert [p.name for p in filled.ask(people.list_people, typed)] == ["山田 花子"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        *(
            (typed, "山田 花子")
            for typed in ("山田花子", "ヤマダハナコ", "やまだはなこ", "ﾔﾏﾀﾞﾊﾅｺ", "山田花", "山田　花子")
        ),
        *(
            (typed, "ジョン・スミス")
            for typed in ("ジョンスミス", "じょんすみす", "ジョン・スミス", "ｼﾞｮﾝ･ｽﾐｽ", "ジョン スミス")
        ),
        ("김민수", "김 민수"),
        ("花子山田", ""),
        ("田花健", ""),
    ],
)
def test_the_gap_may_be_left_out(filled: World, typed: str, name: str) -> None:
    assert [p.name for p in filled.ask(people.list_people, typed)] == ([name] if name else [])
    filled.assert_whole()


def test_what_merged_records_are_called_is_found_without_gaps_too(filled: World) -> None:
    filled.do(people_merge.merge, "alice", "rt:bell", "rt:yamada")
    filled.index()
    for typed in ("山田花子", "やまだはなこ"):
        assert [p.name for p in filled.ask(people.list_people, typed)] == ["Bell, Ann"]
    filled.assert_whole()


@pytest.mark.parametrize("typed", ["さくら", "サクラ", "ｻｸﾗ"])
def test_names_in_kana_too(filled: World, typed: str) -> None:
    assert [p.name for p in filled.ask(people.list_people, typed)] == ["さくら医院"]


@pytest.mark.parametrize(
    ("typed", "number"),
    [("やまだ", "7"), ("ﾊﾅｺ", "7"), ("サクラ", "8"), ("山田花子", "7"), ("やまだはなこ", "7"), ("ｼﾞｮﾝｽﾐｽ", "9")],
)
def test_their_cases_are_found(filled: World, typed: str, number: str) -> None:
    rows = filled.ask(queue.list_cases, CaseFilter(search=typed), CaseSort.DUE)
    assert [row.number for row in rows] == [number]


def test_they_are_sorted_as_they_are_read(filled: World) -> None:
    assert [(p.name, p.reading) for p in filled.ask(people.list_people)] == [
        ("Ann Müller", ""),
        ("Bell, Ann", ""),
        ("伊藤 健", "いとう けん"),
        ("さくら医院", ""),
        ("山田 花子", "ヤマダ ハナコ"),
        ("ジョン・スミス", ""),
        ("김 민수", ""),
    ]


def test_a_reading_may_come_later_or_go(filled: World) -> None:
    filled.pull(people=[PulledPerson("sakura", "customer", "桜医院", language="ja", reading="サクライイン")])
    assert [p.name for p in filled.ask(people.list_people, "さくらいいん")] == ["桜医院"]
    filled.pull(people=[PulledPerson("yamada", "customer", "山田 花子", language="ja")])
    assert filled.ask(people.list_people, "やまだ") == []
    assert len(filled.ask(people.list_people, "山田")) == 1
