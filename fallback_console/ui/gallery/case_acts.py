"""What is done to a case to bring it before the camera."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QWidget

from fallback_console.ui import names
from fallback_console.ui.case.pane import CasePane
from fallback_console.ui.gallery.acts import DRAFTS, Show, queue_of
from fallback_console.ui.gallery.stage import Stage
from fallback_console.ui.reach.panel import ReachPanel

__all__ = [
    "case",
    "case_claim_call",
    "case_claim_hand",
    "case_claim_own",
    "case_claimed",
    "case_contacts",
    "case_crowded",
    "case_filtered",
    "case_links",
    "case_quoted",
    "case_reach",
    "case_reach_night",
    "case_reached",
    "case_template_filled",
    "case_templates",
    "case_undo",
    "composer",
    "leave_case_filtered",
    "leave_claim_call",
    "leave_claim_hand",
    "leave_claim_own",
    "leave_composer",
    "leave_new_case",
    "leave_panel",
    "leave_templates",
    "leave_undo",
    "new_case",
]


def case(stage: Stage) -> QWidget:
    """The case alone."""
    stage.window.show_view("queue", stage.props.case)
    stage.settle()
    return queue_of(stage).case


def _pane(stage: Stage) -> CasePane:
    stage.window.show_view("queue", stage.props.case)
    stage.settle()
    return queue_of(stage).case


def case_claimed(which: str) -> Show:
    """A case whose customer somebody is on.

    Args:
        which: of ``Props.claimed``.
    """

    def show(stage: Stage) -> None:
        _claimed(stage, which)

    return show


def _claimed(stage: Stage, which: str) -> CasePane:
    stage.window.show_view("queue", stage.props.claimed[which])
    stage.settle()
    return queue_of(stage).case


def case_crowded(mode: str) -> Show:
    """Everything there is to say of a case at once, while something is being written."""

    def show(stage: Stage) -> None:
        _write(stage, stage.props.crowded, mode)

    return show


def case_claim_call(stage: Stage) -> None:
    """Ringing a customer whom somebody else is on."""
    _claimed(stage, "theirs").call()


def leave_claim_call(stage: Stage) -> None:
    """Not ringing them."""
    _press(stage, "claim-leave")


def case_claim_own(stage: Stage) -> None:
    """What can be done about one's own claim."""
    _claimed(stage, "own").claiming.press()


def leave_claim_own(stage: Stage) -> None:
    """Nothing."""
    queue_of(stage).case.claiming.press()


def case_claim_hand(stage: Stage) -> None:
    """Whom to hand a customer over to."""
    _claimed(stage, "own").claiming.bar.begin_handing()


def leave_claim_hand(stage: Stage) -> None:
    """Nobody."""
    _press(stage, "claim-stay")


def _press(stage: Stage, name: str) -> None:
    button = queue_of(stage).case.findChild(QAbstractButton, name)
    assert isinstance(button, QAbstractButton)
    button.click()
    stage.settle()


def _mail(pane: CasePane) -> int:
    """Place of the message with a quoted one in it."""
    lines = (pane.lines.line(n) for n in range(pane.lines.rowCount()))
    return next((n for n, line in enumerate(lines) if line.short), -1)


def case_filtered(stage: Stage) -> None:
    """Nothing but notes."""
    _pane(stage).part.filter.choose("notes")
    stage.settle()


def leave_case_filtered(stage: Stage) -> None:
    """The whole timeline."""
    queue_of(stage).case.part.filter.choose("")
    stage.settle()


def case_quoted(stage: Stage) -> QWidget:
    """A message with what was quoted in it unfolded."""
    pane = _pane(stage)
    place = _mail(pane)
    if place >= 0 and not pane.lines.line(place).open:
        pane.lines.toggle(place)
    pane.timeline.scrollTo(pane.lines.index(max(place, 0)), pane.timeline.ScrollHint.PositionAtTop)
    return pane


def case_links(stage: Stage) -> None:
    """The links of a message."""
    pane = _pane(stage)
    pane.part.show_links(_mail(pane))


def case_contacts(stage: Stage) -> None:
    """When we last spoke to the customer."""
    _pane(stage).show_contacts()


def _reach(stage: Stage) -> ReachPanel:
    pane = queue_of(stage).case
    pane.customer.reach_requested.emit()
    stage.settle()
    panel = pane.panels.panel
    assert isinstance(panel, ReachPanel)
    return panel


def case_reach(stage: Stage) -> None:
    """A message that is to arrive over whatever path works."""
    _pane(stage)
    panel = _reach(stage)
    panel.urgent.setChecked(True)
    panel.text.setPlainText(DRAFTS["sms"])


def case_reach_night(stage: Stage) -> None:
    """The same where it is the customer's quiet time."""
    _pane(stage)
    panel = _reach(stage)
    panel.urgent.setChecked(False)
    panel.text.setPlainText(DRAFTS["sms"])
    panel.show_quiet(stage.tools.context.clock.now_ms() + 8 * 3_600_000)


def case_reached(stage: Stage) -> None:
    """Somebody is being reached, and a call is up to the person at the desk."""
    stage.window.show_view("queue", stage.props.reached)
    stage.settle()
    _reach(stage)


def case_templates(stage: Stage) -> None:
    """Texts to begin an SMS with."""
    pane = _pane(stage)
    pane.compose("sms")
    pane.composer.show_drafts({"sms": DRAFTS["sms"]})
    pane.show_templates()


def case_template_filled(stage: Stage) -> None:
    """A text with a place that is still to be filled."""
    pane = _pane(stage)
    pane.compose("sms")
    pane.composer.show_drafts({"sms": "We call you back about your case at {callback}. {me}"})
    pane.composer.text.send_requested.emit()


def leave_panel(stage: Stage) -> None:
    """The timeline again."""
    queue_of(stage).case.panels.back()


def leave_templates(stage: Stage) -> None:
    """The timeline again, and nothing written."""
    leave_panel(stage)
    leave_composer(stage)


def case_undo(stage: Stage) -> None:
    """What was sent can be taken back."""
    pane = _pane(stage)
    pane.compose("sms")
    pane.undo_bar.offer(names.saved_words(("sms:kannel", "helpdesk")), ())


def leave_undo(stage: Stage) -> None:
    """Nothing is offered any more."""
    queue_of(stage).case.undo_bar.forget()
    leave_composer(stage)


def new_case(stage: Stage) -> None:
    """The form for a new case."""
    stage.window.show_view("queue")
    queue_of(stage).begin_case()


def leave_new_case(stage: Stage) -> None:
    """Back to the list."""
    stage.press_escape()


def composer(mode: str) -> Show:
    """Something is being written."""

    def show(stage: Stage) -> None:
        _write(stage, stage.props.case, mode)

    return show


def _write(stage: Stage, case: str, mode: str) -> None:
    stage.window.show_view("queue", case)
    stage.settle()
    pane = queue_of(stage).case
    pane.compose(mode)
    pane.composer.show_drafts({mode: DRAFTS[mode]})


def leave_composer(stage: Stage) -> None:
    """Nothing has been written."""
    composer_here = queue_of(stage).case.composer
    composer_here.show_drafts({})
    composer_here.set_mode("note")
