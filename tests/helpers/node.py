"""Programs of others that are written for Node: fetched once into a folder below the temporary one, at a fixed version."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

_INSTALL_SECONDS = 90


def node() -> str:
    """The path of Node; the test is skipped where there is none."""
    found = shutil.which("node")
    if found is None:
        pytest.skip("Node is not installed here")
    return found


def node_package(name: str, version: str) -> Path:
    """A folder whose ``node_modules`` has a package; the test is skipped where it cannot be had."""
    node()
    folder = Path(tempfile.gettempdir()) / f"fallback-console-node-{os.getuid() if hasattr(os, 'getuid') else 0}"
    wanted = folder / f"{name}-{version}"
    if (wanted / "node_modules" / name).is_dir():
        return wanted
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip(f"{name} is not in {folder}, and npm is not installed to fetch it")
    folder.mkdir(mode=0o700, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(dir=folder))
    options = ["--no-audit", "--no-fund", "--ignore-scripts", "--fetch-retries=0", "--prefix", str(fresh)]
    try:
        done = subprocess.run(
            [npm, "install", *options, f"{name}@{version}"],
            capture_output=True,
            text=True,
            timeout=_INSTALL_SECONDS,
            check=False,
            cwd=fresh,
        )
        reason = done.stderr.strip().splitlines()[:1] if done.returncode else []
    except subprocess.TimeoutExpired:
        reason = ["it took too long"]
    if not reason and (fresh / "node_modules" / name).is_dir():
        try:
            fresh.rename(wanted)
        except OSError:  # another test was quicker
            shutil.rmtree(fresh, ignore_errors=True)
        return wanted
    shutil.rmtree(fresh, ignore_errors=True)
    pytest.skip(f"{name} {version} cannot be fetched: {' '.join(reason)}")
