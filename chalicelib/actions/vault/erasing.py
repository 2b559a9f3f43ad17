"""What an administrator erased goes, within a minute: everything of the conversation, its origins too."""

from functools import partial

from chalicelib.actions.context import Context
from chalicelib.actions.shared.changes import persistently
from chalicelib.actions.vault.deleting import delete, left_of
from chalicelib.actions.vault.rounds import every_one
from chalicelib.domain.tombstone import Tombstone


def erase_waiting(context: Context) -> None:
    """Goes on with every tombstone until nothing is left, so that what a crash began is found again.

    What fails does not keep the others waiting: it raises when they are done.
    """
    every_one(context.tombstones.unsettled(), partial(_erase, context))


def _erase(context: Context, stone: Tombstone) -> None:
    left = left_of(context, stone.conversation, stone.line)
    delete(context, stone.conversation, stone.line, left)
    if left_of(context, stone.conversation, stone.line):
        context.log.note("retention_remains", count=1)
        return
    persistently(context, partial(context.tombstones.settle, stone, context.now()))
