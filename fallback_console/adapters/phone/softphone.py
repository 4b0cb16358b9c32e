"""What a softphone says of itself: whether it answers, has an account, and is registered at its exchange."""

from __future__ import annotations

import re
from typing import NamedTuple

from fallback_console.adapters.checking import failed
from fallback_console.adapters.phone.control_line import ControlLine, line_to
from fallback_console.domain.errors import OutsideError, UnreachableError
from fallback_console.domain.sentences import Sentence, together
from fallback_console.ports import CheckStep

__all__ = ["Registration", "registration", "registration_of", "softphone_steps"]

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_ACCOUNT = re.compile(r"^>?\s*(sips?:\S+)\s*(\S*)", re.MULTILINE)
_ASK_EXCHANGE = "Check its account and whether the exchange runs."


class Registration(NamedTuple):
    """How a softphone stands to its exchange.

    Attributes:
        account: the address it is reached at, '' where it has none.
        fine: it is registered, or need not be.
    """

    account: str
    fine: bool

    @property
    def sentence(self) -> Sentence:
        """The same in words."""
        if not self.account:
            return Sentence("The softphone has no account.")
        if self.fine:
            return Sentence("The softphone is ready as {account}.", account=self.account)
        return Sentence("The softphone is not registered as {account}.", account=self.account)

    @property
    def advice(self) -> str:
        """What to do where it is not fine."""
        return _ASK_EXCHANGE if self.account else "Enter one into its file 'accounts'."


def registration_of(said: str) -> Registration:
    """Out of baresip's list of accounts; one that is fine counts before others."""
    found = [
        Registration(account[:100], state.upper() not in ("ERR", "FAIL", "FAILED"))
        for account, state in _ACCOUNT.findall(_COLOURS.sub("", said))
    ]
    return next((one for one in found if one.fine), found[0] if found else Registration("", False))


async def registration(host: str, port: int, timeout: float) -> Registration:
    """Ask a softphone, over the line that this program holds or one for the moment.

    Raises:
        OutsideError: it does not answer.
    """
    held = line_to(host, port)
    line = held or await ControlLine.connect(host, port, timeout, lambda _: None)
    try:
        return registration_of(await line.ask("reginfo", "", timeout))
    finally:
        if held is None:
            await line.close()


async def softphone_steps(host: str, port: int, timeout: float) -> list[CheckStep]:
    """Live test of a softphone."""
    try:
        found = await registration(host, port, timeout)
    except UnreachableError as error:
        return [failed("connection", error)]
    except OutsideError as error:
        return [_connected(host, port), failed("answer", error)]
    answer = CheckStep("answer", True, "The softphone answers.")
    message = found.sentence if found.fine else together(found.sentence, found.advice)
    return [_connected(host, port), answer, CheckStep("sign-in", found.fine, message)]


def _connected(host: str, port: int) -> CheckStep:
    return CheckStep(
        "connection", True, Sentence("The softphone at {host}, port {port}, takes connections.", host=host, port=port)
    )
