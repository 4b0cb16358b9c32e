"""Finds in the sources every sentence that the inside hands to the window: live tests, findings of probes, errors of adapters."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

_CARRIERS = {"Look", "CheckStep", "Sentence", "together", "no_answer", "bad_answer", "_not_reached"}
_NOT_SHOWN = {"ValueError", "RuntimeError"}
_FOLDERS = ("adapters/directory", "adapters/status", "adapters/mail", "adapters/phone", "adapters/sms")
_FILES = (
    "adapters/certificates.py",
    "adapters/checking.py",
    "adapters/helpdesk/rt.py",
    "adapters/helpdesk/rt_check.py",
    "adapters/helpdesk/rt_client.py",
    "adapters/helpdesk/rt_users.py",
    "adapters/http.py",
    "adapters/http_errors.py",
    "adapters/shapes.py",
    "compose/directories.py",
    "compose/parts.py",
    "compose/sms_gateways.py",
    "compose/telephones.py",
    "domain/alerts.py",
    "domain/directory.py",
    "domain/gateway_names.py",
    "domain/loopback.py",
    "network/own_network.py",
    "network/telephones.py",
    "services/lock.py",
    "ui/case/call_line.py",
)


def spoken(package: Path) -> tuple[dict[str, str], list[str]]:
    """Patterns with the place of one use each, and places where a sentence is put together in a way nobody can translate."""
    found: dict[str, str] = {}
    lost: list[str] = []
    for path in _paths(package):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _carries(node):
                for text in _texts(node):
                    where = f"{path.relative_to(package)}:{text.lineno}"
                    if isinstance(text, ast.JoinedStr):
                        lost.append(where)
                    elif " " in str(text.value) or str(text.value).endswith("."):
                        found.setdefault(str(text.value), where)
    return found, lost


def _paths(package: Path) -> Iterator[Path]:
    for folder in _FOLDERS:
        yield from sorted((package / folder).glob("*.py"))
    for name in _FILES:
        yield package / name


def _carries(call: ast.Call) -> bool:
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    return name in _CARRIERS or (name.endswith("Error") and name not in _NOT_SHOWN)


def _texts(call: ast.Call) -> Iterator[ast.JoinedStr | ast.Constant]:
    named = isinstance(call.func, ast.Name) and call.func.id == "CheckStep"
    for argument in call.args[1:] if named else call.args:
        options = (argument.body, argument.orelse) if isinstance(argument, ast.IfExp) else (argument,)
        for one in options:
            if isinstance(one, ast.JoinedStr) or (isinstance(one, ast.Constant) and isinstance(one.value, str)):
                yield one
