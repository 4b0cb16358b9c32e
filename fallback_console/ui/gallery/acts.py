"""What is done in the window to bring something before the camera: what a person would do, with as little of the inside as it takes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QLabel, QLayout, QWidget

from fallback_console.domain.errors import CorruptError, WrongKeyError
from fallback_console.domain.views import CaseGroup, NumberRow
from fallback_console.ui import names
from fallback_console.ui.alerts.tray import STATES, tray_picture
from fallback_console.ui.case.open_call import CallTarget
from fallback_console.ui.case.pane import CasePane
from fallback_console.ui.error_texts import error_words
from fallback_console.ui.gallery.stage import Stage
from fallback_console.ui.models.queue_filters import SavedFilter
from fallback_console.ui.theme import Size
from fallback_console.ui.views.calls_view import CallsView
from fallback_console.ui.views.queue_view import QueueView
from fallback_console.ui.views.settings_view import SettingsView
from fallback_console.ui.views.sync_view import SyncView
from fallback_console.ui.views.trouble import TroublePage
from fallback_console.ui.views.unlock import UnlockPage
from fallback_console.ui.widgets import Card, PlainLabel, row

__all__ = [
    "alerts",
    "call",
    "call_script",
    "call_wrap_up",
    "calls",
    "case",
    "case_contacts",
    "case_filtered",
    "case_links",
    "case_quoted",
    "case_template_filled",
    "case_templates",
    "case_undo",
    "clear_search",
    "close_help",
    "close_message",
    "close_palette",
    "close_popover",
    "composer",
    "delivery",
    "end_call",
    "evidence",
    "help_page",
    "help_search",
    "leave_case_filtered",
    "leave_composer",
    "leave_filter",
    "leave_groups",
    "leave_in_call",
    "leave_marked",
    "leave_new_case",
    "leave_panel",
    "leave_queue_undo",
    "leave_templates",
    "leave_undo",
    "message",
    "new_case",
    "nothing",
    "other_systems",
    "palette",
    "palette_person",
    "put_page_away",
    "queue",
    "queue_change",
    "queue_filter",
    "queue_groups",
    "queue_marked",
    "queue_plan",
    "queue_undo",
    "search_nothing",
    "shortcuts",
    "silenced",
    "sounds",
    "sounds_on",
    "tray",
    "trouble",
    "unlock",
    "view",
]

_DRAFTS = {
    "note": "The carrier rang back: the fault is known, an hour at least.",
    "reply": "Thank you for waiting. We have found the cause and mend it today.",
    "sms": "Our systems are being repaired. We are on your case and ring you today.",
    "call": "Wants an answer before noon.",
}

Show = Callable[[Stage], QWidget | None]


def nothing(stage: Stage) -> None:
    """There is nothing to put away."""


def view(name: str, what: str = "") -> Show:
    """A view as it comes to the front, with something in it."""

    def show(stage: Stage) -> None:
        stage.window.show_view(name, what)

    return show


def _queue(stage: Stage) -> QueueView:
    found = stage.window.view("queue")
    assert isinstance(found, QueueView)
    return found


def queue(stage: Stage) -> None:
    """The queue with its most urgent case."""
    stage.window.show_view("queue", stage.props.case)


def queue_groups(stage: Stage) -> None:
    """The queue in groups, one of them folded."""
    stage.window.show_view("queue")
    found = _queue(stage).list
    found.feed.set_scope("team")
    found.feed.set_by(CaseGroup.STATUS)
    stage.settle()
    found.table.fold_requested.emit(0, True)


def leave_groups(stage: Stage) -> None:
    """One list again."""
    _queue(stage).list.feed.set_by(CaseGroup.NONE)
    _queue(stage).list.feed.set_scope("mine")
    stage.settle()


def queue_marked(stage: Stage) -> None:
    """Some cases are marked."""
    stage.window.show_view("queue")
    stage.settle()
    found = _queue(stage).list
    found.model.marks.replace(found.model.pks[1:5])


def queue_change(stage: Stage) -> None:
    """All marked cases are to be somebody's."""
    queue_marked(stage)
    _queue(stage).work.bar.field_wanted.emit("owner")
    stage.settle()


def queue_undo(stage: Stage) -> None:
    """All marked cases were changed, which can be taken back."""
    queue_marked(stage)
    _queue(stage).work.change("priority", "50")
    stage.settle()


def leave_queue_undo(stage: Stage) -> None:
    """It is taken back."""
    _queue(stage).work.undo()
    stage.settle()
    leave_marked(stage)


def queue_plan(stage: Stage) -> None:
    """All marked cases get a next action."""
    queue_marked(stage)
    _queue(stage).work.bar.edit_plan()


def leave_marked(stage: Stage) -> None:
    """Nothing is marked."""
    _queue(stage).work.leave()
    close_message(stage)


def queue_filter(stage: Stage) -> None:
    """Somebody makes a filter."""
    stage.window.show_view("queue")
    found = _queue(stage)
    saved = found.list.feed.saved
    found.work.filters.open(saved[0] if saved else SavedFilter(priority_min=67, unanswered=True))
    stage.settle()


