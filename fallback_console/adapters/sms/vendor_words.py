"""What vendors of text messages say no with, in sentences that are the same for all of them."""

from __future__ import annotations

from fallback_console.domain.errors import (
    AmbiguousError,
    BadAnswerError,
    OutsideError,
    RefusedError,
    SignInError,
    ThrottledError,
)
from fallback_console.domain.sentences import Sentence, together
from fallback_console.domain.sms_text import split
from fallback_console.ports import CheckStep

__all__ = [
    "account_closed",
    "bad_answer",
    "balance_step",
    "country_closed",
    "credit_gone",
    "no_number",
    "not_known",
    "opted_out",
    "other_refusal",
    "own_fault",
    "sendable",
    "sender_refused",
    "sign_in_refused",
    "text_refused",
    "throttled",
    "torn",
]

_MOST_PARTS = 255
_IN_SETTINGS = "Correct it in the connection's settings."
_ASK_CUSTOMER = "If a receipt or an answer of the customer is on the timeline, it arrived; else ring the customer."


def sendable(to: str, text: str) -> None:
    """Let a message pass only if some gateway could take it.

    Raises:
        RefusedError: no number of digits, or no text that fits.
    """
    if not text or len(split(text)) > _MOST_PARTS:
        raise RefusedError("The text is empty or too long for a text message.", "Write it anew.")
    digits = to.removeprefix("+")
    if not (digits.isascii() and digits.isdecimal() and 3 <= len(digits) <= 15):
        raise RefusedError("This is no number for text messages.", "Correct the number and send the text anew.")


def sign_in_refused(vendor: str) -> SignInError:
    """Name, password or token is wrong."""
    return SignInError(Sentence("{vendor} does not accept the sign-in.", vendor=vendor), _IN_SETTINGS)


def account_closed(vendor: str) -> SignInError:
    """The account may not send at all; nothing about the message."""
    return SignInError(
        Sentence("The account at {vendor} is suspended or may not send text messages.", vendor=vendor),
        "Ask whoever keeps the account; what waits goes on by itself afterwards.",
    )


def credit_gone(vendor: str) -> SignInError:
    """No money: the account's trouble, so everything waits and nothing is lost."""
    return SignInError(
        Sentence("The credit at {vendor} is used up.", vendor=vendor),
        "Top it up; what waits goes on by itself afterwards.",
    )


def throttled(vendor: str, retry_after: float | None = None) -> ThrottledError:
    """Nothing was sent; later it will be."""
    return ThrottledError(
        Sentence("{vendor} takes no messages just now.", vendor=vendor),
        "The console tries again.",
        retry_after=retry_after,
    )


def no_number(vendor: str) -> RefusedError:
    """The recipient cannot get text messages."""
    return RefusedError(
        Sentence("{vendor} does not send to this number.", vendor=vendor),
        "Check the number, or call instead.",
        reason="receiver",
    )


def opted_out() -> RefusedError:
    """The recipient said so to the vendor."""
    return RefusedError(
        "This number asked for no more text messages.",
        "Call instead, or write through the helpdesk.",
        reason="opted-out",
    )


def country_closed(vendor: str) -> RefusedError:
    """The account does not send to that country."""
    return RefusedError(
        Sentence("The account at {vendor} does not send to this country.", vendor=vendor),
        "Have the country permitted there, or call instead.",
        reason="country",
    )


def sender_refused(vendor: str) -> RefusedError:
    """The number or name the message should come from."""
    return RefusedError(Sentence("{vendor} does not take the sender.", vendor=vendor), _IN_SETTINGS, reason="sender")


def text_refused(vendor: str) -> RefusedError:
    """Too long, or filtered."""
    return RefusedError(Sentence("{vendor} does not take this text.", vendor=vendor), "Write it anew.", reason="text")


def other_refusal(vendor: str, code: str) -> RefusedError:
    """A no that has no sentence of its own; the vendor's words are not repeated: they may quote the message."""
    return RefusedError(
        Sentence("{vendor} refuses the message, code {code}.", vendor=vendor, code=code or "0"),
        "Look the code up in the vendor's list of errors.",
        reason="other",
    )


def own_fault(vendor: str) -> AmbiguousError:
    """It broke on the way."""
    return AmbiguousError(
        Sentence("{vendor} reported a fault of its own.", vendor=vendor),
        "Look whether the message arrived before sending it again.",
    )


def torn(vendor: str, taken: int, count: int) -> AmbiguousError:
    """Some parts are on their way and others are not."""
    return AmbiguousError(
        Sentence(
            "Only {taken} of {count} parts of the message were taken by {vendor}.",
            taken=taken,
            count=count,
            vendor=vendor,
        ),
        "The customer may have received a part of the text. Ring, or send it once more.",
        taken=taken,
        parts=count,
    )


def bad_answer(vendor: str) -> BadAnswerError:
    """Something else may stand at that address; the message may have been taken all the same."""
    return BadAnswerError(
        Sentence("The answer is not what {vendor} promises.", vendor=vendor), "Check the address of the connection."
    )


def not_known(vendor: str) -> OutsideError:
    """The answer to a look-up that cannot be made."""
    return AmbiguousError(Sentence("{vendor} cannot tell whether it took the message.", vendor=vendor), _ASK_CUSTOMER)


def balance_step(balance: str, enough: bool) -> CheckStep:
    """A line of the live test about money."""
    found = Sentence("The balance is {balance}.", balance=balance)
    if enough:
        return CheckStep("balance", True, found)
    return CheckStep("balance", False, together(found, "Top it up, or set 'low_balance' lower."))
