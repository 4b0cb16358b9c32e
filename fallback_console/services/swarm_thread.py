"""What is said in a swarm's room: to whoever the hub reaches in their window, to everybody else as a text message, each once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.entry import Kind
from fallback_console.domain.errors import InputError
from fallback_console.domain.swarm import LONGEST_MESSAGE
from fallback_console.domain.swarm_transcript import TranscriptLine
from fallback_console.services import messages
from fallback_console.services.record import clean_text
from fallback_console.services.swarm_list import ThreadRow, find, thread
from fallback_console.services.swarm_record import (
    heard_here,
    member_at,
    members,
    refuse_externals,
    require,
    require_open,
    text_way,
    who_at,
    write,
)
from fallback_console.services.swarm_spread import Said, readers, spread

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading, Tx

__all__ = ["Readers", "Transcript", "say", "transcript", "who_reads"]


class Readers(NamedTuple):
    """Who would read a message that is said now; names.

    Attributes:
        hub: in their window.
        sms: as a text message.
        missed: not at all, with the reason: of ``paths.Why``, 'no-number' or 'gone'.
        externals: those of them who are not of our team: whoever writes is warned of them.
    """

    hub: tuple[str, ...]
    sms: tuple[str, ...]
    missed: tuple[tuple[str, str], ...]
    externals: tuple[str, ...]


class Transcript(NamedTuple):
    """All of a swarm, for ``domain.swarm_transcript``."""

    title: str
    lines: tuple[TranscriptLine, ...]


def who_reads(r: Reading, swarm: str, now: int, *, speaker: str = "") -> Readers:
    """Who would read what is said now, for a warning before it is.

    Args:
        speaker: login of who would say it, who is left out.
        now: UTC epoch milliseconds.

    Raises:
        NotFoundError: no such swarm.
    """
    room = require(r, swarm)
    hub, sms, missed, externals = [], [], [], []
    for one in readers(members(r, room.id), who_at(r, speaker).who if speaker else ""):
        if heard_here(r, one, now):
            hub.append(one.name)
        elif one.role != "watcher" or one.texts:
            way = text_way(r, one.who, now)
            if way.number:
                sms.append(one.name)
            else:
                missed.append((one.name, way.why))
                continue
        else:
            # Whoever reads along without texts reads it when their station is back.
            hub.append(one.name)
        if one.external:
            externals.append(one.name)
    return Readers(tuple(hub), tuple(sms), tuple(missed), tuple(externals))


def say(tx: Tx, who: str, swarm: str, text: str, *, external_ok: bool = False) -> Said:
    """Say something in the room; who says it is in it from then on.

    Args:
        who: login.
        external_ok: people who are not of the team may read it.

    Raises:
        InputError: it is empty or too long, closed, or somebody who is not of the team would read it and that was not confirmed.
        NotFoundError: no such swarm.
    """
    room = require_open(tx, swarm)
    words = clean_text(text, "message", limit=LONGEST_MESSAGE)
    if not words:
        raise InputError("The message is empty.", "Write something first.")
    own = who_at(tx, who)
    refuse_externals(readers(members(tx, room.id), own.who), external_ok=external_ok)
    known = member_at(members(tx, room.id), own.who)
    if known is None or not known.present:
        body = {"act": "joined", "who": own.who, "name": own.name, "external": False, "how": "hub", "of": ""}
        write(tx, who, Kind.SWARM_MEMBER, room.id, **body, by_name=own.name, texts=False, numbers=[])
    return spread(tx, who, room.id, own.who, own.name, words, how="hub", send=messages.send_sms)


def transcript(r: Reading, swarm: str) -> Transcript:
    """All that happened and was said, also of one that is archived; ``domain.swarm_transcript`` writes it out.

    Raises:
        NotFoundError: no such swarm.
    """
    one = find(r, swarm)
    title = f"S{one.number} {one.title} (case {one.case_number} {one.case_subject})".rstrip()
    return Transcript(title, tuple(_line(row) for row in thread(r, swarm)))


def _line(row: ThreadRow) -> TranscriptLine:
    if row.what == "said":
        return TranscriptLine(row.at, row.name, row.text, True, row.external)
    about = ", ".join(row.about)
    words = {
        "triage": f"{row.name} looked the case over: {row.text}",
        "opened": f"opened, led by {row.name}: {row.text}",
        "invited": f"{row.name} asked {about}",
        "set": f"next action of {about}: {row.text}",
        "done": f"{row.name}: the next action is done {row.text}".rstrip(),
        "handed": f"{row.name}: the next action is handed on {row.text}".rstrip(),
        "closed": f"closed by {row.name}: {row.text}",
        "reopened": f"opened again by {row.name}: {row.text}",
        "archived": f"archived by {row.name}",
    }.get(row.what) or f"{about or row.name}: {row.what}{f' ({row.how})' if row.how else ''}"
    return TranscriptLine(row.at, row.name, words, False, row.external)
