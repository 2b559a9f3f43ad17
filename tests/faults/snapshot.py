"""What lies in the tables at this moment, read without the product's own store: for invariants."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from boto3.dynamodb.types import TypeDeserializer

from tests.engine.memory import MemoryDynamo
from tests.engine.tables import Row

Parsed = dict[str, Any]
_deserializer = TypeDeserializer()


def parsed(item: Parsed) -> Parsed:
    return {name: _deserializer.deserialize(value) for name, value in item.items()}


class Snapshot:
    """The chat table by kind of item; only what has changed is parsed again."""

    def __init__(self, dynamo: MemoryDynamo) -> None:
        self._dynamo = dynamo
        self._parsed: dict[int, tuple[Row, Parsed]] = {}
        self.items: list[Parsed] = []

    def look(self, now: datetime) -> "Snapshot":
        """Everything that has not expired."""
        rows = self._dynamo.snapshot()["chat"]
        self._parsed = {id(row): self._parsed.get(id(row)) or (row, parsed(row.item)) for row in rows}
        self.everything = [item for _, item in self._parsed.values()]
        seconds = now.timestamp()
        self.items = [item for item in self.everything if item.get("expires_at", seconds + 1) > seconds]
        return self

    @property
    def origins(self) -> list[Parsed]:
        items = (parsed(row.item) for row in self._dynamo.snapshot()["vault"])
        return [item for item in items if item["pk"].startswith("ORIGIN#")]

    def _of(self, partition: str, sort: str = "") -> Iterator[Parsed]:
        return (item for item in self.items if item["pk"].startswith(partition) and item["sk"].startswith(sort))

    @property
    def conversations(self) -> dict[str, Parsed]:
        return {item["id"]: item for item in self._of("CONVERSATION#", "CONVERSATION")}

    @property
    def live(self) -> list[Parsed]:
        return [one for one in self.conversations.values() if one["state"] not in ("ended", "closed")]

    @property
    def taken_slots(self) -> list[Parsed]:
        return [held | {"counsellor": duty["counsellor"]} for duty in self.duties for held in duty["held"]]

    def present(self, channel: str, now: datetime) -> list[Parsed]:
        """Duties whose counsellor is connected, with the last sign of life over that line."""
        since = round(now.timestamp() * 1000) - 5 * 60 * 1000
        return [
            duty
            for duty in self.duties
            if duty["channel"] == channel and duty["slots"] > 0 and "until" not in duty and self.seen_at(duty) > since
        ]

    def seen_at(self, duty: Parsed) -> float:
        lines = [one["seen_at"] for one in self._of("CONNECTION#") if one["connection"] == duty["connection"]]
        return float(max([duty["seen_at"], *lines]))

    @property
    def duties(self) -> list[Parsed]:
        return list(self._of("COUNSELLOR#"))

    @property
    def taken_away(self) -> set[str]:
        """Lines of who is no longer staff: the desk is forgotten last, and until then looked at each minute."""
        lines = {one["connection"] for one in self._of("CONNECTION#")}
        return {desk["connection"] for desk in self._of("DESKS")} - lines

    @property
    def visitor_connections(self) -> list[Parsed]:
        return [one for one in self._of("CONNECTION#") if one["kind"] == "visitor"]

    @property
    def nicknames(self) -> list[Parsed]:
        return list(self._of("NICKNAMES#"))

    @property
    def places(self) -> list[Parsed]:
        return list(self._of("PLACES#"))

    def messages(self, conversation: str | None = None) -> list[Parsed]:
        return list(self._of(f"CONVERSATION#{conversation or ''}", "MESSAGE#"))

    def belongings(self, conversation: str) -> list[Parsed]:
        return [item for item in self.everything if item["pk"] == f"CONVERSATION#{conversation}"]


def stands(conversation: Parsed, side: str) -> bool:
    """Whether a side of a live conversation is here, read from the item alone."""
    return conversation["state"] in ("talking", "counsellor_away" if side == "visitor" else "visitor_away")
