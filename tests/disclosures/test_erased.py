"""A conversation that was erased takes what was asked about it along; what was done stays in the trail."""

from collections.abc import Callable

import pytest

from chalicelib.domain.audit import Act, read
from chalicelib.domain.audit_check import check
from tests.actors import visitor
from tests.audit.trail import kept
from tests.disclosures.people import CANARY, WHY, WORDS, Emergency
from tests.engine.hooks import Arguments, attached
from tests.http.api import DORA, EVA

ORDER = "Kantschrift 2026/114"


def ends(emergency: Emergency) -> None:
    """The conversation is over, and its books are closed."""
    emergency.sam.sends("end")
    emergency.here.clock.passes(minutes=2)
    emergency.here.upkeep()


def erases(emergency: Emergency) -> None:
    path = f"/admin/conversations/{emergency.sam.conversation}/erase"
    assert emergency.api(EVA).post(path, reason="Gevraagd door de bezoeker").status == 202
    emergency.here.chains()


def in_the_vault(emergency: Emergency) -> list[str]:
    """What is there but the trail and the figures."""
    items = emergency.here.dynamo.items("vault")
    return [str(one) for one in items if not one["pk"]["S"].startswith(("AUDIT#", "DISCLOSURE#FIGURES"))]


def test_everything_that_was_asked_goes_and_everything_that_was_done_stays(emergency: Emergency) -> None:
    emergency.refuses(emergency.asks().json["id"])
    granted, ordered = emergency.granted(), emergency.orders().json["id"]
    assert CANARY in emergency.looks(granted).text
    ends(emergency)
    assert len(in_the_vault(emergency)) == 1 + 3 + 2, "an address, three requests, and who asked which"
    erases(emergency)
    assert in_the_vault(emergency) == []
    assert not [word for word in (WORDS, WHY, ORDER, CANARY) if word in str(emergency.here.dynamo.items("vault"))]
    assert (emergency.own(), emergency.listed()) == ([], [])
    assert emergency.grants(ordered, EVA).kind == "gone"
    here = emergency.here
    assert check(kept(here), here.context.trail.head(), here.clock()) is None
    told = [read(one.text).deed for one in kept(here)]
    assert [deed.act for deed in told if deed.on == granted][-1] is Act.ORIGIN_SEEN
    figures = here.context.disclosures.figures(2026)
    assert {name: figures.of(name) for name in ("asked", "granted", "refused", "looks")} == {
        "asked": 3, "granted": 1, "refused": 1, "looks": 1,
    }  # fmt: skip


def test_the_next_look_of_one_that_is_granted_still_says_that_it_is_gone(emergency: Emergency) -> None:
    ends(emergency)
    id = emergency.granted()
    assert CANARY in emergency.looks(id).text
    before = len(kept(emergency.here))
    erases(emergency)
    looked = emergency.looks(id)
    assert (looked.status, looked.kind, CANARY in looked.text) == (410, "gone", False)
    assert "niets meer bewaard" in looked.json["detail"]
    assert len(kept(emergency.here)) == before + 1, "the erasing, and no look"


def test_what_is_erased_alarms_nobody_any_more(emergency: Emergency) -> None:
    ends(emergency)
    emergency.asks()
    erases(emergency)
    emergency.here.clock.passes(minutes=6)
    emergency.here.chains()
    assert len(emergency.here.alerts) == 1


class CutsIn:
    """Somebody erases, just before the write of what somebody else asks for."""

    def __init__(self, emergency: Emergency) -> None:
        self.ran, self._emergency = False, emergency

    def __call__(self, operation: str, arguments: Arguments) -> None:
        if not self.ran and operation == "transact_write_items" and "DISCLOSURE#" in str(arguments):
            self.ran = True
            erases(self._emergency)


ACTS: dict[str, tuple[Callable[[Emergency, str], str], str]] = {
    "ask": (lambda emergency, _: emergency.orders(EVA).kind, "unknown"),
    "grant": (lambda emergency, asked: emergency.grants(asked).kind, "outdated"),
    "refuse": (lambda emergency, asked: emergency.refuses(asked).kind, "outdated"),
}


@pytest.mark.parametrize("act", ACTS)
def test_nothing_comes_back_that_was_under_way(emergency: Emergency, act: str) -> None:
    ends(emergency)
    asked = emergency.asks().json["id"]
    does, said = ACTS[act]
    cut = CutsIn(emergency)
    with attached(emergency.here.dynamo, before=[cut]):
        assert does(emergency, asked) == said
    assert cut.ran
    assert in_the_vault(emergency) == []


def test_a_look_that_was_under_way_shows_nothing(emergency: Emergency) -> None:
    ends(emergency)
    id = emergency.granted()
    with attached(emergency.here.dynamo, before=[CutsIn(emergency)]):
        looked = emergency.looks(id)
    assert (looked.kind, CANARY in looked.text) == ("outdated", False)
    assert emergency.looks(id).kind == "gone"
    assert in_the_vault(emergency) == []


def test_what_was_asked_about_another_conversation_stays(emergency: Emergency) -> None:
    ends(emergency)
    emergency.orders(DORA)
    erased = emergency.sam
    emergency.sam = visitor(emergency.here, CANARY)
    emergency.sam.starts("Noor")
    other = emergency.granted()
    emergency.sam, noor = erased, emergency.sam
    erases(emergency)
    assert [one["id"] for one in emergency.listed()] == [other]
    assert CANARY in emergency.looks(other).text
    assert all(noor.conversation in item for item in in_the_vault(emergency))
