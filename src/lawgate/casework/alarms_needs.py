"""The reasons for alarms about one person, from what is known of them: pure, and the same whenever it is asked.

The tiers and times are the desk's (see ``alarms_records``). ``release-soon`` is ours: where a federal request is on file and nothing
will hold the person, the queue says so a quarter of an hour before, so that the last lawful minute never comes unannounced. So is
``hold-or-release``: a hold that is only permitted begins by nobody's doing; somebody must choose.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from lawgate.base.moments import add_elapsed, say_minute
from lawgate.casework import alarms_records as a
from lawgate.casework.alarms_person import COURT_ENDS, OPEN, Person
from lawgate.casework.alarms_records import COMMANDER, COUNSEL, MINUTE, Ladder, Need, Policy

AT_ONCE = (a.CLERK, a.SUPERVISOR, a.DEFENDER, a.OVERSIGHT)
WITH_DEFENDER: Ladder = (
    (5 * MINUTE, (a.SUPERVISOR,)),
    (15 * MINUTE, (COUNSEL, COMMANDER, a.DEFENDER, a.OVERSIGHT)),
)
CLAIM_WORDS = {
    a.CITIZEN: "The person says that they are a U.S. citizen. Nobody can extend a hold.",
    a.NOT_ME: "The person says that they are not the one on the papers.",
    a.TIME_IS_UP: "The person says that their time is up.",
    a.MISMATCH: "The fingers at the door are not those of this booking.",
}
OUT = "the person is out"


def needs(p: Person, policy: Policy) -> Iterator[Need]:
    """Every reason, past ones and those to come included; ``at`` and ``until`` say when."""
    yield from _claims(p)
    if p.decided and p.due is not None:
        yield from _hold(p) if p.held else _release(p, policy)
    yield from _requests(p, policy)
    yield from _copies(p, policy)
    yield from _lawyers(p)


def _hold(p: Person) -> Iterator[Need]:
    """A lawful hold runs out; None of it where a court's order carries the custody."""
    if p.last is None:
        return
    minute, ref = _say(p, p.last), p.last.isoformat()
    if p.hold == "permitted" and p.due is not None:
        until, why = _first(
            (p.begun, "a hold was begun"),
            (p.step, "a release step was taken"),
            (p.last, "the hold is over"),
            (p.out, OUT),
        )
        says = f"Release is due {_say(p, p.due)}. A hold is permitted until {minute}, and nobody has chosen: begin it, or release."
        at_release: Ladder = ((15 * MINUTE, (a.SUPERVISOR,)),)
        yield _need(
            p, a.CHOICE, ref, add_elapsed(p.due, -15 * MINUTE), says, (a.CLERK,), at_release, until, why, a.QUEUE
        )
    for kind, before, gravity in ((a.HOLD_60, 60 * MINUTE, 1), (a.HOLD_15, 15 * MINUTE, 2)):
        says = f"The hold ends {minute}. Release, or hand over, before that minute."
        at = add_elapsed(p.last, -before)
        yield _need(p, kind, ref, at, says, (a.CLERK,), a.TO_SUPERVISOR_THEN_COUNSEL, gravity=gravity)
    says = f"The last minute of the hold was {minute}. Release now."
    yield _need(
        p, a.PASSED, ref, p.last, says, AT_ONCE, a.TO_SUPERVISOR_THEN_COUNSEL[1:], gravity=4, kept=_was_known(p)
    )


def _release(p: Person, policy: Policy) -> Iterator[Need]:
    """Release is due and nothing holds the person after it."""
    due = p.due
    if due is None:
        return
    ref, minute = due.isoformat(), _say(p, due)
    if p.hold in OPEN:
        until, why = _first((due, "release is due"), (p.out, OUT))
        at = add_elapsed(due, -policy.question_before)
        asked = p.questions[0] if p.questions else "the law is open on this point"
        later: Ladder = ((policy.question_before / 2, (a.SUPERVISOR,)),)
        yield _need(
            p,
            a.QUESTION,
            ref,
            at,
            f"An answer is needed before {minute}: {asked}",
            (a.CLERK,),
            later,
            until,
            why,
            a.QUEUE,
        )
    if p.federal:
        until, why = _first((due, "release is due"), (p.out, OUT))
        says = (
            f"Release is due {minute}. A federal request is on file, and nothing may hold the person after that minute."
        )
        yield _need(p, a.SOON, ref, add_elapsed(due, -15 * MINUTE), says, (a.CLERK,), (), until, why, a.QUEUE)
        says = f"Release was due {minute}, and nothing may hold the person for the federal request. Release now."
        yield _need(p, a.RELEASE, ref, due, says, (a.CLERK,), WITH_DEFENDER, gravity=3, kept=_late(p, due))
    else:
        until, why = _first((p.step if p.step and p.step >= due else None, "a release step was taken"), (p.out, OUT))
        says = f"Release was due {minute}. Nothing holds the person, and no step was taken for 15 min."
        at = add_elapsed(due, 15 * MINUTE)
        yield _need(p, a.RELEASE, ref, at, says, (a.CLERK,), a.TO_SUPERVISOR_THEN_COUNSEL, until, why, gravity=3)
    target = target_of(p, due, policy)
    says = f"The release that was due {minute} has passed the time that the house sets itself."
    twice: Ladder = ((target - due, (a.SUPERVISOR,)),)
    yield _need(p, a.SILENT, ref, target, says, (a.CLERK,), twice, tier=a.QUEUE)


