"""Swarms of every sort: one that is discussed, with a partner in it; one into which one is asked; one that is late; one that is closed;
one put away."""

from __future__ import annotations

from fallback_console.compose.gallery.escalations import answer_by_text, hand_over
from fallback_console.compose.gallery.pretended import MINUTE, World
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.domain.views import CaseFilter, CaseSort
from fallback_console.services import queue, swarm, swarm_list, swarm_people, swarm_record, swarm_thread
from fallback_console.store.tx import Reading

__all__ = ["swarms"]

_PRIYA, _JONAS, _NAOKI = (f"person:file.team:e{n}" for n in (2, 3, 4))
_PARTNER = "person:file.team:p2"
_RULES = ReachRules(quiet=(0, 0))
_CHECKS = {"impact": True, "urgency": True, "workaround": True, "skills": True, "evidence": True}
_NUMBERS = {_PRIYA: "+447700900152", _JONAS: "+447700900153", _NAOKI: "+447700900154", _PARTNER: "+447700900157"}
_SUMMARY = """The carrier had a broken card in Leeds; traffic goes over Manchester since 10:40.
The stores are online. The carrier changes the card tonight; no customer notices it.
"""


def swarms(world: World, besides: str) -> str:
    """Begin them.

    Args:
        besides: key of a case that is left alone.

    Returns:
        Key of the case of the one that is discussed.
    """
    now = world.clock.now
    put_away, over, asked, late, discussed = [key for key in world.store.read(_cases) if key != besides][:5]
    world.clock.now = now - 300 * MINUTE
    swarm_id = _opened(world, put_away, "返金の二重計上を止める", "経理と開発の確認が必要", world.login)
    _close(world, swarm_id, "返金処理を停止し、二重計上の3件を取り消しました。お客様には電話で説明済みです。")
    world.do(swarm.archive, world.login, swarm_id)
    world.clock.now = now - 200 * MINUTE
    swarm_id = _opened(world, over, "Terminals of the north stores are offline", "Two sites are hit", world.login)
    _invite(world, swarm_id, _JONAS)
    _answer(world, swarm_id, _NUMBERS[_JONAS], "y")
    _close(world, swarm_id, _SUMMARY)
    world.clock.now = now - 70 * MINUTE
    swarm_id = _opened(world, late, "Invoices of November are sent twice", "It needs the billing team", "haruka")
    world.do(swarm_people.join, world.login, swarm_id)
    world.do(swarm_thread.say, "haruka", swarm_id, "The job ran at 2:00 and at 3:00, because the clock was set back.")
    world.do(swarm.set_next, "haruka", swarm_id, "Stop the job before it runs again", "", now - 12 * MINUTE)
    world.clock.now = now - 55 * MINUTE
    _discussed(world, discussed, now)
    world.clock.now = now - 8 * MINUTE
    swarm_id = _opened(world, asked, "決済ゲートウェイに接続できない", "証明書に詳しい人が必要", "haruka")
    me = world.store.read(lambda r: swarm_record.who_at(r, world.login).who)
    world.do(swarm_people.invite, "haruka", swarm_id, [me, _NAOKI], _RULES)
    hand_over(world)
    world.clock.now = now
    return discussed


def _cases(reading: Reading) -> list[str]:
    return [row.key for row in queue.list_cases(reading, CaseFilter(), CaseSort.DUE, limit=40)][8:]


def _opened(world: World, case: str, title: str, reason: str, who: str) -> str:
    decision = world.do(swarm.triage, who, case, _CHECKS, None, reason, decided=True)
    return str(world.do(swarm.start, who, case, title, "", triaged=decision))


def _invite(world: World, swarm_id: str, *people: str) -> None:
    world.do(swarm_people.invite, world.login, swarm_id, list(people), _RULES, external_ok=True)
    hand_over(world)
    world.clock.now += 2 * MINUTE


def _answer(world: World, swarm_id: str, number: str, word: str) -> None:
    """By the swarm's number: a word alone may be meant for a roll call."""
    swarm_number = world.store.read(lambda r: swarm_list.find(r, swarm_id)).number
    answer_by_text(world, number, f"s{swarm_number} {word}")


def _close(world: World, swarm_id: str, summary: str) -> None:
    world.clock.now += 30 * MINUTE
    world.do(swarm.close, world.login, swarm_id, summary, told="by telephone, they rang us")


def _discussed(world: World, case: str, now: int) -> None:
    """A lead, somebody over the hub, two by SMS, one of them a partner; one declined, one has left."""
    swarm_id = _opened(
        world, case, "The line drops every call after 30 seconds", "Nobody here knows the exchange", world.login
    )
    haruka = world.store.read(lambda r: swarm_record.who_at(r, "haruka").who)
    _invite(world, swarm_id, _PRIYA, _JONAS, _NAOKI, haruka)
    _answer(world, swarm_id, _NUMBERS[_JONAS], "y")
    _answer(world, swarm_id, _NUMBERS[_NAOKI], "n")
    world.do(swarm_people.answer, "haruka", swarm_id, "accepted")
    _say(world, world.login, swarm_id, "Every call drops after 30 seconds, inbound and outbound. Data is fine.")
    _invite(world, swarm_id, _PARTNER)
    _answer(world, swarm_id, _NUMBERS[_PARTNER], "参加")
    answer_by_text(world, _NUMBERS[_PARTNER], "交換機の設定を確認しています。30秒はセッションタイマーの値です。")
    world.clock.now += 3 * MINUTE
    _say(
        world,
        "haruka",
        swarm_id,
        "セッションタイマーを90秒にして試してください。昨日の更新で変わった可能性があります。",
    )
    answer_by_text(world, _NUMBERS[_JONAS], "Tried on one line: the call holds. I roll it out to the others now.")
    _answer(world, swarm_id, _NUMBERS[_JONAS], "out")
    world.do(swarm.set_next, world.login, swarm_id, "Roll the timer out to all lines", haruka, now + 45 * MINUTE)
    hand_over(world)


def _say(world: World, who: str, swarm_id: str, text: str) -> None:
    world.do(swarm_thread.say, who, swarm_id, text, external_ok=True)
    hand_over(world)
    world.clock.now += 4 * MINUTE
