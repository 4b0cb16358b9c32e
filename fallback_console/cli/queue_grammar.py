"""What may be typed after ``queue``: every condition of the list of cases."""

from __future__ import annotations

from fallback_console.cli.grammar import Grammar
from fallback_console.domain.views import CLAIMED, CaseSort

__all__ = ["add_queue"]


def add_queue(grammar: Grammar) -> None:
    """The command with its conditions."""
    queue = grammar.add(
        "queue", "reading:show_queue", "list cases", "queue --mine", "queue --due-within 4 --sort priority"
    )
    whose = queue.add_mutually_exclusive_group()
    whose.add_argument("--mine", action="store_true", help="only your own")
    whose.add_argument("--owner", default="", metavar="LOGIN", help="only somebody's")
    whose.add_argument("--unowned", action="store_true", help="only nobody's")
    queue.add_argument("--queue", default="", help="only one queue's")
    queue.add_argument("--status", default="", help="only with this status")
    queue.add_argument("--all", action="store_true", help="closed ones too")
    queue.add_argument("--due-within", type=float, metavar="HOURS", help="only what is due by then, overdue included")
    queue.add_argument("--search", default="", metavar="WORDS", help="only those with these words")
    queue.add_argument("--unsent", action="store_true", help="only with something not yet delivered")
    queue.add_argument("--unanswered", action="store_true", help="only where the customer had the last word")
    queue.add_argument("--changed", action="store_true", help="only what others changed since you looked at it")
    queue.add_argument(
        "--claimed", choices=CLAIMED, default="", help="only where you are on the customer, or another station is"
    )
    queue.add_argument("--priority", type=int, default=0, metavar="FROM", help="only from this priority on, 0 to 100")
    queue.add_argument("--reverse", action="store_true", help="from the end of the order")
    queue.add_argument(
        "--sort", choices=[s.value for s in CaseSort], default=CaseSort.DUE.value, help="order; by due time"
    )
    queue.add_argument("--limit", type=int, default=100, help="at most so many; 100")
    queue.add_argument("--offset", type=int, default=0, help="leave so many out first")
