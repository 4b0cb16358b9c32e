"""People from files: looked through first, imported, imported again, merged, parted, found."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from fallback_console.domain.entry import Entry, Kind
from fallback_console.domain.errors import InputError, NotFoundError
from fallback_console.domain.people_file import read_people
from fallback_console.domain.views import CaseFilter, CaseSort
from fallback_console.services import calls, cases, people, people_import, people_merge, queue
from fallback_console.services.people_import import ImportPreview
from fallback_console.store.same_person import note_word
from fallback_console.store.tx import Tx
from tests.unit.services.support import ANN, ANN_NUMBER, NOW, World, ann, case

SOURCE = "file.crm"
CRM = """ID;Name;Reading;Mobile;Mail;Company;Languages;Skills;Groups;Kind
1;Ann Lee;;+1 202 555 0133;;Lee Ltd;en;;;
2;山田 花子;ヤマダ ハナコ;+44 7700 900123;hanako@example.jp;例商店;日本語、英語;SQL:4;VIP;expert
3;Bo Berg;;12;bo@example.org;;;;;partner
"""


def look(world: World, text: str, source: str = SOURCE) -> ImportPreview:
    return world.ask(people_import.preview, read_people(text.encode()), source)


def load(world: World, text: str, source: str = SOURCE) -> int:
    written = world.do(people_import.store_some, "alice", look(world, text, source).people)
    world.index()
    return written


def entries(world: World) -> int:
    return int(world.ask(lambda r: r.value("SELECT count(*) FROM entry")))


def names(world: World, search: str, role: str = "") -> list[str]:
    return [row.name for row in world.ask(people.list_people, search, role)]


def test_a_preview_tells_everything_and_writes_nothing(world: World) -> None:
    before = entries(world)
    found = look(world, f"{CRM}4;;;;;;;;;\n1;Ann Lee;;;;;;;;\n")
    assert [(p.line, p.key, p.state) for p in found.people] == [
        (2, "file.crm:1", "new"),
        (3, "file.crm:2", "new"),
        (4, "file.crm:3", "new"),
    ]
    assert found.people[0].e164s == ("+12025550133",)
    assert [(one.key, one.why, one.what) for one in found.people[0].likely] == [(ANN, "number", "+12025550133")]
    assert [(one.line, one.code) for one in found.broken] == [(5, "nobody"), (6, "repeated")]
    assert (found.counts(), found.impossible) == ({"new": 3, "changed": 0, "same": 0}, 1)
    assert entries(world) == before
    assert names(world, "hanako") == []


def test_imported_people_are_like_all_others(world: World) -> None:
    assert load(world, CRM) == 3
    row = world.ask(people.person, "file.crm:2")
    assert (row.name, row.reading, row.role, row.organisation) == ("山田 花子", "ヤマダ ハナコ", "expert", "例商店")
    assert (row.language, row.languages, row.groups) == ("ja", ("ja", "en"), ("VIP",))
    assert [(skill.name, skill.level) for skill in row.skills] == [("SQL", 4)]
    assert [(n.kind, n.raw, n.e164) for n in row.numbers] == [("mobile", "+44 7700 900123", "+447700900123")]
    assert [(n.raw, n.e164, n.shown) for n in world.ask(people.person, "file.crm:3").numbers] == [("12", "", "12")]
    assert [p.key for p in world.ask(people.match_number, "07700900123")] == ["file.crm:2"]
    assert world.ask(people.sure_match, "+447700900123") == row


@pytest.mark.parametrize(
    "search", ["山田", "やまだ", "ﾔﾏﾀﾞ", "hanako@", "例商店", "SQL", "vip", "Japanese", "日本語", "900123", "00123", "7700 9001", "0770090"]
)  # fmt: skip
def test_people_are_found_by_whatever_is_known_of_them(world: World, search: str) -> None:
    load(world, CRM)
    assert names(world, search) == ["山田 花子"]
    assert names(world, search, "expert") == ["山田 花子"]
    assert names(world, search, "team") == []


def test_the_same_file_again_changes_nothing(world: World) -> None:
    load(world, CRM)
    before = entries(world)
    assert look(world, CRM).counts() == {"new": 0, "changed": 0, "same": 3}
    assert load(world, CRM) == 0
    assert entries(world) == before


def test_two_that_import_at_the_same_time_write_it_once(world: World) -> None:
    one, other = look(world, CRM), look(world, CRM)
    assert world.do(people_import.store_some, "alice", one.people) == 3
    assert world.do(people_import.store_some, "bob", other.people) == 0


def test_a_changed_file_changes_its_own_people_alone(world: World) -> None:
    load(world, CRM)
    load(world, "id,name\n1,Other Ann\n", "file.other")
    found = look(
        world, "\n".join(CRM.replace("Bo Berg", "Bo Berger").splitlines()[:-1]) + "\n4;New;;;new@example.org;;;;;\n"
    )
    assert [(p.key, p.state, p.changes) for p in found.people] == [
        ("file.crm:1", "same", ()),
        ("file.crm:2", "same", ()),
        ("file.crm:4", "new", ()),
    ]
    assert found.left == ("file.crm:3",)
    found = look(world, CRM.replace("Bo Berg", "Bo Berger").replace("bo@", "bo.b@"))
    assert [(p.key, p.changes) for p in found.people if p.changes] == [("file.crm:3", ("name", "emails"))]
    assert world.do(people_import.store_some, "alice", found.people) == 1
    assert world.ask(people.person, "file.crm:3").emails == ("bo.b@example.org",)
    assert world.ask(people.person, "file.other:1").name == "Other Ann"
    assert world.ask(people_import.sources) == ["file.crm", "file.other"]


def test_without_ids_people_are_recognised_by_what_is_left_of_them(world: World) -> None:
    head = "name,mail,mobile\n"
    load(world, f"{head}Ann Lee,ann@example.org,+12025550111\nBob Ray,bob@example.org,\nCy,,+12025550112\n")
    found = look(world, f"{head}Ann Lee,lee@example.org,+1 202 555 0111\nBob Ray,ray@example.org,\nDi,,+12025550112\n")
    assert [(p.key.partition(":")[2], p.state) for p in found.people] == [
        ("ann@example.org", "changed"),
        ("bob@example.org", "changed"),
        ("+12025550112", "changed"),
    ]


def test_two_people_with_one_address_stay_two(world: World) -> None:
    text = "name,mail\nAnn,home@example.org\nBob,home@example.org\nAnn,home@example.org\n"
    found = look(world, text)
    assert [p.key for p in found.people] == ["file.crm:home@example.org", "file.crm:home@example.org bob"]
    assert [(one.line, one.code) for one in found.broken] == [(4, "repeated")]
    load(world, text)
    assert look(world, text).counts()["same"] == 2


def test_a_merged_person_is_one_everywhere_and_two_again_after_it_is_undone(world: World) -> None:
    load(world, CRM)
    before = world.ask(people.list_people)
    saved = world.do(people_merge.merge, "alice", "file.crm:1", ANN)
    assert (saved.key, saved.other) == ("file.crm:1", ANN)
    row = world.ask(people.person, ANN)
    assert (row.key, row.parts) == ("file.crm:1", (ANN,))
    assert row == world.ask(people.person, "file.crm:1")
    assert (row.name, row.organisation, row.emails) == ("Ann Lee", "Lee Ltd", ("ann@example.net",))
    assert [n.e164 for n in row.numbers] == [ANN_NUMBER]
    world.index()
    assert names(world, "0133") == names(world, "muller") == ["Ann Lee"]
    # Its cases are the cases of the one person, by name and by words.
    cases_of = [c for c in world.ask(queue.list_cases, CaseFilter(), CaseSort.NEWEST) if c.customer_key == row.key]
    assert {(c.key, c.customer) for c in cases_of} == {("rt:1", "Ann Lee"), ("rt:2", "Ann Lee")}
    detail = world.ask(queue.case_detail, "rt:1")
    assert detail.customer == row
    assert {c.key for c in detail.other_cases} == {"rt:2", "rt:3"}
    assert {c.key for c in world.ask(queue.search_cases, "Lee Ltd", 9)} == {"rt:1", "rt:2", "rt:3"}
    # What is written down under the old key means the same person.
    assert world.do(
        calls.log_call, "alice", "", calls.CallLog("out", "", ANN, NOW, 5, "reached", "hello", None)
    ).entry_ids
    world.assert_whole()
    undone = world.do(people_merge.part, "alice", ANN)
    assert (undone.key, undone.other) == ("file.crm:1", ANN)
    world.index()
    after = world.ask(people.list_people)
    assert [row._replace(pk=0) for row in after] == [row._replace(pk=0) for row in before]
    assert world.ask(queue.find_case, "1").customer_key == ANN
    assert world.ask(people_merge.likely, ANN) == []


def test_a_merge_keeps_the_extension_that_one_of_them_knows(world: World) -> None:
    load(
        world,
        f"Name,Work,Mail\nAnn Lee,{ANN_NUMBER} ext. 12,ann.lee@example.net\nAnn Lee,{ANN_NUMBER} x13,a.lee@example.net\n",
    )
    numbers = [n.raw for n in world.ask(people.person, ANN).numbers]
    world.do(people_merge.merge, "alice", ANN, "file.crm:ann.lee@example.net")
    assert [n.raw for n in world.ask(people.person, ANN).numbers] == [f"{ANN_NUMBER} ext. 12"]
    world.do(people_merge.merge, "alice", ANN, "file.crm:a.lee@example.net")
    both = sorted(n.raw for n in world.ask(people.person, ANN).numbers)
    assert both == [f"{ANN_NUMBER} ext. 12", f"{ANN_NUMBER} x13"]
    world.assert_whole()
    for part in ("file.crm:ann.lee@example.net", "file.crm:a.lee@example.net"):
        world.do(people_merge.part, "alice", part)
    assert [n.raw for n in world.ask(people.person, ANN).numbers] == numbers


DESK = "desk@example.net"
SHARED = f"Name,Work,Mail\nAnn Abe,+12025550111,{DESK}\nBob Berg,+12025550112,{DESK}\nCid Cole,+12025550113,{DESK}\n"


def _keyed(found: ImportPreview) -> dict[str, tuple[str, str]]:
    return {one.card.name: (one.key, one.state) for one in found.people}


@given(st.permutations(SHARED.splitlines()[1:]), st.sets(st.integers(0, 2), max_size=2), st.integers(0, 3))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_who_shares_a_mail_address_stays_who_they_are_in_any_order(
    world: World, lines: list[str], gone: set[int], place: int
) -> None:
    if not entries(world):
        load(world, SHARED)
    before = _keyed(look(world, SHARED))
    assert {state for _, state in before.values()} == {"same"}
    there = [line for n, line in enumerate(lines) if n not in gone]
    there.insert(place, f"Ada Aoki,+12025550119,{DESK}")
    found = look(world, "\n".join(["Name,Work,Mail", *there, ""]))
    now = _keyed(found)
    key, state = now.pop("Ada Aoki")
    assert state == "new"
    assert key not in {key for key, _ in before.values()}
    assert now == {name: before[name] for name in now}
    assert set(found.left) == {before[name][0] for name in before.keys() - now.keys()}


def test_a_merge_and_a_note_stay_with_their_person_when_a_list_is_sorted_otherwise(world: World) -> None:
    load(world, SHARED)
    ann, bob = (f"file.crm:{DESK}", f"file.crm:{DESK} bob berg")
    world.do(people_merge.merge, "alice", ANN, bob)
    head, *lines = SHARED.splitlines()
    # Bob's number is another now, Ann has left.
    changed = [line.replace("0112", "0118") for line in reversed(lines) if "Ann" not in line]
    found = look(world, "\n".join([head, *changed, ""]))
    assert {one.key: one.state for one in found.people} == {bob: "changed", f"file.crm:{DESK} cid cole": "same"}
    assert found.left == (ann,)
    world.do(people_import.store_some, "alice", found.people)
    assert "+12025550118" in [n.e164 for n in world.ask(people.person, ANN).numbers]
    assert world.ask(people.person, ann).name == "Ann Abe"


def test_somebody_alone_at_an_address_may_have_another_name(world: World) -> None:
    load(world, f"Name,Mail\nAnn Abe,{DESK}\n")
    (found,) = look(world, f"Name,Mail\nAnn Berg,{DESK}\n").people
    assert (found.key, found.state, found.changes) == (f"file.crm:{DESK}", "changed", ("name",))
    # Of two nobody knows which one that was.
    both = look(world, f"Name,Mail\nCid Cole,{DESK}\nBob Baba,{DESK}\n")
    assert [one.state for one in both.people] == ["new", "new"]
    assert both.left == (f"file.crm:{DESK}",)


def test_pulls_and_imports_keep_what_was_merged(world: World) -> None:
    load(world, CRM)
    world.do(people_merge.merge, "alice", "file.crm:1", ANN)
    world.pull([case(9, version=99)], people=[ann(name="Ann of the helpdesk", emails=("new@example.net",))])
    load(world, CRM.replace("Ann Lee", "Ann L. Lee"))
    row = world.ask(people.person, ANN)
    assert (row.key, row.name, row.emails) == ("file.crm:1", "Ann L. Lee", ("new@example.net",))
    assert world.ask(queue.find_case, "9").customer_key == row.key
    assert {c.customer for c in world.ask(queue.list_cases, CaseFilter(), CaseSort.NEWEST)} == {"Ann L. Lee"}
    world.do(people_merge.part, "alice", row.key)
    assert world.ask(people.person, ANN).name == "Ann of the helpdesk"


def test_merges_of_merges_are_undone_one_by_one(world: World) -> None:
    load(world, CRM)
    world.do(people_merge.merge, "alice", "file.crm:1", "file.crm:2")
    world.do(people_merge.merge, "alice", "file.crm:3", "file.crm:2")
    row = world.ask(people.person, "file.crm:2")
    assert (row.key, row.parts, row.role) == ("file.crm:3", ("file.crm:1", "file.crm:2"), "expert")
    with pytest.raises(InputError, match="one person already"):
        world.do(people_merge.merge, "alice", "file.crm:1", "file.crm:3")
    world.do(people_merge.part, "alice", "file.crm:3")
    assert world.ask(people.person, "file.crm:2").key == "file.crm:1"
    assert world.ask(people.person, "file.crm:3").parts == ()
    world.do(people_merge.part, "alice", "file.crm:2")
    assert world.ask(people.person, "file.crm:2").parts == ()
    with pytest.raises(InputError, match="Nothing was merged"):
        world.do(people_merge.part, "alice", "file.crm:1")
    with pytest.raises(NotFoundError):
        world.do(people_merge.merge, "alice", "file.crm:1", "file.crm:77")


@given(
    words=st.lists(
        st.tuples(st.sampled_from("abcde"), st.sampled_from("abcde"), st.booleans()).filter(lambda w: w[0] != w[1]),
        max_size=12,
    ),
    data=st.data(),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
def test_words_in_any_order_lead_to_the_same_people(
    world: World, words: list[tuple[str, str, bool]], data: st.DataObject
) -> None:
    entries = [
        Entry(f"e{i}", "s", i, f"{i:015d}.000000.s", i, "a", Kind.PERSON_MERGED if merged else Kind.PERSON_PARTED,
              f"person:x:{one}", {"other": f"x:{other}"})
        for i, (one, other, merged) in enumerate(words)
    ]  # fmt: skip

    def told(tx: Tx, order: list[Entry]) -> list[tuple[object, ...]]:
        tx.execute("DELETE FROM p_same")
        tx.execute("DELETE FROM p_alias")
        for entry in order:
            note_word(tx, entry)
        found = tx.rows("SELECT key, head FROM p_alias ORDER BY key")
        tx.execute("DELETE FROM p_same")
        tx.execute("DELETE FROM p_alias")
        return found

    in_order = world.do(told, entries)
    again = data.draw(st.permutations([*entries, *entries[:3]]))
    assert world.do(told, again) == in_order
    # Everybody is with those that a last word joined, and with nobody else.
    last = {frozenset(word[:2]): word[2] for word in words}
    joined = {tuple(sorted(pair)) for pair, merged in last.items() if merged}
    assert {str(key)[2:] for key, _ in in_order} == {name for pair in joined for name in pair}


def test_an_import_that_was_cut_is_finished_by_the_next(world: World) -> None:
    found = look(world, CRM)
    assert world.do(people_import.store_some, "alice", found.people[:1]) == 1
    assert look(world, CRM).counts() == {"new": 2, "changed": 0, "same": 1}
    assert load(world, CRM) == 2


def test_who_may_be_one_person_the_surest_first(world: World) -> None:
    load(world, CRM)
    load(world, "name,mail,mobile\nLee Ann,,\nX,BO@example.org,\nY,,+1 202-555-0133\n", "file.phone")
    pairs = world.ask(people_merge.likely_pairs)
    assert [(p.key, p.other.key, p.other.why) for p in pairs] == [
        ("file.crm:1", "file.phone:+12025550133", "number"),
        ("file.crm:1", ANN, "number"),
        ("file.phone:+12025550133", ANN, "number"),
        ("file.crm:3", "file.phone:bo@example.org", "mail"),
        ("file.crm:1", "file.phone:lee ann", "name"),
    ]
    assert [(one.key, one.why) for one in world.ask(people_merge.likely, "file.crm:1")] == [
        ("file.phone:+12025550133", "number"),
        (ANN, "number"),
        ("file.phone:lee ann", "name"),
    ]
    # Somebody said that these are two: that is not asked again.
    world.do(people_merge.merge, "alice", "file.crm:1", ANN)
    world.do(people_merge.part, "alice", ANN)
    assert ANN not in [one.key for one in world.ask(people_merge.likely, "file.crm:1")]
    assert ("file.crm:1", ANN) not in [(p.key, p.other.key) for p in world.ask(people_merge.likely_pairs)]


def test_a_number_of_a_whole_firm_tells_nobody(world: World) -> None:
    load(world, "name,work\n" + "".join(f"P{n},+12025550199\n" for n in range(7)))
    assert look(world, "name,work\nNew One,+12025550199\n", "file.other").people[0].likely == ()


def test_a_case_made_here_shows_an_imported_customer(world: World) -> None:
    load(world, CRM)
    saved = world.do(cases.create_case, "alice", cases.NewCase("Help", "Support", "text", person_key="file.crm:3"))
    assert world.ask(queue.find_case, saved.case_key).customer == "Bo Berg"
    load(world, CRM.replace("Bo Berg", "Bo Borg"))
    assert world.ask(queue.find_case, saved.case_key).customer == "Bo Borg"


@pytest.mark.parametrize(
    ("name", "source"), [("CRM export (2).v1", "file.crm-export-2-v1"), ("file.crm", "file.crm"), ("顧客", "file.顧客")]
)
def test_a_source_is_named_after_the_file(name: str, source: str) -> None:
    assert people_import.source_of(name) == source


def test_a_source_needs_a_name() -> None:
    with pytest.raises(InputError):
        people_import.source_of("...")
