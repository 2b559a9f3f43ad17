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


def test_messages_flow_no_faster_over_many_lines() -> None:
    """440 messages in 23 seconds once got through by coming back over a new line each time."""
    here = service()
    here.opens("jac")
    counsellor(here).takes_duty(slots=1)
    sam = visitor(here, ELSEWHERE)
    sam.starts()
    stored = refused = 0
    for _ in range(23):
        here.clock.passes(seconds=1)
        sam = sam.comes_back()
        assert sam.resumes(visitor=stored)["type"] == "resumed"
        for _ in range(20):
            said = sam.says("weer", n=stored + 1, id=f"visitor-{stored + 1:04}")["type"] == "said"
            stored, refused = stored + said, refused + (not said)
    assert stored <= 60 + 23 and refused > 300
    here.clock.passes(seconds=5)
    assert sam.says("nu wel", n=stored + 1, id="visitor-later")["type"] == "said"


def test_who_said_little_comes_back_with_the_whole_allowance() -> None:
    here = service()
    here.opens("jac")
    counsellor(here).takes_duty(slots=1)
    sam = visitor(here, ELSEWHERE)
    sam.starts()
    sam.says("hallo")
    here.clock.passes(minutes=4)
    back = sam.comes_back()
    back.resumes()
    assert all(back.says(f"en {n}", n=n, id=f"visitor-{n:04}")["type"] == "said" for n in range(2, 62))


def test_one_origin_asks_by_nickname_only_so_often() -> None:
    here = service(limits=Limits(asks_a_minute=3))
    here.opens("jac")
    an = counsellor(here)
    an.takes_duty(slots=1)
    sam = visitor(here, ELSEWHERE)
    sam.starts("Sam")
    sam.loses_the_line()
    answers = [visitor(here, HOME).resumes_by_nickname("Sam") for _ in range(5)]
    assert [answer.get("reason", answer["type"]) for answer in answers] == ["waiting"] * 3 + ["too_fast"] * 2
    assert len(an.sees("resume_asked")) == 3
    assert visitor(here, ELSEWHERE).resumes_by_nickname("Sam")["type"] == "waiting", "another origin is not kept out"
