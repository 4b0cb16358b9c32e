"""What of a message its writer wrote, and what only came along."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fallback_console.domain.quoted import split

LINES = st.sampled_from(
    [
        "words", "", "> quoted", ">> twice", "-- ", "--", "-----Original Message-----", "From: a", "Sent: b", "To: c",
        "On Monday, Ann <a@example.com> wrote:", "On Monday,", "Ann wrote:", "田中さんが書きました：", "＞ 引用", "\t",
        "x" * 400,
    ]
)  # fmt: skip


def own(text: str) -> str:
    return "".join(piece.text for piece in split(text) if not piece.quoted)


@given(st.one_of(st.text(), st.lists(LINES).map("\n".join), st.lists(LINES).map("\r\n".join)))
def test_the_pieces_are_the_text(text: str) -> None:
    pieces = split(text)
    assert "".join(piece.text for piece in pieces) == text
    assert all(piece.text for piece in pieces)
    assert all(one.quoted != two.quoted for one, two in itertools.pairwise(pieces))
    # There is always something to read.
    assert not text.strip() or own(text).strip()


QUOTE = "> first\n> second\n> third\n"


@pytest.mark.parametrize(
    "came_along",
    [
        QUOTE,
        f"On Mon, 23 Nov 2026 at 09:12, Support <support@example.com> wrote:\n{QUOTE}",
        f"On Mon, 23 Nov 2026 at 09:12, Support\n<support@example.com> wrote:\n\n{QUOTE}",
        f"2026年11月23日(月) 9:12 サポート <support@example.com>:\n{QUOTE}",
        f"サポートさんが書きました：\n{QUOTE}",
        f"Am 23.11.2026 um 09:12 schrieb Support:\n{QUOTE}",
        "-----Original Message-----\nFrom: Support\nanything\n",
        "----- 元のメッセージ -----\n差出人: サポート\n本文\n",
        "From: Support\nSent: Monday\nTo: Ann\n\nanything\n",
        "差出人: サポート\n送信日時: 月曜日\n宛先: 佐藤\n\n本文\n",
        "-- \nAnn\nExample Ltd\n",
        "＞ 一行目\n＞ 二行目\n\n＞ 三行目\n",
    ],
)
def test_what_came_along_is_told_apart(came_along: str) -> None:
    assert own(f"It still fails.\n{came_along}") == "It still fails.\n"


def test_a_short_quote_with_its_answer_stays() -> None:
    text = "> When?\nAt noon.\n> Where?\n> In Kyoto?\nYes.\n"
    assert own(text) == text


def test_a_long_quote_with_an_answer_below_is_folded() -> None:
    assert own(f"{QUOTE}Yes.\n") == "Yes.\n"


@pytest.mark.parametrize("text", [QUOTE, "-- \nAnn", "", "On Monday you wrote: nothing", "a > b\n5 -- 6", "From: here"])
def test_what_is_all_or_nothing_stays_whole(text: str) -> None:
    assert own(text) == text


def test_a_long_line_between_quotes_is_its_writers_own() -> None:
    text = f"{QUOTE}{'word ' * 200}\n{QUOTE}"
    assert own(text) == "word " * 200 + "\n"
