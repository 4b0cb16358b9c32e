"""What somebody means who asks for people in a sentence: 'billing expert who speaks Japanese, free now'.

What is understood only ever adds people to those who have all the typed words, so a name that looks like a sentence is still found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["ON_CALL_WORDS", "PeopleQuery", "is_on_call", "understood"]

_LONGEST = 200

_ASKING = frozenset(
    "who who's whos whom whose which speaks speak speaking talks talk talking knows know knowing familiar find"
    " somebody someone anybody anyone".split()
)
"""Words by which people are asked for. The others that mean nothing are left out beside one of these alone, or beside what else
tells a sentence: Can, An, Is and On are names too."""

_FILLERS = _ASKING | frozenset(
    "that can could with and in a an the for about of is are has have at to on any me us else there please"
    " i we need want looking do does now right today currently".split()
)
_BEGINNINGS = _ASKING | {"is", "are", "any"}
_FREE_WORDS = frozenset(("free", "available"))
_ROLES = {
    **dict.fromkeys(("expert", "experts", "specialist", "specialists"), "expert"),
    **dict.fromkeys(("teammate", "teammates", "colleague", "colleagues"), "team"),
    **dict.fromkeys(("customer", "customers"), "customer"),
    **dict.fromkeys(("partner", "partners", "vendor", "vendors"), "partner"),
    **dict.fromkeys(("group", "groups"), "group"),
}
_FREE = re.compile(
    r"\b(?:(?:free|available)(?:\s+(?:(?:right\s+)?now|today|currently))?|(?:now|currently)\s+(?:free|available))\s*[.!?]*\s*$"
)
_ON_CALL = re.compile(r"\bon[\s_-]?(?:call|duty)\b")
# 今 alone begins names: 今井, 今村.
_WHEN_JA = "(?:(?:今日|本日|現在|今|いま)(?:の|は)?、?)?(?:(?:誰|だれ|どなた)(?:が|か)?)?"
_TAIL_JA = "(?:の?(?:人|方|者))?(?:(?:は|が|を)(?:いますか|いませんか|いる|探して(?:いる|います)?|教えて(?:ください)?)?|です)?か?"
_FREE_JA = re.compile(
    f"{_WHEN_JA}(?:手[のが])?(?:(?:空|あ)いて(?:いる|る|います|ます)|対応できる|対応できます|対応可能な?){_TAIL_JA}"
)
_ON_CALL_JA = re.compile(f"{_WHEN_JA}(?:当番|待機|オンコール)中?{_TAIL_JA}")
_ROLES_JA = (
    ("専門家", "expert"),
    ("エキスパート", "expert"),
    ("同僚", "team"),
    ("お客様", "customer"),
    ("顧客", "customer"),
    ("パートナー", "partner"),
    ("グループ", "group"),
)
_ASKING_JA = re.compile(
    "(?:^(?:誰|だれ|どなた)(?:が|か)?|[をが]?(?:話せる|話せます|話します|話す)|[をが](?:できる|できます|得意な|わかる|わかります|分かる|分かります)"
    f"|に(?:詳しい|くわしい)|が得意な?|の得意な|の(?=(?:人|方)(?:$|[はがを]))){_TAIL_JA}"
)
_FILLERS_JA = re.compile("(?<=.)の|(?:人|方)$")
_WORD = re.compile(r"[^\W_]+(?:[.@'+-][^\W_]+)*")

ON_CALL_WORDS = ("on call", "oncall", "当番", "待機", "オンコール")
"""Who is in a group that is called so is on call."""


class PeopleQuery(NamedTuple):
    """What was understood.

    Attributes:
        words: what has to be known of somebody, '' for nothing in particular.
        roles: of ``person.ROLES``; none for all.
        free: nobody who said to be busy or away.
        on_call: only who is in a group that is on call.
    """

    words: str
    roles: frozenset[str]
    free: bool
    on_call: bool = False


def understood(text: str) -> PeopleQuery | None:
    """What a sentence means beyond its words; None where it is words alone."""
    typed = " ".join(unicodedata.normalize("NFKC", text[:_LONGEST]).casefold().replace("’", "'").split())
    if not any(c.isalpha() for c in typed):
        return None
    rest, free = _without(_FREE, typed)
    rest, on_call = _without(_ON_CALL, rest)
    rest = rest.rstrip(" ?!.。")
    said, free_ja = _without(_FREE_JA, rest)
    said, on_call_ja = _without(_ON_CALL_JA, said)
    roles: set[str] = set()
    for word, role in _ROLES_JA:
        if word in said:
            said = said.replace(word, " ")
            roles.add(role)
    said = _ASKING_JA.sub(" ", said)
    if said != rest:
        # Only beside what tells a sentence: 直人 and ののか are names.
        said = _FILLERS_JA.sub(" ", said.strip())
    words = _WORD.findall(said)
    # One word alone is a name, or the beginning of one.
    if said == rest and len(_WORD.findall(typed)) < 2:
        return None
    roles |= {_ROLES[word] for word in words if word in _ROLES}
    free, on_call = free or free_ja, on_call or on_call_ja
    asked = bool(words) and words[0] in _BEGINNINGS
    if asked and not _FREE_WORDS.isdisjoint(words):
        free, words = True, [word for word in words if word not in _FREE_WORDS]
    if not (roles or free or on_call or said != rest or not _ASKING.isdisjoint(words)):
        return None
    kept = " ".join(word for word in words if word not in _ROLES and word not in _FILLERS)
    if kept == " ".join(_WORD.findall(typed)) or not (kept or free or on_call or (roles and asked)):
        return None
    return PeopleQuery(kept, frozenset(roles), free, on_call)


def is_on_call(groups: Sequence[str]) -> bool:
    """Somebody in these groups is on call."""
    folded = [unicodedata.normalize("NFKC", group).casefold().replace("-", " ").replace("_", " ") for group in groups]
    return any(word in group for group in folded for word in ON_CALL_WORDS)


def _without(pattern: re.Pattern[str], text: str) -> tuple[str, bool]:
    rest = pattern.sub(" ", text)
    return rest, rest != text
