"""The list of people: in order, by kind, by words and sentences; and one person's card."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from fallback_console.domain.people_file import lines_of, read_people
from fallback_console.domain.search_terms import query_terms
from fallback_console.services import calls, people, people_import, people_list, people_merge, statuses
from fallback_console.services.people_list import KINDS, PeopleListing
from tests.unit.services.support import ANN, NOW, World

TEAM = """ID;Name;Reading;Mobile;Mail;Company;Languages;Skills;Groups;Kind
1;Bo Berg;;+44 7700 900124;;;English;Billing:2;;team
2;山田 花子;ヤマダ ハナコ;+44 7700 900123;hanako@example.jp;;日本語、英語;Billing:4;On call;expert
3;佐藤 健;サトウ ケン;12;;;日本語;Billing:5;;team
4;Expert Billing Ltd;;;mail@example.org;;;;;partner
5;Kim Ito;;+44 7700 900125;;;English;Billing:5;Billing on-call;expert
"""


@pytest.fixture
def filled(world: World) -> World:
    found = world.ask(people_import.preview, read_people(TEAM.encode()), "file.team")
    world.do(people_import.store_some, "alice", found.people)
    world.index()
    return world


def ask(world: World, search: str = "", kind: str = "all", *, count: bool = True) -> PeopleListing:
    return world.ask(people_list.listing, search, kind, count=count)


def names(world: World, search: str = "", kind: str = "all") -> list[str]:
    found = ask(world, search, kind)
    return [row.name for row in world.ask(people_list.rows, found.pks)]


def test_everybody_by_how_the_name_is_read_with_counts(filled: World) -> None:
    found = ask(filled)
    assert names(filled)[-2:] == ["佐藤 健", "山田 花子"]
    assert found.counts is not None
    assert set(found.counts) == set(KINDS)
    assert [found.counts[kind] for kind in ("team", "expert", "partner", "oncall")] == [2, 2, 1, 2]
    assert found.counts["all"] == len(found.pks) == sum(found.counts[k] for k in KINDS[1:-1])
    assert names(filled, kind="oncall") == ["Kim Ito", "山田 花子"]
    assert names(filled, kind="team") == ["Bo Berg", "佐藤 健"]
    assert ask(filled, count=False).counts is None
    assert [row.name for row in found.rows] == names(filled)


def test_a_search_counts_by_kind_and_is_narrowed(filled: World) -> None:
    found = ask(filled, "billing", "expert")
    assert found.counts is not None
    assert [found.counts[kind] for kind in KINDS] == [5, 0, 2, 2, 1, 0, 2]
    assert names(filled, "billing", "expert") == ["Kim Ito", "山田 花子"]
    assert names(filled, "billing", "oncall") == ["Kim Ito", "山田 花子"]
    assert names(filled, "zeppelin") == []
    assert ask(filled, "zeppelin").anybody


def test_a_sentence_finds_experts_and_who_knows_it_well(filled: World) -> None:
    assert names(filled, "billing expert who speaks Japanese") == ["佐藤 健", "山田 花子"]
    assert names(filled, "日本語を話せる billing の専門家") == ["佐藤 健", "山田 花子"]
    # Who is called so is found all the same.
    assert names(filled, "billing expert") == ["Expert Billing Ltd", "Kim Ito", "佐藤 健", "山田 花子"]


def test_a_part_of_those_who_are_found(filled: World) -> None:
    sentence = "billing expert who speaks Japanese"
    assert [row.name for row in filled.ask(people_list.found, sentence, "team")] == ["佐藤 健"]
    assert [row.name for row in filled.ask(people_list.found, sentence, "", 1)] == ["佐藤 健"]
    assert [row.name for row in filled.ask(people_list.found, "", "team")] == ["Bo Berg", "佐藤 健"]


def test_who_is_busy_is_not_free(filled: World) -> None:
    filled.do(statuses.set_status, "2", "away")
    assert names(filled, "billing expert who speaks Japanese, free now") == ["佐藤 健"]
    assert ask(filled).busy == {"2": "away"}
    assert filled.ask(people_list.shown, "file.team:2").status == "away"
    assert filled.ask(people_list.shown, "file.team:1").status == ""


def test_who_is_free_and_who_is_on_call_are_asked_for_alone(filled: World) -> None:
    team = names(filled, "", "team") + names(filled, "", "expert")
    assert set(names(filled, "who is free now")) == set(names(filled, "誰が空いていますか")) == set(team)
    filled.do(statuses.set_status, "2", "away")
    assert len(names(filled, "who is free now")) == len(team) - 1
    assert names(filled, "who is on call") == names(filled, "", "oncall") != []
    assert names(filled, "billing expert on call") == names(filled, "billing", "oncall")


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("who is free now", ["Bo Berg", "Kim Ito", "佐藤 健"]),
        ("誰が空いていますか", ["Bo Berg", "Kim Ito", "佐藤 健"]),
        ("今空いている人", ["Bo Berg", "Kim Ito", "佐藤 健"]),
        ("who is on call", ["Kim Ito", "山田 花子"]),
        ("is anybody on call now", ["Kim Ito", "山田 花子"]),
        ("誰が当番ですか", ["Kim Ito", "山田 花子"]),
        ("anyone free and on call", ["Kim Ito"]),
        ("who is on call for billing and speaks Japanese", ["山田 花子"]),
        ("who speaks Japanese", ["佐藤 健", "山田 花子"]),
        ("日本語を話せる人", ["佐藤 健", "山田 花子"]),
        ("anyone free who speaks Japanese", ["佐藤 健"]),
        ("find a billing expert", ["Kim Ito", "佐藤 健", "山田 花子"]),
        ("who are the experts, free now", ["Kim Ito", "佐藤 健"]),
    ],
)
def test_who_is_asked_for_in_a_sentence(filled: World, sentence: str, who: list[str]) -> None:
    filled.do(statuses.set_status, "2", "away")
    assert names(filled, sentence) == who


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        *[(typed, "Søren Kjær") for typed in ("soren", "soeren", "Søren", "SØREN", "soren kjaer")],
        *[(typed, "Łódź Sp.") for typed in ("lodz", "Łódź", "łódz")],
        *[(typed, "Ann Straße") for typed in ("strasse", "STRASSE", "straße")],
        *[(typed, "Ærø Færge") for typed in ("aeroe", "aero", "Ærø", "faerge")],
        *[(typed, "Eva Mu\u0308ller") for typed in ("eva muller", "eva mueller", "eva müller", "eva muell")],
        *[(typed, "Þór Guðrún") for typed in ("thor", "Þór", "gudrun")],
        *[(typed, "Đorđe Đặng") for typed in ("djordje", "dorde", "dang", "Đorđe")],
        *[(typed, "Can Yıldız") for typed in ("yildiz", "yıldız", "YILDIZ")],
    ],
)
def test_names_are_found_as_they_are_typed_elsewhere(world: World, typed: str, name: str) -> None:
    called = "Søren Kjær,Łódź Sp.,Ann Straße,Ærø Færge,Eva Mu\u0308ller,Þór Guðrún,Đorđe Đặng,Can Yıldız".split(",")
    sheet = "Name\n" + "".join(f"{one}\n" for one in called)
    found = world.ask(people_import.preview, read_people(sheet.encode()), "file.letters")
    world.do(people_import.store_some, "alice", found.people)
    world.index()
    assert names(world, typed) == [name]


_FILLERS = sorted(
    "Will An Who Some Is Any Find Can On Free Now Expert Customer Group Anyone Speaks At Me 誰 当番 方 人 今 専門家".split()
)


def test_a_word_that_means_something_is_found_as_a_name(world: World) -> None:
    sheet = "Name;Kind\n" + "".join(f"{word} Zeppelin;customer\n" for word in _FILLERS) + "Is;group\nAnyone Free;team\n"
    found = world.ask(people_import.preview, read_people(sheet.encode()), "file.words")
    world.do(people_import.store_some, "alice", found.people)
    world.index()
    for word in _FILLERS:
        assert f"{word} Zeppelin" in names(world, word)
        assert f"{word} Zeppelin" in names(world, f"{word} Zeppelin")
    assert "Is" in names(world, "Is")
    assert "Anyone Free" in names(world, "anyone free")


@given(st.text(alphabet=st.characters(categories=("Ll", "Lo", "Lu")), min_size=1, max_size=12))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_one_word_finds_whoever_is_called_so(world: World, word: str) -> None:
    found = world.ask(people_import.preview, read_people(f"ID,Name\n1,{word}\n".encode()), "file.one")
    world.do(people_import.store_some, "alice", found.people)
    world.index()
    if query_terms(word):
        assert "file.one:1" in [row.key for row in world.ask(people_list.found, word)]


def test_a_card_has_cases_contacts_lines_and_who_it_may_be(filled: World) -> None:
    card = filled.ask(people_list.shown, ANN)
    assert card.person is not None
    assert card.person.name == "Ann Müller"
    assert {row.customer_key for row in card.cases} == {ANN}
    call = calls.CallLog("out", card.person.numbers[0].e164, ANN, NOW, 60, "reached", "", None)
    filled.do(calls.log_call, "alice", card.cases[0].key, call)
    assert [one.kind for one in filled.ask(people_list.shown, ANN).contacts] == ["call"]
    assert list(filled.ask(people_list.shown, "file.team:2").lines) == [("", "GB")]
    assert list(filled.ask(people_list.shown, "file.team:3").lines) == [("", "")]
    assert filled.ask(people_list.shown, "nobody:1").person is None


def test_who_may_be_the_same_is_told_until_somebody_says_no(filled: World) -> None:
    again = "ID,Name\nx,花子山田\ny,山田花子\nz,ito kim\n".encode()
    found = filled.ask(people_import.preview, read_people(again), "file.other")
    filled.do(people_import.store_some, "alice", found.people)
    filled.index()

    def likely(key: str) -> list[tuple[str, str]]:
        return [(one.key, one.why) for one in filled.ask(people_list.shown, key).likely]

    assert likely("file.team:2") == [("file.other:y", "name")]
    assert likely("file.other:y") == [("file.team:2", "name")]
    assert likely("file.team:5") == [("file.other:z", "name")]
    filled.do(people_merge.apart, "alice", "file.team:2", "file.other:y")
    assert likely("file.team:2") == likely("file.other:y") == []
    pairs = filled.ask(people_merge.likely_pairs)
    assert ("file.other:y", "file.team:2") not in [(p.key, p.other.key) for p in pairs]
    # Whoever merges them by name still can.
    filled.do(people_merge.merge, "alice", "file.team:2", "file.other:y")
    with pytest.raises(Exception, match="one person"):
        filled.do(people_merge.apart, "alice", "file.team:2", "file.other:y")


def test_what_stands_on_broken_lines() -> None:
    data = "氏名,携帯\r\n山田,1\r\n,\r\n".encode("cp932")
    assert lines_of(data, "cp932", [1, 3, 9]) == {1: "氏名,携帯", 3: ","}
    assert lines_of(data, "cp932", []) == {}


@pytest.fixture
def crowd(filled: World) -> World:
    """Teammates, and after them more customers of the same name than are sorted."""
    sheet = "Name;Mobile;Kind\n" + "".join(f"Kim Berg {n};+44 7700 90{n:04};customer\n" for n in range(450))
    found = filled.ask(people_import.preview, read_people(sheet.encode()), "file.crowd")
    filled.do(people_import.store_some, "alice", found.people)
    filled.index()
    return filled


def test_who_works_here_is_found_however_many_customers_are_called_the_same(crowd: World) -> None:
    found = ask(crowd, "berg")
    assert found.counts is not None
    assert found.counts == {"all": 301, "customer": 300, "team": 1, "expert": 0, "oncall": 0}
    assert (len(found.pks), found.more) == (301, {"all", "customer", "partner", "group"})
    assert ask(crowd, "berg", "partner").more == {"all", "customer", "group"}
    assert names(crowd, "berg", "team") == ["Bo Berg"]
    assert names(crowd, "kim", "expert") == names(crowd, "kim", "oncall") == ["Kim Ito"]
    assert len(names(crowd, "berg", "customer")) == 300
    assert names(crowd, "berg", "partner") == []
    assert [row.name for row in crowd.ask(people.list_people, "berg", "team", 5)] == ["Bo Berg"]
    assert {row.role for row in crowd.ask(people.list_people, "berg", "customer")} == {"customer"}
    first = [row.name for row in crowd.ask(people.list_people, "berg", "", 5)]
    assert (len(first), first[0], first[1:]) == (5, "Bo Berg", sorted(first[1:]))
    assert [row.name for row in crowd.ask(people.list_people, "berg", "", 1)] == ["Bo Berg"]
    assert names(crowd, "kim expert, free now") == ["Kim Ito"]
    assert "Bo Berg" in names(crowd, "berg free now")
    assert not ask(crowd, "bo berg").more
    assert not ask(crowd).more


def test_partners_by_the_hundred_hide_nobody_either(crowd: World) -> None:
    sheet = "Name;Mobile;Kind\n" + "".join(f"Kim Berg {n};+44 7701 90{n:04};partner\n" for n in range(450))
    found = crowd.ask(people_import.preview, read_people(sheet.encode()), "file.partners")
    crowd.do(people_import.store_some, "alice", found.people)
    crowd.index()
    assert names(crowd, "berg", "team") == ["Bo Berg"]
    assert {row.role for row in ask(crowd, "berg", "customer").rows} == {"customer"}
    assert "Kim Ito" in names(crowd, "kim", "expert")


def test_a_new_role_is_found_by_it(crowd: World) -> None:
    found = crowd.ask(people_import.preview, read_people(b"ID;Name;Kind\n1;Bo Berg;partner\n"), "file.team")
    crowd.do(people_import.store_some, "alice", found.people)
    crowd.index()
    assert names(crowd, "berg", "team") == []
    assert names(crowd, "berg", "partner") == ["Bo Berg"]
