"""How we count text messages, against how Twilio's own calculator does: sms-segments-calculator 1.3.0, run by Node.

Both agree on the alphabet always, and on the number of parts wherever each character that people see is one code point. Where it is
several (a letter with marks of its own, a family joined by ZWJ, a flag), the calculator never divides them between two parts and we
do: 3GPP TS 23.040 knows code units only, handsets put the parts together again, and networks bill what is sent. So theirs may need one
part more here and there. That this is the only difference is tested too: with their characters as pieces our rule gives their number.
"""

from __future__ import annotations

import json
import random
import subprocess
from pathlib import Path

import pytest

from fallback_console.domain.sms_text import Encoding, encoding_of, measure
from tests.helpers.node import node, node_package

pytestmark = pytest.mark.timeout(400)  # the calculator takes half a minute or so

COUNT = 100_000
SEED = 20260921
_SCRIPT = """
const {SegmentedMessage} = require('sms-segments-calculator');
const lines = require('readline').createInterface({input: process.stdin});
lines.on('line', (line) => {
  const m = new SegmentedMessage(String.fromCharCode(...JSON.parse(line)));
  process.stdout.write(JSON.stringify([m.encodingName, m.segmentsCount, m.graphemes.map((g) => g.length)]) + '\\n');
});
"""
_GSM = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = "\f^{}\\[~]|€"
_SCRIPTS = [
    (0x20, 0x17F),  # Latin
    (0x370, 0x3FF),  # Greek
    (0x400, 0x4FF),  # Cyrillic
    (0x530, 0x5FF),  # Armenian, Hebrew
    (0x600, 0x6FF),  # Arabic
    (0x900, 0x97F),  # Devanagari
    (0xE00, 0xE7F),  # Thai
    (0x1100, 0x11FF),  # Hangul, in letters
    (0x2000, 0x206F),  # spaces, joiners, directions
    (0x2100, 0x21FF),
    (0x3040, 0x30FF),  # kana
    (0x4E00, 0x9FFF),  # kanji
    (0xAC00, 0xD7A3),  # Hangul
    (0xFE00, 0xFE0F),  # variation selectors
    (0x1F1E6, 0x1F1FF),  # flags
    (0x1F300, 0x1FAFF),  # emoji
    (0x20000, 0x2A6DF),  # rare kanji
]
_JOINED = ["👨‍👩‍👧‍👦", "🏳️‍🌈", "👍🏽", "🇯🇵", "e\u0301", "が", "か\u3099", "☎️", "1️⃣", "\u0e01\u0e33"]


def random_texts() -> list[str]:
    """Texts of every kind, many of them with something expensive just where a part ends."""
    chance = random.Random(SEED)
    return [_whole(_one(chance)) for _ in range(COUNT)]


def _one(chance: random.Random) -> str:
    """Mostly short ones: the calculator is slow, and the borders of parts are where it matters."""
    if chance.random() < 0.9:
        return _of_kind(chance, chance.choice((0, 1, 3, 4, 5, 6, 7)), chance.randrange(12))
    return _of_kind(
        chance, chance.randrange(8), chance.choice((66, 67, 68, 70, 71, 134, 135, 153, 154, 160, 161, 306, 307))
    )


def _of_kind(chance: random.Random, kind: int, length: int) -> str:
    if kind == 0:
        return "".join(chance.choices(_GSM, k=length))
    if kind == 1:
        return "".join(chance.choices(_GSM + _EXTENSION, k=length))
    if kind == 2:  # an extension character at the end of a part
        before = chance.choice((151, 152, 153, 158, 159, 304, 305))
        return "".join(chance.choices(_GSM, k=before)) + chance.choice(_EXTENSION) + "".join(chance.choices(_GSM, k=9))
    if kind == 3:  # a pair at the end of a part
        before = chance.choice((64, 65, 66, 67, 68, 69, 132, 133)) if length > 60 else length
        return "障" * before + chance.choice(("😀", "𠮷", *_JOINED)) + "害" * chance.randrange(6)
    if kind == 4:
        return "".join(chance.choice((*_JOINED, "a", "障", "😀")) for _ in range(min(length, 50)))
    if kind == 5:  # halves of pairs
        return "".join(chance.choice("a障\ud83d\ude00\udc00") for _ in range(min(length, 80)))
    ranges = chance.sample(_SCRIPTS, chance.randint(1, 4))
    return "".join(chr(chance.randint(*chance.choice(ranges))) for _ in range(min(length, 160)))


def _whole(text: str) -> str:
    """Two halves that meet are a pair, as everywhere but inside a Python text."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def units(text: str) -> list[int]:
    raw = text.encode("utf-16-le", "surrogatepass")
    return [int.from_bytes(raw[at : at + 2], "little") for at in range(0, len(raw), 2)]


def parts_of(pieces: list[int], one: int, many: int) -> int:
    """Parts where pieces of so many units are never divided."""
    if sum(pieces) <= one:
        return 1
    count, fill = 1, 0
    for piece in pieces:
        if fill + piece > many:
            count, fill = count + 1, 0
        fill += piece
    return count


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str, int, list[int]]]:
    """Texts with the calculator's alphabet, number of parts, and UTF-16 units of each character as people see it."""
    package = node_package("sms-segments-calculator", "1.3.0")
    folder = tmp_path_factory.mktemp("segments")
    texts = random_texts()
    asked, told = folder / "asked", folder / "told"
    asked.write_text("".join(f"{json.dumps(units(text))}\n" for text in texts), encoding="ascii")
    with asked.open("rb") as lines, told.open("wb") as answers:
        subprocess.run(
            [node(), "-e", _SCRIPT],
            cwd=package,
            stdin=lines,
            stdout=answers,
            stderr=subprocess.PIPE,
            timeout=300,
            check=True,
        )
    return _read(told, texts)


def _read(told: Path, texts: list[str]) -> list[tuple[str, str, int, list[int]]]:
    rows = [json.loads(line) for line in told.read_text(encoding="ascii").splitlines()]
    assert len(rows) == len(texts) == COUNT
    return [(text, *row) for text, row in zip(texts, rows, strict=True)]


def test_the_alphabet_is_always_the_same(counted: list[tuple[str, str, int, list[int]]]) -> None:
    different = [text for text, encoding, _, _ in counted if encoding != encoding_of(text)]
    assert different == []
    assert len({encoding for _, encoding, _, _ in counted}) == 2


def test_the_parts_are_as_many(counted: list[tuple[str, str, int, list[int]]]) -> None:
    simple = [(t, parts) for t, _, parts, seen in counted if len(seen) == len(t)]
    assert len(simple) > COUNT // 2
    assert [(t, parts) for t, parts in simple if measure(t).parts != parts] == []


def test_where_they_differ_theirs_keep_a_character_with_its_marks_together(
    counted: list[tuple[str, str, int, list[int]]],
) -> None:
    differing = 0
    for text, encoding, parts, seen in counted:
        if encoding == Encoding.UCS2:
            assert parts_of(seen, 70, 67) == parts or max(seen) > 67, text
        differing += measure(text).parts != parts
        assert measure(text).parts <= parts or max(seen) > 67, text
    assert differing > 0
