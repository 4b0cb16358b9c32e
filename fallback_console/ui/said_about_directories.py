"""Those of the sentences marked for translation (see ``said_texts``) that are about directories of people."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

__all__ = ["ABOUT_DIRECTORIES"]

ABOUT_DIRECTORIES: frozenset[str] = frozenset(
    str(pattern)
    for pattern in (
        QT_TRANSLATE_NOOP("Said", "Import them from a file."),
        QT_TRANSLATE_NOOP("Said", "Ask RT's administrator for the right AdminUsers."),
        QT_TRANSLATE_NOOP("Said", "Request Tracker does not show this sign-in other people's numbers."),
        QT_TRANSLATE_NOOP("Said", "Request Tracker has too many users to read at once."),
        QT_TRANSLATE_NOOP("Said", "No helpdesk is connected."),
        QT_TRANSLATE_NOOP("Said", "Connect it in the settings first."),
        QT_TRANSLATE_NOOP("Said", "A sign-in does not belong into the address."),
        QT_TRANSLATE_NOOP(
            "Said", "Ask its administrator for a higher limit for this sign-in, or narrow it down with base and filter."
        ),
        QT_TRANSLATE_NOOP("Said", "At least {count} people can be seen; of these {reachable} with a number."),
        QT_TRANSLATE_NOOP("Said", "Begin the address with ldaps://, or ask IT."),
        QT_TRANSLATE_NOOP("Said", "Begin the address with ldaps://, or use StartTLS."),
        QT_TRANSLATE_NOOP("Said", "Check address and port: ldaps and ldap with StartTLS have different ones."),
        QT_TRANSLATE_NOOP("Said", "Check base and filter, and what the sign-in may read."),
        QT_TRANSLATE_NOOP("Said", "Check the base and the name of the sign-in."),
        QT_TRANSLATE_NOOP("Said", "Check the base, and the rights of the sign-in."),
        QT_TRANSLATE_NOOP("Said", "Check the name of the sign-in and its password."),
        QT_TRANSLATE_NOOP("Said", "Give the name and password of an account that may read."),
        QT_TRANSLATE_NOOP("Said", "It keeps {branches}."),
        QT_TRANSLATE_NOOP("Said", "Its password has expired: have it renewed."),
        QT_TRANSLATE_NOOP("Said", "More than {count} entries match."),
        QT_TRANSLATE_NOOP("Said", "Name the server that does, or another base."),
        QT_TRANSLATE_NOOP("Said", "Narrow it down with base and filter."),
        QT_TRANSLATE_NOOP("Said", "No sign-in was asked for."),
        QT_TRANSLATE_NOOP("Said", "Sign in with an account that may read people."),
        QT_TRANSLATE_NOOP("Said", "Nothing was kept of it."),
        QT_TRANSLATE_NOOP("Said", "Reading the directory was stopped."),
        QT_TRANSLATE_NOOP("Said", "The account has expired: use another one."),
        QT_TRANSLATE_NOOP("Said", "The account is disabled: use another one."),
        QT_TRANSLATE_NOOP("Said", "The account is locked: have it unlocked, or wait."),
        QT_TRANSLATE_NOOP("Said", "The account may not sign in now, or not from here."),
        QT_TRANSLATE_NOOP("Said", "The address ends with the host or the port."),
        QT_TRANSLATE_NOOP("Said", "The base is no distinguished name."),
        QT_TRANSLATE_NOOP("Said", "The branch in which to look is not said."),
        QT_TRANSLATE_NOOP("Said", "The directory shows nobody there."),
        QT_TRANSLATE_NOOP("Said", "The filter cannot be understood."),
        QT_TRANSLATE_NOOP("Said", "The password of the sign-in is missing."),
        QT_TRANSLATE_NOOP("Said", "The password would be sent so that others on the way can read it."),
        QT_TRANSLATE_NOOP("Said", "This is no address of a directory."),
        QT_TRANSLATE_NOOP("Said", "Try again; if it stays, ask whoever runs that system."),
        QT_TRANSLATE_NOOP("Said", "Type it, or sign in without a name."),
        QT_TRANSLATE_NOOP("Said", "Use StartTLS with an address that begins with ldap://."),
        QT_TRANSLATE_NOOP("Said", "Write it as the base, like DC=example,DC=org."),
        QT_TRANSLATE_NOOP("Said", "Write it like (objectClass=person)."),
        QT_TRANSLATE_NOOP("Said", "Write it like DC=example,DC=org."),
        QT_TRANSLATE_NOOP("Said", "Write it like ldaps://directory.example.org."),
        QT_TRANSLATE_NOOP("Said", "Write its name and password where they belong."),
        QT_TRANSLATE_NOOP("Said", "Write the branch to look in as the base."),
        QT_TRANSLATE_NOOP("Said", "ldaps is secure from its first byte."),
        QT_TRANSLATE_NOOP("Said", "{count} people can be seen, {reachable} of them with a number."),
        QT_TRANSLATE_NOOP("Said", "{host} does not answer like a directory."),
        QT_TRANSLATE_NOOP("Said", "{host} does not give everybody: it stops at a limit of its own."),
        QT_TRANSLATE_NOOP("Said", "{host} does not keep this branch itself."),
        QT_TRANSLATE_NOOP("Said", "{host} does not offer StartTLS."),
        QT_TRANSLATE_NOOP("Said", "{host} does not take this kind of sign-in."),
        QT_TRANSLATE_NOOP("Said", "{host} finds that a name is not written as it should be."),
        QT_TRANSLATE_NOOP("Said", "{host} has no such branch, or our sign-in may not see it."),
        QT_TRANSLATE_NOOP("Said", "{host} says that it is not available now."),
        QT_TRANSLATE_NOOP("Said", "{host} sent more in one answer than is read."),
        QT_TRANSLATE_NOOP("Said", "{host} takes a sign-in over a secure connection only."),
    )
)
"""Patterns as in the sources."""
