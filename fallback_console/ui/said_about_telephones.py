"""Those of the sentences marked for translation (see ``said_texts``) that are about telephones."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

__all__ = ["ABOUT_TELEPHONES"]

ABOUT_TELEPHONES: frozenset[str] = frozenset(
    str(pattern)
    for pattern in (
        QT_TRANSLATE_NOOP("Said", "Ask whoever keeps the account."),
        QT_TRANSLATE_NOOP("Said", "Calls that come in are answered at the telephone itself."),
        QT_TRANSLATE_NOOP("Said", "Check its account and whether the exchange runs."),
        QT_TRANSLATE_NOOP("Said", "Connect one in the settings first."),
        QT_TRANSLATE_NOOP("Said", "Correct the number."),
        QT_TRANSLATE_NOOP("Said", "Enter 127.0.0.1, or have IT set 'remote' to yes where the way there is protected."),
        QT_TRANSLATE_NOOP("Said", "Enter one into its file 'accounts'."),
        QT_TRANSLATE_NOOP("Said", "Enter one that is."),
        QT_TRANSLATE_NOOP("Said", "Calls need a number of the account to come from."),
        QT_TRANSLATE_NOOP(
            "Said", "Enter it as 'caller', with its plus and country, like +15550100, or switch calls off."
        ),
        QT_TRANSLATE_NOOP("Said", "Go on at the telephone itself."),
        QT_TRANSLATE_NOOP("Said", "Switch calls on in its settings, or send a text."),
        QT_TRANSLATE_NOOP("Said", "This connection to Twilio makes no calls."),
        QT_TRANSLATE_NOOP("Said", "Hand it to the system's dialler, or dial by hand."),
        QT_TRANSLATE_NOOP("Said", "Have the country permitted there."),
        QT_TRANSLATE_NOOP("Said", "If your telephone rings, take it; it is not tried again by itself."),
        QT_TRANSLATE_NOOP("Said", "Look at it, and start it again where it stands still."),
        QT_TRANSLATE_NOOP("Said", "Look at it: where it does not ring, start it again, or dial by hand."),
        QT_TRANSLATE_NOOP("Said", "Look at the connections in the settings."),
        QT_TRANSLATE_NOOP("Said", "Look at the softphone itself."),
        QT_TRANSLATE_NOOP("Said", "No telephone is connected."),
        QT_TRANSLATE_NOOP("Said", "Press them at your own telephone."),
        QT_TRANSLATE_NOOP("Said", "Ring back."),
        QT_TRANSLATE_NOOP("Said", "Start it again."),
        QT_TRANSLATE_NOOP("Said", "Start it, with its module ctrl_tcp."),
        QT_TRANSLATE_NOOP("Said", "Take the call there."),
        QT_TRANSLATE_NOOP("Said", "The account at Twilio does not ring this country."),
        QT_TRANSLATE_NOOP("Said", "The account at Twilio is suspended or may not make calls."),
        QT_TRANSLATE_NOOP("Said", "The answer is not what Twilio promises."),
        QT_TRANSLATE_NOOP("Said", "The call could not be made."),
        QT_TRANSLATE_NOOP("Said", "Your own telephone was busy or was not answered, so the customer was not rung."),
        QT_TRANSLATE_NOOP("Said", "The number that customers see belongs to the account."),
        QT_TRANSLATE_NOOP("Said", "The number that customers see is none of this account."),
        QT_TRANSLATE_NOOP("Said", "The setting '{name}' must be a number with its plus and country."),
        QT_TRANSLATE_NOOP("Said", "The softphone answers."),
        QT_TRANSLATE_NOOP("Said", "No softphone answers at {host}, port {port}."),
        QT_TRANSLATE_NOOP("Said", "The softphone at {host}, port {port}, takes connections."),
        QT_TRANSLATE_NOOP("Said", "The softphone did not carry that out."),
        QT_TRANSLATE_NOOP("Said", "The softphone does not answer."),
        QT_TRANSLATE_NOOP("Said", "The softphone has ended the connection."),
        QT_TRANSLATE_NOOP("Said", "The softphone has no account."),
        QT_TRANSLATE_NOOP("Said", "The softphone is not registered as {account}."),
        QT_TRANSLATE_NOOP("Said", "The softphone is ready as {account}."),
        QT_TRANSLATE_NOOP(
            "Said", "The softphone must run on this computer: its control port asks nobody for a password."
        ),
        QT_TRANSLATE_NOOP("Said", "The softphone was told to dial and does not answer."),
        QT_TRANSLATE_NOOP("Said", "The telephone '{name}' is not connected."),
        QT_TRANSLATE_NOOP("Said", "The telephone does not know this call any more."),
        QT_TRANSLATE_NOOP("Said", "This call does not ring any more."),
        QT_TRANSLATE_NOOP("Said", "These are no keys of a telephone."),
        QT_TRANSLATE_NOOP("Said", "Twilio cannot press keys in a call that goes on."),
        QT_TRANSLATE_NOOP("Said", "Use digits, * and #, and a comma for a pause."),
        QT_TRANSLATE_NOOP("Said", "This is no number that a telephone can dial."),
        QT_TRANSLATE_NOOP("Said", "Try again in a moment, or dial by hand."),
        QT_TRANSLATE_NOOP("Said", "Twilio accepts the sign-in."),
        QT_TRANSLATE_NOOP("Said", "Twilio does not accept the sign-in."),
        QT_TRANSLATE_NOOP("Said", "Twilio does not ring this number."),
        QT_TRANSLATE_NOOP("Said", "Twilio does not take the number that customers see."),
        QT_TRANSLATE_NOOP("Said", "Twilio refuses the call, code {code}."),
        QT_TRANSLATE_NOOP("Said", "Twilio takes no calls just now."),
        QT_TRANSLATE_NOOP("Said", "Twilio was told to ring and does not answer."),
        QT_TRANSLATE_NOOP("Said", "Write it like +15550100."),
    )
)
