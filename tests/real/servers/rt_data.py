"""The believable helpdesk that the real Request Tracker is filled with: always the same data.

Times are minutes before the moment of seeding, so that the data is never in the
future. All telephone numbers are from the ranges reserved for fiction
(+1 202 555 01xx, +44 7700 900xxx); all addresses end in ``example.net``.
"""

from __future__ import annotations

import random
from dataclasses import asdict, dataclass, field
from typing import Any

CASE_COUNT = 520
CUSTOMER_COUNT = 66
JAPANESE_EVERY = 4
HISTORY_MINUTES = 21 * 24 * 60
QUEUES = ("Support", "Billing", "サポート")
AGENTS = ("alice", "bob", "sync")
LIMITED_AGENT = "carol"


@dataclass(frozen=True)
class Customer:
    """One customer as RT stores them; ``mobile`` and ``work`` as people really type them."""

    name: str
    real_name: str
    email: str
    lang: str
    timezone: str
    mobile: str
    work: str
    organization: str


@dataclass(frozen=True)
class Event:
    """One thing that happened on a case, ``minutes_ago`` before seeding.

    ``kind`` is ``create``, ``correspond``, ``comment``, ``status``, ``owner`` or
    ``priority``; ``value`` is the text of a message or the new value.
    """

    case: int
    minutes_ago: float
    kind: str
    actor: str
    value: str = ""
    details: dict[str, Any] = field(default_factory=dict)


_GIVEN_EN = "Ada Ben Carmen Dimitri Elena Farid Grace Hugo Ines Jonas Kofi Lena".split()
_FAMILY_EN = "Okafor Brandt O'Neill Müller Petrov Singh Åberg García Novák Haddad Weiss Tan".split()
_FAMILY_JA = "佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 髙橋".split()
_GIVEN_JA = "美咲 翔太 さくら 大輔 陽子 健一 葵 結衣 拓海 直美".split()
_COMPANIES = ("Northwind Ferries", "Halden Bakery", "Blue Kiosk", "Orchard Clinic", "Tern & Sons")
_COMPANIES_JA = ("株式会社あおば", "みなと運輸", "花園クリニック", "有限会社こだま")

_SUBJECTS_EN = (
    "Cannot sign in after the password change",
    "Invoice {n} charged twice",
    "Printer queue stuck at site {n}",
    "Delivery {n} arrived damaged",
    "App crashes when I open the report",
    "Refund for order {n} still missing",
    "VPN drops every few minutes",
    "Card reader {n} shows error E42",
    "Please change the address on contract {n}",
    "Phone line silent since this morning",
)
_SUBJECTS_JA = (
    "ログイン障害: パスワード変更後に入れません",
    "請求書{n}の二重請求について",
    "注文{n}の返金がまだ届きません",
    "通信障害のため受付端末が使えません",
    "配送{n}の商品が破損していました",
    "領収書の再発行をお願いします",
    "サイト{n}で決済エラーが出ます",
    "契約{n}の住所変更のお願い",
)
_BODIES_EN = (
    "Hello,\n\nit started on Monday and happens on every computer here.\nReference {n}.\n\nThank you",
    "Good morning,\n\nwe tried twice, the second time with a colleague watching. Same result.\n\nRegards",
    "Hi team – this blocks our whole counter. Please ring me on my mobile, I am on the road.",
)
_BODIES_JA = (
    "お世話になっております。\n今朝から同じ症状が続いています。番号は{n}です。\nよろしくお願いいたします。",
    "二回試しましたが結果は同じでした。至急ご確認ください。",
    "急ぎの案件です。携帯電話にご連絡をお願いします。ｶﾌﾞｼｷｶﾞｲｼｬ ①",
)
_REPLIES_EN = (
    "Thank you for the details. We have found the cause and are working on it.",
    "Could you tell us which version you see in the lower left corner?",
    "This should be solved now. Please try again and let us know.",
)
_REPLIES_JA = (
    "ご連絡ありがとうございます。原因を確認し、対応を進めております。",
    "画面左下のバージョン番号を教えていただけますか。",
    "復旧いたしました。お手数ですが、もう一度お試しください。",
)
_ANSWERS_EN = ("It is version 7.4.", "Still the same, sorry.", "Works again, many thanks! 👍")
_ANSWERS_JA = ("バージョンは7.4です。", "まだ直りません。", "直りました。ありがとうございます！")
_COMMENTS_EN = (
    "Rang the customer, no answer; will try again after lunch.",
    "Second line thinks it is the certificate. <b>Do not</b> promise a date.",
)
_COMMENTS_JA = ("電話したが留守。午後に再度かける。", "二次対応へエスカレーション済み。")


