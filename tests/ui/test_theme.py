"""Colours can be read, stand in one place, and follow the system."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from fallback_console import ui
from fallback_console.ui.theme import Theme
from fallback_console.ui.theme.icons import GLYPHS, IconSet, font_file
from fallback_console.ui.theme.tokens import DARK, LIGHT, PAIRS, Tokens, contrast
from fallback_console.ui.widgets.chip import VARIANTS

UI = Path(ui.__file__).parent
_COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{3,4}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})\b|\brgba?\(")
_MEASURES = re.compile(
    r"^(set(Fixed|Minimum|Maximum)(Width|Height|Size)|setContentsMargins|setSpacing|addSpacing|resize|setPixelSize"
    r"|setPointSize|setIconSize|setDefaultSectionSize|resizeSection|setHandleWidth|QSize|QMargins|QColor)$"
)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", PAIRS, ids="/".join)
def test_every_pair_can_be_read(tokens: Tokens, pair: tuple[str, str]) -> None:
    assert contrast(tokens.colour(pair[0]), tokens.colour(pair[1])) >= 4.5


def test_contrast_is_the_formula_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_chips_use_only_known_pairs() -> None:
    assert {pair for name, pair in VARIANTS.items() if name != "neutral"} <= set(PAIRS)
    assert ("text", VARIANTS["neutral"][1]) in PAIRS


def outside_the_theme() -> list[Path]:
    return [p for p in sorted(UI.rglob("*.py")) if "theme" not in p.relative_to(UI).parts]


@pytest.mark.parametrize("path", outside_the_theme(), ids=lambda p: str(p.relative_to(UI)))
def test_no_colour_or_measure_outside_the_theme(path: Path) -> None:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _COLOUR.search(node.value):
            found.append(f"{node.lineno}: {node.value!r}")
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if _MEASURES.match(name):
                found += [
                    f"{node.lineno}: {name}({a.value})"
                    for a in node.args
                    if isinstance(a, ast.Constant) and isinstance(a.value, (int, float)) and a.value not in (0, 1)
                ]
    assert found == []


def test_icons_are_what_the_font_calls_them() -> None:
    font = font_file()
    assert font is not None
    charmap = next(font.parent.glob(font.name.split("-webfont")[0] + "-webfont-charmap-*.json"))
    names = json.loads(charmap.read_text(encoding="utf-8"))
    assert {key: int(names[name], 16) for key, (name, _) in GLYPHS.items()} == {
        k: code for k, (_, code) in GLYPHS.items()
    }


def test_every_icon_draws_something(qapp: QApplication) -> None:
    icons = IconSet()
    for name in GLYPHS:
        outline = icons.outline(name)
        assert outline.elementCount() > 3, name
        assert QRectF(0, 0, 1, 1).adjusted(-0.01, -0.01, 0.01, 0.01).contains(outline.boundingRect()), (
            f"{name} is cut off"
        )
        picture = icons.pixmap(name, LIGHT.text, 20, 1).toImage()
        assert sum(picture.pixelColor(x, y).alpha() > 0 for x in range(20) for y in range(20)) > 10, name


def test_dark_and_light_reach_palette_and_style(qapp: QApplication, theme: Theme) -> None:
    seen = []
    theme.changed.connect(lambda: seen.append(theme.tokens.dark))
    theme.set_mode("dark")
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK.canvas)
    assert DARK.accent in qapp.styleSheet()
    theme.set_mode("light")
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(LIGHT.canvas)
    assert seen == [True, False]


def test_the_system_is_followed(qapp: QApplication, theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    dark = False
    monkeypatch.setattr(theme, "_system_is_dark", lambda: dark)
    theme.set_mode("system")
    assert not theme.tokens.dark
    dark = True
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.tokens.dark
    theme.set_mode("light")
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert not theme.tokens.dark
