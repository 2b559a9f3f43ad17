"""Two visitors whose names look alike cannot stand beside each other on a desk."""

import pytest

from tests.actors import Counsellor, Visitor, visitor
from tests.service import ELSEWHERE, Service


@pytest.mark.parametrize("twin", ["sam", "SАМ", "Ｓａｍ", "S\u200dam", "\u2067Sam\u2069", "S a m", "Sarn", "Sám"])
def test_a_look_alike_is_taken(open_service: Service, sam: Visitor, twin: str) -> None:
    assert visitor(open_service, ELSEWHERE).starts(twin)["reason"] == "nickname_taken", sam


def test_the_name_is_free_again_for_look_alikes(open_service: Service, sam: Visitor) -> None:
    sam.sends("end")
    assert visitor(open_service, ELSEWHERE).starts("SАМ")["type"] == "started"


def test_who_types_it_differently_is_found(open_service: Service, sam: Visitor, an: Counsellor) -> None:
    sam.loses_the_line()
    assert sam.comes_back().resumes_by_nickname(" sám\u200b")["type"] == "waiting"
    assert an.last_sees("resume_asked")["nickname"] == "Sam"


def test_the_counsellor_sees_a_name_without_what_cannot_be_seen(open_service: Service, an: Counsellor) -> None:
    region = "\u202eGent\u0000"
    asked = visitor(open_service).starts("\u2068\u202emiA\u202c\u2069 \u0007 👩\u200d👧", intake={"region": region})
    assert asked["type"] == "started"
    assigned = an.last_sees("assigned")
    assert (assigned["nickname"], assigned["intake"]["region"]) == ("miA 👩\u200d👧", "Gent")


def test_a_name_that_nobody_sees_is_no_name(open_service: Service, an: Counsellor) -> None:
    for nothing in ("\u3164", "\u200b\u200d", "\u2066\u2069", "👩\u200d👧"):
        assert visitor(open_service).starts(nothing)["reason"] == "invalid", an


def test_what_people_write_keeps_its_joiners(sam: Visitor, an: Counsellor) -> None:
    words = "می\u200cخواهم 👩\u200d👧 \u2067شماره\u2069 ❤\ufe0f"
    sam.says(words)
    assert an.last_sees("message")["text"] == words
