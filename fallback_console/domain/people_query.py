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

_FILLERS = frozenset(
    "who that which can could speaks speak speaking talks talk talking knows know with and in a an the for about of is are"
    " has have somebody someone anybody anyone".split()
)
_ROLES = {
    **dict.fromkeys(("expert", "experts", "specialist", "specialists"), "expert"),
    **dict.fromkeys(("teammate", "teammates", "colleague", "colleagues"), "team"),
    **dict.fromkeys(("customer", "customers"), "customer"),
    **dict.fromkeys(("partner", "partners", "vendor", "vendors"), "partner"),
    **dict.fromkeys(("group", "groups"), "group"),
}
_FREE = re.compile(r"\b(?:(?:free|available)(?:\s+(?:now|today))?|now\s+(?:free|available))\s*[.!?]*\s*$")
_FREE_JA = re.compile("(?:今|いま)?、?(?:手の|手が)?(?:空いている|空いてる|対応できる)(?:人|方)?")
_ROLES_JA = (
    ("専門家", "expert"),
    ("エキスパート", "expert"),
    ("同僚", "team"),
    ("お客様", "customer"),
    ("顧客", "customer"),
    ("パートナー", "partner"),
    ("グループ", "group"),
)
_FILLERS_JA = re.compile(
    "(?:を|が)(?:話せる|話す|話します|できる|得意な|わかる|分かる)|に詳しい|が得意|の得意な|(?<=.)の(?=.)|(?:人|方)$"
)
_WORD = re.compile(r"[^\W_]+(?:[.@'+-][^\W_]+)*")

ON_CALL_WORDS = ("on call", "oncall", "当番", "待機", "オンコール")
"""Who is in a group that is called so is on call."""


class PeopleQuery(NamedTuple):
    """What was understood.

    Attributes:
        words: what has to be known of somebody, '' for nothing in particular.
        roles: of ``person.ROLES``; none for all.
        free: nobody who said to be busy or away.
    """

    words: str
    roles: frozenset[str]
    free: bool


def understood(text: str) -> PeopleQuery | None:
    """What a sentence means beyond its words; None where it is words alone."""
    typed = " ".join(unicodedata.normalize("NFKC", text[:_LONGEST]).casefold().split())
    if not any(c.isalpha() for c in typed):
        return None
    rest, free = _without(_FREE, typed)
    said, free_ja = _without(_FREE_JA, rest)
    roles: set[str] = set()
    for word, role in _ROLES_JA:
        if word in said:
            said = said.replace(word, " ")
            roles.add(role)
    said = _FILLERS_JA.sub(" ", said)
    words = _WORD.findall(said)
    # One word alone is a name, or the beginning of one.
    if said == rest and len(_WORD.findall(typed)) < 2:
        return None
    roles |= {_ROLES[word] for word in words if word in _ROLES}
    free = free or free_ja
    kept = " ".join(word for word in words if word not in _ROLES and word not in _FILLERS)
    if kept == " ".join(_WORD.findall(typed)) or not (kept or (roles and free)):
        return None
    return PeopleQuery(kept, frozenset(roles), free)


def is_on_call(groups: Sequence[str]) -> bool:
    """Somebody in these groups is on call."""
    folded = [unicodedata.normalize("NFKC", group).casefold().replace("-", " ").replace("_", " ") for group in groups]
    return any(word in group for group in folded for word in ON_CALL_WORDS)


def _without(pattern: re.Pattern[str], text: str) -> tuple[str, bool]:
    rest = pattern.sub(" ", text)
    return rest, rest != text
