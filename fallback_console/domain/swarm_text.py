"""Swarms over text messages: the codes people answer with, and the words they are written.

Every text of a swarm begins with its mark ('S12 '), by which people know what it is about, and by which an answer without a code is known
to belong to it: it answers the last text its sender got from us.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

__all__ = ["LANGUAGES", "Reply", "answer_text", "invitation", "mark_of", "relayed", "reply_of"]

LANGUAGES = ("en", "ja")

_SURE: Mapping[str, str] = {
    **dict.fromkeys(("y", "join", "in", "参加", "参加します"), "accepted"),
    **dict.fromkeys(("decline", "cannot", "不参加", "参加できません", "参加しません", "欠席"), "declined"),
    **dict.fromkeys(("out", "leave", "bye", "quit", "stop", "end", "退出", "退出します", "抜けます", "離脱"), "left"),
}
"""Words that mean one thing whoever writes them."""

_MAYBE: Mapping[str, str] = {
    **dict.fromkeys(("yes", "yep", "ok", "okay", "はい", "了解", "了解です"), "accepted"),
    **dict.fromkeys(("n", "no", "nope", "いいえ"), "declined"),
}
"""Words that answer an invitation; of somebody who is in it they are words like any other."""

_BARE = frozenset(
    {"y", "yes", "n", "no", "join", "参加", "参加します", "はい", "いいえ", "不参加", "参加できません", "参加しません"}
)
"""Those that may stand without a number where only one invitation can be meant."""

_DIGITS = "[0-9０-９]"
_CODE = re.compile(rf"\s*[#＃]?[sSｓＳ]\s?([1-9１-９]{_DIGITS}{{0,2}})(?!{_DIGITS})(.*)", re.DOTALL)
_WORD_FIRST = re.compile(r"([^\W\d_]+)\s*#?s([1-9][0-9]{0,2})")
_MARK = re.compile(r"S([1-9][0-9]{0,2}) ")
_SIGNS = "\"'`「」『』()[]<>.,!。、・:: \t\r\n　"
_SHORT = 60

_INVITATION: Mapping[str, str] = {
    "en": "S{number} {who} asks you into a swarm: {title}{about}. Reply s{number} y to join, s{number} n if you cannot.",
    "ja": "S{number} {who}よりスウォームへの参加依頼:{title}{about}。参加する場合はs{number} 参加、"
    "できない場合はs{number} 不参加と返信してください。",
}
_ABOUT: Mapping[str, str] = {"en": " (case {case}: {subject})", "ja": "(案件 {case}:{subject})"}
_ANSWERS: Mapping[str, Mapping[str, str]] = {
    "accepted": {
        "en": "S{number} You are in: {title}. Texts you write now go to everybody in it. s{number} out to leave.",
        "ja": "S{number} 参加しました:{title}。これから返信した内容は参加者全員に届きます。抜ける場合はs{number} 退出と返信してください。",
    },
    "declined": {
        "en": "S{number} Thank you, you are not in it.",
        "ja": "S{number} 承知しました。不参加として記録しました。",
    },
    "left": {
        "en": "S{number} You have left. s{number} y brings you back.",
        "ja": "S{number} 退出しました。戻る場合はs{number} 参加と返信してください。",
    },
    "again": {"en": "S{number} You are in it already.", "ja": "S{number} すでに参加しています。"},
    "outside": {
        "en": "S{number} You are not in it, so nobody got your message. s{number} y to join.",
        "ja": "S{number} 参加していないため、メッセージは届いていません。参加する場合はs{number} 参加と返信してください。",
    },
    "removed": {"en": "S{number} You were taken out of it.", "ja": "S{number} 参加者から外されています。"},
    "closed": {
        "en": "S{number} It is closed, so nobody got your message.",
        "ja": "S{number} 終了しているため、メッセージは届いていません。",
    },
    "how": {
        "en": "S{number} {title}. Write s{number} and your message; s{number} y to join, s{number} out to leave.",
        "ja": "S{number} {title}。s{number}に続けてメッセージを書いてください。参加はs{number} 参加、退出はs{number} 退出です。",
    },
    "next": {
        "en": "S{number} Your next action, by {time}: {title}",
        "ja": "S{number} あなたの次のアクション({time}まで):{title}",
    },
    "over": {"en": "S{number} It is closed. Thank you.", "ja": "S{number} 終了しました。ありがとうございました。"},
}


class Reply(NamedTuple):
    """A text message as a swarm reads it.

    Attributes:
        number: of the swarm, 0 where the text has none.
        act: 'accepted', 'declined' or 'left', '' for words to everybody.
        text: what was written behind the number.
        sure: the word means that whoever writes it.
        bare: without a number, it may answer the only open invitation.
    """

    number: int
    act: str
    text: str
    sure: bool = False
    bare: bool = False


def reply_of(text: str) -> Reply:
    """What a text message says: 's12 y', 'Ｓ１２　参加', 'y s12', 's12 the line is back', or without a number 'yes' or anything else."""
    shown = "".join(sign for sign in text if unicodedata.category(sign) != "Cf").strip()
    found = _CODE.fullmatch(shown)
    if found is not None:
        number, rest = int(unicodedata.normalize("NFKC", found[1])), found[2]
        act, sure = _act(rest)
        glued = rest[:1].isascii() and rest[:1].isalnum()
        if act or not glued:
            return Reply(number, act, rest.lstrip(_SIGNS).rstrip(), sure)
    first = _WORD_FIRST.fullmatch(_plain(shown)) if len(shown) <= _SHORT else None
    if first is not None and _act(first[1])[0]:
        act, sure = _act(first[1])
        return Reply(int(first[2]), act, first[1], sure)
    act, sure = _act(shown)
    bare = _plain(shown) in _BARE
    return Reply(0, act if bare else "", shown, sure and bare, bare)


def mark_of(text: str) -> int:
    """The number of the swarm that a text of ours is about; 0 for none."""
    found = _MARK.match(text)
    return int(found[1]) if found is not None else 0


def invitation(language: str, number: int, who: str, title: str, *, case: str = "", subject: str = "") -> str:
    """What somebody is written who is asked into a swarm."""
    code = _code(language)
    about = _ABOUT[code].format(case=case, subject=subject[:80]) if case else ""
    return _INVITATION[code].format(number=number, who=who, title=title, about=about)


def relayed(number: int, who: str, text: str) -> str:
    """A message of the room as a text message."""
    return f"S{number} {who}: {text}"


def answer_text(language: str, what: str, number: int, title: str = "", time: str = "") -> str:
    """What somebody is written about their place in a swarm.

    Args:
        what: 'accepted', 'declined', 'left', 'again', 'outside', 'removed', 'closed', 'how', 'next' or 'over'.
        title: of the swarm, or of the next action.
        time: as people read it.
    """
    return _ANSWERS[what][_code(language)].format(number=number, title=title, time=time)


def _code(language: str) -> str:
    return language if language in LANGUAGES else LANGUAGES[0]


def _act(text: str) -> tuple[str, bool]:
    word = _plain(text) if len(text) <= _SHORT else ""
    return (_SURE[word], True) if word in _SURE else (_MAYBE.get(word, ""), False)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip(_SIGNS).casefold()
