"""The command line. Everything the window can do, without the window's toolkit.

Commands are loaded when they are asked for: a note taken during an outage should not wait for the network's libraries.

Exit status:

====  =====================================================================================================================
0     done
1     a fault of the program; a crash report was written
2     what was typed cannot be used
3     not found
4     settings or a connection are incomplete
5     the local database or its folder
6     a rehearsal reached for something real, or the reverse
7     stopped by a person
8     an outside system failed, or a live test did not pass
9     done, but something still waits to be delivered or needs a person
130   interrupted; 141 the reader of the output went away
====  =====================================================================================================================
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress

from fallback_console.cli.output import Output
from fallback_console.domain.errors import ConsoleError
from fallback_console.store.right_of_way import SWITCH_SECONDS

__all__ = ["main", "understood"]

_INTERRUPTED = 130
_READER_GONE = 141

Command = Callable[[argparse.Namespace, Output], int]

_THE_WINDOW = {
    "command": "run",
    "handler": "running:run",
    "json": False,
    "data_dir": None,
    "config": None,
    "login": None,
    "passphrase_file": None,
    "verbose": 0,
    "profile": "real",
    "headless": False,
    "demo": False,
    "timeout": None,
}
"""What the grammar makes of 'run' alone, with which the window is started every morning: it need not be built for that."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        argv: without the program's name; the process' own where None.

    Returns:
        The exit status, see above.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    _speak_utf8()
    sys.setswitchinterval(SWITCH_SECONDS)
    out = Output(_command_in(words), as_json="--json" in words)
    try:
        return _run(words, out)
    except SystemExit as end:
        # Help and version were printed.
        return end.code if isinstance(end.code, int) else 0
    except ConsoleError as error:
        known = error
        return _quietly(lambda: out.error(known), known.exit_status)
    except KeyboardInterrupt:
        return _quietly(lambda: out.stopped("Interrupted.", _INTERRUPTED), _INTERRUPTED)
    except BrokenPipeError:
        _swallow_output()
        return _READER_GONE


def _command_in(words: Sequence[str]) -> str:
    if words == ["run"]:
        return "run"
    # Late: see _THE_WINDOW.
    from fallback_console.cli.parser import command_in

    return command_in(words)


def understood(words: Sequence[str]) -> argparse.Namespace:
    """The options of a command line, as ``parser.parse`` has them."""
    if words == ["run"]:
        return argparse.Namespace(**_THE_WINDOW)
    # Late: see _THE_WINDOW.
    from fallback_console.cli.parser import parse

    return parse(words)


def _run(words: Sequence[str], out: Output) -> int:
    args = understood(words)
    out.command = args.command
    # Only now, so that help and usage errors come at once.
    logs = importlib.import_module("fallback_console.cli.logs")
    module, function = args.handler.split(":")
    with logs.logging_to(args):
        try:
            command: Command = getattr(importlib.import_module(f"fallback_console.cli.{module}"), function)
            return command(args, out)
        except (ConsoleError, BrokenPipeError):
            raise
        except Exception as error:
            return int(logs.report_bug(args, out, error))


def _quietly(tell: Callable[[], int], status: int) -> int:
    """Tell something although the reader may be gone."""
    try:
        return tell()
    except BrokenPipeError:
        _swallow_output()
        return status


def _speak_utf8() -> None:
    """UTF-8 whatever the platform's habit is; what cannot be encoded is shown as an escape and never stops a command."""
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace")):
        # A windowed program has no streams, and a test's may be none that can be set.
        with suppress(AttributeError, ValueError, OSError):
            stream.reconfigure(encoding="utf-8", errors=errors)  # type: ignore[union-attr]


def _swallow_output() -> None:
    """Python writes what is left at its end, which would fail once more."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