def customers() -> list[Customer]:
    """The customers, a third of them Japanese; numbers in many spellings."""
    rng = random.Random(20)
    people = []
    for i in range(CUSTOMER_COUNT):
        japanese = i % 3 == 2
        if japanese:
            real_name = f"{_FAMILY_JA[i % len(_FAMILY_JA)]} {_GIVEN_JA[i % len(_GIVEN_JA)]}"
            company, lang, zone = _COMPANIES_JA[i % len(_COMPANIES_JA)], "ja", "Asia/Tokyo"
        else:
            real_name = f"{_GIVEN_EN[i % len(_GIVEN_EN)]} {_FAMILY_EN[(i * 5) % len(_FAMILY_EN)]}"
            company = _COMPANIES[i % len(_COMPANIES)]
            lang, zone = "en", rng.choice(("Europe/London", "America/New_York", "Europe/Berlin"))
        mobile = (
            f"+1 202 555 01{i:02d}",
            f"(202) 555-01{i:02d}",
            f"+120255501{i:02d}",
            f"202-555-01{i:02d} (maybe)",
        )[i % 4]
        work = (f"+44 7700 900{i:03d}", f"+44 (0)7700 900{i:03d}", f"07700/900{i:03d}", "")[i % 4]
        address = f"customer{i:02d}@example.net"
        people.append(Customer(address, real_name, address, lang, zone, mobile, work, company))
    return people


def _priority(rng: random.Random) -> int:
    return rng.choice((0, 10, 20, 30, 50, 50, 70, 90, 99))


def _case_events(case: int, people: list[Customer], rng: random.Random) -> list[Event]:
    japanese = case % JAPANESE_EVERY == 0
    number = 1000 + case
    # Customers of the case's own language: every third person is Japanese.
    pool = [person for i, person in enumerate(people) if (i % 3 == 2) == japanese]
    customer = rng.choice(pool)
    pick = rng.choice
    subject = pick(_SUBJECTS_JA if japanese else _SUBJECTS_EN).format(n=number)
    body = pick(_BODIES_JA if japanese else _BODIES_EN).format(n=number)
    if japanese:
        queue = QUEUES[2] if case % 8 == 0 else pick(QUEUES)
    else:
        queue = pick(QUEUES[:2])
    # Cases start in the order of their numbers; what follows may overlap with later cases.
    start = HISTORY_MINUTES * (1 - (case - 1) / CASE_COUNT) + 60
    ago = start
    details = {"queue": queue, "subject": subject, "priority": _priority(rng)}
    if case % 7 == 3:
        details["due_minutes"] = rng.randint(-2 * 24 * 60, 4 * 24 * 60)
    events = [Event(case, ago, "create", customer.name, body, details)]

    def later(kind: str, actor: str, value: str) -> None:
        nonlocal ago
        ago = max(1.0, ago - min(rng.uniform(3, 400), ago / 3))
        events.append(Event(case, ago, kind, actor, value))

    agent = pick(("alice", "alice", "bob", "bob", "sync"))
    if case % 10 in (1, 2, 3, 4, 5, 6):
        later("owner", agent, agent)
        later("status", agent, "open")
        later("correspond", agent, pick(_REPLIES_JA if japanese else _REPLIES_EN))
    if case % 10 in (2, 4, 6):
        later("correspond", customer.name, pick(_ANSWERS_JA if japanese else _ANSWERS_EN))
        later("comment", agent, pick(_COMMENTS_JA if japanese else _COMMENTS_EN))
    if case % 20 == 4:
        later("priority", agent, str(_priority(rng) + 1))
        later("correspond", agent, pick(_REPLIES_JA if japanese else _REPLIES_EN))
    if case % 10 == 5:
        later("status", agent, "stalled")
    if case % 10 == 6:
        later("status", agent, "resolved")
    if case % 40 == 39:
        later("status", agent, "rejected")
    return events


def dataset() -> dict[str, Any]:
    """Everything the seeding script reads, as plain JSON: customers and events in order of time."""
    people = customers()
    events: list[Event] = []
    for case in range(1, CASE_COUNT + 1):
        events += _case_events(case, people, random.Random(case))
    events.sort(key=lambda event: (-event.minutes_ago, event.case))
    return {
        "queues": list(QUEUES),
        "agents": list(AGENTS),
        "limited": LIMITED_AGENT,
        "customers": [asdict(person) for person in people],
        "events": [asdict(event) for event in events],
    }
