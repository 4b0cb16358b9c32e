"""Icons: glyphs of the Material Design Icons font that the package qtawesome ships, drawn as outlines in a theme's colour.

qtawesome itself is never imported: it loads a dozen fonts at start. Only its font file is opened, and each glyph is filled
as a vector path, so an icon is sharp at every scale and takes any colour.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPainterPath, QPixmap, QRawFont, QTransform

__all__ = ["GLYPHS", "IconSet", "font_file"]

GLYPHS: dict[str, tuple[str, int]] = {
    "queue": ("format-list-bulleted", 0xF0279),
    "people": ("account-group", 0xF0849),
    "swarm": ("account-supervisor-circle", 0xF0A8C),
    "roster": ("account-clock", 0xF0B56),
    "sync": ("swap-vertical", 0xF04E2),
    "settings": ("cog", 0xF0493),
    "ok": ("check-circle", 0xF05E0),
    "check": ("check", 0xF012C),
    "down": ("close-circle", 0xF0159),
    "close": ("close", 0xF0156),
    "warn": ("alert", 0xF0026),
    "attention": ("alert-circle", 0xF0028),
    "unknown": ("help-circle", 0xF02D7),
    "waiting": ("progress-clock", 0xF0996),
    "clock": ("clock-outline", 0xF0150),
    "sla": ("clock-alert-outline", 0xF05CE),
    "phone": ("phone", 0xF03F2),
    "phone-out": ("phone-outgoing", 0xF03FB),
    "phone-in": ("phone-incoming", 0xF03F7),
    "phone-missed": ("phone-missed", 0xF03FA),
    "phone-ring": ("phone-ring", 0xF11AB),
    "keypad": ("dialpad", 0xF061C),
    "hang-up": ("phone-hangup", 0xF03F5),
    "mail": ("email", 0xF01EE),
    "chat": ("slack", 0xF04B1),
    "helpdesk": ("headset", 0xF02CE),
    "sms": ("message-text", 0xF0369),
    "sms-in": ("message-reply-text", 0xF0368),
    "broadcast": ("bullhorn", 0xF00E6),
    "note": ("note-text", 0xF039E),
    "reply": ("reply", 0xF045A),
    "send": ("send", 0xF048A),
    "search": ("magnify", 0xF0349),
    "person": ("account", 0xF0004),
    "me": ("account-circle-outline", 0xF0B55),
    "menu": ("menu-down", 0xF035D),
    "expand": ("chevron-down", 0xF0140),
    "raise": ("chevron-up", 0xF0143),
    "next": ("chevron-right", 0xF0142),
    "back": ("chevron-left", 0xF0141),
    "copy": ("content-copy", 0xF018F),
    "edit": ("pencil", 0xF03EB),
    "drop": ("trash-can-outline", 0xF0A7A),
    "offline": ("wifi-off", 0xF05AA),
    "sign-in": ("key-alert", 0xF1983),
    "lock": ("lock", 0xF033E),
    "info": ("information", 0xF02FC),
    "playbook": ("clipboard-list-outline", 0xF10D5),
    "refresh": ("refresh", 0xF0450),
    "pull": ("cloud-download-outline", 0xF0B7D),
    "empty": ("inbox-outline", 0xF1274),
    "paused": ("pause-circle-outline", 0xF03E6),
    "flowing": ("play-circle-outline", 0xF040D),
    "canary": ("bird", 0xF15C6),
    "drill": ("flask-outline", 0xF0096),
    "demo": ("school-outline", 0xF1180),
    "database": ("database-alert-outline", 0xF1624),
    "high": ("triangle", 0xF0536),
    "middle": ("square", 0xF0764),
    "low": ("triangle-down", 0xF1C56),
    "due": ("calendar-clock", 0xF00F0),
    "night": ("weather-night", 0xF0594),
    "history": ("history", 0xF02DA),
    "attachment": ("paperclip", 0xF03E2),
    "link": ("link", 0xF0337),
    "open": ("open-in-new", 0xF03CC),
    "add": ("plus", 0xF0415),
    "more": ("dots-horizontal", 0xF01D8),
    "look": ("theme-light-dark", 0xF050E),
    "language": ("translate", 0xF05CA),
    "web": ("web", 0xF059F),
    "server": ("server-network", 0xF048D),
    "filter": ("filter-outline", 0xF0233),
    "undo": ("undo", 0xF054C),
    "merge": ("call-merge", 0xF00F8),
    "field": ("swap-horizontal", 0xF04E1),
    "claimed": ("account-check", 0xF0008),
    "bell": ("bell-outline", 0xF009C),
    "bell-news": ("bell-badge", 0xF116B),
    "bell-off": ("bell-off-outline", 0xF0A91),
    "sound": ("volume-high", 0xF057E),
    "keys": ("keyboard-outline", 0xF097B),
    "quit": ("exit-to-app", 0xF0206),
    "expert": ("account-star", 0xF0017),
    "partner": ("handshake", 0xF1218),
    "import": ("file-import-outline", 0xF102F),
    "split": ("call-split", 0xF00FB),
    "same": ("account-multiple-check", 0xF08C5),
    "supervisor": ("shield-account-outline", 0xF0A12),
}
"""Our name → (the font's name, its code point). A test compares both with the font's own list."""

_FONT = "materialdesignicons6-webfont-*.ttf"
_DRAWN_AT = 64.0


@lru_cache(maxsize=1)
def font_file() -> Path | None:
    """The icon font inside the installed package qtawesome, None where that is missing."""
    spec = find_spec("qtawesome")
    if spec is None or spec.origin is None:
        return None
    return next(iter(sorted((Path(spec.origin).parent / "fonts").glob(_FONT))), None)


class IconSet:
    """Draws icons. Without the font it draws nothing: every icon stands beside a word."""

    def __init__(self) -> None:
        path = font_file()
        hinting = QFont.HintingPreference.PreferNoHinting
        self._font = QRawFont(str(path), _DRAWN_AT, hinting) if path is not None else QRawFont()
        self._outlines: dict[str, QPainterPath] = {}
        self._icons: dict[tuple[str, str, str, int], QIcon] = {}

    def paint(self, painter: QPainter, name: str, colour: str, rect: QRectF) -> None:
        """Fill one icon into a square.

        Raises:
            KeyError: there is no icon of that name.
        """
        path = self.outline(name)
        side = min(rect.width(), rect.height())
        corner = QPointF(rect.center().x() - side / 2, rect.center().y() - side / 2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(corner)
        painter.scale(side, side)
        painter.fillPath(path, QColor(colour))
        painter.restore()

    def icon(self, name: str, colour: str, disabled: str, size: int) -> QIcon:
        """An icon with pictures for normal and doubled pixel density, kept for the next time.

        Args:
            disabled: colour on what cannot be used now.
        """
        key = (name, colour, disabled, size)
        found = self._icons.get(key)
        if found is None:
            found = QIcon()
            for ratio in (1, 2):
                picture = self.pixmap(name, colour, size, ratio)
                # Else a chosen row would show it in a colour that Qt makes up.
                for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected, QIcon.Mode.Active):
                    found.addPixmap(picture, mode)
                found.addPixmap(self.pixmap(name, disabled, size, ratio), QIcon.Mode.Disabled)
            self._icons[key] = found
        return found

    def pixmap(self, name: str, colour: str, size: int, ratio: float) -> QPixmap:
        """One picture, ``size`` wide and high in device-independent pixels."""
        picture = QPixmap(round(size * ratio), round(size * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(QColor(0, 0, 0, 0))
        painter = QPainter(picture)
        self.paint(painter, name, colour, QRectF(0, 0, size, size))
        painter.end()
        return picture

    def outline(self, name: str) -> QPainterPath:
        """An icon's outline in a square from (0, 0) to (1, 1); empty without the font.

        Raises:
            KeyError: there is no icon of that name.
        """
        found = self._outlines.get(name)
        if found is None:
            code = GLYPHS[name][1]
            found = QPainterPath()
            if self._font.isValid():
                glyphs = self._font.glyphIndexesForString(chr(code))
                # The glyph's origin is on the base line; the em square reaches up by the ascent.
                place = QTransform.fromScale(1 / _DRAWN_AT, 1 / _DRAWN_AT)
                place.translate(0, self._font.ascent() - self._excess())
                found = place.map(self._font.pathForGlyph(glyphs[0]))
            self._outlines[name] = found
        return found

    def _excess(self) -> float:
        """How much ascent and descent together exceed the em square, halved."""
        return (self._font.ascent() + self._font.descent() - _DRAWN_AT) / 2
