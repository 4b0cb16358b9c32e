"""A swarm's thread written out: to be read, and line by line for a chat that is filled with it later."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

__all__ = ["TranscriptLine", "as_json_lines", "as_text"]


class TranscriptLine(NamedTuple):
    """One line.

    Attributes:
        at: UTC epoch milliseconds.
        who: name of who said or did it.
        text: the message, or in words what happened.
        said: it is a message; else it tells what happened.
        external: its speaker is not of our team.
    """

    at: int
    who: str
    text: str
    said: bool
    external: bool


def as_text(title: str, lines: Iterable[TranscriptLine]) -> str:
    """The thread to be read, times in UTC."""
    found = [title, ""]
    for line in lines:
        time = datetime.fromtimestamp(line.at / 1000, UTC).strftime("%Y-%m-%d %H:%M:%SZ")
        mark = " [external]" if line.external else ""
        found.append(f"{time}  {line.who}{mark}: {line.text}" if line.said else f"{time}  -- {line.text}")
    return "\n".join(found) + "\n"


def as_json_lines(title: str, lines: Sequence[TranscriptLine]) -> str:
    """One message in each line, in the order in which they are put into one thread of a chat.

    Each has a timestamp of its own as Slack writes them (seconds, six digits behind the point), so that none is put in twice; the
    first is the root of the thread, which the others name.
    """
    stamps: list[str] = []
    last = 0
    for line in lines:
        last = max(last + 1, line.at * 1000)
        stamps.append(f"{last // 1_000_000}.{last % 1_000_000:06d}")
    found = []
    for n, (stamp, line) in enumerate(zip(stamps, lines, strict=True)):
        text = f"{title}\n{line.text}" if n == 0 else line.text
        found.append(
            {
                "ts": stamp,
                "thread_ts": stamps[0],
                "who": line.who,
                "text": text,
                "type": "message" if line.said else "event",
                "external": line.external,
            }
        )
    return "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in found)
