"""How colours look to people who see fewer of them: simulated as Machado, Oliveira and Fernandes do (2009), at full severity."""

from __future__ import annotations

from PySide6.QtGui import QColor, QImage

__all__ = ["SIGHTS", "as_seen", "different", "seen_by"]

_Matrix = tuple[tuple[float, float, float], ...]

SIGHTS: dict[str, _Matrix] = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
    "grey": ((0.2126, 0.7152, 0.0722),) * 3,
}
"""Name → what becomes of linear red, green and blue. 'grey' is no colour at all: a bad screen, a copy on paper."""


def seen_by(colour: str, sight: str) -> str:
    """A colour ``#RRGGBB`` as somebody with that sight sees it."""
    parts = [_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5)]
    seen = [sum(factor * part for factor, part in zip(row, parts, strict=True)) for row in SIGHTS[sight]]
    return "#" + "".join(f"{round(255 * _gamma(min(max(part, 0.0), 1.0))):02X}" for part in seen)


def as_seen(picture: QImage, sight: str) -> list[list[QColor]]:
    """A picture's lines of colours as somebody with that sight sees them."""
    known: dict[str, QColor] = {}
    lines = []
    for y in range(picture.height()):
        line = []
        for x in range(picture.width()):
            name = picture.pixelColor(x, y).name()
            if name not in known:
                known[name] = QColor(seen_by(name, sight))
            line.append(known[name])
        lines.append(line)
    return lines


def different(one: QColor, other: QColor) -> bool:
    """Whether anybody would call them two colours: half as far apart as the lines of a form and its ground, or more."""
    return (
        abs(one.lightness() - other.lightness()) > 30
        or max(abs(one.red() - other.red()), abs(one.green() - other.green()), abs(one.blue() - other.blue())) > 60
    )


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _gamma(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
