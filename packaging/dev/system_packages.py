"""What the operating system has to bring on Linux: Qt's libraries, fonts and, for the tests, real servers.

On Debian and Ubuntu missing packages are installed when we are root or may use sudo without a password; elsewhere they are named.
Windows and macOS bring everything themselves.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

LISTS = Path("/var/lib/apt/lists")
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")


class SetupError(Exception):
    """The machine lacks something that could not be put there; the text says what a person can do."""


@dataclass(frozen=True)
class Need:
    """One Debian package, and how to tell on any Linux that what it brings is there.

    ``library`` is a shared library's name, ``fonts`` a part of a font file's name (any of them); with neither, only Debian's own
    records can tell.
    """

    package: str
    library: str = ""
    fonts: tuple[str, ...] = ()

    def met(self, installed: set[str]) -> bool:
        """Whether the machine has it; ``installed`` holds the names of Debian's installed packages."""
        # Ubuntu renamed some libraries when time became 64 bits wide everywhere.
        if self.package in installed or f"{self.package}t64" in installed:
            return True
        if self.library:
            return loads(self.library)
        return bool(self.fonts) and any(part in name for name in font_files() for part in self.fonts)


# What Qt's GUI libraries link against, and one font for each of the two languages.
RUNTIME = (
    Need("libegl1", "libEGL.so.1"),
    Need("libgl1", "libGL.so.1"),
    Need("libxkbcommon0", "libxkbcommon.so.0"),
    Need("libdbus-1-3", "libdbus-1.so.3"),
    Need("libfontconfig1", "libfontconfig.so.1"),
    Need("libfreetype6", "libfreetype.so.6"),
    Need("libglib2.0-0", "libglib-2.0.so.0"),
    Need("fonts-noto-core", fonts=("NotoSans-", "DejaVuSans", "LiberationSans", "Cantarell", "Ubuntu")),
    Need(
        "fonts-noto-cjk",
        fonts=("NotoSansCJK", "NotoSansJP", "ipag", "IPAexGothic", "TakaoGothic", "VL-Gothic", "DroidSansJapanese"),
    ),
)

# What Qt's X11 platform plugin needs on top, for a real window.
WINDOW = (
    Need("libxcb-cursor0", "libxcb-cursor.so.0"),
    Need("libxcb-icccm4", "libxcb-icccm.so.4"),
    Need("libxcb-image0", "libxcb-image.so.0"),
    Need("libxcb-keysyms1", "libxcb-keysyms.so.1"),
    Need("libxcb-randr0", "libxcb-randr.so.0"),
    Need("libxcb-render-util0", "libxcb-render-util.so.0"),
    Need("libxcb-shape0", "libxcb-shape.so.0"),
    Need("libxcb-xkb1", "libxcb-xkb.so.1"),
    Need("libxkbcommon-x11-0", "libxkbcommon-x11.so.0"),
)

# The real servers and tools that tests/real stands on.
SERVERS = tuple(
    Need(name)
    for name in (
        "request-tracker5",
        "rt5-db-sqlite",
        "starman",
        "kannel",
        "kannel-extras",
        "gammu-smsd",
        "libdbd-sqlite3",
        "dovecot-imapd",
        "slapd",
        "kamailio",
        "baresip-core",
        "sip-tester",
        "nats-server",
        "postfix",
        "gnome-keyring",
        "dbus",
        "dbus-daemon",
        "libsecret-tools",
        "nftables",
        "iproute2",
        "procps",
        "openssl",
        "xvfb",
        "xauth",
        "openbox",
        "xdotool",
        "xclip",
        "at-spi2-core",
        "poppler-utils",
    )
)

# Answers to the questions that packages would ask: no database server, no cron jobs, no mail set-up of their own.
PRESEEDS = (
    "request-tracker5 request-tracker5/dbconfig-install boolean false",
    "request-tracker5 request-tracker5/install-cronjobs boolean false",
    "postfix postfix/main_mailer_type select No configuration",
)


