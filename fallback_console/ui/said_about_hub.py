"""Those of the sentences marked for translation (see ``said_texts``) that are about the team's hub."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

__all__ = ["ABOUT_HUB"]

ABOUT_HUB: frozenset[str] = frozenset(
    str(pattern)
    for pattern in (
        QT_TRANSLATE_NOOP("Said", "A message's id cannot be used at the hub."),
        QT_TRANSLATE_NOOP("Said", "A message's kind cannot be used at the hub."),
        QT_TRANSLATE_NOOP("Said", "A value's key cannot be used at the hub."),
        QT_TRANSLATE_NOOP("Said", "Ask a supervisor, or whoever runs the hub about its rights."),
        QT_TRANSLATE_NOOP("Said", "Ask whoever runs the hub for a new station file; this one may have been withdrawn."),
        QT_TRANSLATE_NOOP("Said", "Check the address; something else than a hub may listen there."),
        QT_TRANSLATE_NOOP("Said", "Connect the hub with the station file again."),
        QT_TRANSLATE_NOOP("Said", "Make it shorter and do it again."),
        QT_TRANSLATE_NOOP("Said", "NATS {version}, {count} messages so far."),
        QT_TRANSLATE_NOOP("Said", "No secure connection to {host} could be made."),
        QT_TRANSLATE_NOOP("Said", "Nothing answers at {host}."),
        QT_TRANSLATE_NOOP("Said", "Tell whoever runs the hub."),
        QT_TRANSLATE_NOOP("Said", "The certificate of the hub's authority cannot be read."),
        QT_TRANSLATE_NOOP("Said", "The clocks of the hub and of this computer differ. Set this computer's right."),
        QT_TRANSLATE_NOOP("Said", "The connection to the hub is lost."),
        QT_TRANSLATE_NOOP("Said", "The hub answers, NATS {version}."),
        QT_TRANSLATE_NOOP("Said", "The hub did not answer, so it is not known whether it has this."),
        QT_TRANSLATE_NOOP("Said", "The hub does not allow this station to do this."),
        QT_TRANSLATE_NOOP("Said", "The hub does not let this station in."),
        QT_TRANSLATE_NOOP("Said", "The hub has no address."),
        QT_TRANSLATE_NOOP("Said", "The hub refused this: {said}."),
        QT_TRANSLATE_NOOP("Said", "The hub runs, but has nowhere to keep what it is given."),
        QT_TRANSLATE_NOOP("Said", "The hub's address cannot be used."),
        QT_TRANSLATE_NOOP("Said", "The hub's address or certificate cannot be used."),
        QT_TRANSLATE_NOOP("Said", "The hub's disk is full."),
        QT_TRANSLATE_NOOP("Said", "The name {host} is not known."),
        QT_TRANSLATE_NOOP("Said", "The station's key for the hub is missing."),
        QT_TRANSLATE_NOOP("Said", "This is a fault of the program; report it."),
        QT_TRANSLATE_NOOP("Said", "This is too large for the hub, which takes half a megabyte at once."),
        QT_TRANSLATE_NOOP("Said", "This station may speak as {rights}."),
        QT_TRANSLATE_NOOP("Said", "This station works alone, without a hub."),
        QT_TRANSLATE_NOOP("Said", "Whoever runs the hub has to make room; what waits here is kept."),
        QT_TRANSLATE_NOOP(
            "Said",
            "Whoever runs the hub has to start it with 'fallback-console hub serve', or run 'fallback-console hub streams'.",
        ),
        QT_TRANSLATE_NOOP("Said", "Whoever runs the hub has to switch TLS on; nothing was sent."),
        QT_TRANSLATE_NOOP("Said", "{host} does not answer as a hub."),
        QT_TRANSLATE_NOOP("Said", "{host} offers no secure connection."),
    )
)
