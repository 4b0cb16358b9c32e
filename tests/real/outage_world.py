"""What the acceptance runs share: the helpdesk's side of the story, and what must be true at its end."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from fallback_console.drill.http_server import HttpServer, Response
from tests.real.servers.kannel import KannelServer
from tests.real.servers.rt import RtServer

T = TypeVar("T")

PASSPHRASE = "correct horse battery staple"
LOGIN = "alice"
COLLEAGUE = "bob"
NOTE = "配送会社の障害を確認。復旧を待つ。"
CALL_NOTES = "Promised to call back once the carrier answers."
TEXT = "配送障害を確認しました。本日中にご連絡します。届きましたら1と返信してください。"
ANSWER = "1 ありがとう"
_MARKER = re.compile(r"fc-op:([0-9a-f-]{36})")


def wait_for(look: Callable[[], T], seconds: float, what: str) -> T:
    """What ``look`` gives once it gives something; fails after a while."""
    end = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        assert time.monotonic() < end, f"not within {seconds:.0f} s: {what}"
        time.sleep(0.1)


@contextmanager
def internet() -> Iterator[list[str]]:
    """Two canaries that answer: this station itself has a network."""
    with (
        HttpServer(lambda request: Response(200, b"success\n")) as one,
        HttpServer(lambda request: Response(204)) as other,
    ):
        yield [f"{one.url}/success.txt 200 success", f"{other.url}/generate_204 204"]


@dataclass
class Story:
    """One outage on a real helpdesk.

    Attributes:
        case: number of the case that the agent works on.
        before: what the helpdesk held of it.
        number: the customer's mobile number, E.164.
    """

    rt: RtServer
    kannel: KannelServer
    folder: Path
    case: int = 0
    before: dict[str, str] = field(default_factory=dict)
    number: str = ""

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "passphrase").write_text(PASSPHRASE, encoding="utf-8")
        (self.folder / "token").write_text(self.rt.token(LOGIN), encoding="utf-8")
        (self.folder / "kannel-password").write_text(self.kannel.password, encoding="utf-8")

    def choose(self, number: int) -> None:
        """The case that was found."""
        self.case = number
        self.before = self.rt.field_names(number)
        assert self.before["Status"] in ("new", "open", "stalled")

    def colleague_changes_the_case(self) -> None:
        """In the helpdesk itself, as soon as it is back: the field that the agent changed too, and another one."""
        answer = self.rt.rest("PUT", f"/ticket/{self.case}", {"Status": "stalled"}, as_user=COLLEAGUE)
        assert answer.status == 200
        answer = self.rt.rest("PUT", f"/ticket/{self.case}", {"Priority": 97}, as_user=COLLEAGUE)
        assert answer.status == 200
        assert self.rt.field_names(self.case)["Priority"] == "97"

    def ours(self) -> list[dict[str, Any]]:
        """The case's transactions that carry a marker of the console."""
        return [row for row in self.rt.history(self.case, "Comment", "Correspond") if _MARKER.search(row["Data"] or "")]

    def assert_everything_once_and_in_order(self) -> None:
        """Call, note, text and answer, each once, in the order in which they happened; fields as they must be."""
        notes = self.ours()
        markers = [_MARKER.search(row["Data"])[1] for row in notes]  # type: ignore[index]
        assert len(markers) == len(set(markers)), "something was written twice"
        texts = [row["Content"] for row in notes]
        places = []
        for piece in (CALL_NOTES, NOTE, TEXT, ANSWER):
            found = [i for i, text in enumerate(texts) if piece in text]
            assert len(found) == 1, (piece, texts)
            places.append(found[0])
        assert places == sorted(places), texts
        assert len(notes) == 4, texts
        fields = self.rt.field_names(self.case)
        assert fields["Status"] == "resolved"
        assert fields["Owner"] == LOGIN
        assert fields["Priority"] == "97"
        assert fields["Subject"] == self.before["Subject"]

        status = [row for row in self.rt.history(self.case, "Status") if row["NewValue"] == "resolved"]
        assert len(status) == 1
        owners = [
            row for row in self.rt.history(self.case, "Set") if row["Field"] == "Owner" and row["Creator"] == LOGIN
        ]
        assert len(owners) == 1
