"""Words in place of content: nothing here yet, something went wrong, something was done."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from fallback_console.ui.i18n import translate
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets.buttons import Button, FlatButton, PrimaryButton
from fallback_console.ui.widgets.card import column, row
from fallback_console.ui.widgets.text import PlainLabel, polish_anew

__all__ = ["Banner", "EmptyState", "IconLabel", "Words", "broken_words", "loading_words"]


class IconLabel(QLabel):
    """An icon that follows the theme. Words stand beside it, so it has no name of its own."""

    def __init__(
        self, theme: Theme, icon: str, role: str = "muted", size: int = Size.ICON, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._role = role
        self._size = size
        self.setFixedSize(size, size)
        self._tint()
        theme.changed.connect(self._tint)

    def show_icon(self, icon: str, role: str) -> None:
        """Show another icon."""
        self._icon, self._role = icon, role
        self._tint()

    def _tint(self) -> None:
        colour = self._theme.tokens.colour(self._role)
        self.setPixmap(self._theme.icons.pixmap(self._icon, colour, self._size, self.devicePixelRatioF()))


Words = tuple[str, str, str, str]
"""Title, hint, the button's words ('' for none) and the icon, as ``EmptyState.show_words`` takes them."""


def loading_words() -> Words:
    """It is on its way."""
    return (
        translate("NotYet", "Loading …"),
        translate("NotYet", "It is being read from this computer."),
        "",
        "clock",
    )


def broken_words() -> Words:
    """It could not be read; why is said at the foot of the window."""
    return (
        translate("NotYet", "This cannot be shown now"),
        translate(
            "NotYet", "The data on this computer could not be read. What you saved is not lost; tell IT if it stays so."
        ),
        translate("NotYet", "Try again"),
        "database",
    )


class EmptyState(QWidget):
    """Says that there is nothing, why, and what to do next.

    Attributes:
        action_requested: its button was pressed.
    """

    action_requested = Signal()

    def __init__(self, theme: Theme, icon: str = "empty", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon_name = icon
        self._icon: IconLabel | None = None

    def show_words(self, title: str, hint: str, action: str = "", icon: str = "") -> None:
        """Set the words; without ``action`` there is no button."""
        if self._icon is None:
            self._icon = self._build()
        self._title.setText(title)
        self._hint.setText(hint)
        self._button.setText(action)
        self._button.setVisible(bool(action))
        if icon:
            self._icon.show_icon(icon, "muted")

    def _build(self) -> IconLabel:
        """Made when there is something to say: most views never do."""
        icon = IconLabel(self._theme, self._icon_name, "muted", Size.ICON_XL)
        self._title = PlainLabel("", "large", wrap=True)
        self._hint = PlainLabel("", "muted", wrap=True)
        self._button = PrimaryButton(self._theme)
        self._button.hide()
        self._button.clicked.connect(self.action_requested)
        body = column(self, margin=Space.XL, gap=Space.S)
        body.addStretch(1)
        body.addWidget(icon, 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (self._title, self._hint):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            body.addWidget(label)
        body.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        body.addStretch(2)
        return icon


_BANNER_ICONS = {"ok": "ok", "warn": "warn", "bad": "attention", "accent": "info"}


class Banner(QFrame):
    """A framed line across a view: a sentence, the next step, and where it helps a button.

    Attributes:
        action_requested: its button was pressed.
        closed: it was put away.
    """

    action_requested = Signal()
    closed = Signal()

    def __init__(
        self, theme: Theme, variant: str = "accent", *, closable: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = IconLabel(theme, _BANNER_ICONS[variant], variant, Size.ICON_L)
        self._title = PlainLabel("", "strong", wrap=True)
        self._hint = PlainLabel("", "", wrap=True)
        self._action = Button(theme)
        self._action.clicked.connect(self.action_requested)
        self._close = FlatButton(theme, "", "close")
        self._close.clicked.connect(self._put_away)
        if not closable:
            self._close.hide()
        words = column(gap=Space.NONE)
        words.addWidget(self._title)
        words.addWidget(self._hint)
        body = row(self, margin=Space.S, gap=Space.M)
        body.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        body.addLayout(words, 1)
        body.addWidget(self._action, 0, Qt.AlignmentFlag.AlignVCenter)
        body.addWidget(self._close, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._variant = ""
        self._set_variant(variant)
        self.hide()
        self._name_close()

    def sizeHint(self) -> QSize:
        """As high as its words are at its width: its policy lets it get no higher than this."""
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), self.heightForWidth(self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """At another width its words may take other lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def show_words(self, title: str, hint: str = "", *, variant: str = "", action: str = "") -> None:
        """Show a sentence and the next step."""
        if variant:
            self._set_variant(variant)
        self._title.set_data(title)
        self._hint.set_data(hint)
        self._hint.setVisible(bool(hint))
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(f"{title} {hint}".strip())
        self.show()

    def focus_action(self) -> None:
        """The keyboard goes to its button: it is what has to be decided now."""
        self._action.setFocus()

    @property
    def words(self) -> str:
        """The sentence shown."""
        return self._title.text()

    def changeEvent(self, event: object) -> None:
        """Another language."""
        if event.type() == event.Type.LanguageChange:  # type: ignore[attr-defined]
            self._name_close()
        super().changeEvent(event)  # type: ignore[arg-type]

    def _name_close(self) -> None:
        self._close.setAccessibleName(self.tr("Close this message"))
        self._close.setToolTip(self.tr("Close this message"))

    def _put_away(self) -> None:
        self.hide()
        self.closed.emit()

    def _set_variant(self, variant: str) -> None:
        if variant == self._variant:
            return
        self._variant = variant
        self._icon.show_icon(_BANNER_ICONS[variant], variant)
        self.setProperty("look", f"banner-{variant}")
        polish_anew(self)
