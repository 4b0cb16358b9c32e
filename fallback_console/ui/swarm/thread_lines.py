"""The room's thread as lines of a timeline: messages with how they reached people, and who came and went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject

from fallback_console.domain.entry import Kind
from fallback_console.domain.views import TimelineRow
from fallback_console.services.swarm_list import ThreadRow
from fallback_console.ui.case.timeline_model import Line, TimelineModel
from fallback_console.ui.case_words import Words
from fallback_console.ui.i18n import translate
from fallback_console.ui.swarm.words import name_words, not_offered_word
from fallback_console.ui.widgets.text import many_lines
from fallback_console.ui.widgets.times import clock_time

__all__ = ["SwarmThread"]

_ICONS = {
    "triage": "playbook",
    "opened": "swarm",
    "invited": "send",
    "accepted": "claimed",
    "joined": "claimed",
    "declined": "close",
    "left": "back",
    "removed": "drop",
    "lead": "supervisor",
    "watching": "person",
    "unwatched": "person",
    "set": "due",
    "done": "check",
    "handed": "next",
    "closed": "check",
    "reopened": "undo",
    "archived": "history",
}
_OUT = ("delivered", "sent", "waiting", "unknown", "failed")


class SwarmThread:
    """A timeline of one swarm.

    Attributes:
        lines: what is shown.
    """

    def __init__(self, login: str, parent: QObject) -> None:
        self._rows: dict[str, ThreadRow] = {}
        self._me = ""
        self.lines = TimelineModel(login, parent, self._finish)

    def show(self, rows: Sequence[ThreadRow], me: str, now: int) -> None:
        """Show all of it, the oldest first.

        Args:
            me: whoever works here, as members are named.
        """
        self._me, self._rows = me, {row.id: row for row in rows}
        self.lines.show([_item(row, number) for number, row in enumerate(rows)], now, more=False)

    def _finish(self, line: Line, now: int) -> Line:
        if line.row is None:
            return line
        row = self._rows[line.row.entry_id]
        time = clock_time(row.at, now)
        if row.what == "said":
            return replace(
                line,
                title=" · ".join((self._speaker(row), _over(row), time)),
                body=many_lines(row.text).strip(),
                icon="partner" if row.external else "sms-in" if row.how == "sms" else "people",
                state=_sent_words(row),
                layout={},
            )
        title, text = _event_words(row)
        how = {"sms": translate("SwarmThread", "by SMS"), "desk": translate("SwarmThread", "said at a desk")}.get(
            row.how, ""
        )
        mark = translate("SwarmThread", "external") if row.external else ""
        if row.due_at and row.what == "set":
            until = translate("SwarmThread", "until {time}").format(time=clock_time(row.due_at, now))
            text = f"{text} · {until}" if text else until
        return replace(
            line,
            title=" · ".join(filter(None, (title, mark, how, time))),
            body=many_lines(text).strip(),
            icon=_ICONS.get(row.what, "history"),
            state=None,
            layout={},
        )

    def _speaker(self, row: ThreadRow) -> str:
        if row.who == self._me and row.how != "sms":
            return translate("SwarmThread", "You")
        name = name_words(row.name)
        return translate("SwarmThread", "{name} (external)").format(name=name) if row.external else name


def _item(row: ThreadRow, number: int) -> TimelineRow:
    """As the timeline's list takes it: what makes its words is in its data, so that a change of them is seen."""
    data = {"texts": row.texts, "missed": row.missed, "what": row.what}
    return TimelineRow(number, row.id, row.at, Kind.SWARM_SAID, row.name, False, row.text, data, row.id)


def _over(row: ThreadRow) -> str:
    return translate("SwarmThread", "SMS") if row.how == "sms" else translate("SwarmThread", "hub")


def _sent_words(row: ThreadRow) -> Words | None:
    """What became of the text messages of a message, the most pressing in front; None where there are none."""
    if not row.texts and not row.missed:
        return None
    count = dict.fromkeys(_OUT, 0)
    for one in row.texts:
        count[one.state if one.state in count else "waiting"] += 1
    said = {
        "delivered": translate("SwarmThread", "SMS delivered: {count}"),
        "sent": translate("SwarmThread", "sent: {count}"),
        "waiting": translate("SwarmThread", "SMS waiting: {count}"),
        "unknown": translate("SwarmThread", "not sure: {count}"),
        "failed": translate("SwarmThread", "failed: {count}"),
    }
    parts = [said[state].format(count=count[state]) for state in _OUT if count[state]]
    if row.missed:
        names = [f"{name_words(name)} ({not_offered_word(why)})" for name, why in row.missed]
        parts.append(translate("SwarmThread", "not reached: {names}").format(names=", ".join(names)))
    text = " · ".join(parts)
    if row.missed or count["failed"]:
        return Words(text, "attention", "bad")
    if count["unknown"]:
        return Words(text, "unknown", "warn")
    return Words(text, "waiting", "warn") if count["waiting"] else Words(text, "check", "ok")


def _event_words(row: ThreadRow) -> tuple[str, str]:
    """What happened, and the text that belongs to it."""
    name = name_words(row.name)
    about = ", ".join(map(name_words, row.about))
    whom = about or name
    words = {
        "triage": translate("SwarmThread", "{name} looked the case over"),
        "opened": translate("SwarmThread", "Opened, led by {name}"),
        "invited": translate("SwarmThread", "{name} asked {about}"),
        "accepted": translate("SwarmThread", "{whom} comes in"),
        "joined": translate("SwarmThread", "{whom} joined"),
        "declined": translate("SwarmThread", "{whom} declined"),
        "left": translate("SwarmThread", "{whom} left"),
        "removed": translate("SwarmThread", "{name} took {whom} out"),
        "lead": translate("SwarmThread", "{whom} leads now"),
        "watching": translate("SwarmThread", "{whom} reads along"),
        "unwatched": translate("SwarmThread", "{whom} reads along no more"),
        "set": translate("SwarmThread", "Next action for {about}"),
        "done": translate("SwarmThread", "{name}: the next action is done"),
        "handed": translate("SwarmThread", "{name}: the next action is handed on"),
        "closed": translate("SwarmThread", "Closed by {name}"),
        "reopened": translate("SwarmThread", "{name} goes on with it"),
        "archived": translate("SwarmThread", "Archived by {name}"),
    }.get(row.what, row.what)
    return words.format(name=name, about=about, whom=whom), row.text
