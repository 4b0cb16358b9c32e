"""The live test of a connection to Request Tracker, and the words it allows to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fallback_console.adapters import shapes
from fallback_console.adapters.checking import failed, failed_at, steps_before
from fallback_console.adapters.helpdesk.rt_case import learn_name
from fallback_console.adapters.helpdesk.rt_client import RtClient, quoted
from fallback_console.adapters.helpdesk.rt_parse import NOBODY, Names
from fallback_console.domain.errors import OutsideError, SignInError, UnreachableError
from fallback_console.domain.mirror import Vocabulary
from fallback_console.domain.sentences import Sentence, together
from fallback_console.ports import CheckStep, Clock

__all__ = ["check", "vocabulary"]

_CLOCK_SECONDS = 60
_SLOW_SECONDS = 2.0
_MOST_STATUSES = 40
_USUAL = ("new", "open", "stalled")
_CLOSING = ("resolved", "rejected", "closed", "deleted")


async def check(client: RtClient, clock: Clock, names: Names, user: str, *, tls: bool) -> list[CheckStep]:
    """See ``Helpdesk.check``.

    Args:
        user: RT's number of the sign-in, '' where the token does not tell.
        tls: the address begins with https.
    """
    steps: list[CheckStep] = []
    try:
        answer = await client.ask("GET", "rt", writing=False)
        version = shapes.text(shapes.mapping(answer.json(), "rt"), "Version")
    except SignInError as error:
        return [*_reached(tls), _not_admitted(error)]
    except UnreachableError as error:
        name = failed_at(error)
        return [*steps_before(name, _reached(tls)), failed(name, error)]
    except OutsideError as error:
        hint = Sentence("Is this the address of Request Tracker 5, without a path behind it?")
        return [*_reached(tls), CheckStep("answer", False, together(error.message, hint))]
    steps += _reached(tls)
    if not version:
        stranger = together("What answers there is not Request Tracker 5.", "Check the address.")
        return [*steps, CheckStep("answer", False, stranger)]
    if user:
        await learn_name(client, names.users, "user", user)
    steps.append(CheckStep("sign-in", True, _signed_in(names.users.get(user, ""))))
    try:
        steps += await _rights(client, user)
    except OutsideError as error:
        return [*steps, failed("rights", error)]
    steps.append(_answer(version, answer.seconds))
    steps.append(_clock(client, clock))
    return steps


def _signed_in(login: str) -> str:
    known = login and not login.isdigit()
    return Sentence("Signed in as {login}.", login=login) if known else Sentence("Signed in.")


def _not_admitted(error: SignInError) -> CheckStep:
    """The first request wants no right but to use the interface: a refusal with a known sign-in is about that."""
    if error.values.get("status") == 403:
        step = Sentence("Ask RT's administrator to make this account a privileged one.")
        return CheckStep("rights", False, together("The sign-in is known, but may not use this interface.", step))
    if error.values.get("status") == 407:
        return failed("proxy", error)
    step = Sentence(
        "Make a new token in Request Tracker, under Logged in as, Settings, Auth Tokens, and paste it whole."
    )
    return CheckStep("sign-in", False, together(error.message, step))


def _reached(tls: bool) -> list[CheckStep]:
    steps = [
        CheckStep("address", True, "The address was found."),
        CheckStep("connection", True, "A connection was made."),
    ]
    return [*steps, CheckStep("certificate", True, "The certificate is trusted.")] if tls else steps


async def _rights(client: RtClient, user: str) -> list[CheckStep]:
    """What our sign-in may do, found out by reading only: RT offers as links what it would allow."""
    steps = []
    try:
        queues = await client.all_rows("queues/all", {"fields": "Name"})
    except SignInError:
        queues = []
    missing = [] if queues else ["SeeQueue"]
    cases = await client.page(
        "tickets",
        {"query": "id > 0", "orderby": "LastUpdated", "order": "DESC", "per_page": 1, "fields": "Requestor"},
    )
    if queues and not await _may_create(client, queues):
        missing.append("CreateTicket")
    if cases.rows:
        case = shapes.integer(cases.rows[0], "id")
        row, _ = await client.record(f"ticket/{case}")
        links = {shapes.text(shapes.mapping(link, "link"), "ref") for link in row.get("_hyperlinks") or []}
        named = (("comment", "CommentOnTicket"), ("correspond", "ReplyToTicket"), ("lifecycle", "ModifyTicket"))
        missing += [right for link, right in named if link not in links]
        comments = await client.page(
            "transactions",
            {"query": "ObjectType = 'RT::Ticket' AND Type = 'Comment'", "orderby": "id", "order": "DESC"},
        )
        if not comments.rows:
            steps.append(
                CheckStep(
                    "rights", True, "No comment can be seen: there is none yet, or ShowTicketComments is missing."
                )
            )
        if await _phones_hidden(client, cases.rows[0], user):
            missing.append("AdminUsers")
    else:
        steps.append(CheckStep("rights", True, "No case can be seen yet: there is none, or ShowTicket is missing."))
    if missing:
        what = Sentence("These rights are missing: {rights}.", rights=", ".join(missing))
        step: str = Sentence("Ask RT's administrator for them.")
        if "AdminUsers" in missing:
            step = together(step, "Without AdminUsers customers' telephone numbers cannot be read.")
        steps.append(CheckStep("rights", False, together(what, step)))
    else:
        can = Sentence("Cases of {count} queues can be read and written.", count=len(queues))
        steps.append(CheckStep("rights", True, can))
    return steps


async def _may_create(client: RtClient, queues: list[Mapping[str, Any]]) -> bool:
    for queue in queues[:5]:
        row, _ = await client.record(f"queue/{shapes.integer(queue, 'id')}")
        if any(shapes.text(shapes.mapping(link, "link"), "ref") == "create" for link in row.get("_hyperlinks") or []):
            return True
    return False


async def _phones_hidden(client: RtClient, case: Mapping[str, Any], user: str) -> bool:
    """Whether a customer's record shows less than all: RT then leaves out even when it was made."""
    for requestor in shapes.items(case.get("Requestor") or [], "Requestor"):
        login = shapes.text(shapes.mapping(requestor, "Requestor"), "id")
        found = await client.page("users", {}, [{"field": "Name", "value": login}])
        for row in found.rows[:1]:
            number = shapes.text(row, "_url").rsplit("/", 1)[-1]
            record, answer = await client.record(f"user/{number}", accept=(403, 404))
            return answer.status != 200 or ("Created" not in record and shapes.text(record, "id") != user)
    return False


