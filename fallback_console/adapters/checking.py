"""What live tests have in common: from the error of a first request to the steps up to the one that failed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from fallback_console.domain.errors import ConsoleError, OutsideError, UnreachableError
from fallback_console.domain.sentences import Sentence, together
from fallback_console.ports import CheckStep

__all__ = ["failed", "failed_at", "sentence_of", "steps_before", "with_advice"]

_STAGES = {"dns": "address", "tcp": "connection", "tls": "certificate"}
_BY_ITSELF = "It is tried again by itself."
_INSTEAD = {
    "address": Sentence("Check the address, or your own network."),
    "connection": Sentence(
        "Check address and port. Does the system run, and does a firewall let this computer through?"
    ),
    "answer": Sentence("Try again in a minute; if it stays, ask whoever runs that system."),
}
"""Who tests a connection waits for no second try."""


def failed(name: str, error: ConsoleError) -> CheckStep:
    """The step that an error ended."""
    return CheckStep(name, False, sentence_of(error, name))


def failed_at(error: OutsideError) -> str:
    """Name of the step at which a first request ended; 'answer' where it was connected."""
    if not isinstance(error, UnreachableError) or error.values.get("status") is not None:
        return "answer"
    if error.values.get("reason") == "proxy":
        return "proxy"
    return _STAGES.get(str(error.values.get("stage")), "answer")


def sentence_of(error: ConsoleError, name: str = "") -> str:
    """What happened and what to do, as one text.

    Args:
        name: of the step of a live test; '' for the monitor, which does look again by itself.
    """
    step = error.next_step
    return together(error.message, _INSTEAD.get(name, "") if step == _BY_ITSELF else step)


def steps_before(name: str, steps: Sequence[CheckStep]) -> list[CheckStep]:
    """The steps that were passed before the one of this name; a proxy stands before the connection."""
    end = "connection" if name == "proxy" else name
    return list(takewhile(lambda step: step.name != end, steps))


def with_advice(name: str, sentence: str) -> str:
    """The sentence of a failed step, with what to do where it does not say so itself."""
    alone = not isinstance(sentence, Sentence) or len(sentence.parts) == 1
    return together(sentence, _INSTEAD.get(name, "")) if alone else sentence
