"""Answers to messages over the hub: words go back to whoever wrote, a code counts like the same code by text message.

Which message is answered is known here, so a letter or word without a number is about what that message asks. Whoever answers is known
by their login, so no number of a telephone can be shared. An answer is one transaction with the word that the message was answered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.errors import NotFoundError
from fallback_console.domain.paths import HUB
from fallback_console.domain.roll_call import code_of
from fallback_console.services import (
    escalation_answers,
    escalation_steps,
    hub_messages,
    roll_call_answers,
    swarm_answers,
    swarm_people,
)
from fallback_console.services.hub_messages import MAX_HUB
from fallback_console.services.hub_pages import CODES, page_of
from fallback_console.services.messages import send_sms
from fallback_console.services.record import Saved, clean_text
from fallback_console.services.roll_call_own import keys_of
from fallback_console.services.swarm_record import who_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fallback_console.store.tx import Tx

__all__ = ["Answered", "press", "reply"]


class Answered(NamedTuple):
    """What an answer came to.

    Attributes:
        saved: what was written down, the answer itself first.
        about: 'escalation', 'swarm', 'roll-call', or '' for words to whoever wrote.
        what: of an escalation as ``domain.escalation.reply_text`` takes it, of a swarm as ``domain.swarm_text.answer_text`` or 'said' for
            words that went to the room, of a roll call 'safe' or 'help'; '' for words.
        number: of the escalation or swarm, 0 for none.
        name: who has the escalation or has closed it, the title of the swarm; '' for none.
        at: since when they have it, UTC epoch milliseconds; 0 for none.
        told: the same in English, '' for words.
    """

    saved: Saved
    about: str = ""
    what: str = ""
    number: int = 0
    name: str = ""
    at: int = 0
    told: str = ""


def reply(tx: Tx, who: str, entry_id: str, text: str) -> Answered:
    """Answer a message; it has been read then.

    Args:
        who: login of who answers.

    Raises:
        NotFoundError: there is no such message.
        InputError: a code is none of theirs, or as ``hub_messages.reply`` says.
    """
    row = tx.one("SELECT person, sender FROM p_hub_message WHERE entry = ?", (entry_id,))
    if row is None:
        raise NotFoundError("There is no such message.", "Look at 'messages' for those there are.")
    person, sender = row
    words, keys = clean_text(text, "message", limit=MAX_HUB), keys_of(tx, who)
    if person not in keys:
        # Somebody else's message: a code in it would be theirs.
        return Answered(hub_messages.reply(tx, who, entry_id, words))
    done = _code(tx, who, entry_id, words, keys)
    if done is not None:
        hub_messages.read(tx, who, entry_id, answer=done.saved.entry_ids[0])
        # Nobody is rung any more about what was answered.
        escalation_steps.call_off(tx)
        swarm_people.call_off(tx)
        return done
    if keys_of(tx, sender):
        sent = hub_messages.reply(tx, who, entry_id, words)
        heard = roll_call_answers.hear_letter(tx, who, words, sent.entry_ids[0])
        return _roll(words, sent._replace(entry_ids=(*sent.entry_ids, heard))) if heard else Answered(sent)
    heard = roll_call_answers.hear_letter(tx, who, words, entry_id)
    if not heard:
        return Answered(hub_messages.reply(tx, who, entry_id, words))
    hub_messages.read(tx, who, entry_id, answer=heard)
    return _roll(words, _saved(heard))


def press(tx: Tx, who: str, entry_id: str, act: str, words: str = "") -> Answered:
    """Answer what a message asks with one of its usual answers, and send words that were begun to whoever wrote.

    Args:
        act: of ``hub_pages.CODES``.

    Raises:
        NotFoundError: there is no such message, or it asks nothing of them.
        InputError: as ``reply`` says.
    """
    page = page_of(tx, entry_id, keys_of(tx, who))
    if page is None:
        raise NotFoundError("This message asks nothing of you.", "Answer it in words.")
    done = reply(tx, who, entry_id, CODES[act].format(number=page.number))
    sender = tx.value("SELECT sender FROM p_hub_message WHERE entry = ?", (entry_id,))
    if words and keys_of(tx, sender):
        hub_messages.reply(tx, who, entry_id, words)
    return done


def _code(tx: Tx, who: str, entry_id: str, words: str, keys: Sequence[str]) -> Answered | None:
    """What a code comes to; None where the words are none."""
    if not words:
        return None
    page = page_of(tx, entry_id, keys)
    sort, about = (page.sort, page.id) if page is not None else ("", "")
    paged, asked = (about if sort == "escalation" else ""), (about if sort == "swarm" else "")
    heard = escalation_answers.answer_letter(tx, who, words, keys, of=entry_id, paged=paged)
    if heard is not None:
        return Answered(
            _saved(heard.entry), "escalation", heard.what, heard.number, heard.name, heard.at, heard.text("en")
        )
    people = [*(f"person:{key}" for key in keys), who_at(tx, who).who]
    said = swarm_answers.answer_letter(tx, who, words, people, send_sms, of=entry_id, asked=asked)
    if said is None:
        return None
    return Answered(_saved(said.entry), "swarm", said.what, said.number, said.title, told=said.text("en"))


def _roll(words: str, saved: Saved) -> Answered:
    said = code_of(words)
    return Answered(saved, "roll-call", said, told=_TOLD[said])


def _saved(entry_id: str) -> Saved:
    return Saved((entry_id,), "", (HUB,))


_TOLD = {"safe": "The roll call has your answer: safe.", "help": "The roll call has your answer: need help."}
