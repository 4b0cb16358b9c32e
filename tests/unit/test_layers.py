"""The layers hold in the program, and the checker that says so sees each kind of break."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.layers import EDGES, MAX_LINES, MAX_METHODS, Module, check, read_modules

PROJECT = Path(__file__).resolve().parents[2]


def test_the_program_keeps_its_layers() -> None:
    modules = read_modules(PROJECT / "fallback_console")
    assert len(modules) > len(EDGES)
    assert "\n".join(check(modules)) == ""


def module(name: str, source: str = "", *, is_package: bool = False) -> Module:
    return Module(f"fallback_console.{name}", source, is_package)


@pytest.mark.parametrize(
    ("name", "source"),
    [
        (
            "domain.overlay",
            "from dataclasses import dataclass\nimport phonenumbers\nfrom fallback_console.domain.ids import new_id",
        ),
        ("ports", "from fallback_console.domain.entry import Entry"),
        ("store.engine", "import sqlite_utils\nfrom sqlcipher3 import dbapi2\nfrom fallback_console import ports"),
        ("services.cases", "from fallback_console.store.tx import Tx"),
        (
            "adapters.http",
            "import httpx\nfrom fallback_console import __version__\nfrom ..domain.errors import OutsideError",
        ),
        (
            "network.courier",
            "from fallback_console.services import dispatch\nfrom fallback_console.adapters import http",
        ),
        ("drill.server", "import h11\nfrom fallback_console.domain.errors import IsolationError"),
        (
            "ui.views.queue",
            "from PySide6.QtWidgets import QWidget\nfrom fallback_console.services.queue import case_rows",
        ),
        ("app", "import PySide6.QtWidgets\nfrom fallback_console import ui, network, store"),
        ("cli.doctor", "from fallback_console.store import engine\nfrom fallback_console import __version__"),
    ],
)
def test_what_is_allowed(name: str, source: str) -> None:
    assert check([module(name, source)]) == []


@pytest.mark.parametrize(
    ("name", "source", "words"),
    [
        ("domain.overlay", "from fallback_console.store import tx", "domain may not import store"),
        ("domain.overlay", "from ..store import tx", "domain may not import store"),
        ("domain.overlay", "import httpx", "domain may not import httpx"),
        ("store.tx", "from fallback_console.services import cases", "store may not import services"),
        ("store.tx", "import PySide6.QtCore", "store may not import PySide6"),
        ("services.cases", "from fallback_console.adapters import http", "services may not import adapters"),
        ("services.cases", "import sqlite_utils", "it belongs to store"),
        ("services.cases", "from fallback_console import network", "services may not import network"),
        ("adapters.http", "from fallback_console.store.tx import Tx", "adapters may not import store"),
        ("network.engine", "from fallback_console.ui import bridge", "network may not import ui"),
        ("network.engine", "import httpx", "it belongs to adapters"),
        ("drill.server", "from fallback_console.adapters import http", "drill may not import adapters"),
        ("ui.bridge", "from fallback_console.store.tx import Changes", "ui may not import store"),
        ("ui.bridge", "from fallback_console.network import engine", "ui may not import network"),
        (
            "ui.bridge",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from fallback_console.network.engine import Engine",
            "ui may not import network",
        ),
        ("ui.bridge", "import sqlcipher3", "it belongs to store"),
        ("cli.run", "from PySide6 import QtCore", "it belongs to app, ui"),
        ("cli.run", "import nobody_knows_this", "it belongs to no layer"),
        ("somewhere.new", "", "is no known layer"),
        ("ui.bridge", "def f():\n    import json", "inside a function"),
        (
            "services.cases",
            "class A:\n    async def f(self):\n        # a reason\n        import json",
            "inside a function",
        ),
        ("app", "def f():\n    import json", "without a comment"),
        ("app", "def f():\n    x = 1  # no reason\n    import json", "without a comment"),
        ("domain.big", "x = 1\n" * (MAX_LINES + 1), "split it by meaning"),
        ("domain.big", "class A:\n" + "".join(f"    def f{n}(self): ...\n" for n in range(MAX_METHODS + 1)), "methods"),
    ],
)
def test_what_is_forbidden(name: str, source: str, words: str) -> None:
    problems = check([module(name, source)])
    assert len(problems) == 1
    assert words in problems[0]


def test_the_package_itself_imports_none_of_its_parts() -> None:
    problems = check([Module("fallback_console", "from fallback_console.domain import ids", is_package=True)])
    assert len(problems) == 1


@pytest.mark.parametrize(
    "source",
    [
        "def f():\n    # only the window needs Qt\n    from fallback_console.ui import main_window",
        "def f():\n    from fallback_console.ui import main_window  # slow to load",
        "def f():\n    # slow to load\n    import json\n    import csv",
    ],
)
def test_composition_may_import_late_and_says_why(source: str) -> None:
    assert check([module("app", source)]) == []


def test_a_circle_of_modules_is_named() -> None:
    circle = [
        module("domain", is_package=True),
        module("domain.a", "from fallback_console.domain.b import x"),
        module("domain.b", "from fallback_console.domain import c"),
        module("domain.c", "from .a import y"),
        module("domain.d", "from fallback_console.domain import a"),
    ]
    names = [f"fallback_console.domain.{letter}" for letter in "abca"]
    assert check(circle) == [f"circular import: {' → '.join(names)}"]


def test_an_import_for_types_alone_makes_no_circle() -> None:
    pair = [
        module("domain.a", "from fallback_console.domain.b import x"),
        module(
            "domain.b",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from fallback_console.domain.a import y",
        ),
    ]
    assert check(pair) == []
