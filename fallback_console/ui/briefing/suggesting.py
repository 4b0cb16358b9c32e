"""What can be put into a briefing with one key: what the console knows, and what the last briefing said. Nothing goes in by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fallback_console.domain.briefing import PARTS, Briefing
from fallback_console.ui.briefing.words import Suggestion, part_title
from fallback_console.ui.theme import Theme
from fallback_console.ui.widgets import PlainLabel
from fallback_console.ui.widgets.chip import ChipButton
from fallback_console.ui.widgets.flow import FlowLayout
from fallback_console.ui.widgets.text import one_line

__all__ = ["Suggesting"]

_LONGEST = 60
_MOST = 7


class Suggesting(QWidget):
    """Chips; what stands in its part already is not offered.

    Attributes:
        chosen: a tuple of ``Suggestion``: put them in.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offers: list[tuple[Suggestion, ...]] = []
        self._label = PlainLabel("", "muted")
        self._flow = FlowLayout(self)
        self._flow.addWidget(self._label)
        self._chips = [ChipButton(theme, "", "add", "neutral") for _ in range(_MOST)]
        for number, chip in enumerate(self._chips):
            chip.setObjectName("briefing-suggestion")
            chip.clicked.connect(lambda _on=False, n=number: self._take(n))
            chip.hide()
            self._flow.addWidget(chip)

    def show_what(self, known: Sequence[Suggestion], last: Briefing | None, wanted: Mapping[str, str]) -> None:
        """Offer what is not there yet.

        Args:
            last: the last briefing, all of which can be taken over at once.
            wanted: what is written now, by part.
        """
        said = [] if last is None else [Suggestion(part, str(getattr(last, part))) for part in PARTS]
        again = tuple(one for one in said if one.text and one.text not in wanted[one.part])
        rest = [one for one in known if one.text not in wanted[one.part]]
        self._offers = [*([again] if again else []), *((one,) for one in rest)][:_MOST]
        self._label.setText(self.tr("Put in:"))
        self._label.setVisible(bool(self._offers))
        for chip, offer in zip(self._chips, self._offers, strict=False):
            if offer is again:
                whole = "\n".join(one.text for one in offer)
                chip.show_state(self.tr("What the last one said"), "history", "neutral", whole)
                continue
            one = offer[0]
            words = self.tr("{part}: {words}") if one.part != PARTS[0] else "{words}"
            text = words.format(part=part_title(one.part), words=one_line(one.text, _LONGEST))
            chip.show_state(text, "add", "neutral", one.text)
        for number, chip in enumerate(self._chips):
            chip.setVisible(number < len(self._offers))

    def _take(self, number: int) -> None:
        if number < len(self._offers):
            self.chosen.emit(self._offers[number])
