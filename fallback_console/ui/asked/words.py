"""What the strip at the top of the window says."""

from __future__ import annotations

from PySide6.QtCore import QObject

from fallback_console.services.hub_messages import Letter
from fallback_console.services.roll_call_own import Question
from fallback_console.ui.asked.strip import KEY, Shown
from fallback_console.ui.i18n import translate
from fallback_console.ui.people_words import plain_name
from fallback_console.ui.widgets.text import many_lines, one_line

__all__ = ["AskedWords", "letter_shown", "question_shown"]


class AskedWords(QObject):
    """Counted words: only ``tr`` knows plurals."""

    def more(self, count: int) -> str:
        """How many others wait; '' for none."""
        return self.tr("%Ln more", "", count) if count else ""

    def spoken(self, title: str, text: str) -> str:
        """What a screen reader says of a new one."""
        return self.tr("{title} {text} Answer with {key}.").format(title=title, text=text, key=KEY)


def question_shown(words: AskedWords, one: Question, more: int, *, changing: bool) -> Shown:
    """A roll call as the strip shows it.

    Args:
        more: how many other questions wait.
        changing: it was answered and is to be answered otherwise.
    """
    who = one_line(plain_name(one.name), 60)
    if one.answer and not changing:
        title = translate("Asked", "Roll call by {who}: you answered “{answer}”.")
        return Shown(
            f"roll:{one.roll}",
            "ok",
            "ok",
            title.format(who=who, answer=_answer(one.answer)),
            "",
            (("change", translate("Asked", "Change")),),
            more=words.more(more),
        )
    answers = (
        ("safe", translate("Asked", "1 Safe and available")),
        ("help", translate("Asked", "2 I need help")),
    )
    return Shown(
        f"roll:{one.roll}",
        "people",
        "warn",
        translate("Asked", "Roll call by {who}").format(who=who),
        many_lines(one.text),
        answers,
        translate("Asked", "Or in your own words"),
        words.more(more),
    )


def letter_shown(words: AskedWords, one: Letter, more: int) -> Shown:
    """A message of somebody else of the team as the strip shows it.

    Args:
        more: how many others wait.
    """
    who = one_line(plain_name(one.name), 60)
    title = translate("Asked", "{who} writes:").format(who=who)
    if one.case_number:
        title = translate("Asked", "{who} writes about case {case}:").format(who=who, case=one.case_number)
    return Shown(
        f"letter:{one.entry}",
        "person",
        "accent",
        title,
        many_lines(one.text),
        (("read", translate("Asked", "Read")),),
        # Whoever is known by no login here cannot be written to.
        translate("Asked", "Reply") if one.person else "",
        words.more(more),
    )


def _answer(answer: str) -> str:
    return {
        "safe": translate("Asked", "safe"),
        "help": translate("Asked", "need help"),
    }.get(answer, translate("Asked", "something else"))
