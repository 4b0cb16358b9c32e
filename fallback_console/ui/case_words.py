"""Words, icons and colours for what a case shows: priority, time left, status, owner, delivery."""

from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.delivery import DeliveryState
from fallback_console.domain.entry import Kind
from fallback_console.ui import names
from fallback_console.ui.i18n import translate
from fallback_console.ui.widgets.text import one_line
from fallback_console.ui.widgets.times import clock_time, relative, span

if TYPE_CHECKING:
    from fallback_console.domain.sla import Left
    from fallback_console.domain.views import CaseRow, TimelineRow

__all__ = [
    "CLOSE_MS",
    "PRIORITIES",
    "Words",
    "case_number",
    "changed_words",
    "claim_words",
    "delivery_words",
    "due_phrase",
    "due_words",
    "outcome_word",
    "owner_word",
    "pause_words",
    "priority_words",
    "status_word",
    "unsent_words",
    "waiting_words",
]

CLOSE_MS = 3_600_000
"""A due time nearer than this is close, milliseconds."""

_SOON_MS = 4 * CLOSE_MS
_LONG_MS = 24 * CLOSE_MS
_HIGH, _MIDDLE = 67, 34

PRIORITIES = (80, 50, 20)
"""What 'high', 'mid' and 'low' are written as."""


class Words(NamedTuple):
    """A word with its icon and the role of its colour."""

    text: str
    icon: str
    role: str


def priority_words(priority: int) -> Words:
    """High, mid or low of 0 to 100."""
    if priority >= _HIGH:
        return Words(translate("Case", "High"), "high", "bad")
    if priority >= _MIDDLE:
        return Words(translate("Case", "Mid"), "middle", "muted")
    return Words(translate("Case", "Low"), "low", "muted")


def due_words(due_at: int | None, now: int, countdown: "Left | None" = None) -> Words:
    """How much time is left, and how near it is; nothing where there is no due time.

    Args:
        countdown: by working time, None where all time counts.
    """
    if due_at is None:
        return Words("", "", "muted")
    left = due_at - now if countdown is None else countdown.ms
    # Where nobody works between a due time and now, no working time has passed, and it is late all the same.
    if left < 0 or due_at < now:
        # Whole hours are enough once it is late, and they fit into the column.
        late = -left if -left < CLOSE_MS else -left // CLOSE_MS * CLOSE_MS
        return Words(translate("Case", "{span} over").format(span=span(late)), "attention", "bad")
    if countdown is not None and countdown.pause:
        return Words(span(left), "paused", "muted")
    if left < CLOSE_MS:
        return Words(span(left), "sla", "bad")
    return Words(span(left), "sla" if left < _SOON_MS else "", "warn" if left < _SOON_MS else "text")


def pause_words(countdown: "Left | None", now: int) -> str:
    """Why a countdown stands still and until when; '' where it runs."""
    if countdown is None or not countdown.pause:
        return ""
    if countdown.pause == "waiting":
        return translate("Case", "paused · waiting")
    if countdown.until is None:
        return {
            "holiday": translate("Case", "paused · holiday"),
            "lunch": translate("Case", "paused · lunch"),
        }.get(countdown.pause, translate("Case", "paused · off hours"))
    words = {
        "holiday": translate("Case", "holiday until {time}"),
        "lunch": translate("Case", "lunch until {time}"),
    }.get(countdown.pause, translate("Case", "off until {time}"))
    return words.format(time=clock_time(countdown.until, now))


def waiting_words(asked_at: int | None, now: int) -> Words:
    """For how long a customer has waited for an answer, more pressing with time; nothing where nobody does."""
    if asked_at is None:
        return Words("", "", "muted")
    waited = max(now - asked_at, 0)
    if waited < _SOON_MS:
        return Words(span(waited), "reply", "muted")
    return Words(span(waited), "reply" if waited < _LONG_MS else "attention", "warn" if waited < _LONG_MS else "bad")


def changed_words(row: "CaseRow") -> Words | None:
    """Who changed a case since it was last looked at; None where nobody did."""
    if not row.changed_by:
        return None
    who = one_line(row.changed_by, 40)
    return Words(translate("Case", "changed by {who}").format(who=who), "people", "accent")


def claim_words(row: "CaseRow", now: int) -> Words | None:
    """Who is on a case's customer, the most pressing first; None where nobody is."""
    live = [mark for mark in row.claims if mark.until_at > now]
    other = next((mark for mark in live if not mark.mine), None)
    if other is None:
        if not live:
            return None
        sure = live[0].sure_until > now
        return Words(translate("Case", "you are on it"), "claimed" if sure else "unknown", "ok" if sure else "muted")
    who = one_line(other.name, 40)
    if other.contested:
        return Words(translate("Case", "contested: {who}").format(who=who), "attention", "bad")
    icon = "claimed" if other.sure_until > now else "unknown"
    return Words(translate("Case", "{who} is on it").format(who=who), icon, "warn")


def status_word(status: str) -> str:
    """A status in words; one this program does not know as the helpdesk spells it."""
    return {
        "new": translate("Case", "new"),
        "open": translate("Case", "open"),
        "stalled": translate("Case", "stalled"),
        "waiting": translate("Case", "waiting"),
        "pending": translate("Case", "pending"),
        "resolved": translate("Case", "resolved"),
        "rejected": translate("Case", "rejected"),
        "deleted": translate("Case", "deleted"),
        "closed": translate("Case", "closed"),
        "solved": translate("Case", "solved"),
    }.get(status.casefold()) or one_line(status, 40)


