"""Believable cases, customers and histories in two languages, the same for the same seed.

For demonstrations, drills, pictures and measurements. Nobody in it exists: mail addresses end in ``example.com``, telephone
numbers are from the ranges kept for fiction (+1 202 555 01xx, +44 7700 900xxx).
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fallback_console.domain.csv_text import csv_text
from fallback_console.domain.mirror import Attachment, PulledCase, PulledItem, PulledPerson, RawNumber, Vocabulary
from fallback_console.domain.shifts import Span

__all__ = ["CLOSED", "DemoCase", "DemoTeam", "DemoWorld", "demo_team", "demo_world"]

CLOSED = ("resolved", "rejected", "deleted")
_STATUSES = ("new", "open", "open", "open", "stalled", "resolved")
_MINUTE = 60_000
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR


@dataclass(frozen=True, slots=True)
class DemoCase:
    """A case with its history, oldest first."""

    case: PulledCase
    items: tuple[PulledItem, ...]


@dataclass(frozen=True, slots=True)
class DemoWorld:
    """Everything a helpdesk would hold.

    Attributes:
        team: agents; ``remote_id`` is their login.
    """

    customers: tuple[PulledPerson, ...]
    team: tuple[PulledPerson, ...]
    cases: tuple[DemoCase, ...]
    vocabulary: Vocabulary


def demo_world(folder: Path, count: int, now_ms: int, *, seed: int = 7, first_number: int = 48001) -> DemoWorld:
    """A helpdesk's contents.

    Args:
        folder: where ``topics.json`` and ``people.json`` are.
        count: how many cases.
        now_ms: UTC epoch milliseconds that the newest activity lies just before.
        first_number: of the cases.
    """
    topics = json.loads((folder / "topics.json").read_text(encoding="utf-8"))
    people = json.loads((folder / "people.json").read_text(encoding="utf-8"))
    rng = random.Random(seed)
    customers = {lang: tuple(_customers(people[lang], lang)) for lang in ("en", "ja")}
    team = tuple(
        PulledPerson(
            p["login"], "team", p["name"], (f"{p['login']}@support.example.com",), reading=p.get("reading", "")
        )
        for p in people["team"]
    )
    ids = iter(range(100_000, 100_000 + count * 8))
    cases = tuple(
        _case(rng, ids, first_number + i, now_ms, topics, customers, [t.remote_id for t in team], people["months"])
        for i in range(count)
    )
    queues = sorted({t["queue"] for lang in topics.values() for t in lang})
    statuses = tuple(dict.fromkeys((*_STATUSES, "rejected")))
    vocabulary = Vocabulary(tuple(queues), statuses, tuple(t.remote_id for t in team), CLOSED)
    return DemoWorld(customers["en"] + customers["ja"], team, cases, vocabulary)


@dataclass(frozen=True, slots=True)
class DemoTeam:
    """Who works there, and when.

    Attributes:
        sheet: a CSV file of the team with skills, languages and sites.
        spans: shifts, absences and times on call around now.
        said: what some of them say of themselves: login, status, minutes ago.
    """

    sheet: str
    spans: tuple[Span, ...]
    said: tuple[tuple[str, str, int], ...]


def demo_team(folder: Path, now_ms: int) -> DemoTeam:
    """The team with a plan that is under way, whatever the time of day.

    Args:
        folder: where ``roster.json`` is.
        now_ms: UTC epoch milliseconds.
    """
    told = json.loads((folder / "roster.json").read_text(encoding="utf-8"))
    hour = now_ms // _HOUR * _HOUR
    head = (
        "ID",
        "Login",
        "Name",
        "Reading",
        "Mobile",
        "Work phone",
        "Mail",
        "Languages",
        "Skills",
        "Groups",
        "Site",
        "Kind",
    )
    fields = (
        "login",
        "login",
        "name",
        "reading",
        "mobile",
        "work",
        "mail",
        "languages",
        "skills",
        "groups",
        "site",
        "kind",
    )
    lines, spans = [], []
    for one in told["people"]:
        known = {"mail": f"{one['login']}@support.example.com", "kind": "team", **one}
        lines.append([known.get(field, "") for field in fields])
        if "absence" in one:
            spans.append(Span("absence", one["login"], hour - 2 * _DAY, hour + 3 * _DAY, note=one["absence"]))
            continue
        for day in (-1, 0, 1):
            start = hour + day * _DAY + one["from"] * _HOUR
            spans.append(Span("shift", one["login"], start, start + one["hours"] * _HOUR))
    for one in told["oncall"]:
        start = hour + one["from"] * _HOUR
        kind, other = ("override", one["instead"]) if "instead" in one else ("oncall", "")
        spans.append(Span(kind, one["who"], start, start + one["hours"] * _HOUR, one["schedule"], other))
    said = tuple((p["login"], p["status"], p["minutes"]) for p in told["people"] if "status" in p)
    return DemoTeam(csv_text(head, lines), tuple(spans), said)


def _customers(people: list[dict[str, Any]], lang: str) -> Iterator[PulledPerson]:
    for i, p in enumerate(people):
        mail = f"{p['mail']}@example.com"
        number = f"+1 202 555 01{10 + i:02d}" if lang == "en" else f"+44 7700 9001{10 + i:02d}"
        numbers = [RawNumber("mobile", number)]
        if i % 3 == 0:
            numbers.append(
                RawNumber("work", f"(202) 555-01{50 + i:02d}" if lang == "en" else f"+44 7700 9002{10 + i:02d}")
            )
        yield PulledPerson(
            mail,
            "customer",
            p["name"],
            (mail,),
            tuple(numbers),
            "",
            p["language"],
            p["timezone"],
            p.get("reading", ""),
        )


def _case(
    rng: random.Random,
    ids: Iterator[int],
    number: int,
    now_ms: int,
    topics: dict[str, list[dict[str, str]]],
    customers: dict[str, tuple[PulledPerson, ...]],
    team: list[str],
    months: dict[str, list[str]],
) -> DemoCase:
    lang = "ja" if rng.random() < 0.35 else "en"
    topic = rng.choice(topics[lang])
    customer = rng.choice(customers[lang])
    words = {"n": str(rng.randint(7000, 9999)), "month": rng.choice(months[lang])}
    created = now_ms - int(rng.triangular(20 * _MINUTE, 21 * _DAY, _DAY))
    status = rng.choice(_STATUSES)
    owner = "" if status == "new" and rng.random() < 0.7 else rng.choice(team)
    key = str(number)
    at = created
    items = [PulledItem(str(next(ids)), key, "created", customer.remote_id, at, topic["customer"].format(**words))]

    def add(kind: str, author: str, text: str = "", **more: Any) -> None:
        nonlocal at
        at += int((now_ms - at) * rng.uniform(0.05, 0.45))
        items.append(PulledItem(str(next(ids)), key, kind, author, at, text, **more))

    if owner:
        add("field", owner, field="owner", old="", new=owner)
        if status != "new" and rng.random() < 0.7:
            add("reply", owner, topic["reply"].format(**words))
        if rng.random() < 0.5:
            add("note", rng.choice(team), topic["note"].format(**words))
    if status != "new":
        add("field", owner or team[0], field="status", old="new", new=status)
    if rng.random() < 0.15:
        picture = Attachment(f"IMG_{rng.randint(1000, 9999)}.jpg", "image/jpeg", rng.randint(80_000, 2_000_000))
        add("customer", customer.remote_id, topic["customer"].format(**words), attachments=(picture,))
    priority = rng.choice((10, 20, 50, 50, 80, 90))
    due = None if rng.random() < 0.2 else now_ms + int(rng.triangular(-2 * _HOUR, 3 * _DAY, 5 * _HOUR))
    case = PulledCase(
        key,
        version=int(items[-1].remote_id),
        subject=topic["subject"].format(**words),
        queue=topic["queue"],
        status=status,
        priority=priority,
        owner=owner,
        requestor=customer.remote_id,
        created_at=created,
        updated_at=at,
        due_at=None if status in CLOSED else due,
    )
    return DemoCase(case, tuple(items))
