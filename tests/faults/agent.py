"""An agent at work in a process of its own, to be killed at any moment. It tells every action after its future was done."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fallback_console.domain.delivery import Doubles, Problem, Receipt
from fallback_console.domain.entry import Kind
from fallback_console.domain.errors import InUseError
from fallback_console.domain.mirror import PulledCase, PulledItem, PullPage
from fallback_console.ports import IncomingSms, SmsReceipt, Work
from fallback_console.services import calls, cases, dispatch, messages, mirroring, outages
from fallback_console.services.calls import CallLog
from fallback_console.services.cases import NewCase
from fallback_console.services.desk import Desk
from fallback_console.services.record import Saved
from fallback_console.store.engine import Store
from fallback_console.store.keys import DatabaseKey
from fallback_console.store.locks import engine_lock
from fallback_console.store.tx import Tx
from tests.faults.nest import tell

KEY = DatabaseKey(bytes(range(32)))
WAIT = 30.0
MIRRORED = 40
"""Cases that are mirrored when an agent begins."""

_WORDS = (
    "Rang back, no answer.",
    "障害の件でお電話しました。",
    "The second charge is gone.",
    "Ω ≈ ☎ 🙂",
    "line one\nline two",
)


class MachineClock:
    """The machine's own time."""

    def now_ms(self) -> int:
        return time.time_ns() // 1_000_000

    def monotonic(self) -> float:
        return time.monotonic()


class Agent:
    """Does one thing after the other, and tells each when it is saved."""

    def __init__(self, store: Store, seed: int, tell: Callable[[str], None], *, delivers: bool) -> None:
        self._store = store
        self._delivers = delivers
        self._desk = Desk(store, "alice")
        self._random = random.Random(seed)
        self._tell = tell
        self._keys = [f"rt:{n}" for n in range(1, MIRRORED + 1)]
        self._sent: list[str] = []
        self._page = 0

    def act(self) -> None:
        """One action, told when its future was done."""
        name = self._random.choice(
            (
                "note",
                "note",
                "reply",
                "field",
                "field",
                "next",
                "call",
                "call_alone",
                "sms",
                "sms_alone",
                "new",
                "in",
                "receipt",
            )
        )
        told = getattr(self, f"_{name}")()
        if told is not None:
            self._tell(json.dumps({"action": name, **told}))
        if self._random.random() < 0.15:
            self._mirror()
        if self._delivers and self._random.random() < 0.25:
            self._deliver()

    def _do(self, fn: Callable[..., Saved], *args: Any, **told: Any) -> dict[str, Any]:
        saved = self._desk.command(fn, "alice", *args).result(WAIT)
        return {"entries": saved.entry_ids, "case": saved.case_key, "sinks": saved.sinks, **told}

    def _case(self) -> str:
        return self._random.choice(self._keys)

    def _text(self) -> str:
        return f"{self._random.choice(_WORDS)} {self._random.random()}"

    def _note(self) -> dict[str, Any]:
        text = self._text()
        return self._do(cases.add_note, self._case(), text, text=text)

    def _reply(self) -> dict[str, Any]:
        text = self._text()
        return self._do(cases.reply, self._case(), text, text=text)

    def _field(self) -> dict[str, Any]:
        field, value = self._random.choice(
            (
                ("status", self._random.choice(("open", "stalled", "resolved"))),
                ("priority", str(self._random.randrange(101))),
                ("owner", self._random.choice(("", "alice", "bob"))),
                ("queue", self._random.choice(("Support", "請求"))),
                ("subject", f"Subject {self._random.random()}"),
                ("due", str(1_800_000_000_000 + self._random.randrange(10**9))),
            )
        )
        return self._do(cases.set_field, self._case(), field, value, value=value)

    def _next(self) -> dict[str, Any]:
        text = f"Ring again {self._random.random()}"
        return self._do(
            cases.set_next_action, self._case(), text, 1_800_000_000_000 + self._random.randrange(10**9), text=text
        )

    def _call(self, key: str | None = None) -> dict[str, Any]:
        notes = self._text()
        follow_up = 1_800_000_000_000 if self._random.random() < 0.3 else None
        call = CallLog("out", "+12025550142", "", 1_790_000_000_000, 42, "reached", notes, follow_up)
        return self._do(calls.log_call, self._case() if key is None else key, call, notes=notes)

    def _call_alone(self) -> dict[str, Any]:
        return self._call("")

    def _sms(self, key: str | None = None) -> dict[str, Any]:
        text = self._text()
        number = f"+120255501{self._random.randrange(100):02d}"
        told = self._do(messages.send_sms, self._case() if key is None else key, number, text, text=text)
        self._sent += told["entries"]
        return told

    def _sms_alone(self) -> dict[str, Any]:
        return self._sms("")

    def _new(self) -> dict[str, Any]:
        text = self._text()
        told = self._do(cases.create_case, NewCase("A new case", "Support", text, phone="+12025550107"), text=text)
        self._keys.append(told["case"])
        return told

    def _in(self) -> dict[str, Any]:
        """A customer's message; the gateway is told that it was taken after this."""
        text = self._text()
        number = f"+120255501{self._random.randrange(100):02d}"
        event = IncomingSms("kannel", f"{self._random.random()}", number, "4670", text, 1_790_000_000_000)
        taken = self._desk.command(messages.take_in, event).result(WAIT)
        assert taken is not None
        return {
            "entries": [taken.entry_id],
            "case": taken.case_key,
            "sinks": ["helpdesk"] if taken.case_key else [],
            "text": text,
        }

    def _receipt(self) -> dict[str, Any] | None:
        if not self._sent:
            return None
        receipt = SmsReceipt("kannel", self._random.choice(self._sent), "", "delivered", None, 1_790_000_000_000)
        taken = self._desk.command(messages.take_in, receipt).result(WAIT)
        return None if taken is None else {"entries": [taken.entry_id], "case": "", "sinks": []}

    def _mirror(self) -> None:
        """A page of a pull in the background, of which nobody is told."""
        self._page += 1
        changed = [self._random.randrange(1, MIRRORED + 1) for _ in range(10)]
        self._store.write(lambda tx: mirror(tx, changed, self._page), background=True)

    def _deliver(self) -> None:
        """What an engine does with waiting deliveries, without a network."""
        chance = self._random.random()

        sink = "helpdesk" if chance < 0.7 else "sms:kannel"
        taken = self._store.write(lambda tx: dispatch.take(tx, sink, tx.clock.now_ms(), 4, ())).result(WAIT)
        for work in taken:
            self._store.write(lambda tx, work=work: arrived(tx, work)).result(WAIT)  # type: ignore[misc]
        if chance < 0.05:
            self._store.write(note_outage).result(WAIT)


