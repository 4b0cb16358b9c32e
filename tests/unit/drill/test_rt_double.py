"""The double of Request Tracker answers as the real one was seen to."""

from __future__ import annotations

import json
import urllib.parse
from typing import Any

import pytest

from fallback_console.domain.mirror import Attachment, PulledCase, PulledItem, PulledPerson, RawNumber
from fallback_console.drill.http_server import Request, Response
from fallback_console.drill.rt_double import RtDouble
from fallback_console.drill.rt_seed import fill
from fallback_console.drill.rt_sql import QueryError, parse, predicate
from fallback_console.drill.rt_world import RtWorld

NOW = 1_795_000_000_000


@pytest.fixture
def double() -> RtDouble:
    world = RtWorld()
    for login in ("alice", "bob"):
        world.add_user(login)
    found = RtDouble(world, now=lambda: NOW)
    for n in range(5):
        world.create("c@example.net", NOW, queue="General", subject=f"Case {n}", text="T", requestors=["c@example.net"])
    return found


def ask(double: RtDouble, method: str, target: str, body: Any = None, login: str = "alice", **headers: str) -> Response:
    path, _, query = target.partition("?")
    sent = {"authorization": f"token {double.sign_in(login)}", **headers}
    raw = b"" if body is None else json.dumps(body).encode()
    return double.answer(Request(method, f"/REST/2.0/{path}", dict(urllib.parse.parse_qsl(query)), sent, raw))


def said(response: Response) -> Any:
    return json.loads(response.body)


def test_sign_in(double: RtDouble) -> None:
    assert double.answer(Request("GET", "/REST/2.0/rt", {}, {}, b"")).status == 401
    assert double.answer(Request("GET", "/", {}, {}, b"")).body.startswith(b"<!DOCTYPE")
    assert said(ask(double, "GET", "rt")) == {"Version": "5.0.3"}
    assert ask(double, "GET", "nothing").status == 404


def test_if_match(double: RtDouble) -> None:
    etag = ask(double, "GET", "ticket/1").headers["ETag"]
    assert ask(double, "GET", "ticket/1", **{"if-none-match": etag}).status == 304
    assert ask(double, "PUT", "ticket/1", {"Status": "open"}, **{"if-match": '"99999"'}).status == 412
    assert ask(double, "PUT", "ticket/1", {"Status": "open"}, **{"if-match": etag}).status == 200
    assert ask(double, "PUT", "ticket/1", {"Status": "new"}, **{"if-match": etag}).status == 412


@pytest.mark.parametrize(
    ("body", "prose"),
    [
        ({"Status": "open"}, ["Ticket 1: Status changed from 'new' to 'open'"]),
        ({"Status": "new"}, []),
        ({"Status": "bad"}, ["Ticket 1: Status 'bad' isn't a valid status for this ticket."]),
        ({"Owner": "bob"}, ["Ticket 1: Owner changed from Nobody to bob"]),
        ({"Owner": "nosuch"}, ["Ticket 1: That user does not exist"]),
        ({"Queue": "NoSuch"}, ["Ticket 1: Queue NoSuch does not exist"]),
        ({"Colour": "red"}, []),
    ],
)
def test_prose(double: RtDouble, body: dict[str, str], prose: list[str]) -> None:
    answer = ask(double, "PUT", "ticket/1", body)
    assert (answer.status, said(answer)) == (200, prose)


def test_what_rt_does_without_a_word(double: RtDouble) -> None:
    ask(double, "PUT", "ticket/1", {"Priority": "50", "Due": "2026-12-24 10:30:00"})
    ask(double, "PUT", "ticket/1", {"Priority": "high", "Due": "2026-12-24T10:30:00Z"})
    record = said(ask(double, "GET", "ticket/1"))
    assert (record["Priority"], record["Due"]) == ("0", "1970-01-01T00:00:00Z")


def test_owner_changes_are_recorded_twice_and_replies_open(double: RtDouble) -> None:
    ask(double, "PUT", "ticket/1", {"Owner": "bob"})
    answer = ask(double, "POST", "ticket/1/correspond", {"Content": "x", "ContentType": "text/plain", "Subject": "s"})
    assert answer.status == 201
    assert [(t.type, t.field, t.creator) for t in double.history(1)][1:] == [
        ("Set", "Owner", "alice"),
        ("SetWatcher", "Owner", "alice"),
        ("Correspond", "", "alice"),
        ("Status", "Status", "RT_System"),
    ]
    assert answer.headers["Location"].endswith(f"/{double.history(1)[-2].id}")


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "ticket/99", None, 404),
        ("PUT", "ticket/99", {}, 404),
        ("POST", "ticket/99/comment", {"Content": "x", "ContentType": "text/plain"}, 400),
        ("POST", "ticket/1/comment", {"Content": "x"}, 400),
        ("POST", "ticket", {}, 400),
        ("POST", "ticket", {"Queue": "NoSuch"}, 403),
        ("GET", "tickets?query=Nonsense%20%3D%201", None, 400),
        ("GET", "user/nobody-here", None, 404),
        ("GET", "queue/99", None, 404),
        ("POST", "attachments", "x", 500),
    ],
)
def test_refusals(double: RtDouble, method: str, path: str, body: Any, status: int) -> None:
    if body == "x":
        request = Request("POST", "/REST/2.0/attachments", {}, {"authorization": f"token {double.token}"}, b"{broken")
        assert double.answer(request).status == 500
    else:
        assert ask(double, method, path, body).status == status


