"""Read, decide, write on what was read; when somebody was just before, again."""

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from chalicelib.actions.context import Context
from chalicelib.actions.shared.askers import told_no
from chalicelib.actions.shared.refusals import Refusal
from chalicelib.domain.askers import with_turned_away, without_told
from chalicelib.domain.audit import Deed
from chalicelib.domain.blocks import Block
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.duty import Duty, flips
from chalicelib.domain.figures import Words
from chalicelib.domain.races import Contended, LostRace, Outdated
from chalicelib.privacy.origins import Arrival

TRIES = 8
Step = Callable[[Conversation], Conversation]
Placing = Callable[[Conversation], Block]
Done = TypeVar("Done")


def persistently(context: Context, attempt: Callable[[], Done], most: int = TRIES) -> Done:
    """Tries again while others change the same thing, so often at most. Raises the last race when it keeps losing."""
    for tries in range(1, most):
        try:
            return attempt()
        except (Outdated, Contended):
            context.pause(tries)
    return attempt()


def change(
    context: Context,
    id: str,
    step: Step,
    block: Placing | None = None,
    arrival: Arrival | None = None,
    deed: Deed | None = None,
    known: Conversation | None = None,
    words: Words | None = None,
) -> tuple[Conversation, Conversation]:
    """The conversation before and after a step; the same twice when the step changes nothing.

    `block` makes the block that comes with it, out of what the step began with; `deed` is left for the audit trail in
    the same transaction. `known` is the conversation as it was read a moment ago, which saves the first look;
    `words` goes to the figures when the books close. Raises
    Refusal for an unknown one, and whatever the step raises.

    Whoever asked to come back and was turned away by it is told: whatever the step was, and when it is saved.
    """
    seen = [known] if known else []

    def attempt() -> tuple[Conversation, Conversation]:
        return _changed_once(context, seen.pop() if seen else _read(context, id), step, block, arrival, deed, words)

    before, after = persistently(context, attempt)
    if len(after.turned_away) > len(before.turned_away):
        tell_askers(context, after)
    return before, after


def tell_askers(context: Context, conversation: Conversation) -> None:
    """Says no to whoever was turned away. Who heard it is forgotten; who may not have, upkeep tells again."""
    told = told_no(context, conversation)

    def attempt() -> None:
        _changed_once(context, _read(context, conversation.id), lambda one: without_told(one, told))

    with suppress(LostRace):
        persistently(context, attempt)


def _read(context: Context, id: str) -> Conversation:
    found = context.conversations.get(id, fresh=True)
    if found is None:
        raise Refusal("unknown")
    return found


def _changed_once(
    context: Context,
    before: Conversation,
    step: Step,
    block: Placing | None = None,
    arrival: Arrival | None = None,
    deed: Deed | None = None,
    words: Words | None = None,
) -> tuple[Conversation, Conversation]:
    after = with_turned_away(before, step(before))
    if after == before:
        return before, before
    placed = block(before) if block else None
    return before, context.conversations.save(before, after, placed, arrival, deed, words=words)


def change_with_duty(
    context: Context,
    id: str,
    counsellor: str,
    step: Step,
    duty_step: Callable[[Duty], Duty],
    known: tuple[Conversation, Duty | None] | None = None,
) -> tuple[Conversation, Conversation]:
    """`change`, and the duty of a counsellor in the same transaction; both are read in one call, or `known`.

    Where the step changes nothing, neither does the duty.
    """
    seen = [known] if known else []

    def attempt() -> tuple[Conversation, Conversation]:
        before, duty = seen.pop() if seen else context.conversations.get_with_duty(id, counsellor)
        if before is None:
            raise Refusal("unknown")
        later = duty_step(duty) if duty else None
        return _both_changed_once(context, before, step(before), (duty, later) if duty and later else None)

    return persistently(context, attempt)


def _both_changed_once(
    context: Context, before: Conversation, after: Conversation, duty: tuple[Duty, Duty] | None
) -> tuple[Conversation, Conversation]:
    changed = duty if duty and duty[0] != duty[1] else None
    if after == before:
        return before, before
    after = context.conversations.save(before, after, duty=changed)
    for channel in flips(*changed) if changed else ():
        context.announce(channel)
    return before, after


def change_duty(
    context: Context, counsellor: str, step: Callable[[Duty], Duty], missing: Duty | None = None
) -> tuple[Duty | None, Duty | None]:
    """The duty before and after a step; a counsellor without one begins with `missing`."""
    return persistently(context, lambda: _duty_changed_once(context, counsellor, step, missing))


def _duty_changed_once(
    context: Context, counsellor: str, step: Callable[[Duty], Duty], missing: Duty | None
) -> tuple[Duty | None, Duty | None]:
    before = context.duties.get(counsellor)
    start = before or missing
    after = step(start) if start else None
    if after is None or after == before:
        return before, before
    saved = context.duties.save(before, after, context.now())
    for channel in flips(before, saved):
        context.announce(channel)
    return before, saved
