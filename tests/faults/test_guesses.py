"""Ten thousand tokens that somebody guessed, kept, cut short or took from elsewhere: none opens anything."""

import json
import random
from collections import Counter
from collections.abc import Iterator

import pytest

from chalicelib.domain.channel import Limits
from tests.actors import Counsellor, Visitor, counsellor, visitor
from tests.engine.hooks import attached
from tests.engine.recorder import Recorder
from tests.service import Service, service

EACH = 2_500
UNLIMITED = Limits(1_000_000, 1_000_000, 1_000_000)
ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_."


@pytest.fixture(scope="module")
def here() -> Service:
    made = service(limits=UNLIMITED)
    made.opens("jac")
    return made


@pytest.fixture(scope="module")
def an(here: Service) -> Counsellor:
    desk = counsellor(here, "An")
    desk.takes_duty(slots=5)
    return desk


@pytest.fixture(scope="module")
def talking(here: Service, an: Counsellor) -> list[Visitor]:
    people = [visitor(here, f"203.0.113.{number}") for number in range(3)]
    for number, person in enumerate(people):
        assert person.starts(f"Naam {number}")["type"] == "started", an
    return people


def knock(here: Service, token: str) -> str:
    """The very bytes of the answer to a token, over a line of its own."""
    connection = here.connects(address="192.0.2.1")
    assert connection
    here.clock.passes(seconds=1)
    return here.frame(connection, json.dumps({"type": "resume", "token": token, "have": {}}), "192.0.2.1") or ""


def answers(here: Service, tokens: Iterator[str]) -> Counter[str]:
    return Counter(knock(here, token) for token in tokens)


def _noise(dice: random.Random) -> Iterator[str]:
    for _ in range(EACH):
        yield "".join(dice.choices(ALPHABET, k=dice.randint(1, 128)))


def _cut(dice: random.Random, tokens: list[str]) -> Iterator[str]:
    for _ in range(EACH):
        token = dice.choice(tokens)
        yield token[: dice.randint(1, len(token) - 1)]


def _crossed(dice: random.Random, tokens: list[str]) -> Iterator[str]:
    """The secret of one conversation with the name of another."""
    for _ in range(EACH):
        one, other = dice.sample(tokens, 2)
        yield f"{one.partition('.')[0]}.{other.partition('.')[2]}"


def _changed(dice: random.Random, tokens: list[str]) -> Iterator[str]:
    """One digit is another one."""
    for _ in range(EACH):
        token = dice.choice(tokens)
        place = dice.randrange(len(token))
        other = dice.choice([digit for digit in "0123456789abcdef" if digit != token[place]])
        yield token[:place] + other + token[place + 1 :]


def test_ten_thousand_guesses_open_nothing_and_are_answered_alike(here: Service, talking: list[Visitor]) -> None:
    dice, tokens = random.Random(7), [person.token for person in talking]
    guesses = (_noise(dice), _cut(dice, tokens), _crossed(dice, tokens), _changed(dice, tokens))
    seen: Counter[str] = Counter()
    for kind in guesses:
        seen += answers(here, kind)
    print(f"\n{sum(seen.values())} guesses, {len(seen)} kind of answer: {next(iter(seen))[:60]}…")
    assert sum(seen.values()) == 4 * EACH
    assert [json.loads(answer)["reason"] for answer in seen] == ["unknown"]
    assert all(person.sends("typing") == {} for person in talking), "nobody was pushed out"


def test_a_guess_costs_the_same_whether_or_not_the_conversation_exists(here: Service, talking: list[Visitor]) -> None:
    """The same calls in the same order: what is compared takes constant time, so nothing else may tell."""
    exists, exists_not = f"{talking[0].conversation}.{'0' * 64}", f"{'0' * 20}.{'0' * 64}"
    assert _calls(here, exists) == _calls(here, exists_not)


def _calls(here: Service, token: str) -> list[tuple[str, str, tuple[str, ...]]]:
    recorder = Recorder()
    with attached(here.dynamo, before=[recorder]):
        knock(here, token)
    return [call.point for call in recorder.calls]


def test_the_token_of_before_a_resume_by_nickname_is_worth_nothing() -> None:
    made = service(limits=UNLIMITED)
    made.opens("jac")
    desk, sam = counsellor(made, "An"), visitor(made)
    desk.takes_duty()
    sam.starts("Sam")
    sam.loses_the_line()
    other = visitor(made)
    other.resumes_by_nickname("Sam")
    desk.sends("accept", conversation=sam.conversation)
    assert knock(made, sam.token) == knock(made, "never-was-a-token-like-this.x")
    assert other.last_sees("resumed")["token"] != sam.token


def test_a_token_replayed_after_the_end_shows_nothing() -> None:
    made = service(limits=UNLIMITED)
    made.opens("jac")
    desk, sam = counsellor(made, "An"), visitor(made)
    desk.takes_duty()
    sam.starts("Sam")
    sam.says("een geheim")
    sam.sends("end")
    again = json.loads(knock(made, sam.token))
    assert (again["type"], again["reason"]) == ("refused", "ended")
    assert "geheim" not in json.dumps(again)


def test_tickets_are_good_once_for_thirty_seconds_and_for_nothing_else(here: Service, talking: list[Visitor]) -> None:
    dice = random.Random(11)
    ticket = here.ticket_for("An")
    assert here.connects(ticket=ticket)
    wrong = [ticket, ticket[:-1], talking[0].token, "", *("".join(dice.choices(ALPHABET, k=64)) for _ in range(500))]
    assert [here.connects(ticket=each) for each in wrong] == [None] * len(wrong)
    late = here.ticket_for("An")
    here.clock.passes(seconds=30)
    assert here.connects(ticket=late) is None
    assert "unknown" in knock(here, here.ticket_for("An"))


def test_guessing_is_slowed_down() -> None:
    made = service()
    made.opens("jac")
    connection = made.connects(address="192.0.2.1")
    assert connection
    frame = json.dumps({"type": "resume", "token": "x.y", "have": {}})
    reasons = [json.loads(made.frame(connection, frame, "192.0.2.1") or "{}")["reason"] for _ in range(70)]
    assert reasons.count("unknown") == Limits().failed_resumes_a_minute
    assert reasons[-1] == "too_fast"