def leave_filter(stage: Stage) -> None:
    """Nothing comes of it."""
    _queue(stage).work.leave()
    stage.settle()


def case(stage: Stage) -> QWidget:
    """The case alone."""
    stage.window.show_view("queue", stage.props.case)
    stage.settle()
    return _queue(stage).case


def _pane(stage: Stage) -> CasePane:
    stage.window.show_view("queue", stage.props.case)
    stage.settle()
    return _queue(stage).case


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
    _queue(stage).case.part.filter.choose("")
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


def case_templates(stage: Stage) -> None:
    """Texts to begin an SMS with."""
    pane = _pane(stage)
    pane.compose("sms")
    pane.composer.show_drafts({"sms": _DRAFTS["sms"]})
    pane.show_templates()


def case_template_filled(stage: Stage) -> None:
    """A text with a place that is still to be filled."""
    pane = _pane(stage)
    pane.compose("sms")
    pane.composer.show_drafts({"sms": "We call you back about your case at {callback}. {me}"})
    pane.composer.text.send_requested.emit()


def leave_panel(stage: Stage) -> None:
    """The timeline again."""
    _queue(stage).case.panels.back()


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
    _queue(stage).case.undo_bar.forget()
    leave_composer(stage)


def new_case(stage: Stage) -> None:
    """The form for a new case."""
    stage.window.show_view("queue")
    _queue(stage).begin_case()


def leave_new_case(stage: Stage) -> None:
    """Back to the list."""
    stage.press_escape()


def search_nothing(stage: Stage) -> None:
    """A search that finds nothing."""
    stage.window.show_view("queue")
    _queue(stage).list.search.setText("zeppelin")
    _queue(stage).list.feed.search("zeppelin")


def clear_search(stage: Stage) -> None:
    """What was searched is gone."""
    _queue(stage).list.search.clear()
    _queue(stage).list.feed.search("")
    stage.settle()


def composer(mode: str) -> Show:
    """Something is being written."""

    def show(stage: Stage) -> None:
        stage.window.show_view("queue", stage.props.case)
        stage.settle()
        pane = _queue(stage).case
        pane.compose(mode)
        pane.composer.show_drafts({mode: _DRAFTS[mode]})

    return show


def leave_composer(stage: Stage) -> None:
    """Nothing has been written."""
    composer_here = _queue(stage).case.composer
    composer_here.show_drafts({})
    composer_here.set_mode("note")


def call(stage: Stage) -> None:
    """A call under way."""
    stage.window.show_view("queue", stage.props.case)
    stage.settle()
    if stage.window.call_bar.is_open:
        return
    row = _queue(stage).case.detail
    number = NumberRow("mobile", stage.props.number, stage.props.number, stage.props.number)
    name = row.customer.name if row is not None and row.customer is not None else ""
    number_of = row.row.number if row is not None else ""
    target = CallTarget(stage.props.case, number_of, row.row.customer_key if row is not None else "", name, number)
    stage.window.call_bar.start(target)
    stage.window.call_bar.notes.setText(_DRAFTS["call"])


def leave_in_call(stage: Stage) -> None:
    """The window was asked to close while a call is open."""
    call(stage)
    stage.window.call_bar.ask_to_leave()


def call_script(stage: Stage) -> None:
    """A call under way with its script."""
    call(stage)
    stage.window.call_bar.head.fold.setChecked(True)


def call_wrap_up(stage: Stage) -> None:
    """A call that is over; somebody is to be called back."""
    call(stage)
    bar = stage.window.call_bar
    bar.follow_up.line.setText("tomorrow 9:00")
    bar.head.hang_up_requested.emit("reached")


def forgotten_call(stage: Stage) -> None:
    """A call that nobody said anything about for long."""
    call(stage)
    stage.window.call_bar.ask_whether_it_goes_on()


def calls(scope: str) -> Show:
    """The list of calls."""

    def show(stage: Stage) -> None:
        stage.window.show_view("calls")
        found = stage.window.view("calls")
        assert isinstance(found, CallsView)
        found.filters.chosen.emit(scope)
        stage.settle()

    return show


def end_call(stage: Stage) -> None:
    """Nothing is logged of the call."""
    if stage.window.call_bar.question.isVisible():
        stage.press("call-stay")
    stage.press("call-discard")
    close_message(stage)


def delivery(state: str) -> Show:
    """What the sync view says of a delivery in a state."""

    def show(stage: Stage) -> None:
        stage.window.show_view("sync")
        stage.settle()
        found = stage.window.view("sync")
        assert isinstance(found, SyncView)
        row = found.model.row_of(stage.props.deliveries.get(state, 0))
        if row >= 0:
            found.table.setCurrentIndex(found.model.index(row, 0))

    return show


def many_deliveries(stage: Stage) -> None:
    """Everything in the sync view is chosen."""
    stage.window.show_view("sync")
    stage.settle()
    found = stage.window.view("sync")
    assert isinstance(found, SyncView)
    found.table.selectAll()


