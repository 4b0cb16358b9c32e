"""The parser behind the command line: options that may stand anywhere, errors like all others, help that shows examples."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from fallback_console import __version__
from fallback_console.domain.errors import InputError

__all__ = ["Grammar", "Parser", "Several", "seconds"]

_HELP_COLUMN = 28


class Parser(argparse.ArgumentParser):
    """Raises what cannot be understood as an ``InputError`` and never repeats values: one may be a secret by mistake."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("formatter_class", _Formatter)
        # A shortened --token would be taken for --token-file, and a secret would end up in the list of processes.
        super().__init__(allow_abbrev=False, **options)

    def error(self, message: str) -> NoReturn:
        """Refuse what was typed."""
        if message.startswith("unrecognized arguments:"):
            options = [word.partition("=")[0] for word in message.split()[2:] if word.startswith("--")]
            message = f"unknown option {', '.join(options)}" if options else "too many arguments"
        raise InputError(f"{message[:1].upper()}{message[1:]}.", f"See '{self.prog} --help'.")


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=_HELP_COLUMN)


class Grammar:
    """All commands, added one after the other."""

    def __init__(self, description: str, epilog: str) -> None:
        self.parser = Parser(prog="fallback-console", description=description, epilog=epilog)
        self.parser.add_argument("--version", action="version", version=f"fallback-console {__version__}")
        _global_options(self.parser, default=None)
        self._commands = self.parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")

    def add(self, name: str, handler: str, help: str, *examples: str) -> Parser:
        """A command.

        Args:
            handler: 'module:function' in the package ``cli``.
            help: one line, without a full stop.
            examples: as typed after the program's name.
        """
        return _command(self._commands, name, handler, help, examples)

    def add_several(self, name: str, help: str, *examples: str) -> Several:
        """A command that does several things, each with a word of its own behind it."""
        return Several(_command(self._commands, name, "", help, examples), name)


class Several:
    """The parts of a command that does several things.

    Args:
        parser: the command's own.
        name: the command's.
    """

    def __init__(self, parser: Parser, name: str) -> None:
        self._name = name
        self._parts = parser.add_subparsers(dest="action", metavar="ACTION", title="actions", required=True)

    def add(self, name: str, handler: str, help: str, *examples: str, shown_as: str = "") -> Parser:
        """One part, as ``Grammar.add`` takes it.

        Args:
            shown_as: the command's name in JSON documents, by default both words with a hyphen.
        """
        parser = _command(self._parts, name, handler, help, examples)
        parser.set_defaults(command=shown_as or f"{self._name}-{name}")
        return parser

    def add_of(self, module: str) -> Callable[..., Parser]:
        """What adds parts whose functions all stand in one module and whose documents are all called like the command.

        The function is named like the part, but for 'list', which is Python's own word; examples are typed after the command.
        """

        def part(name: str, help: str, *examples: str) -> Parser:
            shown = [f"{self._name} {example}" for example in examples]
            handler = "listed" if name == "list" else name
            return self.add(name, f"{module}:{handler}", help, *shown, shown_as=self._name)

        return part


def _command(commands: Any, name: str, handler: str, help: str, examples: Sequence[str]) -> Parser:
    shown = "\n".join(f"  fallback-console {example}" for example in examples)
    parser: Parser = commands.add_parser(
        name,
        help=help,
        description=f"{help[0].upper()}{help[1:]}.",
        epilog=f"examples:\n{shown}" if examples else None,
    )
    parser.set_defaults(handler=handler)
    # The same options once more, so that they may stand before or after the command.
    _global_options(parser, default=argparse.SUPPRESS)
    return parser


def _global_options(parser: Parser, default: str | None) -> None:
    given = default is None
    group = parser.add_argument_group("options of every command")
    option: Callable[..., Any] = group.add_argument
    option("--json", action="store_true", default=False if given else default, help="one JSON document instead of text")
    option("--data-dir", metavar="FOLDER", default=default, help="where this station's data are")
    option("--config", metavar="FILE", default=default, help="settings made by IT, TOML")
    option("--login", metavar="NAME", default=default, help="your name in the helpdesk")
    option(
        "--passphrase-file",
        metavar="FILE",
        default=default,
        help="file that holds the passphrase of the data, '-' for standard input",
    )
    option("-v", "--verbose", action="count", default=0 if given else default, help="tell more on standard error")
    option(
        "--profile",
        choices=("real", "drill", "demo"),
        default="real" if given else default,
        help=argparse.SUPPRESS,
    )


def seconds(text: str) -> float:
    """A length of time: seconds, or with 'm' or 'h' behind it minutes or hours."""
    factor = {"m": 60.0, "h": 3600.0, "s": 1.0}.get(text[-1:].lower(), 0.0)
    try:
        value = float(text[:-1]) * factor if factor else float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 10_000_000:
        raise argparse.ArgumentTypeError("a length of time is written like 90, 90s, 15m or 2h")
    return value
