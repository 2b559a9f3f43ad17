"""Whether an origin belongs to a range that an administrator has listed; asked only where it makes a difference."""

from chalicelib.actions.context import Context
from chalicelib.domain.ranges import Listed
from chalicelib.privacy.origins import Origin, Range


def range_of(context: Context, origin: Origin) -> tuple[Range, Listed] | None:
    """The narrowest range that the origin is in, as this worker read the list within the last minute."""
    found = [(one, listed) for one, listed in _known(context) if origin in one]
    return min(found, key=lambda pair: pair[0].width, default=None)


def _known(context: Context) -> list[tuple[Range, Listed]]:
    def read() -> list[tuple[Range, Listed]]:
        return [(Range(listed.range), listed) for listed in context.ranges.all()]

    return context.memory.of("ranges", context.now(), read)
