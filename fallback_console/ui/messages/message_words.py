"""Where a message stands, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fallback_console.domain.conversations import HubState, Message
from fallback_console.domain.delivery import DeliveryState
from fallback_console.domain.entry import Kind
from fallback_console.domain.views import TimelineRow
from fallback_console.ui.case_words import Words, delivery_words
from fallback_console.ui.i18n import translate
from fallback_console.ui.widgets.times import clock_time

__all__ = ["as_item", "gateway_state", "parts_sentence", "state_words"]


def gateway_state(item: TimelineRow) -> DeliveryState | None:
    """Where a message of ours stands towards the gateway; None for what came in."""
    return next((state for sink, state in item.deliveries if sink.startswith("sms:")), None)


def state_words(message: Message, now: int) -> Words | None:
    """Where a message of ours stands; None for what came in and for calls: the helpdesk's copy of it is its case's affair."""
    if message.incoming or message.item.kind == Kind.CALL:
        return None
    item = message.item
    if message.over_hub:
        return _hub_words(message.hub, now)
    if not message.is_text:
        return delivery_words(item._replace(deliveries=tuple(d for d in item.deliveries if d[0] != "helpdesk")))
    if message.send_at:
        words = translate("Messages", "goes out {when}").format(when=clock_time(message.send_at, now))
        return Words(words, "due", "accent")
    state = gateway_state(item)
    if state is DeliveryState.DROPPED and not item.taken_back:
        return Words(translate("Messages", "given up · not sent"), "drop", "muted")
    return delivery_words(item._replace(deliveries=tuple(d for d in item.deliveries if d[0].startswith("sms:"))))


def _hub_words(hub: HubState, now: int) -> Words:
    if hub.read_at:
        return Words(translate("Messages", "read {when}").format(when=clock_time(hub.read_at, now)), "ok", "ok")
    if hub.settled:
        return Words(translate("Messages", "settled without it"), "ok", "muted")
    if hub.taken:
        return Words(translate("Messages", "waits to be read"), "waiting", "muted")
    return Words(translate("Messages", "waits for the hub"), "waiting", "warn")


def as_item(message: Message, spelled: Mapping[str, str]) -> TimelineRow:
    """A message as the timeline's list takes it, with what this view says more of it.

    Args:
        spelled: numbers as people read them.
    """
    item = message.item
    # A line is made again where its item changed: what its state is made of has to be in there.
    data = {**item.data, "case_number": message.case_number, "send_at": message.send_at, "hub": message.hub}
    if message.incoming and not data.get("person_name"):
        data["person_name"] = spelled.get(message.number, message.number)
    return item._replace(data=data)


def parts_sentence(parts: int, told: Sequence[tuple[int | None, str]]) -> str:
    """'part 1 delivered · part 2 failed'; '' where nothing was told of single parts."""
    words = {
        "delivered": translate("Messages", "part {part} delivered"),
        "failed": translate("Messages", "part {part} failed"),
        "buffered": translate("Messages", "part {part} waits for the phone"),
        "accepted": translate("Messages", "part {part} with the network"),
    }
    return " · ".join(
        words[state].format(part=part) for part, state in told if part is not None and part <= parts and state in words
    )
