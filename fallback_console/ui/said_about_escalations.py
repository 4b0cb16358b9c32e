"""Those of the sentences marked for translation (see ``said_texts``) that are about escalations."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

__all__ = ["ABOUT_ESCALATIONS"]

ABOUT_ESCALATIONS: frozenset[str] = frozenset(
    str(pattern)
    for pattern in (
        QT_TRANSLATE_NOOP("Said", "You are asked to take escalation {number}."),
        QT_TRANSLATE_NOOP("Said", "Nobody has taken escalation {number}."),
        QT_TRANSLATE_NOOP("Said", "It is not said what it is about."),
        QT_TRANSLATE_NOOP("Said", "Write in a few words what somebody has to do."),
        QT_TRANSLATE_NOOP("Said", "This case is escalated already, as {number}."),
        QT_TRANSLATE_NOOP("Said", "Escalate that one further, or close it first."),
        QT_TRANSLATE_NOOP("Said", "{number} was closed by {name}."),
        QT_TRANSLATE_NOOP("Said", "Start another one."),
        QT_TRANSLATE_NOOP("Said", "{number} is yours already."),
        QT_TRANSLATE_NOOP("Said", "There is no open {number} for you."),
        QT_TRANSLATE_NOOP("Said", "Use the number from the message you got."),
        QT_TRANSLATE_NOOP("Said", "{number}: already taken by {name} since {time}."),
        QT_TRANSLATE_NOOP("Said", "Pass it on first where somebody else shall have it."),
        QT_TRANSLATE_NOOP("Said", "{number} has no further step."),
        QT_TRANSLATE_NOOP("Said", "Take it, or close it and start another one."),
        QT_TRANSLATE_NOOP("Said", "Another chain is called so."),
        QT_TRANSLATE_NOOP("Said", "Give it another name, or change that one."),
        QT_TRANSLATE_NOOP("Said", "There is no such chain any more."),
        QT_TRANSLATE_NOOP("Said", "Save it as a new one."),
        QT_TRANSLATE_NOOP("Said", "There is no such escalation."),
        QT_TRANSLATE_NOOP("Said", "Many cases at once: {name}."),
        QT_TRANSLATE_NOOP("Said", "Many cases at once: {name}. Nobody could be paged."),
        QT_TRANSLATE_NOOP("Said", "Another rule is called so."),
        QT_TRANSLATE_NOOP("Said", "Give it another name, or change that rule."),
        QT_TRANSLATE_NOOP("Said", "Save it as a new rule."),
        QT_TRANSLATE_NOOP("Said", "List the rules to see those there are."),
        QT_TRANSLATE_NOOP("Said", "There is no such rule any more."),
        QT_TRANSLATE_NOOP("Said", "There is no such rule."),
        QT_TRANSLATE_NOOP("Said", "List them to see those there are."),
    )
)
