"""What the strip at the top of the window says."""

from __future__ import annotations

from PySide6.QtCore import QObject

from fallback_console.services.hub_answers import Answered
from fallback_console.services.hub_messages import Letter
from fallback_console.services.hub_pages import Page
from fallback_console.services.roll_call_own import Question
from fallback_console.ui.asked.strip import KEY, Shown
from fallback_console.ui.i18n import translate
from fallback_console.ui.people_words import plain_name
from fallback_console.ui.widgets.text import many_lines, one_line
from fallback_console.ui.widgets.times import clock_time

__all__ = ["AskedWords", "letter_shown", "question_shown", "told_words"]


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


def letter_shown(words: AskedWords, one: Letter, more: int, now: int) -> Shown:
    """A message of somebody else of the team as the strip shows it.

    Args:
        more: how many others wait.
        now: UTC epoch milliseconds.
    """
    who, page = one_line(plain_name(one.name), 60), one.page
    title = translate("Asked", "{who} writes:").format(who=who)
    if page is not None:
        title = _page_title(page, who, now)
    elif one.case_number:
        title = translate("Asked", "{who} writes about case {case}:").format(who=who, case=one.case_number)
    return Shown(
        f"letter:{one.entry}",
        "person" if page is None else "attention" if page.sort == "escalation" else "people",
        "warn" if page is not None and page.asks else "accent",
        title,
        many_lines(one.text),
        _answers(page),
        # Whoever is known by no login here cannot be written to.
        translate("Asked", "Reply") if one.person else "",
        words.more(more),
    )


def told_words(done: Answered, now: int) -> str:
    """What an answer came to, for whoever gave it; '' where that is seen anyway.

    Args:
        now: UTC epoch milliseconds.
    """
    name, time = one_line(plain_name(done.name), 60), clock_time(done.at, now) if done.at else ""
    return {
        "": "",
        "escalation": {
            "taken": translate("Asked", "{number} is yours."),
            "own": translate("Asked", "{number} is yours already, since {time}."),
            "other": translate("Asked", "{number}: already taken by {name} since {time}."),
            "passed": translate("Asked", "{number} goes to the next step."),
            "last": translate("Asked", "{number}: there is no further step. A supervisor is told."),
            "closed": translate("Asked", "{number} is closed."),
            "done": translate("Asked", "{number} was closed by {name}, {time}."),
        }.get(done.what, ""),
        "swarm": {
            "accepted": translate("Asked", "You are in S{number}: {name}."),
            "again": translate("Asked", "You are in S{number} already."),
            "declined": translate("Asked", "You are not in S{number}."),
            "left": translate("Asked", "You have left S{number}."),
            "said": translate("Asked", "Your message is in S{number}."),
        }.get(done.what, ""),
        "roll-call": translate("Asked", "The roll call has your answer: {answer}."),
    }[done.about].format(number=done.number, name=name, time=time, answer=_answer(done.what))


def _page_title(page: Page, who: str, now: int) -> str:
    time = clock_time(page.at, now) if page.at else ""
    if page.sort == "swarm":
        title = {
            "invited": translate("Asked", "{who} asks you into swarm S{number}:"),
            "accepted": translate("Asked", "You are in swarm S{number}."),
            "closed": translate("Asked", "Swarm S{number} is closed."),
        }.get(page.state, translate("Asked", "You are not in swarm S{number}."))
    elif page.state == "closed":
        title = translate("Asked", "{number} was closed by {name}, {time}.")
    elif page.mine:
        title = translate("Asked", "{number} is yours already, since {time}.")
    elif page.state == "taken":
        title = translate("Asked", "{number}: already taken by {name} since {time}.")
    else:
        title = translate("Asked", "{who} pages you:")
    return title.format(who=who, number=page.number, name=one_line(plain_name(page.name), 60), time=time)


def _answers(page: Page | None) -> tuple[tuple[str, str], ...]:
    if page is None or not page.asks:
        return (("read", translate("Asked", "Read")),)
    if page.sort == "swarm":
        return (
            ("accepted", translate("Asked", "1 Join")),
            ("declined", translate("Asked", "2 Decline")),
            ("read", translate("Asked", "3 Only read")),
        )
    return (
        ("taken", translate("Asked", "1 Take it")),
        ("passed", translate("Asked", "2 Pass it on")),
        ("read", translate("Asked", "3 Only read")),
    )


def _answer(answer: str) -> str:
    return {
        "safe": translate("Asked", "safe"),
        "help": translate("Asked", "need help"),
    }.get(answer, translate("Asked", "something else"))
