"""Importing people: a file read, looked through, and written in portions that nobody has to wait for."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, wait
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from fallback_console.compose.collecting import put_off
from fallback_console.compose.directories import directory_for
from fallback_console.domain.errors import InputError
from fallback_console.domain.people_file import MOST_BYTES, PeopleFile, columns_in, lines_of, read_people
from fallback_console.domain.sentences import Sentence
from fallback_console.services import people_import
from fallback_console.services.people_import import LookedThrough

if TYPE_CHECKING:
    from fallback_console.domain.directory import DirectoryRequest
    from fallback_console.domain.people_csv import SheetColumn
    from fallback_console.ports import CheckStep, PeopleSource, SecretStore
    from fallback_console.services.people_import import ImportPreview, ReadyPeople
    from fallback_console.services.veil import Veil
    from fallback_console.store.engine import Store
    from fallback_console.store.tx import Reading, Tx

__all__ = ["Beside", "PeopleFiles", "look_through", "read_file", "write_people"]

T = TypeVar("T")

_PORTION = 250
"""So many at once: whoever waits for the writer waits for so many, and for what they share a transaction with to be on disk."""

_FEWEST_READY = 3
_MOST_READY = 32
_SECONDS = 0.4


def read_file(
    path: Path,
    *,
    encoding: str = "",
    delimiter: str = "",
    told: Mapping[str, str] | None = None,
    kind: str = "customer",
) -> PeopleFile:
    """Read people from a file, see ``people_file.read_people``.

    Raises:
        InputError: the file cannot be read, or nobody is in it.
    """
    with put_off():
        return read_people(_bytes_of(path), encoding=encoding, delimiter=delimiter, told=told, kind=kind)


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise InputError("The file is too large.", "Split it.", limit=MOST_BYTES)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        # The second where no file can have such a name, for a null character in it for instance.
        raise InputError(
            Sentence("The file {path} cannot be read.", path=str(path)), "Check its path and who may read it."
        ) from error


def look_through(store: Store, file: PeopleFile, source: str) -> ImportPreview:
    """What would come of importing a file; nobody waits for the database meanwhile but for a moment."""
    with put_off():
        e164s = people_import.normalised(file.people, store.read(people_import.home))
        return store.read(lambda r: people_import.preview(r, file, source, e164s))


def write_people(
    store: Store,
    who: str,
    found: ImportPreview,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
    stopped: Callable[[], bool] = lambda: False,
) -> int:
    """Write what a preview promised, many at a time; what people do meanwhile goes first.

    Args:
        on_progress: told how many are done, of how many.
        stopped: asked again and again: true ends it there, and what is written stays.

    Returns:
        How many people were written.
    """
    with put_off():
        return _write_people(store, who, found, on_progress, stopped)


def _write_people(
    store: Store,
    who: str,
    found: ImportPreview,
    on_progress: Callable[[int, int], None],
    stopped: Callable[[], bool],
) -> int:
    wanted = [person for person in found.people if person.state != "same"]
    stock = _Stock()
    under_way: Future[tuple[int, int]] | None = None
    written = done = begin = 0
    while done < len(wanted) and not stopped():
        # What the tables take is made here while the writer is at what was made before.
        if begin < len(wanted) and len(stock.parts) < _MOST_READY:
            stock.asked_for.wait()
            part = wanted[begin : begin + _PORTION]
            stock.parts.append(people_import.made_ready(part))
            begin += len(part)
        elif under_way is not None:
            wait([under_way])
        if under_way is not None and under_way.done():
            some, gone_through = under_way.result()
            written, done = written + some, done + gone_through
            on_progress(done, len(wanted))
            under_way = None
        if under_way is None and stock.parts:
            under_way = store.write(lambda tx: _store_some(tx, who, stock), background=True, bulk=True)
    if under_way is not None:
        written += under_way.result()[0]
    return written


class _Stock:
    """People who are ready to be written.

    Attributes:
        parts: those made ready first come first.
        asked_for: more may be made ready: the writer is not at Python's work, or has hardly anything left. Two threads at
            it take Python's lock from each other for every row, and are slower than one after the other.
    """

    def __init__(self) -> None:
        self.parts: deque[ReadyPeople] = deque()
        self.asked_for = threading.Event()
        self.asked_for.set()


def _store_some(tx: Tx, who: str, stock: _Stock) -> tuple[int, int]:
    """As many portions as fit into one transaction, which writes each page that they share once.

    Returns:
        How many were written and how many were looked at.
    """
    is_over = tx.time_for(_SECONDS)
    written = done = 0
    try:
        while stock.parts:
            if len(stock.parts) > _FEWEST_READY:
                stock.asked_for.clear()
            else:
                stock.asked_for.set()
            part = stock.parts.popleft()
            written += people_import.store_ready(tx, who, part)
            done += len(part.people)
            if is_over():
                break
    finally:
        stock.asked_for.set()
    return written, done


class Beside(Protocol):
    """Runs work in a thread of its own."""

    def __call__(self, work: Callable[[], T]) -> Future[T]:
        """What it gives, when it is done."""


class PeopleFiles:
    """Importing people as the window does it: everything beside the window's thread.

    Args:
        secrets: where passwords of directories are kept.
        rehearsal: only this machine may be asked.
        directories: makes the adapter of a directory.
        helpdesk: makes that of the connected helpdesk's users.
        veil: covers customers' telephone numbers; None where the person may read them.
    """

    def __init__(
        self,
        store: Store,
        beside: Beside,
        secrets: SecretStore,
        *,
        rehearsal: bool = False,
        directories: Callable[..., PeopleSource] = directory_for,
        helpdesk: Callable[[], PeopleSource],
        veil: Veil | None = None,
    ) -> None:
        self._store = store
        self._beside = beside
        self._secrets = secrets
        self._rehearsal = rehearsal
        self._directories = directories
        self._helpdesk = helpdesk
        self._veil = veil

    def look(
        self, path: Path, encoding: str, kind: str, told: Mapping[str, str] | None = None
    ) -> Future[LookedThrough]:
        """Read a file and find out what would come of importing it.

        Args:
            encoding: where somebody chose it; '' finds it out.
            kind: of people where the file does not tell it, of ``person.ROLES``.
            told: what the columns hold, kept for the next file of this source; None for what is kept.
        """

        def work() -> LookedThrough:
            source = people_import.source_of(path.stem)
            data = _bytes_of(path)
            file, used = self._read(data, encoding, kind, source, told)
            found = look_through(self._store, file, source)
            texts = lines_of(data, file.encoding, {one.line for one in found.broken})
            if told is not None:
                self._store.write(lambda tx: people_import.keep_told(tx, source, told)).result()
            return self._looked(file, found, texts)._replace(told=used)

        return self._beside(work)

    def look_into(
        self, wanted: DirectoryRequest, on_progress: Callable[[int], None], stopped: Callable[[], bool]
    ) -> Future[LookedThrough]:
        """Read a directory and find out what would come of importing it; see ``ports.PeopleSource.read``."""

        def work() -> LookedThrough:
            source = people_import.source_of(wanted.access.source)
            password = self._password(wanted)
            people = self._directory(wanted, password).read(wanted.kind, on_progress, stopped)
            self._keep(wanted, password)
            return self._looked(people.file, look_through(self._store, people.file, source), people.texts)

        return self._beside(work)

    def look_at_helpdesk(
        self, kind: str, on_progress: Callable[[int], None], stopped: Callable[[], bool]
    ) -> Future[LookedThrough]:
        """Read the helpdesk's users and find out what would come of importing them; see ``ports.PeopleSource.read``."""

        def work() -> LookedThrough:
            source = self._helpdesk()
            people = source.read(kind, on_progress, stopped)
            return self._looked(people.file, look_through(self._store, people.file, source.name), people.texts)

        return self._beside(work)

    def check(self, wanted: DirectoryRequest) -> Future[list[CheckStep]]:
        """Test a directory step by step; nobody is imported."""

        def work() -> list[CheckStep]:
            password = self._password(wanted)
            steps = self._directory(wanted, password).check()
            if all(step.ok for step in steps):
                self._keep(wanted, password)
            return steps

        return self._beside(work)

    def _read(
        self, data: bytes, encoding: str, kind: str, source: str, told: Mapping[str, str] | None
    ) -> tuple[PeopleFile, Mapping[str, str]]:
        used = self._store.read(lambda r: people_import.told_before(r, source)) if told is None else told
        with put_off():
            try:
                return read_people(data, encoding=encoding, told=used, kind=kind), used
            except InputError:
                # A file with other columns than the last one is no reason to refuse it.
                if told is not None or not used:
                    raise
                return read_people(data, encoding=encoding, kind=kind), {}

    def columns(self, path: Path, encoding: str, told: Mapping[str, str]) -> Future[Sequence[SheetColumn]]:
        """What the columns of a file are taken for; none for one that has no columns."""
        return self._beside(lambda: columns_in(_bytes_of(path), encoding=encoding, told=told))

    def write(
        self, who: str, found: ImportPreview, on_progress: Callable[[int, int], None], stopped: Callable[[], bool]
    ) -> Future[int]:
        """Keep what was looked through; see ``write_people``."""
        return self._beside(lambda: write_people(self._store, who, found, on_progress, stopped))

    def _looked(self, file: PeopleFile, found: ImportPreview, texts: Mapping[int, str]) -> LookedThrough:
        others = [name for name in self._store.read(people_import.sources) if name != found.source]
        left = self._store.read(lambda r: self._seen(r, lambda: people_import.left_people(r, found)))
        return LookedThrough(file, found, texts, others, left=left)

    def _seen(self, r: Reading, read: Callable[[], T]) -> T:
        """What is known here already, as the person may see it. The file's own numbers are in the person's hands."""
        return read() if self._veil is None else self._veil.run(r, read)

    def _directory(self, wanted: DirectoryRequest, password: str) -> PeopleSource:
        return self._directories(wanted.access, password, rehearsal=self._rehearsal)

    def _password(self, wanted: DirectoryRequest) -> str:
        if not wanted.access.login:
            return ""
        return wanted.password or self._secrets.get(wanted.access.secret) or ""

    def _keep(self, wanted: DirectoryRequest, password: str) -> None:
        if wanted.keep_password and wanted.password:
            self._secrets.set(wanted.access.secret, password)
