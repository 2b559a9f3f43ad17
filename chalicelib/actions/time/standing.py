"""Who is no longer staff, or no longer of a channel: off duty, their conversations to a colleague, their lines closed.

Asked each minute about everybody who has a desk open, is on duty or holds a conversation, and about nobody else. What
begins here is found again by the next minute until all of it is done: the desk is forgotten last.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from chalicelib.actions.concurrency import each
from chalicelib.actions.context import Context
from chalicelib.actions.shared.changes import change, change_duty
from chalicelib.actions.shared.reassignment import apologise, hand_over
from chalicelib.actions.shared.refusals import About, Refusal
from chalicelib.domain import duty as duties
from chalicelib.domain.connection import Desk
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.duty import Duty
from chalicelib.domain.moves import take_away
from chalicelib.domain.staff import DirectorySilent, Standing
from chalicelib.protocol.outbound import TransferStateFrame

ASKING = timedelta(seconds=20)
"""Asking gets so much of one run: the rest of the minute is for what is due."""

TOGETHER = 16
"""So many people are asked about between two looks at the clock."""

Answer = Standing | DirectorySilent
Allowed = frozenset[str]


@dataclass(frozen=True)
class Person:
    """Somebody at work: their open desks, and the channels in which they are on duty or hold conversations."""

    id: str
    desks: tuple[Desk, ...]
    channels: frozenset[str]

    @property
    def working(self) -> frozenset[str]:
        """Every channel that they could do something in."""
        return self.channels.union(*(desk.channels for desk in self.desks))


def losses(context: Context) -> list[Callable[[], None]]:
    """What there is to do about people who may do less than they could: one piece of work for each of them."""
    people = _at_work(context)
    said = _asked(context, people)
    allowed = [(person, _allowed(context, person, said.get(person.id))) for person in people]
    return [
        partial(_take_away, context, person, left)
        for person, left in allowed
        if left is not None and _loses(person, left)
    ]


def _loses(person: Person, left: Allowed) -> bool:
    return not left or not person.working <= left


def _at_work(context: Context) -> list[Person]:
    desks: dict[str, list[Desk]] = {}
    for desk in context.desks.all():
        desks.setdefault(desk.counsellor, []).append(desk)
    channels: dict[str, set[str]] = {}
    for channel in context.service:
        for counsellor, working_in in context.duties.at_work(channel):
            channels.setdefault(counsellor, set()).update(working_in)
    everybody = sorted({*desks, *channels})
    return [Person(id, tuple(desks.get(id, ())), frozenset(channels.get(id, ()))) for id in everybody]


def _asked(context: Context, people: Sequence[Person]) -> dict[str, Standing]:
    """What the directory says, of everybody about whom it says something in time."""
    if context.directory is None or not people:
        return {}
    answers = list(_answers(context, _beginning_elsewhere(context, people)))
    said = {person.id: answer for person, answer in answers if isinstance(answer, Standing)}
    if len(said) < len(people):
        silent = next((answer.reason for _, answer in answers if isinstance(answer, DirectorySilent)), "late")
        context.log.note("staff_unasked", reason=silent, count=len(people) - len(said))
    return said


def _beginning_elsewhere(context: Context, people: Sequence[Person]) -> list[Person]:
    """Each minute somebody else is first, so that nobody is always among those for whom there was no time."""
    first = int(context.now().timestamp() // 60) * TOGETHER % len(people)
    return [*people[first:], *people[:first]]


def _answers(context: Context, people: list[Person]) -> Iterator[tuple[Person, Answer]]:
    """Stops when the time is over, or when nobody out of several was answered about: more would only wait."""
    stop_at = context.now() + ASKING
    for first in range(0, len(people), TOGETHER):
        some = people[first : first + TOGETHER]
        answers = each(context, partial(_ask, context), some)
        yield from zip(some, answers, strict=True)
        if context.now() >= stop_at or not any(isinstance(answer, Standing) for answer in answers):
            return


def _ask(context: Context, person: Person) -> Answer:
    assert context.directory is not None  # noqa: S101
    try:
        return context.directory.standing(person.id)
    except DirectorySilent as silent:
        return silent


def _allowed(context: Context, person: Person, standing: Standing | None) -> Allowed | None:
    """The channels that are left; None where nobody says anything about somebody who is only waited for."""
    if standing is not None:
        return standing.answers | standing.boards
    if not person.desks:
        return None
    counting = [desk.channels for desk in person.desks if context.now() < desk.counts_until]
    return frozenset[str]().union(*counting)


def _take_away(context: Context, person: Person, left: Allowed) -> None:
    """First the lines know less, then the duty ends, then conversations move; a line is told and closed at the end."""
    for desk in person.desks:
        if kept := sorted(left.intersection(desk.channels)):
            context.connections.narrow(desk.connection, kept)
        else:
            context.connections.forget(desk.connection)
    before, after = change_duty(context, person.id, lambda duty: _off(context, duty, left))
    for conversation in after.conversations if after else ():
        with suppress(Refusal):
            _moved_on(context, conversation, person.id, left)
    _told(context, person, left, before, ended=before != after)


def _off(context: Context, duty: Duty, left: Allowed) -> Duty:
    return duties.off(duty, context.now()) if duty.on and duty.channel not in left else duty


def _moved_on(context: Context, id: str, counsellor: str, left: Allowed) -> None:
    """To a colleague at once, or with an apology; who was asked to take it over need not answer any more."""

    def step(one: Conversation) -> Conversation:
        theirs = one.live and one.holder.counsellor == counsellor and one.channel not in left
        return take_away(one, context.now()) if theirs else one

    before, after = change(context, id, step)
    if before == after:
        return
    if before.offer:
        colleague = before.offer.counsellor
        state = TransferStateFrame(conversation=id, state="withdrawn", colleague=colleague)
        context.push.push(before.offer.connection, state)
    if not hand_over(context, id, never=counsellor):
        apologise(context, id)
    elif left:
        gone = Refusal("not_yours").frame(About(conversation=id))
        context.push.push(before.counsellor.connection, gone)


def _told(context: Context, person: Person, left: Allowed, before: Duty | None, *, ended: bool) -> None:
    on_duty = {before.connection} if before and (ended or not left) else set()
    if left:
        for connection in on_duty:
            context.push.push(connection, Refusal("dismissed").frame(About(frame="duty")))
        for desk in person.desks:
            kept = tuple(channel for channel in desk.channels if channel in left)
            if kept:
                context.desks.save(Desk(desk.counsellor, desk.connection, kept, desk.counts_until))
            else:
                _closed(context, person, desk.connection)
        return
    for connection in {*on_duty, *(desk.connection for desk in person.desks)}:
        _closed(context, person, connection)


def _closed(context: Context, person: Person, connection: str) -> None:
    context.push.push(connection, Refusal("dismissed").frame(About()))
    context.push.close(connection)
    context.desks.forget(person.id, connection)
