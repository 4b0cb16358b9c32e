"""What the inside says is known to the window, in every language; values in it survive."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import fallback_console
from fallback_console.domain.errors import UnreachableError
from fallback_console.domain.sentences import Sentence, together
from fallback_console.ui.error_texts import error_words
from fallback_console.ui.i18n import Languages
from fallback_console.ui.said import said, said_in_parts
from fallback_console.ui.said_texts import PATTERNS
from tests.helpers.spoken import spoken

PACKAGE = Path(fallback_console.__file__).parent


def test_every_sentence_can_be_translated() -> None:
    found, lost = spoken(PACKAGE)
    assert lost == [], "an f-string cannot be translated: write Sentence('… {name} …', name=…)"
    missing = {f"{where}: {pattern}" for pattern, where in found.items() if pattern not in PATTERNS}
    assert missing == set(), "add them to ui/said_texts.py"


def test_no_sentence_is_kept_that_nobody_says() -> None:
    sources = "".join(p.read_text(encoding="utf-8") for p in PACKAGE.rglob("*.py") if not p.name.startswith("said_"))
    stale = {pattern for pattern in PATTERNS if pattern not in sources and pattern.split("'")[0] not in sources}
    assert stale == set()


def test_it_is_said_in_the_language_in_force(languages: Languages) -> None:
    what = Sentence("{host} refused the connection.", host="rt.example.com")
    whole = together(what, "Check the address.")
    assert whole == "rt.example.com refused the connection. Check the address."
    assert said(whole) == whole
    languages.choose("ja")
    assert said(whole) == "rt.example.com が接続を拒否しました。アドレスを確認してください。"
    assert said_in_parts(whole) == ("rt.example.com が接続を拒否しました。", "アドレスを確認してください。")
    waited = Sentence("Waited in vain for {waited}, {limit} s.", waited=Sentence("an answer"), limit="6.5")
    assert said(waited) == "応答を 6.5 秒待ちましたが、得られませんでした。"
    assert said("Nobody ever wrote this.") == "Nobody ever wrote this."
    assert said("") == ""


def test_an_error_is_told_as_precisely_as_it_is_known(languages: Languages) -> None:
    languages.choose("ja")
    known = error_words(UnreachableError(Sentence("No connection to {host}.", host="rt"), "Check the port."), "ja")
    assert (known.title, known.hint, known.detail) == ("rt に接続できません。", "ポートを確認してください。", "")
    other = error_words(UnreachableError("Something new.", "Do it."), "ja")
    assert other.title == "システムに接続できません。" or other.detail == "Something new."


@given(host=st.text(max_size=40), port=st.integers(0, 65535))
def test_values_are_never_taken_for_patterns(host: str, port: int) -> None:
    sentence = Sentence("{host} answers on port {port}.", host=host, port=port)
    assert sentence == f"{host} answers on port {port}."
    assert said(sentence) == sentence
    again = pickle.loads(pickle.dumps(sentence))
    assert (again, again.pattern, again.values) == (sentence, sentence.pattern, sentence.values)


@pytest.mark.parametrize(
    ("first", "second", "parts"),
    [("A.", "", ("A.",)), ("", "B.", ("B.",)), ("A.", "B.", ("A.", "B.")), ("", "", ("",))],
)
def test_two_sentences_as_one(first: str, second: str, parts: tuple[str, ...]) -> None:
    whole = together(first, second)
    assert whole == f"{first} {second}".strip()
    assert (whole.parts if isinstance(whole, Sentence) else (whole,)) == parts
