"""What the window is given to work with. The composition root fills it; the window knows nothing of adapters or the network.

Everything is a small protocol or a plain value, so that tests can pass a fake, and so that the window never imports the store,
the network or an adapter.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from fallback_console.domain.broadcast import Policy
    from fallback_console.domain.call_rules import CallRules
    from fallback_console.domain.connection import Connection
    from fallback_console.domain.dial_rules import DialRules
    from fallback_console.domain.directory import DirectoryRequest
    from fallback_console.domain.events import EngineEvent
    from fallback_console.domain.health import SystemHealth
    from fallback_console.domain.people_csv import SheetColumn
    from fallback_console.domain.reach_rules import ReachRules
    from fallback_console.domain.sheet import Sheet
    from fallback_console.domain.sla import SlaRules
    from fallback_console.domain.telephone import CallKey
    from fallback_console.ports import CheckStep, Clock, SecretStore
    from fallback_console.services.people_import import ImportPreview, LookedThrough
    from fallback_console.ui.models.queue_listing import HeadStart

__all__ = [
    "Changes",
    "Desk",
    "Engine",
    "Launch",
    "PeopleFiles",
    "Preferences",
    "ProfileFacts",
    "Unsubscribe",
    "WindowContext",
]

Unsubscribe = Callable[[], None]


class Changes(Protocol):
    """What a commit touched: pairs of topic and key."""

    @property
    def touched(self) -> frozenset[tuple[str, str]]:
        """(topic, key), for example ('case', 'rt:12')."""


class Desk(Protocol):
    """Services over the store, in two verbs. ``services.desk.Desk`` is one."""

    @property
    def login(self) -> str:
        """The person who works here: the ``who`` of services."""

    def command(self, fn: Callable[..., Any], *args: Any, **kw: Any) -> Future[Any]:
        """Run ``fn(tx, *args, **kw)`` on the writer thread; done when it is durable."""

    def query(self, fn: Callable[..., Any], *args: Any, **kw: Any) -> Future[Any]:
        """Run ``fn(reading, *args, **kw)`` on the reader thread."""

    def read(self, fn: Callable[..., Any], *args: Any, **kw: Any) -> Any:
        """Run ``fn(reading, *args, **kw)`` here and now; for what is surely quick."""

    def whole(self, number: str) -> str:
        """The number that a covered one stands for, for the dialler alone."""


class Engine(Protocol):
    """The network thread as the window sees it."""

    def health(self) -> "tuple[SystemHealth, ...]":
        """Every system now; safe from any thread."""

    def pull_now(self) -> Future[Any]:
        """Mirror what is new."""

    def cancel_pull(self) -> None:
        """Stop mirroring; what came stays."""

    def probe_now(self) -> Future[Any]:
        """Look at every system."""

    def deliver_now(self) -> None:
        """Try waiting deliveries without waiting for their next time."""

    def ask_gateway(self, delivery_id: int) -> Future[Any]:
        """Ask the sink whether an unknown delivery arrived."""

    def dial(self, number: str, telephone: str = "", tones: str = "") -> "Future[CallKey]":
        """Begin a call on a telephone, '' for the first; how it goes on comes as ``PhoneMoved``.

        Args:
            tones: keys that are pressed once somebody has answered.
        """

    def hang_up(self, call: "CallKey") -> Future[Any]:
        """End a call, or turn one down."""

    def send_tones(self, call: "CallKey", tones: str) -> Future[Any]:
        """Press keys in a call."""

    def answer(self, call: "CallKey") -> Future[Any]:
        """Take a call that rings."""

    def reload(self) -> None:
        """Connections changed."""


class PeopleFiles(Protocol):
    """Importing people from files and directories, beside the window's thread."""

    def look(
        self, path: Path, encoding: str, kind: str, told: Mapping[str, str] | None = None
    ) -> "Future[LookedThrough]":
        """Read a file and find out what would come of importing it.

        Args:
            encoding: where somebody chose it; '' finds it out.
            kind: of people where the file does not tell it, of ``person.ROLES``.
            told: what the columns hold, kept for the next file of this name; None for what is kept.
        """

    def columns(self, path: Path, encoding: str, told: Mapping[str, str]) -> "Future[Sequence[SheetColumn]]":
        """What the columns of a file are taken for; none for one that has no columns."""

    def look_into(
        self, wanted: "DirectoryRequest", on_progress: Callable[[int], None], stopped: Callable[[], bool]
    ) -> "Future[LookedThrough]":
        """Read a directory and find out what would come of importing it.

        Args:
            on_progress: told on any thread now and then how many entries came.
            stopped: asked on any thread now and then: true ends it with an error.
        """

    def look_at_helpdesk(
        self, kind: str, on_progress: Callable[[int], None], stopped: Callable[[], bool]
    ) -> "Future[LookedThrough]":
        """Read the users of the connected helpdesk and find out what would come of importing them.

        Args:
            kind: of all of them, of ``person.ROLES``; '' for what the helpdesk says of each.
            on_progress, stopped: as of ``look_into``.
        """

    def check(self, wanted: "DirectoryRequest") -> "Future[list[CheckStep]]":
        """Test a directory step by step."""

    def write(
        self, who: str, found: "ImportPreview", on_progress: Callable[[int, int], None], stopped: Callable[[], bool]
    ) -> Future[int]:
        """Keep what was looked through; gives how many people were written.

        Args:
            on_progress: told on any thread how many are done, of how many.
            stopped: asked on any thread now and then: true ends it there, and what is written stays.
        """


