"""Languages by the names people give them."""

from __future__ import annotations

import re
from functools import cache

__all__ = ["language_code", "language_name", "language_names"]

_NAMES = {
    "ar": "Arabic العربية アラビア語",
    "cs": "Czech Čeština チェコ語",
    "da": "Danish Dansk デンマーク語",
    "de": "German Deutsch ドイツ語",
    "el": "Greek Ελληνικά ギリシャ語",
    "en": "English English 英語",
    "es": "Spanish Español スペイン語",
    "fi": "Finnish Suomi フィンランド語",
    "fr": "French Français フランス語",
    "he": "Hebrew עברית ヘブライ語",
    "hi": "Hindi हिन्दी ヒンディー語",
    "hu": "Hungarian Magyar ハンガリー語",
    "id": "Indonesian Indonesia インドネシア語",
    "it": "Italian Italiano イタリア語",
    "ja": "Japanese 日本語 日本語",
    "ko": "Korean 한국어 韓国語",
    "ms": "Malay Melayu マレー語",
    "nb": "Norwegian Norsk ノルウェー語",
    "nl": "Dutch Nederlands オランダ語",
    "pl": "Polish Polski ポーランド語",
    "pt": "Portuguese Português ポルトガル語",
    "ro": "Romanian Română ルーマニア語",
    "ru": "Russian Русский ロシア語",
    "sv": "Swedish Svenska スウェーデン語",
    "th": "Thai ไทย タイ語",
    "tl": "Tagalog Filipino フィリピン語",
    "tr": "Turkish Türkçe トルコ語",
    "uk": "Ukrainian Українська ウクライナ語",
    "vi": "Vietnamese Việt ベトナム語",
    "zh": "Chinese 中文 中国語",
}
_THREE = {"jpn": "ja", "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "zho": "zh"}
_THREE |= {"chi": "zh", "kor": "ko", "ita": "it", "por": "pt", "rus": "ru", "nld": "nl", "dut": "nl"}


@cache
def _by_name() -> dict[str, str]:
    # Made when it is first needed: a start needs only the names.
    return {name.casefold(): code for code, names in _NAMES.items() for name in names.split()} | _THREE


def language_code(text: str) -> str:
    """The code of a language: 'ja' for 'Japanese', '日本語', 'jpn' and 'JA', 'pt-BR' for 'pt_br'; '' for what is none."""
    word = text.strip().casefold()
    known = _by_name().get(word)
    if known is not None:
        return known
    found = re.fullmatch(r"([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?(?:[.@].*)?", word)
    if found is None:
        return ""
    language, script, region = found.groups()
    parts = (_THREE.get(language, language), (script or "").title(), (region or "").upper())
    return "-".join(filter(None, parts))


def language_names(code: str) -> str:
    """Words by which a language is searched for: its code, and its names in English, in itself and in Japanese."""
    return f"{code} {_NAMES.get(code.partition('-')[0], '')}".rstrip()


def language_name(code: str, *, japanese: bool = False) -> str:
    """A language's name in English or in Japanese; the code where it is not known."""
    names = _NAMES.get(code.partition("-")[0], "").split()
    return names[2 if japanese else 0] if names else code
