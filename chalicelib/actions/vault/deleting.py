"""Everything that bears the id of a conversation, in both tables: what is left of it, and how it goes."""

from collections.abc import Sequence
from dataclasses import dataclass

from chalicelib.actions import ports
from chalicelib.actions.context import Context


@dataclass(frozen=True)
class Left:
    """Keys of items of the chat, of origins and of disclosures, and whether the line that it ended on still is its
    own."""

    items: Sequence[ports.ItemKey] = ()
    origins: Sequence[ports.ItemKey] = ()
    disclosures: Sequence[ports.ItemKey] = ()
    line: bool = False

    def __len__(self) -> int:
        return len(self.items) + len(self.origins) + len(self.disclosures) + self.line


def left_of(context: Context, conversation: str, line: str | None) -> Left:
    """What is still there, expired or not."""
    return Left(
        context.belongings.of(conversation),
        context.kept_origins.of(conversation),
        context.kept_disclosures.of(conversation),
        line is not None and context.connections.is_of(line, conversation),
    )


def delete(context: Context, conversation: str, line: str | None, left: Left) -> None:
    """Deletes what was found, the conversation itself first: without it nothing of it is shown."""
    for key in left.items:
        context.belongings.delete(key)
    for key in left.origins:
        context.kept_origins.delete(key)
    for key in left.disclosures:
        context.kept_disclosures.delete(key)
    context.kept_disclosures.forget(conversation)
    if left.line and line:
        context.connections.let_go(line, conversation)
