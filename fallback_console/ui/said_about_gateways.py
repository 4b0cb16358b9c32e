"""Those of the sentences marked for translation (see ``said_texts``) that are about the Android phone and Kannel as SMS gateways, and about
several gateways of one kind.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

__all__ = ["ABOUT_GATEWAYS"]

ABOUT_GATEWAYS: frozenset[str] = frozenset(
    str(pattern)
    for pattern in (
        QT_TRANSLATE_NOOP("Said", "Copy it from the app: Settings, Webhooks, Signing Key. Or switch webhooks off."),
        QT_TRANSLATE_NOOP("Said", "In the app set Settings, Messages, Processing order to FIFO."),
        QT_TRANSLATE_NOOP("Said", "Look at the phone."),
        QT_TRANSLATE_NOOP("Said", "Nobody takes in messages now."),
        QT_TRANSLATE_NOOP("Said", "Send the text anew."),
        QT_TRANSLATE_NOOP("Said", "Set both to network time."),
        QT_TRANSLATE_NOOP("Said", "The clocks of phone and computer are {seconds} s apart."),
        QT_TRANSLATE_NOOP("Said", "The phone accepts user name and password."),
        QT_TRANSLATE_NOOP("Said", "The phone gave the message another id."),
        QT_TRANSLATE_NOOP("Said", "The phone has another message with this id."),
        QT_TRANSLATE_NOOP("Said", "The phone has the message and has it not."),
        QT_TRANSLATE_NOOP("Said", "The phone sends the newest message first."),
        QT_TRANSLATE_NOOP("Said", "The phone sends the oldest message first."),
        QT_TRANSLATE_NOOP("Said", "The phone's clock agrees with this machine's."),
        QT_TRANSLATE_NOOP("Said", "The signing key of the phone's webhooks is missing."),
        QT_TRANSLATE_NOOP("Said", "They are offered again."),
        QT_TRANSLATE_NOOP("Said", "Update the app on the phone."),
        QT_TRANSLATE_NOOP("Said", "Check the address, and update the app on the phone."),
        QT_TRANSLATE_NOOP("Said", "The phone's answer is not what SMSGate promises."),
        QT_TRANSLATE_NOOP("Said", "The console tries again."),
        QT_TRANSLATE_NOOP("Said", "The phone's queue is full."),
        QT_TRANSLATE_NOOP(
            "Said",
            "Give this console a certificate and an https 'callback_url', or switch webhooks off: "
            "the console then asks the phone regularly.",
        ),
        QT_TRANSLATE_NOOP("Said", "The phone calls only addresses that begin with https://, or with http://127.0.0.1."),
        QT_TRANSLATE_NOOP("Said", "Receipts and messages are taken in on port {port} of {host}."),
        QT_TRANSLATE_NOOP("Said", "The certificate of {host} can be trusted."),
        QT_TRANSLATE_NOOP("Said", "The name {host} is known."),
        QT_TRANSLATE_NOOP("Said", "{host} takes connections."),
        QT_TRANSLATE_NOOP("Said", "Correct the number and send the text anew."),
        QT_TRANSLATE_NOOP(
            "Said",
            "If a receipt or an answer of the customer is on the timeline, it arrived; else ring the customer.",
        ),
        QT_TRANSLATE_NOOP("Said", "Kannel accepts user name and password."),
        QT_TRANSLATE_NOOP("Said", "Kannel cannot tell whether it took the message."),
        QT_TRANSLATE_NOOP("Said", "Only {taken} of {count} parts of the message were taken by Kannel."),
        QT_TRANSLATE_NOOP("Said", "Save the connection again to make a new one."),
        QT_TRANSLATE_NOOP("Said", "The customer may have received a part of the text. Ring, or send it once more."),
        QT_TRANSLATE_NOOP("Said", "The secret for incoming messages is missing or too short."),
        QT_TRANSLATE_NOOP("Said", "The text is empty or too long for a text message."),
        QT_TRANSLATE_NOOP("Said", "This is no number for text messages."),
        QT_TRANSLATE_NOOP("Said", "What answers there takes messages without a recipient: it is not Kannel."),
        QT_TRANSLATE_NOOP("Said", "Write it anew."),
        QT_TRANSLATE_NOOP("Said", "Correct it in the connection's settings."),
        QT_TRANSLATE_NOOP("Said", "The sender must be a number or at most 16 plain letters."),
        QT_TRANSLATE_NOOP("Said", "Check the address of the connection."),
        QT_TRANSLATE_NOOP("Said", "Check the number, or Kannel's white and black lists."),
        QT_TRANSLATE_NOOP("Said", "Check the number."),
        QT_TRANSLATE_NOOP(
            "Said", "Correct the address in the connection's settings; mostly it ends in /cgi-bin/sendsms."
        ),
        QT_TRANSLATE_NOOP(
            "Said",
            "Correct them in the connection's settings, or have this machine admitted in Kannel's configuration.",
        ),
        QT_TRANSLATE_NOOP("Said", "Enter one in the connection's settings."),
        QT_TRANSLATE_NOOP("Said", "Kannel does not send to this number."),
        QT_TRANSLATE_NOOP("Said", "Kannel has no way to the mobile network for this number just now."),
        QT_TRANSLATE_NOOP("Said", "Kannel misses the recipient."),
        QT_TRANSLATE_NOOP("Said", "Kannel refuses the message."),
        QT_TRANSLATE_NOOP("Said", "Kannel refuses the user name or password, or does not admit this machine."),
        QT_TRANSLATE_NOOP("Said", "Kannel takes no messages just now."),
        QT_TRANSLATE_NOOP("Said", "Kannel wants a sender."),
        QT_TRANSLATE_NOOP("Said", "Look into Kannel's log, which tells why."),
        QT_TRANSLATE_NOOP("Said", "Look whether the message arrived before sending it again."),
        QT_TRANSLATE_NOOP("Said", "Something before Kannel answered in its place."),
        QT_TRANSLATE_NOOP("Said", "The SMS gateway does not answer like Kannel."),
        QT_TRANSLATE_NOOP("Said", "The console tries again; if it stays so, ask whoever runs Kannel."),
        QT_TRANSLATE_NOOP("Said", "There is no sendsms service at this address."),
        QT_TRANSLATE_NOOP("Said", "A further gateway needs a short name of its own."),
        QT_TRANSLATE_NOOP("Said", "Change the connection that there is."),
        QT_TRANSLATE_NOOP("Said", "Choose another port to listen on, like {port}, and tell it to the gateway too."),
        QT_TRANSLATE_NOOP("Said", "Enter another one, or change that connection."),
        QT_TRANSLATE_NOOP("Said", "It has to begin with {name}, in small letters."),
        QT_TRANSLATE_NOOP("Said", "Only of SMS gateways there can be several."),
        QT_TRANSLATE_NOOP("Said", "This phone, sender or modem is connected already, as {name}."),
        QT_TRANSLATE_NOOP(
            "Said", "Write it with a-z, 0-9 and hyphens between them, at most {longest}, like osaka or 2."
        ),
        QT_TRANSLATE_NOOP("Said", "'{name}' is no name of a gateway of this kind."),
        QT_TRANSLATE_NOOP("Said", "{name} takes in its calls at port {port} already."),
    )
)
"""Patterns as in the sources."""
