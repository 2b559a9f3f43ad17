"""`docs/threats.md` is whole and true: every threat says who, what stops them, what is left, and names its proofs."""

import pytest

from tests.promises.proofs import Entry, entries

THREATS = entries("threats.md")
ATTACKERS = [
    "Somebody near the visitor",
    "A stranger on the internet",
    "Somebody of the staff, or who was",
    "Somebody inside the account",
    "Who reaches the code",
]
each_threat = pytest.mark.parametrize("threat", THREATS, ids=[threat.words for threat in THREATS])


def test_everybody_who_might_attack_is_thought_of() -> None:
    assert list(dict.fromkeys(threat.section for threat in THREATS)) == ATTACKERS


@each_threat
def test_a_threat_says_who_what_stops_it_and_what_is_left(threat: Entry) -> None:
    assert set(threat.rows) == {"who", "stops", "left", "proved"}


@each_threat
def test_what_stops_it_is_proved_by_tests_that_run(threat: Entry) -> None:
    assert threat.links("proved")
    assert threat.unproved() == []