def mirror(tx: Tx, numbers: list[int], version: int) -> None:
    """Store cases as a pull would, each with a new item."""
    at = 1_780_000_000_000 + version
    found = tuple(
        PulledCase(str(n), version, f"Case {n} 障害", "Support", "open", 50, "alice", "", 1_780_000_000_000, at)
        for n in numbers
    )
    items = tuple(PulledItem(f"{version * 1000 + n}", str(n), "note", "bob", at, f"Text {version}") for n in numbers)
    mirroring.store_page(tx, "rt", "cases", PullPage(found, items, (), str(version), True))


def arrived(tx: Tx, work: Work) -> None:
    """A delivery arrived, or did not. New cases never do, so that what follows them goes on waiting."""
    number = int(tx.value("SELECT 10000000 + ifnull(sum(confirmed), 0) FROM p_sink"))
    if work.entry.kind == Kind.CASE_CREATED or number % 7 == 0:
        problem = Problem("unreachable", "It does not answer.", "It is tried again.")
        dispatch.put_back(tx, work.delivery_id, problem, tx.clock.now_ms() + number % 100, look_first=True)
    else:
        dispatch.confirm(tx, work.delivery_id, Receipt(remote_items=(str(number),), version=number))


def note_outage(tx: Tx) -> None:
    """What a monitor writes."""
    if outages.current(tx) is None:
        outages.declare(tx, "monitor", ("helpdesk",), "It does not answer.", tx.clock.now_ms())
    else:
        outages.end(tx, "monitor", "It answers again.")


def work(folder: str, seed: str) -> None:
    """Work until killed."""
    path = Path(folder)
    store = Store.open(path, KEY, MachineClock())
    lock = engine_lock(path)  # held as long as this object lives
    try:
        lock.acquire()
        delivers = True
    except InUseError:
        delivers = False
    if delivers:
        doubles = {"helpdesk": Doubles.MARKER, "sms:kannel": Doubles.NONE}
        store.write(lambda tx: dispatch.recover(tx, doubles)).result(WAIT)
    agent = Agent(store, int(seed), tell, delivers=delivers)
    tell("ready")
    while True:
        agent.act()
