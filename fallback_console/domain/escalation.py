"""Escalations: one thing that somebody has to take, asked of one step of people after the other until somebody does.

Where one stands follows from all that was written down of it, in the order of its times; so it is the same at every station, however
late and however often entries come. Two stations that were cut off from each other may both have asked the people of a step: it is
one step all the same, and whoever was asked by either was asked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from fallback_console.domain.entry import Kind
from fallback_console.domain.optout import classify

if TYPE_CHECKING:
    from fallback_console.domain.entry import Entry

__all__ = [
    "ACTS",
    "LANGUAGES",
    "LONGEST_REASON",
    "MOST_MINUTES",
    "MOST_NUMBER",
    "MOST_REPEATS",
    "MOST_STEPS",
    "OPEN",
    "REFERENCES",
    "STATES",
    "WHYS",
    "Asked",
    "ChainStep",
    "Reply",
    "Standing",
    "call_for",
    "next_number",
    "reply_of",
    "reply_text",
    "standing",
    "steps_from",
]

STATES = ("running", "exhausted", "taken", "closed")
"""Where one stands: people are asked; everybody was asked in vain; somebody has it; done."""

OPEN = frozenset({"running", "exhausted", "taken"})

ACTS: Mapping[str, str] = {"a": "taken", "e": "passed", "c": "closed"}
"""What the letter of a reply means: I take it; to the next step; it is done."""

REFERENCES = ("person", "group", "oncall")
"""What a step may name, before a colon: somebody's key, a group of people, a schedule (whoever is on call by it at that moment; without a
name, by any)."""

WHYS = ("quiet", "no-path", "gone")
"""Why somebody of a step is not asked: it is their quiet time; no path can be used; is no longer known."""

LANGUAGES = ("en", "ja")

LONGEST_REASON = 300
MOST_STEPS, MOST_MINUTES, MOST_REPEATS, MOST_NUMBER = 12, 240, 5, 999

_WORDS: Mapping[str, str] = {
    **dict.fromkeys(("a", "ack", "acknowledge", "take", "taken", "mine"), "taken"),
    **dict.fromkeys(("対応", "対応します", "担当", "担当します", "引き受けます", "受けます"), "taken"),
    **dict.fromkeys(("e", "esc", "escalate", "pass", "next"), "passed"),
    **dict.fromkeys(("次へ", "次の人", "次の人へ", "エスカレーション", "回してください", "対応できません"), "passed"),
    **dict.fromkeys(("c", "close", "closed", "done", "resolved"), "closed"),
    **dict.fromkeys(("完了", "完了しました", "解決", "解決しました", "クローズ", "終了"), "closed"),
}
_WORD = r"([^\W\d_]+)"
_NUMBER_FIRST = re.compile(rf"#?\s*([1-9][0-9]{{0,2}})\s*{_WORD}")
_WORD_FIRST = re.compile(rf"{_WORD}\s*#?\s*([1-9][0-9]{{0,2}})")
_QUOTES = "\"'`「」『』()[]<>.,!。、・ \t\r\n"

_CALL: Mapping[str, str] = {
    "en": "{mark}{number}: {reason}{about} - from {who}. Reply {number}a to take it, {number}e to pass it on, {number}c to close.",
    "ja": "{mark}{number}: {reason}{about} ({who}より)。対応する場合は{number}a、次の人へ回す場合は{number}e、"
    "完了した場合は{number}cと返信してください。",
}
_MARKS: Mapping[str, str] = {"en": "URGENT ", "ja": "【至急】"}
_ABOUT: Mapping[str, str] = {"en": " (case {case}: {subject})", "ja": "(案件 {case}:{subject})"}
_REPLIES: Mapping[str, Mapping[str, str]] = {
    "taken": {
        "en": "{number} is yours. Reply {number}c when it is done, {number}e to pass it on.",
        "ja": "{number}はあなたの担当になりました。完了したら{number}c、次の人へ回す場合は{number}eと返信してください。",
    },
    "own": {"en": "{number} is yours already, since {time}.", "ja": "{number}は{time}からあなたの担当です。"},
    "other": {
        "en": "{number}: already taken by {name} since {time}.",
        "ja": "{number}は{time}から{name}さんが対応しています。",
    },
    "passed": {"en": "{number} goes to the next step.", "ja": "{number}を次の担当へ回します。"},
    "last": {
        "en": "{number}: there is no further step. A supervisor is told that nobody has taken it.",
        "ja": "{number}に次の担当はいません。担当者がいないことを管理者に知らせます。",
    },
    "closed": {"en": "{number} is closed.", "ja": "{number}を完了にしました。"},
    "done": {"en": "{number} was closed by {name} at {time}.", "ja": "{number}は{time}に{name}さんが完了にしました。"},
    "unknown": {
        "en": "There is no open {number} for you. Use the number from the message you got.",
        "ja": "{number}は見つかりません。届いたメッセージの番号で返信してください。",
    },
    "nothing": {"en": "Nothing is open for you.", "ja": "対応待ちのものはありません。"},
}


class ChainStep(NamedTuple):
    """One step of a chain.

    Attributes:
        who: what is asked, as 'person:<key>', 'group:<name>' or 'oncall:<schedule>'.
        minutes: until the next step is asked.
    """

    who: tuple[str, ...]
    minutes: int


class Reply(NamedTuple):
    """A message that answers an escalation.

    Attributes:
        number: of the escalation, 0 for the newest that its sender was asked.
        act: of ``ACTS``.
        letter: said by its letter, not by a word.
    """

    number: int
    act: str
    letter: bool = False


class Asked(NamedTuple):
    """Somebody of a step.

    Attributes:
        why: of ``WHYS``, '' for who was asked.
        reach: id of the try to reach them, '' where there is none.
        numbers: E.164 by which their answer is known.
        at: UTC epoch milliseconds.
    """

    position: int
    person: str
    name: str
    why: str
    reach: str
    numbers: tuple[str, ...]
    at: int


class Standing(NamedTuple):
    """Where an escalation stands.

    Attributes:
        state: of ``STATES``.
        position: of the step that was asked last, counted on through repetitions; as many as there are for none left.
        due_at: when the next step is asked, UTC epoch milliseconds; 0 where nothing is waited for.
        wait: milliseconds from the last step to ``due_at``; a due time further ahead was written by a wrong clock.
        holder: who has it, 'person:<key>' or 'login:<login>', '' for nobody.
        held_at, closed_at: UTC epoch milliseconds, 0 for never.
        changed_at: when it last changed.
    """

    state: str
    position: int
    due_at: int
    wait: int
    holder: str
    holder_name: str
    held_at: int
    closed_by: str
    closed_at: int
    changed_at: int
    asked: tuple[Asked, ...]


def steps_from(found: Iterable[Sequence[Any]]) -> tuple[ChainStep, ...]:
    """Steps as an entry or a row has them."""
    return tuple(ChainStep(tuple(str(one) for one in who), int(minutes)) for who, minutes in found)


def standing(started: Entry, entries: Iterable[Entry]) -> Standing:
    """Where it stands.

    Args:
        entries: about it, in their order.
    """
    total = len(started.body["steps"]) * (1 + int(started.body["repeat"]))
    position, changed = -1, started.made_at
    until: dict[int, tuple[int, int]] = {}
    passed: dict[int, int] = {}
    asked: dict[tuple[int, str], Asked] = {}
    holder, name, held, closed_by, closed = "", "", 0, "", 0
    for entry in entries:
        body, at = entry.body, entry.made_at
        if entry.kind == Kind.ESCALATION_STEPPED:
            place = int(body["position"])
            # Whoever asked a step first asked it; whom another station asked by the same step was asked too.
            until.setdefault(place, (int(body["due_at"]), int(body["due_at"]) - at))
            position, changed = max(position, place), at
            for person, who, why, reach, numbers in body["people"]:
                new = Asked(place, str(person), str(who), str(why), str(reach), tuple(map(str, numbers)), at)
                known = asked.get((place, new.person))
                if known is None or (known.why and not new.why):
                    asked[place, new.person] = new
        elif entry.kind == Kind.ESCALATION_ANSWERED and not closed:
            act = body["act"]
            if act == "taken" and not holder:
                holder, name, held, changed = str(body["by"]), str(body["by_name"]), at, at
            elif act == "passed" and (not holder or body["by"] == holder or body["how"] == "desk"):
                # Whoever has it passes it on; from the desk anybody may, since whoever took it may have gone.
                holder, name, held, changed = "", "", 0, at
                passed[int(body["position"])] = at
            elif act == "closed":
                closed_by, closed, changed = str(body["by_name"]), at, at
    due, wait = until.get(position, (0, 0))
    if position in passed:
        due, wait = passed[position], 0
    state = "closed" if closed else "taken" if holder else "exhausted" if position >= total else "running"
    if state != "running":
        due, wait = 0, 0
    return Standing(
        *(state, position, due, max(wait, 0), holder, name, held, closed_by, closed, changed),
        tuple(sorted(asked.values(), key=lambda one: (one.position, one.person))),
    )


def reply_of(text: str) -> Reply | None:
    """What a message answers; None where it is no answer to an escalation.

    The code stands alone: '12a', '12 A', '１２ａ', 'a12', '#12 ack', '12 対応します', or a letter or word by itself. A text with
    anything else in it is a message to be read, and so is a wish to get no more of them.
    """
    if len(text) > 60 or classify(text) is not None:
        return None
    plain = unicodedata.normalize("NFKC", text)
    plain = "".join(sign for sign in plain if unicodedata.category(sign) != "Cf").strip(_QUOTES).casefold()
    found = _NUMBER_FIRST.fullmatch(plain)
    if found is not None:
        number, word = int(found[1]), found[2]
    else:
        found = _WORD_FIRST.fullmatch(plain)
        number, word = (int(found[2]), found[1]) if found is not None else (0, plain)
    act = _WORDS.get(word)
    return None if act is None else Reply(number, act, word in ACTS)


def next_number(last: int, taken: Iterable[int]) -> int:
    """The short number of a new escalation: the one after the last, none that an open one has."""
    used = set(taken)
    for step in range(1, MOST_NUMBER + 1):
        number = (last + step - 1) % MOST_NUMBER + 1
        if number not in used:
            return number
    return last % MOST_NUMBER + 1


def call_for(
    language: str, number: int, reason: str, who: str, *, urgent: bool, case: str = "", subject: str = ""
) -> str:
    """What somebody is texted, or told when they are rung."""
    code = language if language in LANGUAGES else LANGUAGES[0]
    about = _ABOUT[code].format(case=case, subject=subject[:80]) if case else ""
    mark = _MARKS[code] if urgent else ""
    return _CALL[code].format(mark=mark, number=number, reason=reason, about=about, who=who)


def reply_text(language: str, what: str, number: int, name: str = "", time: str = "") -> str:
    """What is answered to a reply.

    Args:
        what: 'taken', 'own', 'other', 'passed', 'last', 'closed', 'done', 'unknown' or 'nothing'.
        time: of day, as people read it.
    """
    code = language if language in LANGUAGES else LANGUAGES[0]
    return _REPLIES[what][code].format(number=number, name=name, time=time)
