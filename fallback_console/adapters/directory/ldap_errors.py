"""From what goes wrong with a directory to the error tree. Neither names nor passwords of anybody stand in a sentence."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator

from ldap3.core.exceptions import (
    LDAPException,
    LDAPInvalidDnError,
    LDAPInvalidFilterError,
    LDAPObjectClassError,
    LDAPSessionTerminatedByServerError,
    LDAPSocketOpenError,
    LDAPSocketReceiveError,
    LDAPSocketSendError,
)

from fallback_console.adapters.causes import causes
from fallback_console.adapters.certificates import certificate_error
from fallback_console.domain.errors import (
    BadAnswerError,
    ConsoleError,
    InputError,
    RefusedError,
    SettingsError,
    SignInError,
    UnreachableError,
)
from fallback_console.domain.sentences import Sentence

__all__ = ["TooMuchError", "call_error", "result_error", "tls_error"]

_AGAIN = "Try again; if it stays, ask whoever runs that system."
_ASK = "Ask whoever runs that system."
_SECURE = (8, 13)
_LIMITS = (3, 4, 11)
_BUSY = (51, 52)
_INVALID_CREDENTIALS = 49

# Active Directory says in hexadecimal why a sign-in is not accepted.
_AD_REASON = re.compile(r"\bdata ([0-9a-f]{2,8})\b", re.IGNORECASE)
_AD_REASONS = {
    "530": "hours",
    "531": "hours",
    "532": "password-expired",
    "533": "disabled",
    "701": "account-expired",
    "773": "password-expired",
    "775": "locked",
}


class TooMuchError(Exception):
    """The directory sent more in one answer than is read."""


def tls_error(host: str, error: BaseException) -> UnreachableError:
    """The error of a secure connection that did not come about."""
    for cause in causes(error, _listed):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return certificate_error(host, cause)
    if isinstance(error, TimeoutError):
        what = Sentence("{host} did not answer in time.", host=host)
        return UnreachableError(what, _AGAIN, host=host, stage="tls")
    return UnreachableError(
        Sentence("No secure connection to {host} could be made.", host=host),
        "Check address and port: ldaps and ldap with StartTLS have different ones.",
        host=host,
        stage="tls",
    )


def call_error(host: str, error: Exception) -> ConsoleError:
    """The error of a request to which no answer came, or none that can be read."""
    if isinstance(error, TooMuchError):
        what = Sentence("{host} sent more in one answer than is read.", host=host)
        return BadAnswerError(what, _ASK, host=host)
    if isinstance(error, LDAPInvalidFilterError | LDAPObjectClassError):
        return InputError("The filter cannot be understood.", "Write it like (objectClass=person).")
    if isinstance(error, LDAPInvalidDnError):
        return InputError("The base is no distinguished name.", "Write it like DC=example,DC=org.")
    if any(isinstance(cause, TimeoutError | BlockingIOError) for cause in causes(error, _listed)):
        what = Sentence("{host} did not answer in time.", host=host)
        stage = "tcp" if isinstance(error, LDAPSocketOpenError) else "request"
        return UnreachableError(what, _AGAIN, host=host, stage=stage)
    if isinstance(error, LDAPSocketOpenError):
        if any(isinstance(cause, ConnectionRefusedError) for cause in causes(error, _listed)):
            what = Sentence("{host} refused the connection.", host=host)
        else:
            what = Sentence("No connection to {host}.", host=host)
        return UnreachableError(
            what,
            "Check address and port. Does the system run, and does a firewall let this computer through?",
            host=host,
            stage="tcp",
        )
    broken = (LDAPSocketReceiveError, LDAPSocketSendError, LDAPSessionTerminatedByServerError, OSError)
    if isinstance(error, broken):
        what = Sentence("{host} broke off its answer.", host=host)
        return UnreachableError(what, _AGAIN, host=host, stage="request")
    # Whatever else a decoder meets in bytes that are no LDAP.
    what = Sentence("{host} does not answer like a directory.", host=host)
    return BadAnswerError(what, "Check address and port.", host=host, kind=_kind(error))


def result_error(host: str, code: int, said: str) -> ConsoleError:
    """The error of a result code other than success (RFC 4511, appendix A).

    Args:
        said: the directory's words; only known parts of them are understood, none is shown.
    """
    if code == _INVALID_CREDENTIALS:
        return _not_accepted(host, said)
    if code in _SECURE:
        what = Sentence("{host} takes a sign-in over a secure connection only.", host=host)
        return SignInError(what, "Begin the address with ldaps://, or use StartTLS.", host=host, status=code)
    if code in (7, 48):
        what = Sentence("{host} does not take this kind of sign-in.", host=host)
        return SignInError(what, "Give the name and password of an account that may read.", host=host, status=code)
    if code == 50 or (code == 1 and "bind" in said.casefold()):
        what = Sentence("{host} does not allow this to our sign-in.", host=host)
        return SignInError(what, "Sign in with an account that may read people.", host=host, status=code)
    if code in _LIMITS:
        what = Sentence("{host} does not give everybody: it stops at a limit of its own.", host=host)
        step = "Ask its administrator for a higher limit for this sign-in, or narrow it down with base and filter."
        return RefusedError(what, step, host=host, status=code)
    if code == 10:
        what = Sentence("{host} does not keep this branch itself.", host=host)
        return RefusedError(what, "Name the server that does, or another base.", host=host, status=code)
    if code == 32:
        what = Sentence("{host} has no such branch, or our sign-in may not see it.", host=host)
        return RefusedError(what, "Check the base, and the rights of the sign-in.", host=host, status=code)
    if code == 34:
        what = Sentence("{host} finds that a name is not written as it should be.", host=host)
        return SettingsError(what, "Check the base and the name of the sign-in.", host=host, status=code)
    if code in _BUSY:
        what = Sentence("{host} says that it is not available now.", host=host)
        return UnreachableError(what, _AGAIN, host=host, stage="request", status=code)
    what = Sentence("{host} refused the request ({status}).", host=host, status=code)
    return RefusedError(what, _ASK, host=host, status=code)


def _not_accepted(host: str, said: str) -> SignInError:
    found = _AD_REASON.search(said)
    reason = _AD_REASONS.get(found[1].casefold().lstrip("0"), "") if found else ""
    what = Sentence("{host} did not accept our sign-in.", host=host)
    step = {
        "password-expired": Sentence("Its password has expired: have it renewed."),
        "disabled": Sentence("The account is disabled: use another one."),
        "account-expired": Sentence("The account has expired: use another one."),
        "locked": Sentence("The account is locked: have it unlocked, or wait."),
        "hours": Sentence("The account may not sign in now, or not from here."),
    }.get(reason, Sentence("Check the name of the sign-in and its password."))
    return SignInError(what, step, host=host, status=_INVALID_CREDENTIALS, reason=reason)


def _kind(error: Exception) -> str:
    return "ldap" if isinstance(error, LDAPException) else type(error).__name__


def _listed(error: BaseException) -> Iterator[BaseException]:
    """Those that ldap3 lists for the addresses of one name."""
    for part in error.args:
        if isinstance(part, list | tuple):
            yield from (e for pair in part if isinstance(pair, tuple) for e in pair if isinstance(e, BaseException))
