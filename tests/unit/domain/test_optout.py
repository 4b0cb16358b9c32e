from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fallback_console.domain.optout import OPT_IN_WORDS, OPT_OUT_WORDS, classify

OUT = [
    "STOP",
    "STOPALL",
    "UNSUBSCRIBE",
    "CANCEL",
    "END",
    "QUIT",
    "REVOKE",
    "OPTOUT",
    "停止",
    "配信停止",
    "配信解除",
    "ストップ",
    "ｽﾄｯﾌﾟ",
]
IN = ["START", "YES", "UNSTOP", "再開"]


@pytest.mark.parametrize("word", OUT)
def test_every_opt_out_word(word: str) -> None:
    assert classify(word) == "out"
    assert classify(word.lower()) == "out"


@pytest.mark.parametrize("word", IN)
def test_every_opt_in_word(word: str) -> None:
    assert classify(word) == "in"
    assert classify(word.lower()) == "in"


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        (" Stop.\n", "out"),
        ("STOP!!!", "out"),
        ("\u201cstop\u201d", "out"),
        ("ＳＴＯＰ", "out"),
        ("ｓｔｏｐ。", "out"),
        ("「停止」", "out"),
        ("配信停止。", "out"),
        ("配信 停止", "out"),
        ("\u3000停止\u3000", "out"),
        ("stop all", "out"),
        ("Opt-out", "out"),
        ("OPT OUT", "out"),
        ("Stop. STOP!", "out"),
        ("stop, unsubscribe", "out"),
        ("\u200bSTOP\ufeff", "out"),
        ("Yes.", "in"),
        ("yes yes", "in"),
        ("再開！", "in"),
    ],
)
def test_spelling_does_not_matter(text: str, wish: str) -> None:
    assert classify(text) == wish


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "...",
        "please stop by at noon",
        "cancel my order",
        "Yes, that works",
        "not the end",
        "stopped",
        "停止してください",
        "サービスが停止しました",
        "stop start",
        "1",
        "STOP " * 100,
    ],
)
def test_messages_are_not_keywords(text: str) -> None:
    assert classify(text) is None


def test_words_do_not_overlap() -> None:
    assert not OPT_OUT_WORDS & OPT_IN_WORDS


@given(st.text(max_size=300))
def test_any_text_is_answered(text: str) -> None:
    assert classify(text) in ("out", "in", None)


@given(st.sampled_from(sorted(OPT_OUT_WORDS)), st.text(st.sampled_from(" .!?。、「」\n\t"), max_size=5))
def test_anything_around_the_word(word: str, noise: str) -> None:
    assert classify(noise + word + noise) == "out"
