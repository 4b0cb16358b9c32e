"""Starts ``window_child`` as the program's own entry does: everything else first, Qt last, which looks into whatever comes after it."""

from __future__ import annotations

import importlib

import fallback_console.app
import fallback_console.cli  # noqa: F401

if __name__ == "__main__":
    importlib.import_module("tests.bench.window_child").main()
