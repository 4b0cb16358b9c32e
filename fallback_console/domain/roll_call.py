"""A roll call: "are you there?" to many people, what their answers mean, which path is tried next, and where everybody stands.

Everybody is asked over one path after the other until they answer: a path that fails or stays silent too long is followed by the
next. That a text arrived is no answer. What is said of one person never changes what happens to another.

An answer is a number, a word or words of one's own. The last clear answer by time counts; words of one's own add to it and never take it
away, so that who wrote 2 and then "third floor" still needs help. What comes from a number that several people of the roll call share
is nobody's answer until a person says whose it is; only a call for help counts for all of them at once.

Pure: facts come in, a decision goes out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from fallback_console.domain.optout import classify
from fallback_console.domain.paths import CALLS

__all__ = [
    "ACCOUNTED",
    "ANSWERS",
    "ASKED_OVER",
    "HOW",
    "LANGUAGES",
    "LONGEST",
    "REASONS",
    "STATES",
    "Answer",
    "Ask",
    "Asked",
    "Standing",
    "answer_of",
    "code_of",
    "next_step",
    "standing",
    "text_for",
]

ASKED_OVER = ("hub", "sms", "call", "desk")
"""Kinds of paths (``paths.KINDS``) that a roll call goes over: those on which people answer at once."""

ANSWERS = ("safe", "help", "other")
"""Safe and available; needs help; something else, to be read."""

HOW = ("hub", "sms", "call", "desk", "person")
"""How an answer came: in the person's own window, as a text message, in a call, at our desk, through another person who speaks for them."""

STATES = ("help", "to_ring", "unreachable", "again", "asked", "queued", "not_asked", "other", "safe")
"""Where somebody stands, the most pressing first: needs help; is to be rung by one of us; every path was tried; asked over a second
path; asked; will be asked in a moment; was not asked at all; answered something else; safe and available."""

ACCOUNTED = frozenset({"help", "other", "safe"})
"""States in which we have heard of somebody."""

REASONS = ("no-number", "opted-out", "no-consent", "impossible", "no-gateway", "gone")
"""Why somebody is not asked: has no number, wants no text messages, wants to be reached over none of their paths, the number cannot
exist, no gateway serves the country, is no longer known here."""

LANGUAGES = ("en", "ja")
"""Languages that the question is written in; who speaks none of them gets the first."""

LONGEST = 1000
"""Longest question, characters."""

_LONGEST_WORD = 40
_SAFE = frozenset(
    {"1", "ok", "okay", "safe", "fine", "here", "present", "yes", "available", "imsafe", "iamsafe", "imok", "iamok", "imfine",
     "imhere", "iamhere", "はい", "無事", "無事です", "大丈夫", "大丈夫です", "安全", "安全です", "問題ありません", "異常なし",
     "対応可能", "対応できます", "います", "了解"}
)  # fmt: skip
_HELP = frozenset(
    {"2", "help", "helpme", "sos", "needhelp", "ineedhelp", "pleasehelp", "emergency", "injured", "助けて", "助けてください", "たすけて",
     "救助", "救助要請", "怪我", "けが", "要救助", "負傷"}
)  # fmt: skip
_NOT_WORD = re.compile(r"[\W_]+")
_CHOICE = re.compile(r"([12])(?![0-9a-zA-Z])(?!\s*[.,:/~〜・、&と-]\s*\d)(番です|番|です)?(?!\w)(.*)", re.DOTALL)
"""A number by itself at the beginning, and what follows: not '12', '1.5', '1-2' or '1時間'."""


class Asked(NamedTuple):
    """Somebody a roll call is about.

    Attributes:
        person: key, '' for a typed number that nobody is known to have.
        language: of ``LANGUAGES``.
        steps: kind and address of the paths, in the order in which they are tried.
        reason: of ``REASONS``; '' for who is asked.
        quiet: it was their quiet time when the roll call began.
    """

    person: str
    name: str
    language: str
    steps: tuple[tuple[str, str], ...]
    reason: str = ""
    quiet: bool = False


class Ask(NamedTuple):
    """That somebody was asked, or a path came to its end.

    Attributes:
        step: position of the path; -1 for all of them together.
        state: 'waiting' (it was tried), 'failed', or with step -1 'exhausted'.
        at: UTC epoch milliseconds.
        until: when its time is over; 0 for a call that somebody is to make, which waits until then.
        entry: id of the text message, of what is read out in a call, or of the call that came to nothing; '' for a call that is still
            to be made, and for the hub.
    """

    step: int
    state: str
    at: int
    until: int = 0
    why: str = ""
    entry: str = ""


class Answer(NamedTuple):
    """What was heard of somebody.

    Attributes:
        answer: of ``ANSWERS``.
        how: of ``HOW``.
        text: as it was written or said.
        at: when it was said, UTC epoch milliseconds.
        by: who wrote it down.
        shared: it came from a number that others of the roll call have too.
        of: id of the text message or call.
    """

    answer: str
    how: str
    text: str
    at: int
    by: str = ""
    shared: bool = False
    of: str = ""


class Standing(NamedTuple):
    """Where one person stands.

    Attributes:
        state: of ``STATES``.
        step: position of the path that was tried last, -1 for none yet.
        failed: that path came to nothing; ``why`` says in a code or in words.
        until: when its time is over, 0 where it has no end.
        tries: how often they were asked.
        asked_at: when it was their turn first; 0 for never.
        since: when they came into their state; 0 for never.
        entry: id of the last text message, '' where there is none.
        answer: the word that counts, None where there is none; its ``text`` is the last that was said.
        accounted: we have heard of them.
    """

    state: str
    step: int
    failed: bool
    why: str
    until: int
    tries: int
    asked_at: int
    since: int
    entry: str
    answer: Answer | None
    accounted: bool


