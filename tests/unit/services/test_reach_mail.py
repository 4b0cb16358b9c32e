"""Reaching a person by mail, where a mail server takes it."""

from __future__ import annotations

import pytest

from fallback_console.domain.connection import Connection
from fallback_console.domain.delivery import Problem
from fallback_console.domain.entry import Kind
from fallback_console.domain.errors import InputError, NotFoundError
from fallback_console.domain.mirror import RawNumber
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.domain.render import note_text, summary
from fallback_console.ports import Work
from fallback_console.services import cases, connections, day_report, dispatch, mailing, outages, paths, reach
from fallback_console.store import journal
from fallback_console.store.case_ref import find_ref
from fallback_console.store.timeline import timeline_rows
from tests.unit.services.support import ANN, ANN_NUMBER, World, ann, case

WHOM = f"person:{ANN}"
MAIL = "ann@example.net"
RULES = ReachRules(quiet=(0, 0), zone="UTC")
WAIT = 180_000


def mail_connection(**values: str) -> Connection:
    return Connection("mail", "mail", {"smtp_host": "smtp.example.com", "sender": "desk@example.com", **values})


@pytest.fixture
def post(world: World) -> World:
    """Ann has a mail address alone, and the station's mail server takes mail."""
    world.do(connections.save, mail_connection())
    world.pull(cases=[case(1)], people=[ann(numbers=())])
    return world


def begin(world: World, **options: object) -> str:
    return world.do(reach.start, "alice", WHOM, "Please ring us.", RULES, **options).entry_ids[0]  # type: ignore[arg-type]


def states(world: World, reach_id: str) -> str:
    found = world.ask(reach.shown, reach_id, world.clock.ms)
    return f"{found.state}: " + " ".join(f"{s.kind}={s.state}" for s in found.steps)


def later(world: World, ms: int) -> None:
    world.clock.ms += ms
    world.do(reach.advance)


def refuse(world: World, work: Work) -> None:
    problem = Problem("refused", "The mail server does not take mail to this address (550).", "Check the address.")
    world.do(dispatch.stop, work.delivery_id, problem)
    world.do(reach.advance)


class TestWhetherThereIsAPath:
    def test_without_a_server_that_takes_mail(self, world: World) -> None:
        world.pull(people=[ann()])
        rungs = {rung.path.id: rung.why for rung in world.ask(paths.ladder_of, WHOM, RULES, world.clock.ms).rungs}
        assert rungs[f"mail:{MAIL}"] == "no-sink"
        with pytest.raises(InputError, match="mail server"):
            world.do(mailing.send_mail, "alice", "", MAIL, "Hello")

    @pytest.mark.parametrize(
        "values", [{"smtp_host": ""}, {"sender": "", "login": "alice"}, {"sender": "nobody", "login": ""}]
    )
    def test_a_connection_that_only_watches(self, world: World, values: dict[str, str]) -> None:
        world.do(connections.save, mail_connection(**values))
        assert not world.ask(mailing.can_send)

    def test_a_user_name_that_is_an_address_is_the_sender(self, world: World) -> None:
        world.do(connections.save, mail_connection(sender="", login="alice@example.com"))
        assert world.ask(mailing.can_send)

    def test_switched_off(self, world: World) -> None:
        connection = mail_connection()
        world.do(connections.save, Connection("mail", "mail", connection.values, enabled=False))
        assert not world.ask(mailing.can_send)

    def test_after_all_that_work_while_mail_is_down(self, world: World) -> None:
        world.do(connections.save, mail_connection())
        world.pull(people=[ann()])
        world.do(outages.set_override, "sue", "mail", "down", "nothing arrives")
        last = world.ask(paths.ladder_of, WHOM, RULES, world.clock.ms).rungs[-1]
        assert (last.path.kind, last.why, last.health) == ("mail", "", "down")


