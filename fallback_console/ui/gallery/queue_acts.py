"""What is done in the list of cases to bring it before the camera."""

from __future__ import annotations

from fallback_console.domain.views import CaseGroup
from fallback_console.ui.gallery.acts import close_message, queue_of
from fallback_console.ui.gallery.stage import Stage
from fallback_console.ui.models.queue_filters import SavedFilter

__all__ = [
    "clear_search",
    "leave_filter",
    "leave_groups",
    "leave_marked",
    "leave_queue_undo",
    "queue",
    "queue_change",
    "queue_filter",
    "queue_groups",
    "queue_marked",
    "queue_plan",
    "queue_undo",
    "search_nothing",
]


def queue(stage: Stage) -> None:
    """The queue with its most urgent case."""
    stage.window.show_view("queue", stage.props.case)


def queue_groups(stage: Stage) -> None:
    """The queue in groups, one of them folded."""
    stage.window.show_view("queue")
    found = queue_of(stage).list
    found.feed.set_scope("team")
    found.feed.set_by(CaseGroup.STATUS)
    stage.settle()
    found.table.fold_requested.emit(0, True)


def leave_groups(stage: Stage) -> None:
    """One list again."""
    queue_of(stage).list.feed.set_by(CaseGroup.NONE)
    queue_of(stage).list.feed.set_scope("mine")
    stage.settle()


def queue_marked(stage: Stage) -> None:
    """Some cases are marked."""
    stage.window.show_view("queue")
    stage.settle()
    found = queue_of(stage).list
    found.model.marks.replace(found.model.pks[1:5])


def queue_change(stage: Stage) -> None:
    """All marked cases are to be somebody's."""
    queue_marked(stage)
    queue_of(stage).work.bar.field_wanted.emit("owner")
    stage.settle()


def queue_undo(stage: Stage) -> None:
    """All marked cases were changed, which can be taken back."""
    queue_marked(stage)
    queue_of(stage).work.change("priority", "50")
    stage.settle()


def queue_taken(stage: Stage) -> None:
    """Marked cases were taken with their customers, but for those on which somebody else is."""
    stage.window.show_view("queue")
    found = queue_of(stage)
    found.list.feed.set_scope("team")
    stage.settle()
    shown = [found.list.model.case(number) for number in range(found.list.model.rowCount())]
    theirs = [row.pk for row in shown if row is not None and row.claims and not any(mark.mine for mark in row.claims)]
    found.list.model.marks.replace([*theirs[:3], *found.list.model.pks[1:5]])
    found.work.take()
    stage.settle()


def leave_queue_undo(stage: Stage) -> None:
    """It is taken back."""
    queue_of(stage).work.undo()
    stage.settle()
    leave_marked(stage)


def leave_queue_taken(stage: Stage) -> None:
    """It is taken back, and one's own cases are shown again."""
    leave_queue_undo(stage)
    queue_of(stage).list.feed.set_scope("mine")
    stage.settle()


def queue_plan(stage: Stage) -> None:
    """All marked cases get a next action."""
    queue_marked(stage)
    queue_of(stage).work.bar.edit_plan()


def leave_marked(stage: Stage) -> None:
    """Nothing is marked."""
    queue_of(stage).work.leave()
    close_message(stage)


def queue_filter(stage: Stage) -> None:
    """Somebody makes a filter."""
    stage.window.show_view("queue")
    found = queue_of(stage)
    saved = found.list.feed.saved
    found.work.filters.open(saved[0] if saved else SavedFilter(priority_min=67, unanswered=True))
    stage.settle()


def leave_filter(stage: Stage) -> None:
    """Nothing comes of it."""
    queue_of(stage).work.leave()
    stage.settle()


def search_nothing(stage: Stage) -> None:
    """A search that finds nothing."""
    stage.window.show_view("queue")
    queue_of(stage).list.search.setText("zeppelin")
    queue_of(stage).list.feed.search("zeppelin")


def clear_search(stage: Stage) -> None:
    """What was searched is gone."""
    queue_of(stage).list.search.clear()
    queue_of(stage).list.feed.search("")
    stage.settle()
