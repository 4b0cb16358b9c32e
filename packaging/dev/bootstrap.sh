#!/bin/sh
# Finds a Python to start bootstrap.py with, and installs one where there is none and we may. Everything else is in bootstrap.py.
set -u
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 70

find_python() {
    for name in python3 python3.13 python3.12 python3.11 python; do
        if command -v "$name" >/dev/null 2>&1 && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 9))' 2>/dev/null; then
            echo "$name"
            return 0
        fi
    done
    return 1
}

if ! python=$(find_python); then
    root=""
    [ "$(id -u)" = 0 ] || root="sudo -n"
    if command -v apt-get >/dev/null 2>&1 && $root true 2>/dev/null; then
        $root apt-get -qq -o DPkg::Lock::Timeout=600 update
        $root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=600 install --yes --no-install-recommends \
            python3 python3-venv >/dev/null
    fi
    if ! python=$(find_python); then
        echo "Set-up stopped: Python 3.11 or newer is needed. Install it (Debian, Ubuntu: apt install python3 python3-venv)." >&2
        exit 70
    fi
fi
exec "$python" "$here/bootstrap.py" "$@"
