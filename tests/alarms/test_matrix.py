"""Every dependency is broken under every function, and the alarms that ring are looked at."""

import pytest

from tests.alarms.cloudwatch import MINUTES, alarms, ringing
from tests.alarms.rig import DEPENDENCIES, Rig
from tests.alarms.test_alarms import BEATS, WELL
from tests.alarms.work import MINUTES_OF_WORK, WORK

Cell = tuple[str, str]

RINGS: dict[Cell, set[str]] = {
    ("connect", "DynamoDB"): {"ConnectFailed"},
    ("connect", "secret"): {"ConnectFailed"},
    ("message", "DynamoDB"): {"MessageFailed"},
    ("message", "secret"): {"MessageFailed"},
    ("message", "push"): {"PushFailed"},
    ("message", "announce"): {"AnnounceNotAsked"},
    ("disconnect", "DynamoDB"): {"DisconnectFailed"},
    ("disconnect", "push"): {"PushFailed"},
    ("disconnect", "announce"): {"AnnounceNotAsked"},
    ("api", "DynamoDB"): {"ApiFailed", "PagesFail"},
    ("api", "secret"): {"ApiFailed", "PagesFail"},
    ("api", "announce"): {"AnnounceNotAsked"},
    ("api", "vault"): {"ApiFailed", "PagesFail"},
    ("staff", "issuer"): {"IssuerUnreachable"},
    ("staff", "directory"): {"StaffUnasked"},
    ("upkeep", "DynamoDB"): {"UpkeepFailed", "UpkeepSilent", "UpkeepDies"},
    ("upkeep", "directory"): {"StaffUnasked"},
    ("upkeep", "push"): {"PushFailed"},
    ("upkeep", "announce"): {"AnnounceNotAsked"},
    ("upkeep", "front door"): {"DoorShut"},
    ("announce", "DynamoDB"): {"AnnounceFailed", "AnnounceDies", "AnnounceGivenUp"},
    ("announce", "push"): {"PushFailed"},
    ("vault", "DynamoDB"): {
        "VaultFailed",
        "OutboxNotEmptied",
        "VaultDies",
        "EmergencyNotTold",
        "NotForgotten",
        "HeadRefused",
    },
    ("vault", "topic"): {"EmergencyNotTold"},
    ("vault", "key"): {"HeadRefused", "VaultDies"},
    ("vault", "bucket"): {"HeadRefused", "VaultDies"},
    ("vault", "issuer"): {"IssuerUnreachable"},
}
"""What rings; a cell that is missing is a dependency that the function does not ask."""


def broken(function: str, dependency: str | None) -> tuple[Rig, set[str]]:
    """The functions after some minutes without the dependency, and the alarms that ring."""
    rig = Rig()
    for channel in rig.service.context.service:
        rig.service.opens(channel)
    rig.service.upkeep()
    work = WORK[function](rig)
    rig.used.clear()
    rig.broken = {dependency} if dependency else set()
    usual = {beat: told for beat, told in WELL.items() if beat not in BEATS.get(function, ())}
    worked = [usual | rig.minute(function, work) for _ in range(MINUTES_OF_WORK)]
    return rig, ringing([WELL] * (MINUTES - MINUTES_OF_WORK) + worked)


@pytest.mark.parametrize("function", WORK)
def test_what_works_rings_nothing_and_asks_exactly_what_the_table_names(function: str) -> None:
    rig, rung = broken(function, None)
    assert rung == set()
    assert rig.used == {dependency for name, dependency in RINGS if name == function}


@pytest.mark.parametrize(("function", "dependency"), RINGS)
def test_a_dependency_that_breaks_rings_under_each_function(function: str, dependency: str) -> None:
    rig, rung = broken(function, dependency)
    assert dependency in rig.used
    assert rung == RINGS[function, dependency]


def test_every_dependency_rings_something() -> None:
    assert {dependency for _, dependency in RINGS} == set(DEPENDENCIES)
    assert all(RINGS.values())
    assert {name for rung in RINGS.values() for name in rung} <= alarms().keys()


def test_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    """For who reads the run: each cell as it was seen."""
    rows = [["", *DEPENDENCIES]]
    for function in WORK:
        rows.append([function, *(_cell(function, dependency) for dependency in DEPENDENCIES)])
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    with capsys.disabled():
        print()
        for row in rows:
            print(" | ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)))
    assert len(rows) == 9


def _cell(function: str, dependency: str) -> str:
    return " ".join(sorted(broken(function, dependency)[1])) or "-"
