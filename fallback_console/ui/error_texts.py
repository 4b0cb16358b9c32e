"""Errors as plain words with the next step, by their stable code.

An error's own sentences are shown where they are known in the language in force: they say most. Else the sentence of its code is
shown, and its own words stand below it as a detail.
"""

from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.errors import ConsoleError
from fallback_console.ui.i18n import translate
from fallback_console.ui.said import said

if TYPE_CHECKING:
    from fallback_console.domain.delivery import Problem

__all__ = ["Words", "error_words", "problem_words"]


class Words(NamedTuple):
    """What to show of an error.

    Attributes:
        title: what happened, one sentence.
        hint: what to do next.
        detail: the error's own words where ``title`` is a translation, else ''.
    """

    title: str
    hint: str
    detail: str = ""


def error_words(error: BaseException, language: str) -> Words:
    """Words for an exception. A bug is named as such, without its trace; details are in the log.

    Args:
        language: code of the language in force.
    """
    if isinstance(error, ConsoleError):
        return _words(error.code, error.message, error.next_step, language)
    return Words(
        translate("Errors", "Something went wrong inside the program."),
        translate("Errors", "What was saved is safe. Try again; if it stays, send the details to IT."),
        type(error).__name__,
    )


def problem_words(problem: "Problem", language: str) -> Words:
    """Words for why a delivery is not done."""
    return _words(problem.code, problem.message, problem.next_step, language)


def _words(code: str, message: str, next_step: str, language: str) -> Words:
    title, hint = _by_code(code)
    told = said(message)
    if language == "en" or told != message:
        return Words(told, said(next_step) or hint)
    return Words(title, hint, message)


def _by_code(code: str) -> tuple[str, str]:
    """(what happened, what to do next)."""
    table = {
        "input": (
            translate("Errors", "What was entered cannot be used."),
            translate("Errors", "Correct it and try again."),
        ),
        "not-found": (
            translate("Errors", "That is not here."),
            translate("Errors", "Check the number, or fetch from the helpdesk."),
        ),
        "settings": (
            translate("Errors", "A setting is incomplete or contradicts another."),
            translate("Errors", "Open Settings and complete it."),
        ),
        "store": (
            translate("Errors", "The local database cannot be used."),
            translate("Errors", "Copy the details and ask IT."),
        ),
        "wrong-key": (
            translate("Errors", "The key does not open the database."),
            translate("Errors", "Type the passphrase again, or ask IT for the right key."),
        ),
        "key-missing": (
            translate("Errors", "The key of the database cannot be read from the keychain."),
            translate("Errors", "Unlock the keychain of this computer and start again."),
        ),
        "corrupt": (
            translate("Errors", "The database file is damaged."),
            translate("Errors", "Leave the files as they are and ask IT to restore the newest backup."),
        ),
        "read-only": (
            translate("Errors", "The data folder cannot be written."),
            translate("Errors", "Make the folder writable for you, then start again."),
        ),
        "disk-full": (
            translate("Errors", "The disk is full."),
            translate("Errors", "Free some space and try again. What was saved before is safe."),
        ),
        "too-new": (
            translate("Errors", "The database was written by a newer version of this program."),
            translate("Errors", "Install the newest version and start again."),
        ),
        "in-use": (
            translate("Errors", "The console is already open with this data folder."),
            translate("Errors", "Use the open window, or end the other process first."),
        ),
        "isolation": (
            translate("Errors", "The rehearsal tried to reach a real system and was stopped."),
            translate("Errors", "Nothing was sent. Tell IT about it."),
        ),
        "cancelled": (
            translate("Errors", "It was stopped."),
            translate("Errors", "What was done so far is kept."),
        ),
        "outside": (
            translate("Errors", "The other system did not do it."),
            translate("Errors", "It is tried again by itself."),
        ),
        "unreachable": (
            translate("Errors", "The system cannot be reached."),
            translate("Errors", "Nothing was sent. It is tried again by itself when the system is back."),
        ),
        "ambiguous": (
            translate("Errors", "No answer came: it may or may not have arrived."),
            translate("Errors", "Look in the other system, then say whether it arrived."),
        ),
        "throttled": (
            translate("Errors", "The system asked us to wait."),
            translate("Errors", "It is tried again by itself a little later."),
        ),
        "sign-in": (
            translate("Errors", "The system refuses our sign-in."),
            translate("Errors", "Renew the token or password in Settings."),
        ),
        "refused": (
            translate("Errors", "The system refused it."),
            translate("Errors", "Change it in the case and retry, or drop it with a reason."),
        ),
        "bad-answer": (
            translate("Errors", "The system gave an answer that makes no sense."),
            translate("Errors", "Check the address in Settings; look in the other system whether it arrived."),
        ),
        "interrupted": (
            translate("Errors", "The program stopped while this was being sent."),
            translate("Errors", "Ask the gateway or the recipient whether it arrived."),
        ),
        "resolved": (
            translate("Errors", "Your value was chosen and goes again."),
            translate("Errors", "Nothing to do."),
        ),
        "rebased": (
            translate("Errors", "An earlier change of this field was dropped."),
            translate("Errors", "Nothing to do."),
        ),
        "dropped": (
            translate("Errors", "It is not sent any more."),
            translate("Errors", "Nothing to do."),
        ),
        "rerouted": (
            translate("Errors", "Another gateway did not take it."),
            translate("Errors", "It goes over this one."),
        ),
        "scheduled": (
            translate("Errors", "It waits for its time."),
            translate("Errors", "Change the time, send it now or take it back in Messages."),
        ),
        "quiet": (
            translate("Errors", "It waits for the end of the recipient's quiet hours."),
            translate("Errors", "Send it now if it cannot wait."),
        ),
        "taken-back": (
            translate("Errors", "It was taken back before it was sent."),
            translate("Errors", "Nothing to do."),
        ),
        "conflict": (
            translate("Errors", "Somebody else changed the same field meanwhile."),
            translate("Errors", "Choose which value to keep."),
        ),
    }
    return table.get(
        code,
        (
            translate("Errors", "It did not work."),
            translate("Errors", "Try again; if it stays, copy the details and ask IT."),
        ),
    )
