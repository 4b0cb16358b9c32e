"""The helpdesk's users as people to import, over the connection that the station has anyway."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from fallback_console.adapters.helpdesk.rt_users import read_users

if TYPE_CHECKING:
    from fallback_console.adapters.helpdesk.rt import RequestTracker
    from fallback_console.domain.directory import DirectoryPeople
    from fallback_console.ports import CheckStep

__all__ = ["RtUsers"]


class RtUsers:
    """A ``ports.PeopleSource``.

    Args:
        helpdesk: makes the adapter; one is made for each reading, in the thread that reads.
    """

    name = "rt"
    """As the source of those who came with their cases: they are the same people."""

    def __init__(self, helpdesk: Callable[[], RequestTracker]) -> None:
        self._helpdesk = helpdesk

    def check(self) -> list[CheckStep]:
        """See ``PeopleSource``."""

        async def main() -> list[CheckStep]:
            helpdesk = self._helpdesk()
            try:
                return await helpdesk.check()
            finally:
                await helpdesk.aclose()

        return asyncio.run(main())

    def read(
        self,
        kind: str,
        on_progress: Callable[[int], None] = lambda found: None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> DirectoryPeople:
        """See ``PeopleSource``; ``kind`` may be '': then RT says who is staff and who is a customer."""

        async def main() -> DirectoryPeople:
            helpdesk = self._helpdesk()
            try:
                return await read_users(helpdesk.client, helpdesk.user, kind, on_progress, stopped)
            finally:
                await helpdesk.aclose()

        return asyncio.run(main())