def owner_word(owner: str, login: str) -> str:
    """Whose case it is: 'you', a login, or nothing for nobody's."""
    return translate("Case", "you") if owner and owner == login else one_line(owner, 40)


def case_number(row: "CaseRow") -> str:
    """'#48213', or the temporary 'T-7' of a case the helpdesk has no number for yet."""
    return row.number if row.number.startswith("T-") else f"#{row.number}"


def outcome_word(outcome: str, direction: str = "out") -> str:
    """How a call went."""
    of_theirs = {
        "reached": translate("Case", "Talked"),
        "voicemail": translate("Case", "Left a message"),
    }
    if direction == "in" and outcome in of_theirs:
        return of_theirs[outcome]
    return {
        "reached": translate("Case", "Reached"),
        "no-answer": translate("Case", "No answer"),
        "busy": translate("Case", "Busy"),
        "voicemail": translate("Case", "Voicemail"),
        "wrong-number": translate("Case", "Wrong number"),
        "call-back": translate("Case", "Will call back"),
        "missed": translate("Case", "Missed"),
    }.get(outcome, outcome)


def unsent_words(row: "CaseRow") -> Words | None:
    """What a case has that is not delivered; None where everything is."""
    if row.conflict:
        return Words(translate("Case", "needs you: open Sync to decide"), "attention", "bad")
    if row.unsent:
        return Words(translate("Case", "{count} not yet sent").format(count=row.unsent), "waiting", "warn")
    return None


def delivery_words(row: "TimelineRow") -> Words | None:
    """Where one item of a timeline stands on its way, most pressing first; None for what goes nowhere."""
    if not row.deliveries:
        return None
    if row.taken_back:
        return Words(translate("Delivery", "taken back · not sent"), "undo", "muted")
    states = {state for _, state in row.deliveries}
    if DeliveryState.NEEDS_ATTENTION in states:
        return Words(translate("Delivery", "needs you"), "attention", "bad")
    if DeliveryState.UNKNOWN in states:
        return Words(translate("Delivery", "unknown – please check"), "unknown", "warn")
    if row.kind == Kind.SMS_SENT:
        return _spoken_words(row) if "spoken" in row.data else _sms_words(row)
    system = names.joined(dict.fromkeys(names.system_name(sink) for sink, _ in row.deliveries))
    return _plain_words(states, system)


def _plain_words(states: set[DeliveryState], system: str) -> Words:
    if DeliveryState.IN_FLIGHT in states:
        return Words(translate("Delivery", "being sent to {system}").format(system=system), "send", "accent")
    if DeliveryState.WAITING in states:
        return Words(translate("Delivery", "saved · waiting for {system}").format(system=system), "waiting", "warn")
    if states == {DeliveryState.DROPPED}:
        return Words(translate("Delivery", "dropped · not sent"), "drop", "muted")
    return Words(translate("Delivery", "sent to {system}").format(system=system), "check", "ok")


def _sms_words(row: "TimelineRow") -> Words:
    gateway = [state for sink, state in row.deliveries if sink.startswith("sms:")]
    parts = max(int(row.data.get("parts") or 1), 1)
    if row.sms_state == "delivered":
        words = translate("Delivery", "delivered {done}/{parts}").format(
            done=min(row.sms_delivered_parts or parts, parts), parts=parts
        )
        return Words(words, "ok", "ok")
    if row.sms_state == "failed":
        return Words(translate("Delivery", "not delivered: call instead"), "attention", "bad")
    if not gateway or gateway[0] != DeliveryState.CONFIRMED:
        return _plain_words(set(gateway) or {DeliveryState.WAITING}, names.system_name("sms:"))
    if row.sms_state == "buffered":
        return Words(translate("Delivery", "sent · the phone is off or out of reach"), "clock", "warn")
    if row.sms_delivered_parts:
        words = translate("Delivery", "delivered {done}/{parts}").format(done=row.sms_delivered_parts, parts=parts)
        return Words(words, "clock", "accent")
    return Words(translate("Delivery", "sent · no receipt yet"), "check", "accent")


def _spoken_words(row: "TimelineRow") -> Words:
    """Where a call stands that the console makes."""
    gateway = {state for sink, state in row.deliveries if sink.startswith("sms:")}
    if row.sms_state == "delivered":
        return Words(translate("Delivery", "heard · a key was pressed"), "ok", "ok")
    if row.sms_state == "failed":
        return Words(translate("Delivery", "nobody took the call"), "phone-missed", "warn")
    if DeliveryState.IN_FLIGHT in gateway:
        return Words(translate("Delivery", "being called"), "phone", "accent")
    if DeliveryState.CONFIRMED not in gateway:
        dropped = gateway == {DeliveryState.DROPPED}
        return (
            _plain_words(gateway, "")
            if dropped
            else Words(translate("Delivery", "saved · will be called"), "waiting", "warn")
        )
    return Words(translate("Delivery", "called · no key pressed yet"), "phone", "accent")


def due_phrase(due_at: int, now: int) -> str:
    """For a tooltip: 'due in 12 min', 'was due 3 h ago'."""
    word = translate("Case", "was due {when}") if due_at < now else translate("Case", "due {when}")
    return word.format(when=relative(due_at, now))
