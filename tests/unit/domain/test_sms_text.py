from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fallback_console.domain.sms_text import Encoding, culprits, encoding_of, measure, plainer, split

GSM = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCXYZÄÖÑÜ§¿abcxyzäöñüà"
EXTENSION = "\f^{}\\[~]|€"
SINGLE = {Encoding.GSM7: 160, Encoding.UCS2: 70}
MULTI = {Encoding.GSM7: 153, Encoding.UCS2: 67}

texts = st.text(st.sampled_from(GSM + EXTENSION) | st.characters(), max_size=500)
gsm_texts = st.text(st.sampled_from(GSM + EXTENSION), max_size=500)
wide_texts = st.text(st.sampled_from("あ障害😀a€"), max_size=300)


@pytest.mark.parametrize(
    ("text", "encoding", "parts", "units", "left"),
    [
        ("", Encoding.GSM7, 1, 0, 160),
        ("hello", Encoding.GSM7, 1, 5, 155),
        ("a" * 160, Encoding.GSM7, 1, 160, 0),
        ("a" * 161, Encoding.GSM7, 2, 161, 145),
        ("a" * 306, Encoding.GSM7, 2, 306, 0),
        ("a" * 307, Encoding.GSM7, 3, 307, 152),
        ("€" * 80, Encoding.GSM7, 1, 160, 0),
        ("€" * 81, Encoding.GSM7, 2, 162, 143),  # 76 in the first part: 152 of its 153 septets, never half a €
        ("a" * 152 + "€" * 5, Encoding.GSM7, 2, 162, 143),
        ("a" * 153 + "€" * 5, Encoding.GSM7, 2, 163, 143),
        ("é" * 160, Encoding.GSM7, 1, 160, 0),
        ("ê", Encoding.UCS2, 1, 1, 69),
        ("あ" * 70, Encoding.UCS2, 1, 70, 0),
        ("あ" * 71, Encoding.UCS2, 2, 71, 63),
        ("あ" * 134, Encoding.UCS2, 2, 134, 0),
        ("あ" * 135, Encoding.UCS2, 3, 135, 66),
        ("😀" * 35, Encoding.UCS2, 1, 70, 0),
        ("😀" * 36, Encoding.UCS2, 2, 72, 61),  # 33 in the first part: 66 of its 67 units, never half a pair
        ("あ" * 66 + "😀" * 33, Encoding.UCS2, 2, 132, 1),
        ("あ" * 65 + "😀" * 34, Encoding.UCS2, 2, 133, 1),
        ("😀" * 67, Encoding.UCS2, 3, 134, 65),  # 134 units would fit into two parts if pairs could be divided
    ],
)
def test_measure(text: str, encoding: Encoding, parts: int, units: int, left: int) -> None:
    length = measure(text)
    assert (length.encoding, length.parts, length.units, length.units_left) == (encoding, parts, units, left)


def test_the_whole_default_alphabet_is_gsm() -> None:
    assert len(set(GSM)) == len(GSM)
    assert encoding_of(GSM + EXTENSION) is Encoding.GSM7
    assert measure(EXTENSION).units == 2 * len(EXTENSION)


def test_exactly_137_characters_of_unicode_are_gsm() -> None:
    found = [c for c in map(chr, range(0x11_0000)) if not culprits(c)]
    assert len(found) == 127 + 10


@pytest.mark.parametrize("greek", ["\u0394", "\u03a9"])
def test_greek_letters_are_in_the_table(greek: str) -> None:
    assert encoding_of(greek) is Encoding.GSM7


@pytest.mark.parametrize("sign", ["\u2206", "\u2126", "\u00e7", "`", "\t", "“", "’", "…"])
def test_look_alikes_are_not(sign: str) -> None:
    assert encoding_of(sign) is Encoding.UCS2


def test_culprits_once_each_in_order() -> None:
    assert culprits("Tarō’s “障害” and ō’ again") == ["ō", "’", "“", "障", "害", "”"]
    assert culprits("plain €") == []


def test_half_a_surrogate_pair_is_one_unit() -> None:
    assert measure("\ud83d").units == 1


@given(st.one_of(texts, gsm_texts, wide_texts))
def test_split_agrees_with_measure(text: str) -> None:
    length = measure(text)
    pieces = split(text)
    assert "".join(pieces) == text
    assert len(pieces) == length.parts
    assert all(pieces) or not text
    units = [units_of(piece, length.encoding) for piece in pieces]
    assert sum(units) == length.units
    room = SINGLE[length.encoding] if length.parts <= 1 else MULTI[length.encoding]
    assert all(one <= room for one in units)
    assert length.units_left == (room - units[-1])
    # No part is cut sooner than it must be.
    for piece, following, used in zip(pieces, pieces[1:], units, strict=False):
        assert used + units_of(following[0], length.encoding) > room, piece


@given(texts)
def test_encoding_is_gsm_exactly_without_culprits(text: str) -> None:
    assert (encoding_of(text) is Encoding.GSM7) == (not culprits(text))


@given(texts, texts)
def test_more_text_never_costs_less(one: str, more: str) -> None:
    assert measure(one + more).parts >= measure(one).parts


def units_of(text: str, encoding: Encoding) -> int:
    if encoding is Encoding.UCS2:
        return len(text.encode("utf-16-be", "surrogatepass")) // 2
    return sum(2 if c in EXTENSION else 1 for c in text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("We\u2019re \u201con it\u201d \u2013 today\u2026", 'We\'re "on it" - today...'),
        ("a\u00a0b\u202fc\u200bd", "a b cd"),
        ("障害です", "障害です"),
        (GSM + EXTENSION, GSM + EXTENSION),
        ("", ""),
    ],
)
def test_typographic_characters_in_plain_form(text: str, plain: str) -> None:
    assert plainer(text) == plain


@given(texts)
def test_plainer_needs_no_character_that_was_not_needed_and_is_stable(text: str) -> None:
    plain = plainer(text)
    assert plainer(plain) == plain
    assert set(culprits(plain)) <= set(culprits(text))
