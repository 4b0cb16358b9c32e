"""Texts as they are said aloud: numbers, times and abbreviations written out, in English and Japanese."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

__all__ = ["number_words", "spoken_text"]

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
    " nineteen"
).split()
_TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
_KANJI = "〇一二三四五六七八九"
_KANA_DIGITS = "ゼロ イチ ニ サン ヨン ゴ ロク ナナ ハチ キュウ".split()
_KANA_LETTERS = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        (
            "エー ビー シー ディー イー エフ ジー エイチ アイ ジェー ケー エル エム エヌ オー ピー キュー アール エス ティー"
            " ユー ブイ ダブリュー エックス ワイ ゼット"
        ).split(),
        strict=True,
    )
)
_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "approx.": "approximately",
        "e.g.": "for example",
        "i.e.": "that is",
        "etc.": "and so on",
        "no.": "number",
        "asap": "as soon as possible",
        "vs.": "versus",
    },
    "ja": {"approx.": "およそ", "e.g.": "例えば", "etc.": "など", "no.": "番号", "asap": "できるだけ早く"},
}
_UNITS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "en": {
        "%": ("percent", "percent"),
        "min": ("minute", "minutes"),
        "h": ("hour", "hours"),
        "s": ("second", "seconds"),
        "d": ("day", "days"),
        "GB": ("gigabyte", "gigabytes"),
        "MB": ("megabyte", "megabytes"),
    },
    "ja": {
        "%": ("パーセント",) * 2,
        "min": ("分",) * 2,
        "h": ("時間",) * 2,
        "s": ("秒",) * 2,
        "d": ("日",) * 2,
        "GB": ("ギガバイト",) * 2,
        "MB": ("メガバイト",) * 2,
    },
}
_SIGNS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "en": (("&", " and "), ("→", " to "), ("@", " at "), ("+", " plus ")),
    "ja": (("&", " アンド "), ("→", " から "), ("@", " アット "), ("+", " プラス ")),
}
_TIME = re.compile(r"(?<![\d:.])([01]?\d|2[0-3]):([0-5]\d)(?![\d:])")
_NUMBER = re.compile(r"#?(?<![\w.])(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s?(%|min|h|s|d|GB|MB)?(?![A-Za-z\d])", re.ASCII)
_PHONE = re.compile(r"\+\d[\d ()-]{5,}\d")
_CAPITALS = re.compile(r"(?<![A-Za-z])[A-Z]{2,5}(?![A-Za-z])")
_CODE = re.compile(r"(?<![A-Za-z\d])([A-Z]{1,3})-?(\d{1,8})(?![A-Za-z\d])")
_LONGEST = 6
"""A number with more digits than this is a telephone or case number: said digit by digit."""


def spoken_text(text: str, language: str) -> str:
    """A text as it is said.

    Args:
        language: 'en' or 'ja'.
    """
    text = unicodedata.normalize("NFKC", text)
    for short, said in _WORDS[language].items():
        text = re.sub(rf"(?<![\w.]){re.escape(short)}(?!\w)", said, text, flags=re.IGNORECASE)
    text = _TIME.sub(lambda found: _time(int(found[1]), int(found[2]), language), text)
    text = _PHONE.sub(lambda found: f"+{_digits(re.sub('[^0-9]', '', found[0]), language)}", text)
    text = _CODE.sub(lambda found: f"{_spell(found[1], language)} {_digits(found[2], language)}", text)
    text = _CAPITALS.sub(lambda found: _spell(found[0], language), text)
    text = _NUMBER.sub(lambda found: _number(found, language), text)
    for sign, said in _SIGNS[language]:
        text = text.replace(sign, said)
    # What is not spoken is not there: signs of lists, doubled blanks.
    return "\n".join(" ".join(line.split()) for line in text.splitlines())


def number_words(number: int, language: str) -> str:
    """A whole number from 0 below a million in words.

    Raises:
        ValueError: it is another one.
    """
    if not 0 <= number < 1_000_000:
        raise ValueError(number)
    return (_kanji if language == "ja" else _english)(number)


def _english(number: int) -> str:
    if number < 20:
        return _ONES[number]
    if number < 100:
        return _TENS[number // 10] + (f"-{_ONES[number % 10]}" if number % 10 else "")
    if number < 1000:
        rest = f" and {_english(number % 100)}" if number % 100 else ""
        return f"{_ONES[number // 100]} hundred{rest}"
    below = number % 1000
    joint = " and " if 0 < below < 100 else " "
    return f"{_english(number // 1000)} thousand" + (f"{joint}{_english(below)}" if below else "")


def _kanji(number: int) -> str:
    if number == 0:
        return "ゼロ"
    if number >= 10_000:
        return f"{_kanji(number // 10_000)}万" + (_kanji(number % 10_000) if number % 10_000 else "")
    said = ""
    for value, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // value % 10
        # One of a hundred is said as the hundred alone.
        if digit:
            said += ("" if digit == 1 and sign else _KANJI[digit]) + sign
    return said


def _time(hour: int, minute: int, language: str) -> str:
    if language == "ja":
        return f"{_kanji(hour) if hour else '零'}時" + (f"{_kanji(minute)}分" if minute else "")
    if minute == 0:
        return {0: "midnight", 12: "noon"}.get(hour) or f"{_english(hour)} hundred hours"
    minutes = f"oh {_ONES[minute]}" if minute < 10 else _english(minute)
    return f"{_english(hour) if hour else 'zero'} {minutes}"


def _digits(digits: str, language: str) -> str:
    said = _KANA_DIGITS if language == "ja" else _ONES
    return " ".join(said[int(digit)] for digit in digits)


def _spell(letters: str, language: str) -> str:
    return "".join(_KANA_LETTERS[one] for one in letters) if language == "ja" else " ".join(letters)


def _number(found: re.Match[str], language: str) -> str:
    whole, fraction, unit = found[1].replace(",", ""), found[2] or "", found[3] or ""
    called = found[0].startswith("#")
    if called or len(whole) > _LONGEST or (len(whole) > 1 and whole.startswith("0")):
        said = _digits(whole, language)
    else:
        said = number_words(int(whole), language)
    if fraction:
        point = "点" if language == "ja" else " point "
        decimals = (
            "".join(_KANJI[int(d)] for d in fraction[1:]) if language == "ja" else _digits(fraction[1:], language)
        )
        said += f"{point}{decimals}"
    if unit:
        one, many = _UNITS[language][unit]
        gap = "" if language == "ja" else " "
        said += f"{gap}{one if whole == '1' and not fraction else many}"
    if called:
        number: Callable[[str], str] = "番号 {}".format if language == "ja" else "number {}".format
        said = number(said)
    return said
