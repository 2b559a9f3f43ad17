"""A client of a server that a test brings up, with a clock, dice and pauses that the test sees."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from chalicelib.aws.clients import DynamoDB
from chalicelib.aws.credentials import keys_of
from chalicelib.aws.service import Patience, Service, World
from chalicelib.aws.signing import Scope

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)


@dataclass
class Asking:
    """What one process sees of AWS."""

    url: str
    tries: int = 2
    between: float = 1.0
    environment: dict[str, str] = field(
        default_factory=lambda: {"AWS_ACCESS_KEY_ID": "old", "AWS_SECRET_ACCESS_KEY": "kept"}
    )
    before: Callable[[], object] = lambda: None
    waited: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        world = World(self.before, lambda: NOON, self.waited.append, lambda: 0.5)
        patience = Patience(connect=0.5, read=0.5, tries=self.tries, between=self.between)
        keys = keys_of(self.environment)
        self.client = DynamoDB(Service(self.url, Scope("eu-central-1", "dynamodb"), keys, patience, world, 0.025))

    def get(self) -> object:
        return self.client.get_item(TableName="chat", Key={"pk": {"S": "a"}})