def test_rights(double: RtDouble) -> None:
    double.world.add_queue("Secret")
    double.world.create("bob", NOW, queue="Secret", subject="s")
    double.world.message("bob", NOW, 1, "internal", reply=False)
    alice = double.world.users["alice"]
    alice.sees, alice.comments, alice.phones = frozenset({"General"}), False, False
    assert ask(double, "GET", "ticket/6").status == 403
    assert said(ask(double, "GET", "ticket/6/history"))["items"] == []
    assert said(ask(double, "POST", "ticket/6/comment", {}))["message"] == "Permission Denied"
    assert said(ask(double, "GET", "tickets?query=id%20%3E%200"))["total"] == 5
    rows = said(ask(double, "GET", "transactions?query=ObjectId%20%3D%201&fields=Type"))["items"]
    assert "Comment" not in {row["Type"] for row in rows}
    assert "Created" not in said(ask(double, "GET", "user/bob"))


def test_counts_effects_by_marker(double: RtDouble) -> None:
    key = "0198c0de-0000-7000-8000-000000000001"
    for _ in range(2):
        ask(
            double, "POST", "ticket/1/comment", {"Content": "x", "ContentType": "text/plain", "Subject": f"fc-op:{key}"}
        )
    ask(double, "POST", "ticket", {"Queue": "General", "Subject": "s", "RefersTo": f"fc-op:{key}"})
    assert double.effects() == {key: 3}
    found = said(ask(double, "GET", f"tickets?query=RefersTo%20%3D%20'fc-op:{key}'"))
    assert [row["id"] for row in found["items"]] == ["6"]


def test_seeded_from_mirrored_values() -> None:
    world = RtWorld()
    person = PulledPerson("c@example.net", "customer", "C", ("c@example.net",), (RawNumber("work", "+44 7700 900001"),))
    case = PulledCase("48001", 9, "S", "Support", "open", 30, "alice", "c@example.net", NOW, NOW, NOW + 60_000)
    items = [
        PulledItem(
            "1", "48001", "created", "c@example.net", NOW, "text", attachments=(Attachment("a.png", "image/png", 5),)
        ),
        PulledItem("2", "48001", "field", "alice", NOW, field="owner", old="", new="alice"),
        PulledItem("3", "48001", "note", "alice", NOW, "note"),
    ]
    fill(world, [person], [(case, items)])
    assert world.users["c@example.net"].columns["WorkPhone"] == "+44 7700 900001"
    assert [(t.type, t.new) for t in world.tickets[48001].history] == [
        ("Create", ""),
        ("Set", str(world.users["alice"].id)),
        ("Comment", ""),
    ]
    assert world.create("alice", NOW, queue="Support", subject="next").id == 48002


SQL = [
    ("id = 3", {3}),
    ("id > 2 AND id <= 4", {3, 4}),
    ("id = 1 OR id = 5 AND id > 9", {1}),
    ("(id = 1 OR id = 5) AND id > 2", {5}),
    ("name = 'B'", {2}),
    ("name != 'b'", {1, 3, 4, 5}),
    ("name LIKE 'o''", set()),
    (r"name LIKE 'o\'c'", {3}),
    ("name NOT LIKE 'o' and id < 3", {1, 2}),
    ("id < '4'", {1, 2, 3}),
    ("id > '1970-01-01 00:00:00'", {1, 2, 3, 4, 5}),
]


@pytest.mark.parametrize(("query", "expected"), SQL)
def test_queries(query: str, expected: set[int]) -> None:
    rows = {1: "a", 2: "b", 3: "o'clock", 4: "d", 5: "e"}
    getters = {"id": lambda n: n, "name": lambda n: rows[n]}
    if query.endswith("''"):
        with pytest.raises(QueryError):
            parse(query, getters)
        return
    test = predicate(parse(query, getters), getters)
    assert {n for n in rows if test(n)} == expected


@pytest.mark.parametrize(
    "query", ["", "id", "id =", "id 3", "(id = 3", "id = 3)", "id = 3 id = 4", "x = 3", "id NOT 3", "= 3"]
)
def test_no_queries(query: str) -> None:
    with pytest.raises(QueryError):
        parse(query, {"id": None})