def ensure_packages(needs: Iterable[Need], *, required: bool) -> None:
    """Installs what is missing, or says what is.

    Args:
        needs: what the job cannot do without.
        required: fail rather than warn where something stays missing.

    Raises:
        SetupError: something is missing, cannot be installed, and ``required`` is true.
    """
    if not sys.platform.startswith("linux"):
        return
    wanted = list(needs)
    missing = still_missing(wanted)
    if missing and can_install():
        print(f"── installing system packages: {' '.join(missing)}", flush=True)
        install(missing)
        missing = still_missing(wanted)
    if not missing:
        return
    text = (
        f"This system lacks {', '.join(missing)} (Debian's names). Install them as root, on Debian and Ubuntu with:\n"
        f"    apt-get install --no-install-recommends {' '.join(missing)}\n"
        "then repeat the command."
    )
    # A font can be missed only by its name: a warning, since another one may do as well.
    fonts = {need.package for need in wanted if need.fonts}
    if required and any(name not in fonts for name in missing):
        raise SetupError(text)
    print(text, file=sys.stderr, flush=True)


def still_missing(needs: Iterable[Need]) -> list[str]:
    """The packages whose contents are not there, in the order given."""
    installed = set(installed_packages())
    return [need.package for need in needs if not need.met(installed)]


def installed_packages() -> Iterator[str]:
    """Names of Debian's installed packages; nothing on other systems."""
    if not shutil.which("dpkg-query"):
        return
    words = ["dpkg-query", "--show", "--showformat", "${db:Status-Status} ${Package}\n"]
    for line in subprocess.run(words, capture_output=True, text=True, check=False).stdout.splitlines():
        status, _, name = line.partition(" ")
        if status == "installed":
            yield name


def loads(library: str) -> bool:
    """Whether the dynamic linker finds a library of that name."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def font_files() -> Iterator[str]:
    """Names of all installed font files."""
    for folder in FONT_FOLDERS:
        for _, _, names in os.walk(os.path.expanduser(folder)):
            yield from names


def root_prefix() -> list[str] | None:
    """What to put before a command that needs root: nothing for root, sudo where it asks no password, None where neither."""
    if not hasattr(os, "geteuid"):
        return None
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n"]
    return None


def can_install() -> bool:
    """Whether packages can be installed here without asking anybody."""
    return bool(shutil.which("apt-get")) and root_prefix() is not None


def install(packages: Iterable[str]) -> bool:
    """Installs Debian packages without questions; the list of packages is renewed where it is absent or too old.

    Returns:
        Whether apt said that it succeeded.
    """
    names = list(packages)
    if any(line.startswith(f"{name} ") for line in PRESEEDS for name in names) and shutil.which(
        "debconf-set-selections"
    ):
        as_root(["debconf-set-selections"], text="\n".join(PRESEEDS) + "\n")
    if not any(LISTS.glob("*_Packages*")):
        update()
    if apt("install", *names):
        return True
    update()
    return apt("install", *names)


def update() -> bool:
    """Renews apt's list of packages."""
    return apt("update")


def apt(action: str, *names: str) -> bool:
    """One apt-get call that waits for another one's lock and shows its output only where it failed."""
    options = ["-o", "DPkg::Lock::Timeout=600", "-o", "Acquire::Retries=3", "-o", "Dpkg::Use-Pty=0"]
    words = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", *options, "--quiet", action]
    if action == "install":
        words += ["--yes", "--no-install-recommends", *names]
    answer = as_root(words)
    if answer.returncode != 0:
        print(answer.stdout[-4000:], file=sys.stderr)
    return answer.returncode == 0


def as_root(words: list[str], text: str = "") -> subprocess.CompletedProcess[str]:
    """Runs a command as root; only called where ``can_install`` holds."""
    whole = [*(root_prefix() or []), *words]
    return subprocess.run(whole, input=text, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
