"""Watch rules in words: what one counts now, when it fired, what it would do."""

from __future__ import annotations

from PySide6.QtCore import QObject

from fallback_console.services.rule_list import RuleState, WaveRow, Would
from fallback_console.services.watch_rules import Wanted
from fallback_console.ui.i18n import translate
from fallback_console.ui.names import joined
from fallback_console.ui.widgets.text import one_line
from fallback_console.ui.widgets.times import clock_time

__all__ = ["RuleWords", "icon_of", "title_words"]

_NAMED = 6


class RuleWords(QObject):
    """Counted words: only ``tr`` knows plurals."""

    def cases(self, count: int) -> str:
        """How many."""
        return self.tr("%Ln cases", "", count)

    def stands(self, one: RuleState, now: int) -> str:
        """What a rule counts now, and when it fired last."""
        wanted = one.rule.wanted
        if not wanted.on:
            return self._last(one.last, now)
        words = self.tr("{found} of {needs} in {minutes} min")
        counts = words.format(found=len(one.counting), needs=wanted.needs, minutes=wanted.minutes)
        if one.chain_gone:
            gone = self.tr("pages nobody: its chain is gone")
            return f"{gone} · {counts}"
        return f"{counts} · {self._last(one.last, now)}"

    def would(self, found: Would, wanted: Wanted) -> str:
        """What the fields would do now."""
        numbers = [one_line(case.number, 20) for case in reversed(found.cases)]
        words = (
            self.tr("Would count {found} of {needs} now: {cases}")
            if numbers
            else self.tr("Would count 0 of {needs} now")
        )
        more = " …" if len(numbers) > _NAMED else ""
        return words.format(found=len(numbers), needs=wanted.needs, cases=", ".join(numbers[:_NAMED]) + more)

    def pages(self, found: Would) -> str:
        """Whom it would page first, '' where it has no chain."""
        if found.chain is None:
            return self.tr("Supervisors are told; nobody is paged.")
        asked = next((step for step in found.people if any(not one.why for one in step)), ())
        names = [one_line(one.name or one.person, 40) for one in asked if not one.why]
        if not names:
            return self.tr("Nobody of this chain could be asked now.")
        return self.tr("Would ask now: {names}").format(names=joined(names))

    def _last(self, wave: WaveRow | None, now: int) -> str:
        if wave is None:
            return self.tr("has not fired yet")
        time = clock_time(wave.at, now)
        if wave.number:
            words = self.tr("paged {time} as {number}")
            return words.format(time=time, number=wave.number)
        return self.tr("fired {time}: {cases}").format(time=time, cases=self.cases(wave.found))


def title_words(one: RuleState) -> str:
    """A rule's name, and that it is off."""
    name = one_line(one.rule.name, 60)
    return name if one.rule.wanted.on else translate("Escalations", "{name} (off)").format(name=name)


def icon_of(one: RuleState) -> str:
    """Icon of a rule in the list."""
    wanted = one.rule.wanted
    if not wanted.on:
        return "bell-off"
    return "attention" if one.chain_gone or len(one.counting) >= wanted.needs else "flowing"
