"""Climbing the ladder of somebody's paths: what is done next, from what became of the steps so far.

One message goes to one person. A path that failed or stayed silent for too long is followed by the next. These rules keep the
same words from arriving twice:

* while an earlier text message, mail or chat message may still arrive (it waits, was sent without a receipt, or nobody knows), no
  second one goes to another number or address, unless a person says so; a call may follow, since whoever answers it can say that
  the message came too;
* once a message arrived or was answered nothing more is tried, however late that is learned;
* a call that the console makes by itself and that nobody answers with a key is followed by one of a person to the same number;
* of a path that cannot tell (a gateway of the sort ``none``) nothing is ever sent again over the same path: its step stays
  'unknown', and the ladder goes on to a path of another sort.

Pure: the state comes in, changes come out; ``services.reach`` writes them down and carries them out in one transaction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from fallback_console.domain.paths import CALLS, DISTURBING, TEXTS

__all__ = [
    "ENDED",
    "FINAL",
    "REACHED",
    "REACH_STATES",
    "STEP_STATES",
    "Change",
    "Climb",
    "Seen",
    "Step",
    "decide",
    "held_back",
    "stopping",
]

STEP_STATES = (
    "planned",
    "calling",
    "waiting",
    "silent",
    "unknown",
    "failed",
    "delivered",
    "answered",
    "skipped",
    "cancelled",
)
"""Where one path stands: to be tried; called by the console, which reads the message out; tried, in its time; tried, its time is over
and it may still arrive; nobody knows whether it arrived; did not arrive; arrived; answered; must not be used; not needed any more."""

REACH_STATES = ("trying", "exhausted", "delivered", "answered", "stopped")
"""Where all of it stands: a path is being tried or will be; none is left; the message arrived; the person answered; a person
stopped it."""

ENDED = frozenset({"delivered", "answered", "stopped"})
"""Nothing more is tried."""

REACHED = "The person is reached over another path."
"""Why a text message or mail that was not sent yet is given up."""

FINAL = frozenset({"answered", "stopped"})
"""Nothing that is learned later changes it."""

_MAY_ARRIVE = frozenset({"waiting", "silent", "unknown"})


class Step(NamedTuple):
    """One path of a climb.

    Attributes:
        kind: of ``paths.KINDS``.
        address: number or address.
        state: of ``STEP_STATES``.
        why: reason of 'failed' and 'skipped', a code or words.
        since: when it came into this state, UTC epoch milliseconds.
        until: when its time is over, for 'waiting'; else 0.
        entry: id of the text message, mail or chat message.
    """

    kind: str
    address: str
    state: str = "planned"
    why: str = ""
    since: int = 0
    until: int = 0
    entry: str = ""


class Climb(NamedTuple):
    """One try to reach somebody.

    Attributes:
        state: of ``REACH_STATES``.
        steps: in the order in which they are tried.
        urgent: quiet hours do not count.
        second_sms: a person allowed a text to another number or address while an earlier one may still arrive.
    """

    state: str
    steps: tuple[Step, ...]
    urgent: bool = False
    second_sms: bool = False


class Seen(NamedTuple):
    """What is known by now, besides the climb itself.

    Attributes:
        news: by position of a step: 'delivered', 'failed', 'unknown' or 'answered'.
        reasons: by position, words on why it failed.
        answered: the person spoke to us or wrote since it began, over whatever number.
        blocked: by position of a step that is still to come: why it must not be used (``paths.Why``).
        quiet_until: it is the person's quiet time until then, UTC epoch milliseconds; None where it is not.
    """

    news: Mapping[int, str]
    reasons: Mapping[int, str]
    answered: bool
    blocked: Mapping[int, str]
    quiet_until: int | None


class Change(NamedTuple):
    """Something that happens now.

    Attributes:
        step: position; -1 for the climb itself.
        state: the new one; 'try' for a step that is to be carried out, after which it is 'calling', 'waiting' or 'failed'; 'ring' for
            a call that is up to a person from now on, after which it is 'waiting'.
        withdraw: what was sent over it is taken back if it can be.
    """

    step: int
    state: str
    why: str = ""
    withdraw: bool = False


def decide(climb: Climb, seen: Seen, now: int) -> list[Change]:
    """What happens next, in this order; nothing where there is nothing to do but wait.

    At most one step is tried. After that it is to be called again with what came of it.

    Args:
        now: UTC epoch milliseconds.
    """
    if climb.state in FINAL:
        return []
    changes = [change for n, step in enumerate(climb.steps) for change in _learned(n, step, seen, now)]
    steps = list(climb.steps)
    for change in changes:
        steps[change.step] = steps[change.step]._replace(state=change.state)
    states = {step.state for step in steps}
    if seen.answered or "answered" in states:
        return [*changes, *_close(steps), Change(-1, "answered")]
    if "delivered" in states:
        done = climb.state == "delivered"
        return changes if done else [*changes, *_close(steps), Change(-1, "delivered")]
    if any(step.state in ("waiting", "calling", "ring") for step in steps):
        return changes
    for n, step in enumerate(steps):
        if step.state != "planned":
            continue
        why = seen.blocked.get(n, "")
        if why:
            changes.append(Change(n, "skipped", why))
            continue
        if held_back(steps, n, second_sms=climb.second_sms):
            continue
        if step.kind in DISTURBING and seen.quiet_until is not None and not climb.urgent:
            return changes
        if climb.state == "exhausted":
            changes.append(Change(-1, "trying"))
        return [*changes, Change(n, "try")]
    return changes if climb.state == "exhausted" else [*changes, Change(-1, "exhausted")]


def held_back(steps: Sequence[Step], position: int, *, second_sms: bool) -> bool:
    """Whether the words must not be written again because they may still arrive over an earlier path."""
    if steps[position].kind not in TEXTS or second_sms:
        return False
    return any(step.kind in TEXTS and step.state in _MAY_ARRIVE for n, step in enumerate(steps) if n != position)


def stopping(climb: Climb) -> list[Change]:
    """What a person's word to stop changes; nothing where it has ended."""
    if climb.state in ENDED:
        return []
    return [*_close(list(climb.steps)), Change(-1, "stopped")]


