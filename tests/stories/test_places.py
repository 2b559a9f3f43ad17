"""On the deployed package, with production's limits: nobody takes every place, a listed school has its own, and
messages flow no faster over many lines."""

import time
from contextlib import ExitStack

from infra.local.outputs import Outputs
from tests.stories.addresses import next_address
from tests.stories.people import Counsellor, Visitor, administrator, visitor


def test_who_tries_to_take_every_place_gets_two(local_cloud: Outputs, an: Counsellor) -> None:
    script = next_address()
    with ExitStack() as pages:
        answers = []
        for number in range(6):
            page = pages.enter_context(visitor(local_cloud, script))
            answers.append(page.starts(f"Script {number}"))
        assert [answer.get("reason") for answer in answers] == [None, None, *["too_many"] * 4]
        assert answers[-1]["elsewhere"]["emergency"] and answers[-1]["elsewhere"]["alternatives"]
        sam = pages.enter_context(visitor(local_cloud, next_address()))
        assert sam.starts("Sam")["type"] == "started", "somebody in need is not kept out"


def test_ending_and_starting_over_and_over_gains_nothing(local_cloud: Outputs, an: Counsellor) -> None:
    with visitor(local_cloud, next_address()) as script:
        told = []
        for number in range(8):
            told.append(script.starts(f"Steeds {number}").get("reason"))
            script.asks("end", "ended")
        assert told == [None] * 6 + ["too_many"] * 2


def test_a_school_is_listed_and_its_class_talks_at_once(local_cloud: Outputs, an: Counsellor) -> None:
    school, dora = next_address(), administrator(local_cloud)
    listed = dora.does("POST", "ranges", range=school, name="Sint-Jozef", places=4).raise_for_status().json()
    try:
        assert listed["range"] == f"{school}/32"
        with ExitStack() as pages:
            pupils = [pages.enter_context(visitor(local_cloud, school)) for _ in range(5)]
            told = [_starts_once_known(pupil, f"Leerling {number}") for number, pupil in enumerate(pupils[:4])]
            assert told == ["started"] * 4
            assert pupils[4].starts("Te veel")["reason"] == "too_many"
    finally:
        assert dora.does("DELETE", f"ranges/{listed['id']}").is_success


def test_messages_flow_no_faster_over_new_lines(local_cloud: Outputs, an: Counsellor) -> None:
    home = next_address()
    with visitor(local_cloud, home) as sam:
        token = sam.starts("Sam")["token"]
        stored = _says_until_refused(sam, 0)
    for _ in range(3):
        with visitor(local_cloud, home) as again:
            back = again.asks("resume", "resumed", token=token, have={})
            assert back["last"]["visitor"] == stored
            more = _says_until_refused(again, stored) - stored
        stored += more
        assert more < 60, "a new line is no new allowance"


def _starts_once_known(pupil: Visitor, nickname: str) -> str:
    """A worker reads the list at most once a minute."""
    give_up = time.monotonic() + 90
    while (answer := pupil.starts(nickname)).get("reason") == "too_many" and time.monotonic() < give_up:
        time.sleep(3)
    return str(answer.get("reason", answer["type"]))


def _says_until_refused(person: Visitor, last: int) -> int:
    """The number of the last message that was stored."""
    for n in range(last + 1, last + 200):
        answer = person.asks("say", "said", n=n, id=f"visitor-{n:05}", text="weer")
        if answer["type"] == "refused":
            assert answer["reason"] == "too_fast"
            return n - 1
    raise AssertionError("nobody was ever too fast")