def _answer(version: str, seconds: float) -> CheckStep:
    said = Sentence(
        "Request Tracker {version} answered in {milliseconds} ms.", version=version, milliseconds=round(seconds * 1000)
    )
    return CheckStep("answer", True, together(said, "That is slow." if seconds > _SLOW_SECONDS else ""))


def _clock(client: RtClient, clock: Clock) -> CheckStep:
    server = client.server_now()
    if server is None:
        return CheckStep("clock", True, "Request Tracker does not tell its time.")
    off = clock.now_ms() / 1000 - server.timestamp()
    if abs(off) <= _CLOCK_SECONDS:
        return CheckStep("clock", True, "Both clocks agree.")
    if off > 0:
        said = Sentence("This computer's clock is {seconds} s ahead of Request Tracker's.", seconds=round(off))
    else:
        said = Sentence("This computer's clock is {seconds} s behind Request Tracker's.", seconds=round(-off))
    return CheckStep("clock", False, together(said, "Correct the wrong one."))


async def vocabulary(client: RtClient, names: Names, user: str) -> Vocabulary:
    """See ``Helpdesk.vocabulary``.

    RT tells nobody its lifecycles: statuses are those that cases have, and those a case of each may go to. Owners are the
    people who own cases, and our own sign-in.
    """
    queues = await client.all_rows("queues/all", {"fields": "Name", "orderby": "Name"})
    for row in queues:
        names.queues[str(shapes.integer(row, "id"))] = shapes.text(row, "Name")
    active, reachable = await _statuses(client, "__Active__")
    inactive, more = await _statuses(client, "__Inactive__")
    for status in (*reachable, *more):
        if status not in (*active, *inactive):
            (inactive if status in _CLOSING else active).append(status)
    owned = await client.page(
        "tickets",
        {
            "query": f"Owner != {quoted(NOBODY)}",
            "orderby": "LastUpdated",
            "order": "DESC",
            "fields": "Owner",
            "fields[Owner]": "id,Name",
        },
    )
    for row in owned.rows:
        owner = shapes.mapping(row.get("Owner"), "Owner")
        names.team.add(shapes.text(owner, "Name"))
        names.users[shapes.text(owner, "id")] = shapes.text(owner, "Name")
    if user:
        await learn_name(client, names.users, "user", user)
    own = {names.users.get(user, "")} - {"", user}
    active.sort(key=lambda status: _USUAL.index(status) if status in _USUAL else len(_USUAL))
    closed = tuple(status for status in inactive if status != "deleted")
    return Vocabulary(
        queues=tuple(sorted(shapes.text(row, "Name") for row in queues)),
        statuses=(*active, *closed),
        owners=tuple(sorted(names.team | own)),
        closed_statuses=closed,
    )


async def _statuses(client: RtClient, kind: str) -> tuple[list[str], list[str]]:
    """Statuses of this kind that cases have, and all that those cases may go to."""
    found: list[str] = []
    reachable: list[str] = []
    while len(found) < _MOST_STATUSES:
        others = "".join(f" AND Status != {quoted(status)}" for status in found)
        rows = await client.page(
            "tickets",
            {"query": f"Status = '{kind}'{others}", "per_page": 1, "orderby": "id", "fields": "Status,_hyperlinks"},
        )
        if not rows.rows:
            break
        status = shapes.text(rows.rows[0], "Status")
        if status in found:
            break
        found.append(status)
        for link in shapes.items(rows.rows[0].get("_hyperlinks") or [], "links"):
            target = shapes.text(shapes.mapping(link, "link"), "to")
            if target and target not in reachable:
                reachable.append(target)
    return found, reachable