def _learned(position: int, step: Step, seen: Seen, now: int) -> list[Change]:
    """What became of a step that was tried."""
    news = seen.news.get(position, "")
    if step.state == "calling":
        if news in ("delivered", "answered"):
            return [Change(position, news)]
        return [Change(position, "ring", withdraw=True)] if news or now >= step.until else []
    better = (step.state, news) in (("failed", "delivered"), ("failed", "answered"), ("delivered", "answered"))
    if step.state not in _MAY_ARRIVE and not better:
        # What was said to have failed may arrive all the same; nothing else changes a step that is done with.
        return []
    if news in ("delivered", "answered"):
        return [Change(position, news)]
    if news == "failed":
        # It must not go out after all when somebody clears up why it was refused: other paths are tried by now.
        return [Change(position, "failed", seen.reasons.get(position, ""), withdraw=True)]
    if news == "unknown":
        return [Change(position, "unknown")] if step.state != "unknown" else []
    if step.state == "waiting" and now >= step.until:
        return [Change(position, "silent")]
    return []


def _close(steps: Sequence[Step]) -> list[Change]:
    """What was not needed; what was sent and cannot be taken back stays sent."""
    found = []
    for n, step in enumerate(steps):
        if step.state == "planned" or (step.kind in CALLS and step.state in ("waiting", "calling")):
            found.append(Change(n, "cancelled", withdraw=step.state == "calling"))
        elif step.kind in TEXTS and step.state in _MAY_ARRIVE:
            found.append(Change(n, "cancelled", withdraw=True))
    return found
