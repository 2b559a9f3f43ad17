"""One origin that opens connections without end keeps nobody else out."""

from chalicelib.domain.channel import Limits
from tests.actors import counsellor, visitor
from tests.service import ELSEWHERE, HOME, service

FEW = Limits(connections_a_minute=5)


def test_an_origin_opens_no_more_than_its_number_a_minute() -> None:
    here = service(limits=FEW)
    assert all(here.connects() for _ in range(5))
    assert here.connects() is None
    assert here.connects(address=ELSEWHERE)
    here.clock.passes(minutes=1)
    assert here.connects()


def test_a_household_is_one_origin_whatever_address_it_makes_up() -> None:
    here = service(limits=FEW)
    made_up = [HOME.replace("::7", f"::{n:x}") for n in range(20)]
    assert len([address for address in made_up if here.connects(address=address)]) == 5


def test_a_flood_leaves_conversations_alone() -> None:
    here = service(limits=FEW)
    here.opens("jac")
    counsellor(here, "An").takes_duty(slots=1)
    sam = visitor(here)
    sam.starts("Sam")
    while here.connects():
        pass
    assert sam.says("hallo")["delivered"] is True
