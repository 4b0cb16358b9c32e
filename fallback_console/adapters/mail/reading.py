"""From the values of a mail connection to its servers."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from fallback_console.adapters.mail.probes import MailAccess, Security
from fallback_console.adapters.mail.submission import MailSubmission
from fallback_console.adapters.sms.values import Values
from fallback_console.adapters.status.streams import tls_context
from fallback_console.domain.errors import SettingsError
from fallback_console.domain.mail_text import sender_in
from fallback_console.domain.sentences import Sentence

if TYPE_CHECKING:
    from fallback_console.domain.connection import Connection
    from fallback_console.ports import SecretStore

__all__ = ["access_to", "submission_for"]

_USUAL = MappingProxyType({"imap": Security.TLS, "smtp": Security.STARTTLS})
_PORTS = MappingProxyType(
    {
        ("imap", Security.TLS): 993,
        ("imap", Security.STARTTLS): 143,
        ("imap", Security.NONE): 143,
        ("smtp", Security.TLS): 465,
        ("smtp", Security.STARTTLS): 587,
        ("smtp", Security.NONE): 25,
    }
)


def access_to(read: Values, which: str, password: str) -> MailAccess:
    """Where one of the servers is and how to sign in.

    Args:
        which: 'imap' or 'smtp'.

    Raises:
        SettingsError: a value is missing or cannot be used.
    """
    word = read.text(f"{which}_security", _USUAL[which])
    if word not in set(Security):
        raise SettingsError(
            Sentence("The setting '{which}_security' cannot be that.", which=which),
            "Choose tls, starttls or none.",
            field=f"{which}_security",
        )
    security = Security(word)
    return MailAccess(
        host=read.needed(f"{which}_host"),
        port=read.whole(f"{which}_port", _PORTS[which, security], 1, 65535),
        security=security,
        tls=None if security is Security.NONE else tls_context(read.text("ca_file")),
        login=read.text("login"),
        password=password,
    )


def submission_for(connection: Connection, secrets: SecretStore) -> MailSubmission | None:
    """What mail is sent over; None where the connection is only watched.

    Raises:
        SettingsError: a value cannot be used.
        KeyMissingError: the keychain is locked or absent.
    """
    read = Values(connection.values)
    sender = sender_in(connection.values)
    if not sender or not read.text("smtp_host"):
        return None
    return MailSubmission(access_to(read, "smtp", secrets.get(f"{connection.name}/password") or ""), sender)
