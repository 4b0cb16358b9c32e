"""Reads windows as a screen reader does: over the accessibility bus (AT-SPI), knowing nothing of the program behind them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, MessageType, Properties, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.real.servers.proc import wait_until

__all__ = ["Node", "ScreenReader", "Spoken"]

_REGISTRY = "org.a11y.atspi.Registry"
_ROOT = "/org/a11y/atspi/accessible/root"
_ACCESSIBLE = "org.a11y.atspi.Accessible"
_SELECTION = "org.a11y.atspi.Selection"
_TEXT = "org.a11y.atspi.Text"
_EVENTS = "org.a11y.atspi.Event.Object"
_PROPERTIES = ("Name", "Description", "AccessibleId")
_ANSWER_S = 10.0
_HEARD = (
    "object:state-changed:focused",
    "object:state-changed",
    "object:announcement",
    "object:active-descendant-changed",
)

# Numbers of the protocol (atspi-constants.h): the bits of a state, the roles that are not told by name alone.
STATES = {
    "active": 1,
    "checked": 4,
    "defunct": 6,
    "editable": 7,
    "enabled": 8,
    "expandable": 9,
    "focusable": 11,
    "focused": 12,
    "selectable": 22,
    "selected": 23,
    "sensitive": 24,
    "showing": 25,
    "visible": 30,
    "checkable": 41,
    "read-only": 43,
}


@dataclass(frozen=True)
class Node:
    """One thing that a screen reader can talk about.

    Attributes:
        place: (bus name, object path).
        about: more words, where the name alone does not say what it is for.
        mark: what the program calls it, for who writes tests; '' for nothing.
        states: names of ``STATES`` that hold.
        depth: how many others it is in.
    """

    place: tuple[str, str]
    role: str
    name: str
    about: str
    mark: str
    states: frozenset[str]
    depth: int = 0

    def __str__(self) -> str:
        about = f" ({self.about})" if self.about else ""
        return f"{self.role} {self.name!r}{about} [{' '.join(sorted(self.states))}]"


@dataclass(frozen=True)
class Spoken:
    """What came by itself: 'focused' with the name of what has the focus now, or 'announcement' with what is said."""

    kind: str
    text: str
    place: tuple[str, str]


class ScreenReader:
    """Listens on the accessibility bus that belongs to a session's bus."""

    def __init__(self, session_bus: str) -> None:
        with open_dbus_connection(session_bus) as session:
            where = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            address = _ask(session, new_method_call(where, "GetAddress"))[0]
        self._bus: DBusConnection = open_dbus_connection(address)
        self._heard: list[Spoken] = []
        _ask(self._bus, message_bus.AddMatch(MatchRule(type="signal", interface=_EVENTS)))
        registry = DBusAddress("/org/a11y/atspi/registry", _REGISTRY, _REGISTRY)
        for event in _HEARD:
            self._register(new_method_call(registry, "RegisterEvent", "sass", (event, [], "")))

    def _register(self, message: Message) -> None:
        """The registry is started by the first who asks for it; on a busy machine that may take a second try."""

        def registered() -> bool:
            try:
                _ask(self._bus, message)
            except LookupError:
                return False
            return True

        wait_until(registered, _ANSWER_S, "the registry of screen readers answers", interval=0.2)

    def close(self) -> None:
        """Listen no longer."""
        self._bus.close()

    # The tree.

    def windows(self) -> list[Node]:
        """The windows of every program that can be read, in no particular order."""
        programs = self._children((_REGISTRY, _ROOT))
        return [self.node(place) for program in programs for place in self._children(program)]

    def walk(self, top: Node, *, deep: Callable[[Node], bool] = lambda node: True) -> Iterator[Node]:
        """A thing and everything in it that is shown, in the order of the tree.

        Args:
            deep: whether to go into a thing; a table of thousands of cells is its own matter.
        """
        yield top
        if not deep(top):
            return
        for node in self.children(top):
            if "showing" in node.states:
                yield from self.walk(node, deep=deep)

    def node(self, place: tuple[str, str], depth: int = 0) -> Node:
        """What stands at a place."""
        return self._nodes([place], depth)[0]

    def _nodes(self, places: Sequence[tuple[str, str]], depth: int) -> list[Node]:
        """What stands at some places. All is asked before the first answer is read: there and back takes longest."""
        messages = []
        for bus, path in places:
            address = DBusAddress(path, bus, _ACCESSIBLE)
            messages += [new_method_call(address, "GetRoleName"), new_method_call(address, "GetState")]
            messages += [Properties(address).get(name) for name in _PROPERTIES]
        answers = self._ask(*messages)
        found = []
        width = 2 + len(_PROPERTIES)
        for number, place in enumerate(places):
            role, state, *more = answers[number * width : (number + 1) * width]
            name, about, path = (str(one[0][1]) for one in more)
            low, high = state[0]
            bits = low | high << 32
            states = frozenset(word for word, bit in STATES.items() if bits >> bit & 1)
            found.append(Node(place, str(role[0]), name, about, path.rpartition(".")[2], states, depth))
        return found

    def focus(self, window: Node | None = None) -> Node:
        """Where the keyboard is.

        Raises:
            LookupError: nowhere.
        """
        windows = [window] if window is not None else [w for w in self.windows() if "showing" in w.states]
        nodes = [n for w in windows for n in self.walk(w, deep=lambda node: node.role != "table")]
        # A text's inside says that it has the focus, but nothing more of itself.
        on = [n for n in nodes if {"focused", "focusable"} <= n.states]
        if not on:
            raise LookupError("nothing has the focus")
        return max(on, key=lambda n: n.depth)

    def focus_within(self, role: str) -> Node:
        """The row or cell that the keyboard is on, in the list or table that has the focus.

        Raises:
            LookupError: the keyboard is elsewhere, or on nothing in it.
        """
        whole = self.focus()
        if whole.role != role:
            raise LookupError(f"the focus is on {whole}")
        bus, path = self._call(whole.place, _SELECTION, "GetSelectedChild", "i", (0,))[0]
        return self.node((bus, path), whole.depth + 1)

    def text(self, node: Node) -> str:
        """What is written in a field."""
        return str(self._call(node.place, _TEXT, "GetText", "ii", (0, -1))[0])

    def child(self, node: Node, number: int) -> Node:
        """One of the things in a thing."""
        found = self._call(node.place, _ACCESSIBLE, "GetChildAtIndex", "i", (number,))[0]
        return self.node((found[0], found[1]), node.depth + 1)

    def children(self, node: Node) -> list[Node]:
        """The things in a thing."""
        return self._nodes(self._children(node.place), node.depth + 1)

    # What is told.

    def forget(self) -> None:
        """What was told until now does not count."""
        self._listen(0)
        self._heard.clear()

    def heard(self) -> list[Spoken]:
        """What was told since then."""
        self._listen(0)
        return list(self._heard)

    def hear(self, wanted: Callable[[Spoken], bool], seconds: float) -> Spoken | None:
        """The first thing told that is wanted, None after a while."""
        end = time.monotonic() + seconds
        at = 0
        while True:
            while at < len(self._heard):
                if wanted(self._heard[at]):
                    return self._heard[at]
                at += 1
            left = end - time.monotonic()
            if left <= 0:
                return None
            self._listen(min(left, 0.2))

    # The protocol.

    def _children(self, place: tuple[str, str]) -> list[tuple[str, str]]:
        return [(bus, path) for bus, path in self._call(place, _ACCESSIBLE, "GetChildren")[0]]

    def _call(
        self, place: tuple[str, str], interface: str, method: str, signature: str = "", body: tuple[Any, ...] = ()
    ) -> Any:
        address = DBusAddress(place[1], place[0], interface)
        return self._ask(new_method_call(address, method, signature or None, body))[0]

    def _ask(self, *messages: Message) -> list[Any]:
        """The answers to some messages, in their order."""
        serials = []
        for message in messages:
            serials.append(next(self._bus.outgoing_serial))
            self._bus.send(message, serial=serials[-1])
        answers: dict[int, Any] = {}
        end = time.monotonic() + _ANSWER_S
        while len(answers) < len(serials):
            came = self._bus.receive(timeout=max(0.01, end - time.monotonic()))
            serial = came.header.fields.get(HeaderFields.reply_serial)
            if serial not in serials:
                self._take(came)
                continue
            if came.header.message_type == MessageType.error:
                raise LookupError(f"{messages[serials.index(serial)].header.fields}: {came.body}")
            answers[serial] = came.body
        return [answers[serial] for serial in serials]

    def _listen(self, seconds: float) -> None:
        """Take what is there, and what comes until something came."""
        patience = seconds
        while True:
            try:
                came = self._bus.receive(timeout=patience)
            except TimeoutError:
                return
            self._take(came)
            patience = 0

    def _take(self, came: Message) -> None:
        fields = came.header.fields
        if came.header.message_type != MessageType.signal or fields.get(HeaderFields.interface) != _EVENTS:
            return
        place = (str(fields.get(HeaderFields.sender, "")), str(fields.get(HeaderFields.path, "")))
        member, detail, on, _, value = fields.get(HeaderFields.member), *came.body[:4]
        if member == "StateChanged" and detail == "focused" and on:
            self._heard.append(Spoken("focused", "", place))
        elif member == "Announcement":
            self._heard.append(Spoken("announcement", str(value[1]), place))


def _ask(bus: DBusConnection, message: Message) -> Any:
    came = bus.send_and_get_reply(message, timeout=_ANSWER_S)
    if came.header.message_type == MessageType.error:
        raise LookupError(f"{message.header.fields}: {came.body}")
    return came.body
