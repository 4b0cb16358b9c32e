"""What somebody wishes of their paths, while it is being changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from fallback_console.domain.paths import Rung, by_wish, consent_to
from fallback_console.services.paths import Ladder

__all__ = ["Changed", "WishRows"]


class Changed(NamedTuple):
    """What was changed, for ``services.paths.prefer``.

    Attributes:
        order: ids of paths, first first; empty for the usual order, None where it stays.
        consent: by id of a path; None where nobody asked.
        quiet: minutes since midnight, None for the usual hours, '' where they stay.
    """

    order: tuple[str, ...] | None
    consent: dict[str, bool | None]
    quiet: tuple[int, int] | str | None

    @property
    def anything(self) -> bool:
        """Something was."""
        return self.order is not None or bool(self.consent) or not isinstance(self.quiet, str)


class WishRows:
    """The paths in the wished order, with what was changed and not saved. What comes meanwhile changes the rest."""

    def __init__(self, ladder: Ladder) -> None:
        self.ladder = ladder
        self._order: tuple[str, ...] | None = None
        self._consent: dict[str, bool | None] = {}
        self._quiet: tuple[int, int] | str | None = ""

    @property
    def rungs(self) -> tuple[Rung, ...]:
        """The paths as they are shown."""
        order = self.ladder.wishes.order if self._order is None else self._order
        return by_wish(self.ladder.rungs, self.ladder.wishes._replace(order=order), self.ladder.usual)

    @property
    def quiet(self) -> tuple[int, int] | None:
        """The quiet hours as they are shown; None for the usual ones."""
        return self.ladder.wishes.quiet if isinstance(self._quiet, str) else self._quiet

    @property
    def is_usual(self) -> bool:
        """Nobody wishes an order."""
        return not (self.ladder.wishes.order if self._order is None else self._order)

    def consent(self, rung: Rung) -> bool | None:
        """What is shown of a path: yes, no, or None where nobody asked."""
        known = consent_to(self.ladder.wishes, rung.path)
        return self._consent.get(rung.path.id, known)

    def move(self, place: int, by: int) -> int:
        """Put a path further up or down; its place then."""
        ids = [rung.path.id for rung in self.rungs]
        to = min(max(place + by, 0), len(ids) - 1)
        if 0 <= place < len(ids) and to != place:
            ids.insert(to, ids.pop(place))
            self._set_order(tuple(ids))
        return to

    def set_usual(self) -> None:
        """No order is wished any more."""
        self._set_order(())

    def allow(self, rung: Rung, may: bool | None) -> None:
        """Say whether a path may be used."""
        self._consent[rung.path.id] = may
        if may == consent_to(self.ladder.wishes, rung.path):
            del self._consent[rung.path.id]

    def set_quiet(self, quiet: tuple[int, int] | None) -> None:
        """Choose quiet hours."""
        self._quiet = "" if quiet == self.ladder.wishes.quiet else quiet

    def changed(self) -> Changed:
        """What is to be saved."""
        return Changed(self._order, dict(self._consent), self._quiet)

    def before(self) -> Changed:
        """What undoes it."""
        wishes = self.ladder.wishes
        return Changed(
            None if self._order is None else wishes.order,
            {path: wishes.consent.get(path) for path in self._consent},
            self._quiet if isinstance(self._quiet, str) else wishes.quiet,
        )

    def take(self, ladder: Ladder) -> bool:
        """What is known now. What was changed here stays; whether something else came meanwhile that was changed here too."""
        before, self.ladder = self.ladder.wishes, ladder
        now = ladder.wishes
        mine = self.changed()
        both = (
            (mine.order is not None and now.order != before.order)
            or any(now.consent.get(path) != before.consent.get(path) for path in mine.consent)
            or (not isinstance(mine.quiet, str) and now.quiet != before.quiet)
        )
        # What is so by now is no change any more.
        for rung in ladder.rungs:
            if rung.path.id in self._consent:
                self.allow(rung, self._consent[rung.path.id])
        self._set_order(self._order)
        if not isinstance(self._quiet, str):
            self.set_quiet(self._quiet)
        return both and self.changed().anything

    def forget(self) -> None:
        """Nothing was changed."""
        self._order, self._consent, self._quiet = None, {}, ""

    def _set_order(self, order: Sequence[str] | None) -> None:
        self._order = None if order is None or tuple(order) == self.ladder.wishes.order else tuple(order)
