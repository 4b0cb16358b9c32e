"""The checkout's virtual environment: found or made, filled from the pinned requirements, left alone while they stay the same."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from system_packages import SetupError, can_install, install

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "installed.json"

OLDEST = (3, 11)
# The pinned wheels exist for these; the first one found is taken.
TESTED = ((3, 13), (3, 12), (3, 11), (3, 14))

# The files that `pip install --require-hashes` gets for each purpose. "dev" holds all that "run" has.
SETS = {
    "run": ("requirements.txt", "requirements-build.txt"),
    "dev": ("requirements-dev.txt",),
}
PINNED = ("requirements", "requirements-build", "requirements-dev")


def prepare(purpose: str) -> Path:
    """Makes sure that the virtual environment holds what ``purpose`` ("run" or "dev") needs.

    Returns:
        The environment's Python.

    Raises:
        SetupError: no usable Python, or the packages could not be installed.
    """
    python = venv_python()
    wanted = fingerprint(purpose)
    if python.exists():
        done = read_stamp()
        if done.get(purpose) == wanted and runs(python):
            return python
    if not (python.exists() and runs(python, "import pip")):
        make_venv(python)
    # Warnings about a machine's own pip settings are no news here; errors are still shown.
    pip = [
        str(python),
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--no-input",
        "install",
        "-qq",
        "--progress-bar=off",
    ]
    files = [word for name in SETS[purpose] for word in ("--requirement", str(HERE / name))]
    print(f"── installing the pinned packages into {VENV.name}", flush=True)
    # Wheels only: nothing is compiled, and no set-up script of a package runs.
    call(
        [*pip, "--require-hashes", "--only-binary=:all:", *files],
        "The pinned packages could not be installed; pip's message is above.",
    )
    call(
        [*pip, "--no-deps", "--no-build-isolation", "--no-index", "--editable", str(ROOT)],
        "The checkout itself could not be installed into its virtual environment; pip's message is above.",
    )
    write_stamp(purpose, wanted)
    return python


def venv_python() -> Path:
    """Where the environment's Python is, or will be."""
    return VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def fingerprint(purpose: str) -> str:
    """Changes when something that was installed for ``purpose`` would come out differently."""
    digest = hashlib.sha256(str(ROOT).encode())
    for path in (*(HERE / name for name in SETS[purpose]), ROOT / "pyproject.toml"):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def read_stamp() -> dict[str, str]:
    """What was installed, by purpose; empty where nothing was finished."""
    try:
        found = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write_stamp(purpose: str, value: str) -> None:
    """Remembers what was installed. An environment for "dev" serves "run" too."""
    done = {purpose: value}
    if purpose == "dev":
        done["run"] = fingerprint("run")
    STAMP.write_text(json.dumps(done, indent=1) + "\n", encoding="utf-8")


def runs(python: Path, code: str = "") -> bool:
    """Whether this Python starts, is new enough and can run ``code``: a system upgrade leaves environments that cannot."""
    check = f"import sys; assert sys.version_info >= {OLDEST}; {code}"
    try:
        return subprocess.run([str(python), "-c", check], capture_output=True, check=False, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def make_venv(target: Path) -> None:
    """An empty environment with pip, also on systems whose Python comes without venv or ensurepip."""
    base = find_python()
    print(f"── making {VENV.name} with {base}", flush=True)
    if VENV.exists():
        shutil.rmtree(VENV)
    for attempt in ways_to_make(base):
        subprocess.run(attempt, cwd=ROOT, env=environment_for({}), capture_output=True, check=False)
        if runs(target, "import pip"):
            return
        shutil.rmtree(VENV, ignore_errors=True)
    raise SetupError(
        f"{base} cannot make a virtual environment. Install its venv module "
        "(on Debian and Ubuntu: apt install python3-venv), then repeat the command."
    )


def ways_to_make(base: str) -> Iterator[list[str]]:
    """Commands that make an environment, the usual one first; each is only tried where the one before did not work."""
    yield [base, "-m", "venv", str(VENV)]
    name = version_name(base)
    if name and can_install():
        install((f"python{name}-venv",)) or install(("python3-venv",))
        yield [base, "-m", "venv", str(VENV)]
    if importlib.util.find_spec("virtualenv"):
        yield [sys.executable, "-m", "virtualenv", "--python", base, str(VENV)]
    uv = shutil.which("uv")
    if uv:
        yield [uv, "venv", "--seed", "--python", base, str(VENV)]


def find_python() -> str:
    """The Python that the environment is made from: this one where it will do, else the newest tested one, else any newer one.

    Raises:
        SetupError: there is none that is new enough.
    """
    names = [sys.executable] if sys.version_info[:2] in TESTED else []
    if sys.platform == "win32":
        names += [path for path in (windows_python(version) for version in TESTED) if path]
    else:
        names += [f"python{major}.{minor}" for major, minor in TESTED]
    names += [sys.executable, "python3", "python"]
    for name in names:
        path = shutil.which(name)
        if path and runs(Path(path)):
            return path
    oldest = ".".join(map(str, OLDEST))
    raise SetupError(
        f"Python {oldest} or newer is needed and none was found (looked for {', '.join(dict.fromkeys(names))}). "
        f"Install one (on Debian and Ubuntu: apt install python3 python3-venv), then repeat the command."
    )


def windows_python(version: tuple[int, int]) -> str | None:
    """The path of one Python version, from the launcher that the Windows installer brings."""
    launcher = shutil.which("py")
    if not launcher:
        return None
    words = [launcher, f"-{version[0]}.{version[1]}", "-c", "import sys; print(sys.executable)"]
    answer = subprocess.run(words, capture_output=True, text=True, check=False)
    return answer.stdout.strip() or None if answer.returncode == 0 else None


def version_name(python: str) -> str:
    """ "3.11" for a Python 3.11; empty where it cannot be told."""
    words = [python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
    return subprocess.run(words, capture_output=True, text=True, check=False).stdout.strip()


def environment_for(extra: dict[str, str]) -> dict[str, str]:
    """The environment variables for a job: ours, without what would mix another Python's packages into it."""
    mixed = {"PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__"}
    kept = {name: value for name, value in os.environ.items() if name not in mixed}
    return {**kept, "PYTHONUTF8": "1", **extra}


def call(words: list[str], failure: str) -> None:
    """Runs one command of the set-up and shows its output.

    Raises:
        SetupError: with ``failure`` as its text, where the command did not succeed.
    """
    if subprocess.run(words, cwd=ROOT, env=environment_for({}), check=False).returncode != 0:
        raise SetupError(failure)


def write_pins(options: list[str]) -> None:
    """Resolves the requirements*.in files for every system at once, with hashes and without naming where packages come from.

    ``options`` go to ``uv pip compile``, for example ``--upgrade``.
    """
    uv = shutil.which("uv")
    if not uv:
        raise SetupError("Writing the pins needs the command uv; install it and repeat.")
    fixed = [
        "--universal",
        "--generate-hashes",
        "--no-emit-index-url",
        "--no-emit-find-links",
        "--no-header",
        "--constraint",
        "constraints.txt",
    ]
    for name in PINNED:
        words = [uv, "pip", "compile", "--quiet", *fixed, "--python-version", ".".join(map(str, OLDEST))]
        result = subprocess.run([*words, *options, f"{name}.in", "--output-file", f"{name}.txt"], cwd=HERE, check=False)
        if result.returncode != 0:
            raise SetupError(f"{name}.in could not be resolved; uv's message is above.")
