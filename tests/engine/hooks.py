"""Callbacks around every call of a fake client: `before` it has effect, and `after` it had."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

Arguments = dict[str, Any]
Hook = Callable[[str, Arguments], None]


class Hookable(Protocol):
    before_call: list[Hook]
    after_call: list[Hook]


@contextmanager
def attached(client: Hookable, *, before: Iterable[Hook] = (), after: Iterable[Hook] = ()) -> Iterator[None]:
    """Hooks that live as long as the block."""
    kept = client.before_call, client.after_call
    client.before_call, client.after_call = [*kept[0], *before], [*kept[1], *after]
    try:
        yield
    finally:
        client.before_call, client.after_call = kept


def run_hooks(hooks: list[Hook], operation: str, arguments: Arguments) -> None:
    for hook in hooks:
        hook(operation, arguments)
