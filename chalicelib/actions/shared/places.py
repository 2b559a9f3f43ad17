"""What changes the places that an origin takes, whoever else changes them at the same moment."""

from collections.abc import Callable

from chalicelib.actions.context import Context
from chalicelib.actions.shared.changes import persistently
from chalicelib.domain.places import Places


def close_place(context: Context, origin_hash: str, conversation: str) -> None:
    """The books of a conversation close: no origin leads to it any more."""
    _change(context, origin_hash, lambda places: places.closed(conversation, context.now()))


def give_back_place(context: Context, origin_hash: str, conversation: str) -> None:
    """A conversation did not come to be."""
    _change(context, origin_hash, lambda places: places.without(conversation))


def _change(context: Context, origin_hash: str, step: Callable[[Places], Places]) -> None:
    def attempt() -> None:
        (before,) = context.places.of([origin_hash])
        if (after := step(before)) != before:
            context.places.save(after, context.now())

    persistently(context, attempt)
