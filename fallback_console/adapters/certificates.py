"""Why a certificate is not trusted, in words that say what to do. The numbers are OpenSSL's X509_V_ERR codes."""

from __future__ import annotations

import ssl

from fallback_console.domain.errors import UnreachableError
from fallback_console.domain.sentences import Sentence

__all__ = ["certificate_error"]

_NOT_YET, _EXPIRED = 9, 10
_SELF_SIGNED = 18
_UNKNOWN_AUTHORITY = (2, 19, 20, 21)
_OTHER_NAME = (62, 64)


def certificate_error(host: str, error: ssl.SSLCertVerificationError) -> UnreachableError:
    """The error of the tree for a certificate that was refused. Its value 'reason' names the kind."""
    code = error.verify_code
    if code == _EXPIRED:
        what = Sentence("The certificate of {host} has expired.", host=host)
        step = Sentence("Whoever runs that system has to renew it. First make sure that this computer's date is right.")
        reason = "expired"
    elif code == _NOT_YET:
        what = Sentence("The certificate of {host} is not valid yet.", host=host)
        step = Sentence(
            "Set this computer's date and time right; if they are, whoever runs that system has to look at it."
        )
        reason = "not-yet-valid"
    elif code == _SELF_SIGNED:
        what = Sentence("The certificate of {host} was signed by nobody but itself.", host=host)
        step = Sentence("Ask IT for the certificate's file and name it in the connection, or correct the address.")
        reason = "self-signed"
    elif code in _UNKNOWN_AUTHORITY:
        what = Sentence(
            "The certificate of {host} was signed by an authority that this computer does not know.", host=host
        )
        step = Sentence(
            "Ask IT for the file of that authority and name it in the connection. A proxy may be in between."
        )
        reason = "unknown-authority"
    elif code in _OTHER_NAME:
        what = Sentence("The certificate of {host} was made out to another name.", host=host)
        step = Sentence("Correct the address: write the name that IT gives for that system.")
        reason = "other-name"
    else:
        said = error.verify_message.rstrip(".")
        what = Sentence("The certificate of {host} cannot be trusted: {said}.", host=host, said=said)
        step = Sentence(
            "Ask IT for the right certificate authority and name its file in the connection, or correct the address."
        )
        reason = "other"
    return UnreachableError(what, step, host=host, stage="tls", reason=reason)
