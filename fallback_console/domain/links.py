"""Addresses inside a text: found, and told apart from what they pretend to be.

A link in foreign text is never followed by itself. Somebody who asks for it is shown the whole address and the host it
really leads to, in the letters that the network uses; a name in other letters looks like itself only there (RFC 3492).
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple
from urllib.parse import quote, urlsplit

__all__ = ["MOST", "Link", "find"]

MOST = 50
"""So many links of one text are told."""

_LONGEST = 2_000
_FOUND = re.compile(r"(?<![A-Za-z0-9+.\-])(?:https?://|mailto:)[^\s<>\"「」『』【】（）。、]{1,4000}", re.IGNORECASE)
_TRAILING = ".,;:!?'\u2019\u201d…*_"
_PAIRS = {")": "(", "]": "[", "}": "{"}
_HOST = re.compile(r"[a-z0-9]([a-z0-9._-]{0,251}[a-z0-9])?")
_MAILBOX = re.compile(r"[A-Za-z0-9.!#$&'*+/=^_`{|}~-]{1,64}")
_SAFE = "/:@!$&'()*+,;=-._~%?[]"


class Link(NamedTuple):
    """An address that was found.

    Attributes:
        shown: as it stands in the text.
        address: what would be opened, in ASCII; '' where it must not be.
        host: where it leads, in the network's own letters; '' where that cannot be told.
        trouble: why it is not opened: '', 'user' (it hides its host behind another name) or 'unreadable'.
    """

    shown: str
    address: str
    host: str
    trouble: str = ""


def find(text: str) -> list[Link]:
    """Links of a text in their order, each once."""
    found: dict[str, Link] = {}
    for match in _FOUND.finditer(text):
        shown = _trimmed(match.group())
        if shown not in found:
            found[shown] = _link(shown)
            if len(found) == MOST:
                break
    return list(found.values())


def _trimmed(shown: str) -> str:
    """Without the punctuation of the sentence around it."""
    while shown:
        last = shown[-1]
        if last in _TRAILING or (last in _PAIRS and shown.count(last) > shown.count(_PAIRS[last])):
            shown = shown[:-1]
        else:
            break
    return shown


def _link(shown: str) -> Link:
    # Programs disagree about a backslash, so it can hide a host; so can what is not seen.
    hidden = any(unicodedata.category(c)[0] == "C" for c in shown)
    if hidden or "\\" in shown or len(shown) > _LONGEST:
        return Link(shown, "", "", "unreadable")
    if shown[:7].casefold() == "mailto:":
        return _mail(shown)
    try:
        parts = urlsplit(shown)
        host, port = _host(parts.hostname or ""), parts.port
    except ValueError:
        return Link(shown, "", "", "unreadable")
    if not host:
        return Link(shown, "", "", "unreadable")
    if "@" in parts.netloc:
        return Link(shown, "", host, "user")
    place = f"[{host}]" if ":" in host else host
    address = f"{parts.scheme.lower()}://{place}" + (f":{port}" if port is not None else "")
    address += quote(parts.path, safe=_SAFE)
    if parts.query:
        address += f"?{quote(parts.query, safe=_SAFE)}"
    if parts.fragment:
        address += f"#{quote(parts.fragment, safe=_SAFE)}"
    return Link(shown, address, host)


def _mail(shown: str) -> Link:
    """Only to whom: a mail program might take a subject, a text or a file from the rest."""
    mailbox, at, domain = shown[7:].partition("?")[0].rpartition("@")
    host = _host(domain) if at else ""
    if not host or not _MAILBOX.fullmatch(mailbox):
        return Link(shown, "", host, "unreadable")
    return Link(shown, f"mailto:{mailbox}@{host}", host)


def _host(name: str) -> str:
    """A host in the network's letters, '' where it is none."""
    if ":" in name:
        return name if re.fullmatch(r"[0-9a-f:.]{2,45}", name) else ""
    try:
        host = name.rstrip(".").encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""
    return host if _HOST.fullmatch(host) else ""