class Preferences(Protocol):
    """A person's choices: 'login', 'role', 'region', 'language', 'theme', 'dialler', 'lock_minutes'."""

    def value(self, name: str) -> str:
        """The choice in force."""

    def locked(self, name: str) -> bool:
        """The organisation sets it; it cannot be changed here."""

    def remember(self, name: str, value: str) -> None:
        """Keep a choice.

        Raises:
            SettingsError: it is locked or cannot be that.
        """


class ProfileFacts(NamedTuple):
    """Where this station's data are.

    Attributes:
        kind: 'real', 'drill' or 'demo'.
        folder: the data folder.
        key_kind: 'keychain', 'passphrase', or 'open' for invented data.
        station: id of this station.
        version: the program's version.
    """

    kind: str
    folder: Path
    key_kind: str
    station: str
    version: str


class WindowContext(NamedTuple):
    """Everything an open profile offers to the window.

    Attributes:
        check_connection: live test of a connection as typed, with secrets by their short name ('token', 'password'); one that
            is missing is taken from the secret store. Never changes anything anywhere.
        subscribe_changes: the listener is called on any thread after each commit.
        subscribe_events: the listener is called on any thread with what the engine tells.
        poll_foreign: whether another process committed since the last call.
        start: start the engine; called once, when the window can be seen and used.
        close: stop the engine and close the store; called once, after the window has gone.
        sla: when the countdown to a due time runs, None for always.
        reach: how people are reached, None for the usual rules.
        check_passphrase: whether a text is the passphrase of the data; None where they open without one, and the lock of the
            window has a passphrase of its own. Slow on purpose.
        starts_locked: the window comes covered: without it, ending the program and starting it again would undo the lock.
        first_run: nothing is connected yet: show how to set up instead of an empty queue.
        desk_for: the desk of another person at this station; None where that cannot be.
        queues_of: names of the queues that a kept helpdesk connection may see.
        look_around: open the demonstration in a window of its own.
        right_of_way: while the window's thread holds it, what goes on in the background waits.
        save_sheets: write tables with heading and footer into a file, a PDF or CSV by its name, in a thread of its own; gives the
            name it took, which is another where there was such a file.
        save_text: write a text into a file, in a thread of its own; gives the name it took, another one where there is a file already.
            None where nothing can be saved.
        people_files: importing people; None where that cannot be.
        dial: what is dialled for a number, None for the number as it is.
        broadcast: what the organisation wants of broadcasts, None for the defaults.
        calls: what it says of calls, None for the usual.
        first_cases: the queue's first cases, already being read; None where they are read when they are wanted.
    """

    desk: Desk
    engine: Engine
    secrets: "SecretStore"
    preferences: Preferences
    profile: ProfileFacts
    clock: "Clock"
    check_connection: "Callable[[Connection, Mapping[str, str]], Future[list[CheckStep]]]"
    subscribe_changes: Callable[[Callable[[Changes], None]], Unsubscribe]
    subscribe_events: "Callable[[Callable[[EngineEvent], None]], Unsubscribe]"
    poll_foreign: Callable[[], bool]
    start: Callable[[], None]
    close: Callable[[], None]
    sla: "SlaRules | None" = None
    reach: "ReachRules | None" = None
    dial: "DialRules | None" = None
    check_passphrase: Callable[[str], Future[bool]] | None = None
    starts_locked: bool = False
    first_run: bool = False
    desk_for: Callable[[str], Desk] | None = None
    queues_of: "Callable[[Connection], Future[Sequence[str]]] | None" = None
    look_around: Callable[[], None] | None = None
    right_of_way: AbstractContextManager[None] = nullcontext()
    save_sheets: "Callable[[Path, str, str, Sequence[Sheet]], Future[Path]] | None" = None
    save_text: Callable[[Path, str], Future[Path]] | None = None
    people_files: "Callable[[], PeopleFiles] | None" = None
    first_cases: "HeadStart | None" = None
    broadcast: "Policy | None" = None
    calls: "CallRules | None" = None


class Launch(NamedTuple):
    """How to come from nothing to an open profile.

    Attributes:
        folder: the data folder; a second start with the same one raises the first window.
        preferences: choices, readable before the database is open.
        passphrase_for: what ``open`` wants a passphrase for: '' (none is wanted), 'unlock' or 'create' (a new data folder without
            a keychain). Quick; may raise ConsoleError.
        open: open store and secrets and put the engine together, without starting it. Called on a thread of its own, with the
            passphrase or None. Raises ConsoleError subclasses: WrongKeyError and InputError ask for the passphrase again,
            others end in a page that says what to do.
    """

    folder: Path
    preferences: Preferences
    passphrase_for: Callable[[], str]
    open: Callable[[str | None], WindowContext]