def answer_of(text: str) -> str:
    """What an answer says, of ``ANSWERS``; '' for one that is none: a wish to get no more text messages, or nothing.

    Full-width digits and letters, case, spaces and punctuation do not matter. A text that begins with the number by itself says what
    the number says, whatever follows ('2: third floor'); a word says something only where it is all that is written ("not ok" is not
    'ok').
    """
    plain = unicodedata.normalize("NFKC", text)
    plain = "".join(sign for sign in plain if unicodedata.category(sign) not in ("Cf", "Cc") or sign.isspace()).strip()
    if not plain or classify(text) == "out":
        return ""
    choice = _CHOICE.match(plain.lstrip("[(「『【<#.・ "))
    if choice is not None and choice[3].strip() not in ("1", "2"):
        if choice[1] == "2":
            return "help"
        # "1 hour late" is not 'safe': after a blank only words that say so may follow. Of a 2 it is better to ask once too often.
        rest = choice[3]
        if not rest[:1].isspace() or "\n" in rest[:2] or not _word(rest) or _word(rest.split()[0]) in _SAFE:
            return "safe"
        return "other"
    if len(plain) <= _LONGEST_WORD:
        word = _word(plain)
        if word in _HELP:
            return "help"
        if word in _SAFE:
            return "safe"
    return "other"


def code_of(text: str) -> str:
    """What a message says that is the number of an answer and nothing else, in any width: 'safe', 'help', or '' for any other."""
    found = _CHOICE.fullmatch(unicodedata.normalize("NFKC", text).strip(" \t\r\n.,。、"))
    if found is None or found[2] or found[3]:
        return ""
    return "safe" if found[1] == "1" else "help"


def _word(text: str) -> str:
    return "".join(_NOT_WORD.split(text.casefold()))


def standing(asked: Asked, asks: Iterable[Ask], answers: Iterable[Answer]) -> Standing:
    """Where somebody stands.

    Args:
        asks: in their order.
        answers: likewise, which counts only between those of the same moment; what was said of one text message or call more than once
            counts once.
    """
    step, failed, exhausted, why, until, tries, first, since, entry = -1, False, False, "", 0, 0, 0, 0, ""
    for ask in asks:
        since = ask.at
        if ask.step < 0:
            exhausted = True
            continue
        exhausted = False
        step, failed, why, until = ask.step, ask.state == "failed", ask.why, ask.until
        # To be rung is not to be asked yet; a call that nobody took was a try.
        rung = step < len(asked.steps) and asked.steps[step][0] in CALLS and not ask.until
        tries += ask.state == "failed" if rung else ask.state == "waiting"
        if ask.state == "waiting":
            first = first or ask.at
            entry = ask.entry or entry
    said = _counting(answers)
    if said is not None and (not said.shared or said.answer == "help"):
        return Standing(said.answer, step, failed, why, until, tries, first, said.at, entry, said, accounted=True)
    if asked.reason:
        state = "not_asked"
    elif exhausted:
        state = "unreachable"
    elif step < 0:
        state = "queued"
    elif asked.steps[step][0] in CALLS and not failed and not until:
        state = "to_ring"
    else:
        state = "again" if tries > 1 else "asked"
    return Standing(state, step, failed, why, until, tries, first, since, entry, said, accounted=False)


def _counting(answers: Iterable[Answer]) -> Answer | None:
    """The word that counts, with the last text that was said."""
    once: dict[object, Answer] = {}
    for number, one in enumerate(answers):
        once.setdefault((one.of, one.how) if one.of else number, one)
    ordered = sorted(once.values(), key=lambda one: one.at)
    # A number that others share says nothing sure; only a call for help is heard all the same.
    sure = [one for one in ordered if not one.shared]
    clear = [one for one in sure if one.answer != "other"]
    if not sure:
        called = [one for one in ordered if one.answer == "help"]
        return (called or ordered)[-1] if ordered else None
    counts = clear[-1] if clear else sure[-1]
    calls = [one for one in ordered if one.shared and one.answer == "help" and one.at > counts.at]
    if calls:
        return calls[-1]
    last = sure[-1]
    return counts if last.at <= counts.at or last is counts else counts._replace(text=f"{counts.text} / {last.text}")


def next_step(one: Standing, steps: Sequence[tuple[str, str]], news: str, now: int) -> int | None:
    """Position of the path that is to be tried now, the last one again where a call of the console's is to be made by a person; as many
    as there are paths where none is left; None where there is nothing to do.

    Args:
        news: what became of the last text message, or of the call in which it was read out: 'failed', 'unknown', or anything else
            where there is nothing to do about it.
        now: UTC epoch milliseconds.
    """
    if one.accounted or one.state in ("not_asked", "unreachable"):
        return None
    if one.step < 0:
        return 0
    if one.until and steps[one.step][0] in CALLS:
        # Called by the console, and nobody answered with a key: it is up to a person now.
        return one.step if news in ("failed", "unknown") or now >= one.until else None
    if one.failed or (news == "failed" and steps[one.step][0] == "sms"):
        return one.step + 1
    # A call waits until somebody has made it.
    return one.step + 1 if one.until and now >= one.until else None


def text_for(texts: Mapping[str, str], language: str) -> str:
    """The question in somebody's language, or in the first that there is."""
    return texts.get(language) or next((texts[code] for code in LANGUAGES if texts.get(code)), "")
