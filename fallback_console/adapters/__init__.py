"""One module for each outside system, behind the protocols of ``ports``."""

import sys

# httpx brings a command line of its own where the packages for it happen to be installed, which takes longer to load than httpx
# itself. Told that there is none, it goes on without.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]