class TestReaching:
    def test_it_goes_out_once_and_then_there_is_nothing_left(self, post: World) -> None:
        one = begin(post, case_key="rt:1")
        assert states(post, one) == "trying: mail=waiting"
        (work,) = post.deliver("mail")
        assert work.entry.body["to"] == MAIL
        assert work.entry.body["subject"] == "[#1] Please ring us."
        assert work.entry.subject == "case:rt:1"
        later(post, WAIT)
        assert states(post, one) == "exhausted: mail=silent"
        later(post, WAIT)
        assert post.take("mail") == []
        post.assert_whole()

    def test_a_refused_address_fails(self, post: World) -> None:
        one = begin(post)
        (work,) = post.take("mail")
        refuse(post, work)
        assert states(post, one) == "exhausted: mail=failed"
        assert "550" in post.ask(reach.shown, one, post.clock.ms).steps[0].why
        # It does not go out after all when somebody clears up why it was refused.
        assert post.ask(lambda r: r.value("SELECT state FROM delivery WHERE sink = 'mail'")) == "dropped"

    def test_not_known_whether_it_arrived(self, post: World) -> None:
        one = begin(post)
        (work,) = post.take("mail")
        post.do(dispatch.mark_unknown, work.delivery_id, Problem("ambiguous", "The connection broke.", "Ask."))
        post.do(reach.advance)
        assert states(post, one) == "exhausted: mail=unknown"

    def test_mail_after_a_text_only_when_that_cannot_arrive_any_more(self, world: World) -> None:
        world.do(connections.save, mail_connection())
        world.pull(people=[ann(numbers=(RawNumber("mobile", ANN_NUMBER),))])
        one = begin(world)
        world.deliver("sms:kannel")
        later(world, WAIT)
        later(world, 2 * WAIT)
        assert states(world, one) == "exhausted: sms=silent call=silent mail=planned"
        world.do(reach.allow, "alice", one, second_sms=True)
        assert states(world, one) == "trying: sms=silent call=silent mail=waiting"
        assert len(world.deliver("mail")) == 1

    def test_stopping_takes_back_what_was_not_sent(self, post: World) -> None:
        one = begin(post)
        post.do(reach.stop, "alice", one)
        assert states(post, one) == "stopped: mail=cancelled"
        assert post.take("mail") == []


class TestTheMail:
    def test_what_the_case_and_the_helpdesk_hear(self, post: World) -> None:
        saved = post.do(mailing.send_mail, "alice", "rt:1", MAIL, "Please ring us.\n\nIt is urgent.", person_key=ANN)
        assert saved.sinks == ("helpdesk", "mail")
        entry = post.ask(journal.find, saved.entry_ids[0])
        assert entry is not None
        assert note_text(entry).startswith("Mail to Ann Müller (ann@example.net)\nWritten: ")
        assert summary(entry.kind, entry.body).startswith("Mail to Ann Müller (ann@example.net): Please ring us.")
        ref = post.ask(find_ref, "rt:1")
        assert ref is not None
        shown = post.ask(timeline_rows, ref, "", 50, "messages")
        assert [(row.kind, row.text) for row in shown] == [(Kind.MAIL_SENT, "Please ring us.\n\nIt is urgent.")]
        post.index()
        assert post.ask(lambda r: r.value("SELECT answer_at FROM p_case WHERE key = 'rt:1'")) > 0
        report = post.ask(day_report.day_report, 0, post.clock.ms + 1000, post.clock.ms)
        assert sum(person.replies for person in report.people) == 1
        post.assert_whole()

    @pytest.mark.parametrize(
        ("to", "text", "what"),
        [("ann", "Hello", "no address"), (MAIL, " \n", "empty"), (f"{MAIL}, bob@example.net", "Hello", "no address")],
    )
    def test_what_cannot_be_sent(self, post: World, to: str, text: str, what: str) -> None:
        with pytest.raises(InputError, match=what):
            post.do(mailing.send_mail, "alice", "", to, text)

    def test_about_no_case_that_is_here(self, post: World) -> None:
        with pytest.raises(NotFoundError):
            post.do(mailing.send_mail, "alice", "rt:77", MAIL, "Hello")
        assert post.do(cases.add_note, "alice", "rt:1", "still works").entry_ids
