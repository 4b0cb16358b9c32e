"""What the program writes about itself: a log, and a report after a crash. Neither ever holds secrets or customers' data.

Messages of exceptions are left out of both, because they may quote what was being handled; where in the code it happened
and what kind of error it was is enough to find a fault.
"""

from __future__ import annotations

import argparse
import logging
import os
import platform
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

import fallback_console
from fallback_console import __version__
from fallback_console.cli.opening import folder_of
from fallback_console.cli.output import Output
from fallback_console.domain.errors import ConsoleError

__all__ = ["logging_to", "positions", "report_bug"]

log = logging.getLogger(__name__)

_FOLDER = "log"
_MOST_BYTES = 1_000_000
_KEPT_FILES = 3
_LINE = "%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"
_CHATTY = ("httpx", "httpcore", "asyncio", "hpack")
_PACKAGE = Path(fallback_console.__file__).resolve().parent


def positions(error: BaseException) -> str:
    """Kind of an error and of those behind it, each with its places in the code and without its message."""
    lines: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        kind = type(current)
        lines.append(f"{kind.__module__}.{kind.__qualname__}")
        lines += [f"  {place}" for place in _places(current.__traceback__)]
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return "\n".join(lines)


@contextmanager
def logging_to(args: argparse.Namespace) -> Iterator[None]:
    """Log into the data folder, and on standard error with ``-v``, as long as the command runs."""
    root = logging.getLogger()
    handlers: list[logging.Handler] = [_QuietFile(folder_of(args) / _FOLDER / "console.log")]
    if args.verbose:
        handlers.append(logging.StreamHandler(sys.stderr))
    before = {name: logging.getLogger(name).level for name in ("", *_CHATTY)}
    root.setLevel(min(root.level, logging.DEBUG if args.verbose > 1 else logging.INFO))
    for name in _CHATTY:
        # They log addresses and headers, which hold searches and names.
        logging.getLogger(name).setLevel(logging.WARNING)
    for handler in handlers:
        handler.setLevel(logging.DEBUG if args.verbose > 1 else logging.INFO)
        handler.setFormatter(_Formatter(_LINE))
        root.addHandler(handler)
    try:
        with _hooked(args):
            yield
    finally:
        for handler in handlers:
            root.removeHandler(handler)
            handler.close()
        for name, level in before.items():
            logging.getLogger(name).setLevel(level)


@contextmanager
def _hooked(args: argparse.Namespace) -> Iterator[None]:
    """Report also what fails beside the command itself: in threads, and in what the window's event loop calls."""
    hooks = sys.excepthook, threading.excepthook

    def report(error: BaseException | None) -> None:
        if isinstance(error, Exception):
            log.critical("uncaught, by a fault of the program", exc_info=error)
            _write_report(args, error)

    sys.excepthook = lambda kind, error, trace: report(error)
    threading.excepthook = lambda failed: report(failed.exc_value)
    try:
        yield
    finally:
        sys.excepthook, threading.excepthook = hooks


def report_bug(args: argparse.Namespace, out: Output, error: Exception) -> int:
    """Write a crash report and tell where it is; the exit status."""
    path = _write_report(args, error)
    where = f" A report without customers' data is in {path}." if path is not None else ""
    return out.error(_BugError(f"The program failed by a fault of its own ({type(error).__name__}).{where}", _BUG_STEP))


_BUG_STEP = "What was saved is safe. Try again, and give the report to IT if it comes back."


class _BugError(ConsoleError):
    code = "bug"


class _Formatter(logging.Formatter):
    """Lines in UTC; of exceptions only kind and place."""

    converter = staticmethod(time.gmtime)

    def format(self, record: logging.LogRecord) -> str:
        # The event loop puts a task's error into the lines after its message's first.
        if record.name == "asyncio":
            record = logging.makeLogRecord({**record.__dict__, "msg": record.getMessage().split("\n")[0], "args": ()})
        # Another handler may have filled this with the message and all.
        record.exc_text = None
        text = super().format(record)
        record.exc_text = None
        return text

    def formatException(
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        return "" if ei[1] is None else positions(ei[1])


class _QuietFile(RotatingFileHandler):
    """A log that never disturbs: where its folder cannot be written there is none."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=_MOST_BYTES, backupCount=_KEPT_FILES, encoding="utf-8", delay=True)

    def emit(self, record: logging.LogRecord) -> None:
        # Not before the data folder is made by whoever makes it.
        if Path(self.baseFilename).parent.parent.is_dir():
            super().emit(record)

    def _open(self):  # type: ignore[no-untyped-def]
        path = Path(self.baseFilename)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return os.fdopen(descriptor, "a", encoding="utf-8")

    def handleError(self, record: logging.LogRecord) -> None:
        """Say nothing: a full disk must not stop what people do."""


def _places(trace: TracebackType | None) -> list[str]:
    found = []
    while trace is not None:
        code = trace.tb_frame.f_code
        found.append(f"{_short(code.co_filename)}:{trace.tb_lineno} {code.co_qualname}")
        trace = trace.tb_next
    return found


def _short(filename: str) -> str:
    """A file's path without the person's home in it."""
    path = Path(filename)
    for base in (_PACKAGE.parent, Path(sys.prefix), Path(sys.base_prefix)):
        try:
            return path.relative_to(base).as_posix()
        except ValueError:
            continue
    return path.name


def _write_report(args: argparse.Namespace, error: Exception) -> Path | None:
    stamp = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
    lines = [
        f"Fallback Console {__version__}, command '{args.command}', {stamp}",
        f"Python {platform.python_version()} on {platform.system()} {platform.release()} {platform.machine()}",
        "",
        positions(error),
        "",
    ]
    path = folder_of(args) / _FOLDER / f"crash-{stamp}-{os.getpid()}.txt"
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Added to what is there: two faults may come in one second, and the first is the one that counts.
        with path.open("a", encoding="utf-8") as report:
            report.write("\n".join(lines))
    except OSError:
        return None
    return path
