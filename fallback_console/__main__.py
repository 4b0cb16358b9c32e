"""``python -m fallback_console`` is the command ``fallback-console``."""

import sys

from fallback_console.cli import main

if __name__ == "__main__":
    sys.exit(main())
