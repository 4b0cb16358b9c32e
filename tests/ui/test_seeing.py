"""For people who see colours differently, and for those whom movement disturbs."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from fallback_console import ui
from fallback_console.compose.gallery.tour import at_work
from fallback_console.domain.delivery import DeliveryState
from fallback_console.domain.health import Finding, State, SystemHealth
from fallback_console.ui import case_words, names
from fallback_console.ui.gallery.exhibits import EXHIBITS
from fallback_console.ui.gallery.stage import Studio
from fallback_console.ui.theme import Size, Theme
from fallback_console.ui.theme.tokens import DARK, LIGHT, PAIRS, Tokens, contrast
from fallback_console.ui.widgets.chip import Chip, ChipButton
from tests.ui import seeing, walk

UI = Path(ui.__file__).parent
HOUR = 3_600_000
MOVES = frozenset(
    {"QPropertyAnimation", "QVariantAnimation", "QTimeLine", "QMovie", "QParallelAnimationGroup", "setAnimated"}
)
THEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
SIGHT = pytest.mark.parametrize("sight", sorted(seeing.SIGHTS))


@pytest.fixture
def studio(qapp: QApplication) -> Iterator[Studio]:
    made = Studio()
    yield made
    made.close()


# Colours.


@THEMES
@SIGHT
@pytest.mark.parametrize("pair", PAIRS, ids="/".join)
def test_every_pair_can_be_read_by_everybody(tokens: Tokens, sight: str, pair: tuple[str, str]) -> None:
    ink, ground = (seeing.seen_by(tokens.colour(role), sight) for role in pair)
    assert contrast(ink, ground) >= 4.5


def looks() -> dict[str, list[tuple[str, str, str]]]:
    """What is told by a sign: (word, icon, colour) of each state, by what they are states of."""
    health = [SystemHealth("mail", state, 0, 0) for state in State]
    due = [case_words.due_words(at, 10 * HOUR) for at in (1, 9 * HOUR, 10 * HOUR + 1, 12 * HOUR, 100 * HOUR)]
    return {
        "delivery": [(names.delivery_word(s), *names.delivery_look(s)) for s in DeliveryState],
        "health": [(names.health_word(h), *names.health_look(h)) for h in health],
        "finding": [(names.finding_word(f), *names.finding_look(f)) for f in Finding],
        "priority": [tuple(case_words.priority_words(p)) for p in case_words.PRIORITIES],
        "due": [tuple(words) for words in due],
    }


@pytest.mark.parametrize("what", ["delivery", "health", "finding", "priority", "due"])
def test_no_two_states_differ_by_colour_alone(what: str) -> None:
    for one, other in combinations(looks()[what], 2):
        assert one[:2] != other[:2], f"{one} and {other}"
        assert one[0], f"{one} has no word"


@SIGHT
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_signs_of_states_can_be_told_apart_without_words(theme: Theme, mode: str, sight: str) -> None:
    theme.set_mode(mode)
    # The looks that stand for good, in between and bad; where two states share a sign, the words tell (see above).
    for what in ("delivery", "health"):
        signs = dict.fromkeys((icon, variant) for _, icon, variant in looks()[what])
        pictures = {sign: seeing.as_seen(picture(Chip(theme, "", *sign)), sight) for sign in signs}
        for one, other in combinations(signs, 2):
            if one[0] == other[0]:
                continue
            lines = zip(pictures[one], pictures[other], strict=True)
            apart = sum(seeing.different(a, b) for line in lines for a, b in zip(*line, strict=True))
            assert apart >= 12, f"{what}: {one} looks like {other}"


def picture(chip: Chip) -> QImage:
    chip.resize(chip.sizeHint())
    made = chip.grab().toImage()
    chip.deleteLater()
    return made


def test_everything_coloured_has_words(studio: Studio) -> None:
    seen, wrong = 0, []
    with at_work(studio, "outage", "en", (Size.WINDOW_W, Size.WINDOW_H)) as stage:
        for one in EXHIBITS:
            if "outage" not in one.states:
                continue
            window = (one.show(stage) or stage.window).window()
            stage.settle(one.name)
            for chip in coloured(window):
                seen += 1
                words = chip.text if isinstance(chip, Chip) else chip.text()
                if not words.strip():
                    wrong.append(f"{one.name}: {walk.describe(chip)} is {chip.variant} and says nothing")
            one.hide(stage)
    assert seen > 50
    assert wrong == []


def coloured(window: QWidget) -> list[Chip | ChipButton]:
    chips = [w for w in walk.visible(window) if isinstance(w, Chip | ChipButton)]
    return [chip for chip in chips if chip.variant != "neutral"]


def test_the_simulation_sees_what_is_known_of_it() -> None:
    # Red and green of one lightness: far apart for most people, nearly one colour in deuteranopia; blue stays apart.
    red, green, blue = "#C04040", "#5A8A3A", "#3A5AC0"
    one, other = (seeing.seen_by(colour, "deuteranopia") for colour in (red, green))
    assert distance(one, other) < distance(red, green) / 2
    assert distance(one, seeing.seen_by(blue, "deuteranopia")) > distance(one, other)
    for sight in seeing.SIGHTS:
        assert distance(seeing.seen_by("#FFFFFF", sight), "#FFFFFF") < 5
        assert distance(seeing.seen_by("#000000", sight), "#000000") < 5


def distance(one: str, other: str) -> int:
    return sum(abs(int(one[i : i + 2], 16) - int(other[i : i + 2], 16)) for i in (1, 3, 5))


# Movement.


def test_nothing_moves_by_itself(qapp: QApplication, theme: Theme) -> None:
    assert [effect for effect in Qt.UIEffect if qapp.isEffectEnabled(effect)] == []


@pytest.mark.parametrize("path", sorted(UI.rglob("*.py")), ids=lambda p: str(p.relative_to(UI)))
def test_no_code_makes_anything_move(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    words = {getattr(node, "id", "") or getattr(node, "attr", "") for node in ast.walk(tree)}
    assert words & MOVES == set()
    # A bar without a measure runs to and fro.
    endless = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node).endswith("setRange(0, 0)")
    ]
    assert endless == []
