"""What Kannel says, in our words: answers to sendsms, texts of receipts, character sets."""

from __future__ import annotations

from fallback_console.adapters.http import Answer
from fallback_console.domain.errors import (
    AmbiguousError,
    BadAnswerError,
    RefusedError,
    SignInError,
    ThrottledError,
    UnreachableError,
)

__all__ = ["as_ascii", "as_text", "one_line", "taken"]

LONGEST_WORDS = 160


def taken(answer: Answer) -> str:
    """Kannel's words where it took the message, else the error."""
    words = answer.text().strip()
    status = answer.status
    if status in (200, 202) and words.startswith(("0:", "3:", "Sent.")):
        return words[:LONGEST_WORDS]
    if status == 403 and words.startswith("Not routable"):
        raise UnreachableError(
            "Kannel has no way to the mobile network for this number just now.",
            "The console tries again; if it stays so, ask whoever runs Kannel.",
        )
    if status == 403:
        raise SignInError(
            "Kannel refuses the user name or password, or does not admit this machine.",
            "Correct them in the connection's settings, or have this machine admitted in Kannel's configuration.",
        )
    if status == 404:
        raise RefusedError(
            "There is no sendsms service at this address.",
            "Correct the address in the connection's settings; mostly it ends in /cgi-bin/sendsms.",
        )
    if status == 503:
        if words.startswith("Temporal failure"):
            raise ThrottledError("Kannel takes no messages just now.", "The console tries again.")
        raise AmbiguousError(
            "Something before Kannel answered in its place.",
            "Look whether the message arrived before sending it again.",
        )
    if status == 400:
        raise _refusal(words)
    raise BadAnswerError("The SMS gateway does not answer like Kannel.", "Check the address of the connection.")


def _refusal(words: str) -> RefusedError:
    """Kannel's own words are not repeated: some versions quote what was sent."""
    lowered = words.casefold()
    if "receiver" in lowered:
        return RefusedError("Kannel misses the recipient.", "Check the number.", reason="receiver")
    if "denied" in lowered:
        return RefusedError(
            "Kannel does not send to this number.",
            "Check the number, or Kannel's white and black lists.",
            reason="denied",
        )
    if "sender" in lowered:
        return RefusedError("Kannel wants a sender.", "Enter one in the connection's settings.", reason="sender")
    return RefusedError("Kannel refuses the message.", "Look into Kannel's log, which tells why.", reason="other")


def as_ascii(value: bytes) -> str:
    return value.decode("ascii", "replace")


def as_text(value: bytes, charset: bytes) -> str:
    """A text in the character set that Kannel names; what cannot be decoded becomes U+FFFD and stays visible."""
    name = as_ascii(charset).strip() or "UTF-8"
    try:
        text = value.decode(name, "replace")
    except (LookupError, ValueError):
        text = value.decode("utf-8", "replace")
    return text.replace("\0", "").replace("\r\n", "\n")


def one_line(words: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())[:LONGEST_WORDS]