def drop_many(stage: Stage) -> None:
    """Before all of it is given up."""
    many_deliveries(stage)
    stage.press("many-ask-drop")


def evidence(system: str) -> Show:
    """What is known of a system."""

    def show(stage: Stage) -> None:
        stage.window.show_view("queue")
        stage.settle()
        strip = stage.window.strip
        chip = strip.chip(system)
        if chip is not None:
            strip.evidence_requested.emit(system, chip)

    return show


def other_systems(stage: Stage) -> None:
    """The systems that one chip stands for."""
    stage.window.show_view("queue")
    stage.settle()
    stage.window.strip.others_requested.emit(stage.window.strip.others)


def close_popover(stage: Stage) -> None:
    """Nothing over the window."""
    stage.window.popover.close_panel()


def message(stage: Stage) -> None:
    """What the window says for a moment."""
    stage.window.show_view("queue")
    stage.window.show_error(CorruptError("The database on this computer is damaged.", ""))


def close_message(stage: Stage) -> None:
    """It has been read."""
    stage.window.close_message()


def help_page(name: str) -> Show:
    """A page of the help."""

    def show(stage: Stage) -> QWidget:
        found = stage.window.help_key.help
        found.search.clear()
        found.open_page(name)
        found.show()
        return found

    return show


def help_search(stage: Stage) -> QWidget:
    """What a search in the help finds."""
    found = stage.window.help_key.help
    found.open_page("sync")
    found.show()
    found.search.setText("競合" if stage.tools.languages.current == "ja" else "conflict")
    found.search.search_requested.emit(found.search.text())
    return found


def close_help(stage: Stage) -> None:
    """The help is put away."""
    found = stage.window.help_key.help
    found.search.clear()
    found.search.search_requested.emit("")
    found.close()


def palette(text: str) -> Show:
    """The command palette with something typed."""

    def show(stage: Stage) -> None:
        stage.window.show_view("queue")
        stage.settle()
        if not stage.parts.palette.chooser.isVisible():
            stage.parts.palette.open()
        stage.parts.palette.chooser.box.setText(text)

    return show


def palette_person(stage: Stage) -> None:
    """What can be done for a customer."""
    palette("harbour")(stage)
    stage.settle()
    chooser = stage.parts.palette.chooser
    rows = (chooser.model.row(n) for n in range(chooser.model.rowCount()))
    name = next((one.name for one in rows if one is not None and one.name.startswith("person:")), "")
    chooser.chosen.emit(name)


def shortcuts(stage: Stage) -> None:
    """The keys of the queue."""
    stage.window.show_view("queue")
    stage.parts.sheet.open()


def close_palette(stage: Stage) -> None:
    """Nothing over the window."""
    stage.parts.palette.chooser.put_away()
    stage.parts.sheet.chooser.put_away()


def alerts(stage: Stage) -> None:
    """What stands behind the bell."""
    stage.window.show_view("queue")
    stage.settle()
    stage.parts.alerts.open_panel()


def silenced(stage: Stage) -> None:
    """The same while sounds are silenced."""
    alerts(stage)
    stage.parts.alerts.keeper.silence_for_an_hour()


def sounds_on(stage: Stage) -> None:
    """Sounds may be heard again."""
    close_popover(stage)
    stage.parts.alerts.keeper.sounds_on()
    stage.settle()


def sounds(stage: Stage) -> QWidget:
    """Where sounds are chosen."""
    stage.window.show_view("settings", "station")
    stage.settle()
    found = stage.window.view("settings")
    assert isinstance(found, SettingsView)
    return found.station.notify


def tray(stage: Stage) -> QWidget:
    """The tray's icon in each state, with its words."""
    card = Card()
    card.body.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
    for state in STATES:
        line = row()
        for size in (Size.ICON, Size.ICON_L, Size.ICON_XL):
            picture = QLabel()
            picture.setPixmap(tray_picture(stage.tools.theme, state, size))
            line.addWidget(picture)
        line.addStretch(1)
        card.body.addLayout(line)
    card.body.addWidget(PlainLabel(stage.parts.alerts.tray.words(), wrap=True))
    card.body.addStretch(1)
    return stage.place(card)


def unlock(stage: Stage) -> QWidget:
    """The page that asks for the passphrase: for a new one where nothing is here yet."""
    page = UnlockPage(stage.tools.theme, create=stage.state == "empty")
    if stage.state == "error":
        wrong = WrongKeyError("The passphrase does not open these data.", "Type it again.")
        page.show_error(error_words(wrong, stage.tools.languages.current))
    return stage.place(page)


def trouble(stage: Stage) -> QWidget:
    """The page in place of the window."""
    error = CorruptError(
        "The database on this computer is damaged.", "Close the console and run 'fallback-console doctor --restore'."
    )
    folder = Path("~/.local/share/fallback-console")
    return stage.place(TroublePage(stage.tools.theme, stage.tools.languages, error, folder))


def put_page_away(stage: Stage) -> None:
    """The window again."""
    stage.put_pages_away()
