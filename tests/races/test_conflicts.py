"""The real service cancels transactions that meet; Amazon's local engine hardly does, so here they are thrown in."""

import json
from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Barrier

from tests.actors import counsellor, visitor
from tests.engine.faults import CONFLICT
from tests.engine.hooks import Arguments, attached
from tests.load import PATIENCE, kinds
from tests.service import Service, service

PEOPLE = 64


class Unrest:
    """Cancels a share of the writes, the way the service does when transactions touch the same items."""

    def __init__(self, share: float) -> None:
        self._dice, self._share = Random(7), share

    def __call__(self, operation: str, arguments: Arguments) -> None:
        if operation == CONFLICT_PRONE and self._dice.random() < self._share:
            raise CONFLICT.error(operation, arguments)


CONFLICT_PRONE = "transact_write_items"


def start_all(here: Service) -> list[dict[str, str]]:
    lines = [visitor(here, f"203.0.113.{number}") for number in range(PEOPLE)]
    barrier = Barrier(PEOPLE)

    def start(number: int) -> dict[str, str]:
        barrier.wait(PATIENCE)
        return lines[number].starts(f"Naam {number}")

    with ThreadPoolExecutor(PEOPLE) as pool:
        return list(pool.map(start, range(PEOPLE)))


def test_the_last_slot_in_unrest() -> None:
    here = service()
    here.opens("jac")
    counsellor(here).takes_duty(slots=1)
    with attached(here.dynamo, before=[Unrest(0.5)]):
        assert kinds(start_all(here)) == {"started": 1, "busy": PEOPLE - 1}, here.log.getvalue()


def test_who_never_gets_through_hears_busy_and_nothing_is_left_behind() -> None:
    here = service()
    here.opens("jac")
    counsellor(here).takes_duty(slots=1)
    with attached(here.dynamo, before=[Unrest(1.0)]):
        assert kinds(start_all(here)) == {"busy": PEOPLE}
    assert not [item for item in here.dynamo.items("chat") if item["pk"]["S"].startswith(("CONV", "NICK"))]
    assert here.light() == "open"


def test_a_single_write_that_meets_a_transaction_is_tried_again() -> None:
    here = service()
    here.opens("jac")
    counsellor(here).takes_duty(slots=1)
    sam = visitor(here)
    sam.starts("Sam")
    met: list[str] = []

    def meets(operation: str, arguments: Arguments) -> None:
        if operation == "put_item" and "CONVERSATION" in json.dumps(arguments["Item"]["pk"]) and not met:
            met.append(operation)
            raise CONFLICT.error(operation, arguments)

    with attached(here.dynamo, before=[meets]):
        sam.loses_the_line()
    assert met
    assert sam.comes_back().resumes()["type"] == "resumed"
