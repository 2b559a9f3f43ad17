"""The tables as the template makes them, for engines that a test brings up itself."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from tests.engine.memory import MemoryDynamo

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_TEMPLATE = Path(__file__).parent.parent / "infra" / "cloudformation" / "tables.yaml"
_SHAPE = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode")


class _Loader(yaml.SafeLoader):
    """Reads CloudFormation's tags as nothing: only keys and indexes matter here."""


_Loader.add_multi_constructor("!", lambda *_: None)


@cache
def _template() -> Any:
    return yaml.load(_TEMPLATE.read_text(), Loader=_Loader)  # noqa: S506  (a safe loader with tags)


def definition(resource: str, name: str) -> dict[str, Any]:
    """The arguments of `create_table` for `ChatTable` or `VaultTable`."""
    properties = _template()["Resources"][resource]["Properties"]
    return {"TableName": name} | {part: properties[part] for part in _SHAPE if part in properties}


CHAT, VAULT = "chat", "vault"


def create_tables(client: "DynamoDBClient | MemoryDynamo", chat: str = CHAT, vault: str = VAULT) -> None:
    """Makes both tables on any engine."""
    client.create_table(**definition("ChatTable", chat))
    client.create_table(**definition("VaultTable", vault))