def target_of(p: Person, due: datetime, policy: Policy) -> datetime:
    """When the house means to be done: two hours after bail, eight hours or midnight after court. The law's minute is another."""
    if p.event not in COURT_ENDS:
        return add_elapsed(due, policy.bail_target if "bail" in p.event else policy.other_target)
    local = due.astimezone(p.tz)
    midnight = datetime.combine(local.date() + timedelta(days=1), time(0), p.tz)
    return min(add_elapsed(due, policy.court_target), midnight)


def _requests(p: Person, policy: Policy) -> Iterator[Need]:
    """A request that nobody has looked at; a copy that was not given by the end of the shift."""
    if not p.federal or p.request_at is None or p.request_known is None:
        return
    came = max(p.request_at, p.request_known)
    seen = p.looked if p.looked is not None and p.looked >= p.request_known else None
    until, why = _first((seen, "somebody looked"), (p.out, OUT))
    unread = policy.unread_after
    says = f"A federal request that came {_say(p, p.request_at)} was not looked at."
    yield _need(
        p,
        a.UNREAD,
        p.request_ref,
        add_elapsed(came, unread),
        says,
        (a.BOOKING,),
        ((unread, (a.SUPERVISOR,)),),
        until,
        why,
        a.QUEUE,
    )
    if not p.served:
        ends = shift_end(came, p, policy)
        again = shift_end(ends, p, policy)
        says = "The person has not been given a copy of the federal request, and the shift is over."
        yield _need(
            p, a.UNSERVED, p.request_ref, ends, says, (a.BOOKING,), ((again - ends, (a.SUPERVISOR,)),), tier=a.QUEUE
        )


def _copies(p: Person, policy: Policy) -> Iterator[Need]:
    """DHS was told of the person, and by the end of the shift they have not been given a copy of what it was told."""
    for number, told in p.copies.items():
        ends = shift_end(told, p, policy)
        until, why = _first((p.copy_given(number), "a copy was given"), (p.out, OUT))
        says = f"DHS was told of this person {_say(p, told)}, and they have not been given a copy. The shift is over."
        later: Ladder = ((shift_end(ends, p, policy) - ends, (a.SUPERVISOR,)),)
        yield _need(p, a.COPY, str(number), ends, says, (a.BOOKING,), later, until, why, a.QUEUE)


def _lawyers(p: Person) -> Iterator[Need]:
    """Every lawyer on the list was told of this person, and none has taken the matter: somebody must ring the office."""
    for alert, (since, taken) in p.silent.items():
        until, why = _first((taken, "a lawyer has taken it"), (p.out, OUT))
        says = (
            "Every lawyer of the office that the person chose was told, and none has taken the matter. Ring the office."
        )
        told, later = (a.BOOKING, a.SUPERVISOR, a.ADMIN), ((15 * MINUTE, (COUNSEL, COMMANDER)),)
        yield Need(a.NO_LAWYER, a.QUEUE, alert, since, since, says, told, later, until, why)


def shift_end(after: datetime, p: Person, policy: Policy) -> datetime:
    """The first end of a shift after ``after``, by the local clock."""
    local = after.astimezone(p.tz)
    days = (local.date(), local.date() + timedelta(days=1))
    ends = [datetime.combine(d, time(h), p.tz) for d in days for h in sorted(policy.shift_ends)]
    return next(e for e in ends if e > after)


def _claims(p: Person) -> Iterator[Need]:
    for claim in p.claims.values():
        until, why = _first((claim.over, claim.why), (p.out, OUT))
        told = (a.CLERK, a.SUPERVISOR, *((COUNSEL, a.DEFENDER) if claim.kind == a.CITIZEN else ()))
        if claim.kind == a.TIME_IS_UP:
            told = (a.CLERK, a.SUPERVISOR, a.DEFENDER)
        yield Need(
            kind=claim.kind,
            tier=a.STOPS,
            ref=str(claim.event),
            at=claim.at,
            since=max(claim.at, claim.known),
            says=CLAIM_WORDS[claim.kind],
            told=told,
            ladder=a.TO_SUPERVISOR_THEN_COUNSEL[1:],
            until=until,
            why=why,
        )


def _need(
    p: Person,
    kind: str,
    ref: str,
    at: datetime,
    says: str,
    told: tuple[str, ...],
    ladder: Ladder,
    until: datetime | None = None,
    why: str = OUT,
    tier: int = a.STOPS,
    *,
    gravity: int = 0,
    kept: bool = False,
) -> Need:
    """A reason that rests on the latest decision; over when the person is out, unless it says otherwise."""
    since = at if p.known is None else max(at, p.known)
    return Need(kind, tier, ref, at, since, says, told, ladder, until or p.out, why, gravity, kept)


def _first(*ends: tuple[datetime | None, str]) -> tuple[datetime | None, str]:
    """The earliest of several ends, with its reason."""
    known = [(at, why) for at, why in ends if at is not None]
    return min(known, key=lambda x: x[0]) if known else (None, OUT)


def _was_known(p: Person) -> bool:
    """Whether this house knew of the person while they were in: a file of past cases raises nothing."""
    return p.out is None or (p.first_known is not None and p.first_known < p.out)


def _late(p: Person, due: datetime) -> bool:
    """Whether a release took longer than a release takes, and the house could have known."""
    return _was_known(p) and p.out is not None and p.out - due >= 15 * MINUTE


def _say(p: Person, moment: datetime) -> str:
    return say_minute(moment.astimezone(p.tz), relative_to=p.known)
