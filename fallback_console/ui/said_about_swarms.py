"""Those of the sentences marked for translation (see ``said_texts``) that are about swarms."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

__all__ = ["ABOUT_SWARMS"]

ABOUT_SWARMS: frozenset[str] = frozenset(
    str(pattern)
    for pattern in (
        QT_TRANSLATE_NOOP("Said", "You are asked into swarm S{number}."),
        QT_TRANSLATE_NOOP("Said", "Somebody wrote in swarm S{number}."),
        QT_TRANSLATE_NOOP("Said", "Somebody came or went in swarm S{number}."),
        QT_TRANSLATE_NOOP("Said", "The next action of swarm S{number} is overdue."),
        QT_TRANSLATE_NOOP("Said", "There is no such swarm."),
        QT_TRANSLATE_NOOP("Said", "More than one swarm ends so."),
        QT_TRANSLATE_NOOP("Said", "Give its number or its id, as 'swarm list' shows it."),
        QT_TRANSLATE_NOOP("Said", "S{number} is closed."),
        QT_TRANSLATE_NOOP("Said", "S{number} is open."),
        QT_TRANSLATE_NOOP("Said", "S{number} is archived."),
        QT_TRANSLATE_NOOP("Said", "Open it again first."),
        QT_TRANSLATE_NOOP("Said", "Close it first."),
        QT_TRANSLATE_NOOP("Said", "Go on in it."),
        QT_TRANSLATE_NOOP("Said", "Open a new one for the case."),
        QT_TRANSLATE_NOOP("Said", "{names}: not of our team, and would read this."),
        QT_TRANSLATE_NOOP("Said", "Say that this is wanted, or leave them out."),
        QT_TRANSLATE_NOOP("Said", "It is not said why."),
        QT_TRANSLATE_NOOP("Said", "Write in a few words why a swarm is wanted, or why not."),
        QT_TRANSLATE_NOOP("Said", "Write in a few words why a swarm is wanted."),
        QT_TRANSLATE_NOOP("Said", "Write in a few words why it goes on."),
        QT_TRANSLATE_NOOP("Said", "There is no such point on the checklist."),
        QT_TRANSLATE_NOOP("Said", "Points are {names}."),
        QT_TRANSLATE_NOOP("Said", "It is not said what help is needed with."),
        QT_TRANSLATE_NOOP("Said", "Write it in a few words."),
        QT_TRANSLATE_NOOP("Said", "This case has a swarm already: S{number}."),
        QT_TRANSLATE_NOOP("Said", "Go on in that one, or close it first."),
        QT_TRANSLATE_NOOP("Said", "Only somebody of our team can lead a swarm."),
        QT_TRANSLATE_NOOP("Said", "Choose another lead."),
        QT_TRANSLATE_NOOP("Said", "A next action needs something to do."),
        QT_TRANSLATE_NOOP("Said", "A next action needs a time."),
        QT_TRANSLATE_NOOP("Said", "A next action needs somebody who does it."),
        QT_TRANSLATE_NOOP("Said", "Say until when it is done."),
        QT_TRANSLATE_NOOP("Said", "Say who."),
        QT_TRANSLATE_NOOP("Said", "No next action is open here."),
        QT_TRANSLATE_NOOP("Said", "Write the next one, or close the swarm."),
        QT_TRANSLATE_NOOP("Said", "Only the lead of a swarm, or a supervisor, closes it."),
        QT_TRANSLATE_NOOP("Said", "Ask them to."),
        QT_TRANSLATE_NOOP("Said", "The customer was not told yet."),
        QT_TRANSLATE_NOOP("Said", "Call, text or write to them, or say how they were told."),
        QT_TRANSLATE_NOOP("Said", "The next action is still open."),
        QT_TRANSLATE_NOOP("Said", "Say that it is done, or hand it on."),
        QT_TRANSLATE_NOOP("Said", "The summary is missing."),
        QT_TRANSLATE_NOOP("Said", "Write what was found and done."),
        QT_TRANSLATE_NOOP("Said", "They were not asked into this swarm."),
        QT_TRANSLATE_NOOP("Said", "Invite them, or let them join."),
        QT_TRANSLATE_NOOP("Said", "They were taken out of this swarm."),
        QT_TRANSLATE_NOOP("Said", "Whoever leads it can let them join again."),
        QT_TRANSLATE_NOOP("Said", "The lead cannot leave."),
        QT_TRANSLATE_NOOP("Said", "Make somebody else the lead first."),
        QT_TRANSLATE_NOOP("Said", "This was answered already."),
        QT_TRANSLATE_NOOP("Said", "They are in this swarm already."),
        QT_TRANSLATE_NOOP("Said", "They are not in this swarm."),
        QT_TRANSLATE_NOOP("Said", "They lead this swarm already."),
        QT_TRANSLATE_NOOP("Said", "Look at the list again."),
    )
)
