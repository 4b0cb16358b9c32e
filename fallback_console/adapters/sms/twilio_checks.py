"""What the live test asks Twilio about an account, besides whether it lets us in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from fallback_console.adapters.checking import failed
from fallback_console.adapters.shapes import items, mapping
from fallback_console.adapters.sms import vendor_words as words
from fallback_console.adapters.status.sms_probes import twilio_balance
from fallback_console.domain.errors import OutsideError
from fallback_console.domain.sentences import together
from fallback_console.ports import CheckStep

__all__ = ["check_balance", "check_number"]

Read = Callable[[str, Mapping[str, str | int] | None], Awaitable[Any]]
"""Asks Twilio for a path."""


async def check_number(read: Read, account: str, number: str) -> list[CheckStep]:
    """Whether a number that sends or calls is one of the account's; nothing where it is no number.

    Args:
        account: where the account is in the interface.
    """
    if not number.startswith("+"):
        return []
    try:
        found = await read(f"{account}/IncomingPhoneNumbers.json", {"PhoneNumber": number})
        numbers = items(mapping(found, "numbers").get("incoming_phone_numbers"), "numbers")
    except OutsideError as error:
        return [failed("sender", error)]
    if numbers:
        return [CheckStep("sender", True, "The sender belongs to the account.")]
    message = together("The sender is no number of this account.", "Enter one that is, or a messaging service.")
    return [CheckStep("sender", False, message)]


async def check_balance(read: Read, account: str, low: float) -> list[CheckStep]:
    """What is left on the account; nothing where it does not tell.

    Args:
        low: at so much or less there is a warning.
    """
    try:
        balance = twilio_balance(await read(f"{account}/Balance.json", None))
    except OutsideError:
        return []  # accounts below another one have none
    if balance is None:
        return []
    amount, shown = balance
    return [words.balance_step(shown, amount > low)]
