"""Climbing a ladder: whatever happens in whatever order, nobody gets the words twice and nobody is left out."""

from __future__ import annotations

import hypothesis.strategies as st
from hypothesis import given, settings

from fallback_console.domain.paths import CALLS, KINDS, TEXTS
from fallback_console.domain.reaching import ENDED, FINAL, Climb, Seen, Step, decide, stopping

WAIT = 10
NOTHING = Seen({}, {}, answered=False, blocked={}, quiet_until=None)
SENDING = ("sms", "call", "desk")
EVENTS = st.lists(
    st.tuples(
        st.integers(0, 5),
        st.sampled_from(("delivered", "failed", "unknown", "answered", "")),
        st.integers(0, 15),
        st.booleans(),
        st.integers(0, 30),
    ),
    max_size=25,
)


class Run:
    """A climb with a clock, and what it did."""

    def __init__(
        self, kinds: list[str], *, second_sms: bool = False, urgent: bool = False, calls: bool = False
    ) -> None:
        """``calls``: there is a gateway that calls and reads out."""
        self.calls = calls
        self.rung: list[int] = []
        steps = tuple(Step(kind, f"{kind}{n}") for n, kind in enumerate(kinds))
        self.climb = Climb("trying", steps, urgent, second_sms)
        self.now = 0
        self.tried: list[int] = []
        self.news: dict[int, str] = {}

    def look(self, *, quiet: bool = False, answered: bool = False, blocked: dict[int, str] | None = None) -> None:
        """Do what is to be done until there is nothing but to wait."""
        for _ in range(30):
            seen = Seen(dict(self.news), {}, answered, blocked or {}, self.now + 5 if quiet else None)
            changes = decide(self.climb, seen, self.now)
            if not changes:
                return
            assert sum(change.state == "try" for change in changes) <= 1
            for change in changes:
                if change.step < 0:
                    self.climb = self.climb._replace(state=change.state)
                    continue
                steps = list(self.climb.steps)
                state = change.state
                if state == "try":
                    self.check_may_try(change.step)
                    assert not (quiet and not self.climb.urgent and steps[change.step].kind in SENDING)
                    assert change.step not in (blocked or {})
                    self.tried.append(change.step)
                    state = "calling" if self.calls and steps[change.step].kind in CALLS else "waiting"
                if state == "ring":
                    assert steps[change.step].state == "calling"
                    assert change.step not in self.rung
                    self.rung.append(change.step)
                    # What became of the gateway's call says nothing of the one that a person makes.
                    self.news.pop(change.step, None)
                    state = "waiting"
                steps[change.step] = steps[change.step]._replace(
                    state=state, until=self.now + WAIT if state in ("waiting", "calling") else 0, since=self.now
                )
                self.climb = self.climb._replace(steps=tuple(steps))
        raise AssertionError("it never comes to rest")

    def check_may_try(self, position: int) -> None:
        steps = self.climb.steps
        assert position not in self.tried
        assert self.climb.state not in ENDED
        assert not any(step.state in ("delivered", "answered", "waiting", "calling") for step in steps)
        if steps[position].kind in TEXTS and not self.climb.second_sms:
            assert not any(s.kind in TEXTS and s.state in ("waiting", "silent", "unknown") for s in steps)


@settings(max_examples=400)
@given(st.lists(st.sampled_from(KINDS), min_size=1, max_size=6), EVENTS, st.booleans(), st.booleans(), st.booleans())
def test_whatever_happens_the_rules_hold(
    kinds: list[str],
    events: list[tuple[int, str, int, bool, int]],
    second_sms: bool,
    urgent: bool,
    calls: bool,
) -> None:
    run = Run(kinds, second_sms=second_sms, urgent=urgent, calls=calls)
    final = ""
    for position, news, passed, quiet, rare in events:
        if news and position in run.tried:
            run.news[position] = news
        run.now += passed
        run.look(quiet=quiet, answered=rare == 0, blocked={rare: "no-consent"} if 0 < rare < 6 else None)
        final = final or (run.climb.state if run.climb.state in FINAL else "")
        assert not final or run.climb.state == final
        assert not (run.climb.state in ENDED and any(s.state == "planned" for s in run.climb.steps))
    # With time, whoever can be reached is: no path is left out but for a reason.
    for _ in range(2 * len(kinds) + 2):
        run.now += WAIT
        run.look()
    assert run.climb.state != "trying"
    assert not any(step.state == "calling" for step in run.climb.steps)
    if run.climb.state == "exhausted":
        for n, step in enumerate(run.climb.steps):
            held = step.kind in TEXTS and step.state == "planned" and not second_sms
            assert n in run.tried or step.state == "skipped" or held
            if held:
                assert any(s.kind in TEXTS and s.state in ("silent", "unknown") for s in run.climb.steps)


def test_stopping_leaves_nothing_to_try() -> None:
    run = Run(["sms", "call", "desk"])
    run.look()
    assert [(change.step, change.state) for change in stopping(run.climb)] == [
        (0, "cancelled"),
        (1, "cancelled"),
        (2, "cancelled"),
        (-1, "stopped"),
    ]
    assert stopping(run.climb._replace(state="delivered")) == []


def test_what_arrives_late_cancels_what_follows() -> None:
    run = Run(["sms", "call", "desk"])
    run.look()
    run.now += WAIT
    run.look()
    assert run.tried == [0, 1]
    run.news[0] = "delivered"
    run.look()
    assert [step.state for step in run.climb.steps] == ["delivered", "cancelled", "cancelled"]
    run.news[0] = "answered"
    run.look()
    assert (run.climb.state, run.climb.steps[0].state) == ("answered", "answered")
    assert decide(run.climb, NOTHING, run.now) == []
