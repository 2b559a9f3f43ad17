"""The cost of a message does not know how many others talk, or talked before."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from tests.counts.talk import Talk, bill, start
from tests.engine.memory import MemoryDynamo
from tests.engine.wire import Item
from tests.load import Load, families

Kept = Callable[[Item, Talk], bool]
LIVE, STORED = 1_000, 10_000
AT_ONCE = 25


def test_a_message_costs_the_same_among_a_thousand(engine: Load) -> None:
    talk = start(engine)[0]
    costs(talk)  # the first message of a counsellor looks whether they need a sign of life
    alone = costs(talk)
    write_all(engine, others(engine, talk, live, LIVE - 1))
    write_all(engine, others(engine, talk, stored, STORED))
    there = families(engine.chat())
    assert there["NICKNAMES"] == there["COUNSELLOR"] == LIVE
    assert there["CONVERSATION"] >= LIVE + STORED * 3
    assert costs(talk) == alone


def costs(talk: Talk) -> list[tuple[float, float, int, int]]:
    """Two messages each way, on numbers of their own."""
    bills = []
    for n, says in enumerate((talk.visitor_says, talk.visitor_says, talk.counsellor_says, talk.counsellor_says)):
        talk.said = talk.rounds * 2 + n % 2
        with bill(talk.people, says.__name__) as spent:
            assert says() == "said"
        bills.append((spent.written, spent.read, spent.pushed, len(spent.calls)))
    talk.rounds += 1
    return bills


def others(people: Load, talk: Talk, kept: Kept, number: int) -> Iterator[Item]:
    """Copies of what is kept of this conversation, for so many people who are somebody else."""
    mine = [item for item in people.chat() if kept(item, talk)]
    for other in range(number):
        yield from (renamed(item, talk, f"{kept.__name__}-{other:06}") for item in mine)


def live(item: Item, talk: Talk) -> bool:
    """A live conversation holds a connection, a nickname and a slot of a counsellor."""
    holds = item["pk"]["S"].startswith(("CONNECTION#", "NICKNAMES#"))
    mine = holds and item.get("conversation") == {"S": talk.conversation}
    return mine or item["sk"]["S"] in ("CONVERSATION", "DUTY")


def stored(item: Item, talk: Talk) -> bool:
    """Of a conversation that is over, what was said is left: here what the visitor said."""
    own = str(item["pk"]["S"]).endswith(talk.conversation)
    text: str = item["sk"]["S"]
    return own and text.startswith(("CONVERSATION", "MESSAGE#visitor"))


def renamed(item: Item, talk: Talk, name: str) -> Item:
    def rename(value: Any) -> Any:
        if isinstance(value, str):
            return value.replace(talk.conversation, name).replace(talk.visitor, f"line-{name}")
        if isinstance(value, list):
            return [rename(inner) for inner in value]
        return {part: rename(inner) for part, inner in value.items()} if isinstance(value, dict) else value

    copied: Item = rename(item)
    if item["pk"]["S"].startswith("NICKNAMES"):
        copied["sk"] = {"S": name}
    if item["pk"]["S"].startswith("COUNSELLOR"):
        copied["pk"] = {"S": f"COUNSELLOR#{name}"}
    return copied


def write_all(people: Load, items: Iterable[Item]) -> None:
    table = people.chosen.chat_table
    if isinstance(people.client, MemoryDynamo):
        for item in items:
            people.client.put_item(TableName=table, Item=item)
        return
    waiting = iter(items)
    while some := list(islice(waiting, AT_ONCE)):
        left: Any = {table: [{"PutRequest": {"Item": item}} for item in some]}
        while left:
            left = people.client.batch_write_item(RequestItems=left)["UnprocessedItems"]
