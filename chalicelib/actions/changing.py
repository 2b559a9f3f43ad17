"""Read, decide, write on what was read; when somebody was just before, again."""

from collections.abc import Callable
from typing import TypeVar

from chalicelib.actions.refusals import Refuse
from chalicelib.actions.world import World
from chalicelib.domain.blocks import Block
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.duty import Duty
from chalicelib.domain.races import Contended, Outdated

TRIES = 8
Step = Callable[[Conversation], Conversation]
Done = TypeVar("Done")


def persistently(world: World, attempt: Callable[[], Done]) -> Done:
    """Tries again while others change the same thing. Raises the last lost race when it keeps losing."""
    for tries in range(1, TRIES):
        try:
            return attempt()
        except (Outdated, Contended):
            world.pause(tries)
    return attempt()


def change(world: World, id: str, step: Step, block: Block | None = None) -> tuple[Conversation, Conversation]:
    """The conversation before and after a step; the same twice when the step changes nothing.

    Raises Refuse for an unknown conversation, and whatever the step raises.
    """
    return persistently(world, lambda: _changed_once(world, id, step, block))


def _changed_once(world: World, id: str, step: Step, block: Block | None) -> tuple[Conversation, Conversation]:
    before = world.conversations.get(id, fresh=True)
    if before is None:
        raise Refuse("unknown")
    after = step(before)
    if after == before:
        return before, before
    after = world.conversations.save(before, after, block)
    if before.live and not after.live:
        world.announce(after.channel)
    return before, after


def change_duty(
    world: World, counsellor: str, step: Callable[[Duty], Duty], missing: Duty | None = None
) -> tuple[Duty | None, Duty | None]:
    """The duty before and after a step; a counsellor without one begins with `missing`."""
    return persistently(world, lambda: _duty_changed_once(world, counsellor, step, missing))


def _duty_changed_once(
    world: World, counsellor: str, step: Callable[[Duty], Duty], missing: Duty | None
) -> tuple[Duty | None, Duty | None]:
    before = world.duties.get(counsellor)
    start = before or missing
    after = step(start) if start else None
    if after is None or after == before:
        return before, before
    saved = world.duties.save(before, after, world.now())
    for channel in {saved.channel, before.channel if before else saved.channel}:
        world.announce(channel)
    return before, saved
