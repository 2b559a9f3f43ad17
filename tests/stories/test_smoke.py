"""`make smoke` on the deployed package: what the local cloud can show works, and what it cannot is said."""

from infra.local.outputs import Outputs
from infra.smoke import account, doors, talk
from infra.smoke.outcome import FAILS, NOT_TRIED, WORKS, tried
from infra.smoke.stage import local
from tests.stories.people import administrator, counsellor, sees_light

ONLY_ON_AWS = {
    "backups go back and no further",
    "the copy of the night is elsewhere",
    "alarms are heard",
    "no alarm rings",
}


def test_everything_that_can_be_told_here_works(local_cloud: Outputs) -> None:
    dora, stage = administrator(local_cloud), local(local_cloud)
    dora.takes_away_the_hours()
    sees_light(local_cloud, "closed")
    checks = [*doors.checks(stage), *talk.checks(stage, "jac", opens=True), *account.checks(stage)]
    outcomes = {outcome.what: outcome for outcome in tried(checks)}
    print(*outcomes.values(), sep="\n")
    # Hours that were taken away are none, and are taken away again afterwards.
    assert outcomes.pop("lights and hours are told").verdict == FAILS
    # Nobody hears of emergencies here, unless another story has subscribed somebody.
    assert outcomes.pop("emergencies are heard").verdict in (NOT_TRIED, WORKS)
    assert {what for what, outcome in outcomes.items() if outcome.verdict == NOT_TRIED} == ONLY_ON_AWS
    assert {outcome.verdict for outcome in outcomes.values()} == {WORKS, NOT_TRIED}
    assert dora.does("GET", "channels/jac/hours").json()["shifts"]["monday"] == []


def test_where_people_are_at_work_no_place_is_taken(local_cloud: Outputs) -> None:
    dora, stage = administrator(local_cloud), local(local_cloud)
    dora.opens_around_the_clock()
    with counsellor(local_cloud, "Bram") as bram:
        bram.takes_duty(slots=1)
        sees_light(local_cloud, "open")
        (outcome,) = tried(talk.checks(stage, "jac", opens=True))
        bram.asks("duty", "duty", off=True)
    assert outcome.verdict == NOT_TRIED
    assert "at work in jac" in outcome.words
