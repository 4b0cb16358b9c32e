"""What may be typed after ``messages``."""

from __future__ import annotations

from fallback_console.cli.grammar import Grammar

__all__ = ["add_messages"]

_SCOPES = ("all", "unanswered", "trouble", "strangers")
"""As in ``domain.conversations``, which is loaded only for the command itself."""

_DO = ("list", "show", "send", "assign", "retry", "cancel", "unread", "read", "reply")


def add_messages(grammar: Grammar) -> None:
    """Add the command."""
    command = grammar.add(
        "messages",
        "messaging:messages",
        "list, read, write, assign, send again or take back text messages; answer what the team writes to you",
        "messages list --only unanswered",
        'messages show "+44 7700 900123"',
        'messages send yamada "We ring you at nine." --at 2026-11-30T08:30',
        'messages send kenji "Could you look at 48213?" --over hub --case 48213',
        "messages assign 019c2f4e-7a10-7c3e-9d52-6f1b2a4c8e70 --person yamada --case 48213",
        "messages retry 019c2f4e-7a10-7c3e-9d52-6f1b2a4c8e70",
        "messages unread",
        'messages reply 019c2f4e-7a10-7c3e-9d52-6f1b2a4c8e70 "I take it."',
        "messages reply 019c2f4e-7a10-7c3e-9d52-6f1b2a4c8e70 12a",
        'messages cancel 019c2f4e-7a10-7c3e-9d52-6f1b2a4c8e70 --reason "Rang instead."',
    )
    command.add_argument("do", nargs="?", choices=_DO, default="list", help=f"one of {', '.join(_DO)}; list")
    command.add_argument(
        "what", nargs="?", default="", metavar="WHAT", help="number or person; for the others the entry of a message"
    )
    command.add_argument(
        "text",
        nargs="?",
        metavar="TEXT",
        help="with send and reply: text, or a code like 12a or s12 y; '-' reads it from standard input",
    )
    command.add_argument("--only", choices=_SCOPES, default="all", help="with list: only these")
    command.add_argument("--search", default="", metavar="WORDS", help="with list: in names, numbers and texts")
    command.add_argument("--limit", type=int, default=100, help="at most so many, the newest; 100")
    command.add_argument(
        "--over",
        choices=("sms", "hub"),
        default="sms",
        help="with send: as a text message, or into a teammate's window; sms",
    )
    command.add_argument("--case", metavar="CASE", help="what it is about; with assign '' for none")
    command.add_argument("--person", metavar="WHO", help="with assign: whose number it is; '' for nobody's")
    command.add_argument("--at", metavar="TIME", help="with send and retry: not before, like 2026-11-30T08:30")
    command.add_argument("--reason", default="", help="with cancel: why, where it was tried already")
