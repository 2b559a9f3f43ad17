"""Everything outside that an action may touch, and who asks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from chalicelib.actions import ports
from chalicelib.domain.channel import Channel, Deployment, Limits
from chalicelib.domain.throttle import Bucket, drawn
from chalicelib.privacy.journal import Journal
from chalicelib.privacy.origins import Origin


class Gate:
    """Counts the frames of each connection in this worker's memory, so that counting costs nothing."""

    REMEMBERED = 5_000

    def __init__(self) -> None:
        self._buckets: dict[str, Bucket] = {}

    def allows(self, connection: str, now: datetime) -> bool:
        """Whether one more frame of this connection is not too fast."""
        bucket, allowed = drawn(self._buckets.pop(connection, None), now)
        self._buckets[connection] = bucket
        if len(self._buckets) > self.REMEMBERED:
            del self._buckets[next(iter(self._buckets))]
        return allowed


@dataclass(frozen=True)
class World:
    """Ports, time and randomness. `now` is in UTC to the millisecond; `pause` waits between two tries of a race."""

    now: Callable[[], datetime]
    new_id: Callable[[], str]
    new_secret: Callable[[], str]
    pause: Callable[[int], None]
    hash_origin: Callable[[Origin], str]
    announce: Callable[[str], None]
    conversations: ports.Conversations
    messages: ports.Messages
    duties: ports.Duties
    connections: ports.Connections
    channels: ports.Channels
    blocks: ports.Blocks
    throttles: ports.Throttles
    faults: ports.Faults
    due: ports.DueIndex
    vault: ports.OriginVault
    push: ports.Push
    gate: Gate
    journal: Journal
    service: Mapping[str, Channel]
    limits: Limits
    deployment: Deployment = field(default_factory=Deployment)


@dataclass(frozen=True)
class Caller:
    """The connection that a frame came over, and where from."""

    connection: str
    origin: Origin
