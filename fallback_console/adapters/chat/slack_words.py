"""How Slack's methods answer: always with status 200, and what went wrong as a word in the body.

Source: docs.slack.dev, "Evaluating responses" and the errors of each method.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fallback_console.adapters.http import Answer
from fallback_console.domain.errors import BadAnswerError
from fallback_console.domain.sentences import Sentence

__all__ = ["SLOW_DOWN", "THEIR_FAULT", "problem_in", "said_in"]

THEIR_FAULT = frozenset({"fatal_error", "internal_error", "service_unavailable", "request_timeout"})
"""Slack itself does not work; a write may have had an effect all the same."""

SLOW_DOWN = frozenset({"ratelimited", "rate_limited"})


def said_in(answer: Answer) -> Mapping[str, Any]:
    """What a Slack method answered.

    Raises:
        BadAnswerError: that is not Slack.
    """
    said = answer.json()
    if not isinstance(said, dict) or not isinstance(said.get("ok"), bool):
        raise BadAnswerError(
            Sentence("{host} does not answer like Slack.", host=answer.host), "Check the address.", stage="body"
        )
    return said


def problem_in(said: Mapping[str, Any]) -> str:
    """The error in an answer, '' where it was fine."""
    return "" if said["ok"] else str(said.get("error") or "unknown")
