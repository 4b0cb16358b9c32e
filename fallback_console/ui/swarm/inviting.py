"""Between the page that asks people into a swarm and the services."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from fallback_console.domain.errors import ConsoleError, InputError
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.services import swarm_candidates, swarm_list, swarm_partner, swarm_people, swarm_seen
from fallback_console.services.swarm_candidates import Candidate, Wanted
from fallback_console.services.swarm_list import Swarm
from fallback_console.services.swarm_people import Invited
from fallback_console.ui.error_texts import error_words
from fallback_console.ui.swarm.invite_page import InvitePage
from fallback_console.ui.swarm.words import name_words, not_offered_word, title_words
from fallback_console.ui.views.base import Tools

__all__ = ["Inviting"]

_EVERYBODY = 500


class _Found(NamedTuple):
    """Who fits.

    Attributes:
        options: what can be looked for, where it was asked; None to leave them.
    """

    one: Swarm
    wanted: Wanted
    rows: list[Candidate]
    organisations: Mapping[str, str]
    options: Mapping[str, Sequence[str]] | None


class Inviting(QObject):
    """Finds whom to ask, and asks them.

    Attributes:
        done: people were asked.
        said: (sentence, more words, variant).
        swarm: id of the one they are asked into, '' for none.
        busy: something is read or saved.
    """

    done = Signal()
    said = Signal(str, str, str)

    def __init__(self, tools: Tools, page: InvitePage, parent: QObject) -> None:
        super().__init__(parent)
        self._tools = tools
        self._desk, self._bridge = tools.context.desk, tools.bridge
        self._rules = tools.context.reach or ReachRules()
        self._page = page
        self.swarm = ""
        self._running = 0
        page.wanted_changed.connect(self.look)
        page.invited.connect(self._invite)
        page.partner_given.connect(self._invite_new)

    @property
    def busy(self) -> bool:
        """Something is read or saved."""
        return self._running > 0

    def open(self, swarm: str) -> None:
        """Begin to look for people for a swarm."""
        if swarm != self.swarm:
            self._page.begin("…")
        self.swarm = swarm
        self._look(options=True)

    def look(self) -> None:
        """Who fits now?"""
        self._look(options=False)

    def _look(self, *, options: bool) -> None:
        if not self.swarm:
            return
        self._running += 1
        now = self._tools.context.clock.now_ms()
        query = self._desk.query(
            _found, self._desk.login, self.swarm, self._page.wanted, self._rules, now, options=options
        )
        self._bridge.run(query, self._show, self._failed)

    def _show(self, found: _Found) -> None:
        self._running -= 1
        if found.one.id != self.swarm or found.wanted != self._page.wanted:
            return
        self._page.begin_about(self.tr("Invite into {swarm}").format(swarm=title_words(found.one)))
        if found.options is not None:
            self._page.show_options(found.options)
        self._page.show_found(found.rows, found.organisations)

    def _invite(self, external_ok: bool) -> None:
        people = [f"person:{one.person}" for one in self._page.rows.marked]
        if self._running or not people:
            return
        self._running += 1
        command = self._desk.command(
            swarm_people.invite,
            self._desk.login,
            self.swarm,
            people,
            self._rules,
            external_ok=external_ok,
            urgent=self._page.urgent.isChecked(),
            also_text=self._page.also_text.isChecked(),
        )
        self._bridge.run(command, self._invited, self._failed)

    def _invite_new(self, name: str, address: str, external_ok: bool) -> None:
        """Somebody who is not here yet is written down and asked."""
        if self._running or not self.swarm:
            return

        def invited(made: Invited) -> None:
            self._running -= 1
            self._page.close_partner()
            self._tell(made)
            if self._page.rows.marked:
                # Whoever is chosen besides is still to be asked.
                self.look()
            else:
                self._over()

        def failed(error: BaseException) -> None:
            reason = error.values.get("reason") if isinstance(error, InputError) else None
            if isinstance(error, InputError) and reason == swarm_partner.KNOWN:
                self._running -= 1
                self._page.offer(str(error.values["person"]), str(error.values["name"]))
            elif reason == "external":
                self._running -= 1
                self._page.ask_about_partner(name, address)
            else:
                self._failed(error)

        self._running += 1
        command = self._desk.command(
            swarm_partner.invite_new,
            self._desk.login,
            self.swarm,
            name,
            address,
            self._rules,
            external_ok=external_ok,
            urgent=self._page.urgent.isChecked(),
        )
        self._bridge.run(command, invited, failed)

    def _invited(self, made: Invited) -> None:
        self._running -= 1
        self._page.rows.clear_marks()
        self._tell(made)
        if made.asked:
            self._over()
        else:
            self.look()

    def _over(self) -> None:
        self.swarm = ""
        self.done.emit()

    def _tell(self, made: Invited) -> None:
        by = {"hub": 0, "sms": 0}
        for _, how in made.asked:
            by["hub" if how == "hub" else "sms"] += 1
        words = self.tr("Saved. Asked: {hub} by hub, {sms} by SMS.").format(**by)
        skipped = [f"{name_words(name)} ({not_offered_word(why)})" for name, why in made.skipped]
        more = self.tr("Not asked: {names}").format(names=", ".join(skipped)) if skipped else ""
        self.said.emit(words, more, "warn" if skipped else "ok")

    def _failed(self, error: BaseException) -> None:
        self._running -= 1
        if isinstance(error, InputError) and error.values.get("reason") == "external":
            self._page.ask_about_externals()
        elif isinstance(error, ConsoleError):
            words = error_words(error, self._tools.languages.current)
            self._page.show_error(words.title, words.hint)
        else:
            self._bridge.failed.emit(error)


def _found(
    reading: Any, login: str, swarm: str, wanted: Wanted, rules: ReachRules, now: int, *, options: bool
) -> _Found:
    one = swarm_list.find(reading, swarm)
    rows = swarm_candidates.candidates(reading, login, wanted, rules, now, swarm=swarm)
    organisations = swarm_seen.organisations(reading, [f"person:{row.person}" for row in rows if row.external])
    found: Mapping[str, Sequence[str]] | None = None
    if options:
        everybody = swarm_candidates.candidates(
            reading, login, Wanted(externals=True), rules, now, swarm=swarm, limit=_EVERYBODY
        )
        found = {
            "skill": sorted({skill for each in everybody for skill, _ in each.skills}, key=str.casefold),
            "group": sorted({group for each in everybody for group in each.groups}, key=str.casefold),
            "language": sorted({language for each in everybody for language in each.languages}),
        }
    return _Found(one, wanted, rows, organisations, found)
