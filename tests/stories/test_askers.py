"""On the deployed package: whoever asks to come back by nickname is told, whatever takes their question away."""

from contextlib import ExitStack

from infra.local.outputs import Outputs
from tests.stories.addresses import next_address
from tests.stories.people import Counsellor, Frame, Visitor, visitor


def drops(cloud: Outputs, an: Counsellor, nickname: str) -> Frame:
    """Somebody starts, and their line is lost."""
    with visitor(cloud, next_address()) as person:
        started = person.starts(nickname)
    an.expects("peer", conversation=started["conversation"], here=False)
    return started


def asks(pages: ExitStack, cloud: Outputs, nickname: str) -> Visitor:
    """Somebody else, in English."""
    asker = pages.enter_context(visitor(cloud, next_address()))
    answer = asker.asks("resume", "waiting", channel="jac", nickname=nickname, language="en")
    assert answer["type"] == "waiting"
    return asker


def test_who_asks_is_told_when_it_ends_when_the_owner_returns_and_when_another_asks(
    local_cloud: Outputs, an: Counsellor
) -> None:
    with ExitStack() as pages:
        nobodys = pages.enter_context(visitor(local_cloud, next_address()))
        no = nobodys.asks("resume", "waiting", channel="jac", nickname="Niemand", language="en")
        assert no["reason"] == "unknown"

        ended = drops(local_cloud, an, "Merel")
        asker = asks(pages, local_cloud, "Merel")
        an.asks("end", "ended", conversation=ended["conversation"])
        assert asker.expects("refused") == no

        owned = drops(local_cloud, an, "Otter")
        asker = asks(pages, local_cloud, "Otter")
        owner = pages.enter_context(visitor(local_cloud, next_address()))
        assert owner.asks("resume", "resumed", token=owned["token"], have={})["type"] == "resumed"
        assert asker.expects("refused") == no

        drops(local_cloud, an, "Zeehond")
        asker = asks(pages, local_cloud, "Zeehond")
        asks(pages, local_cloud, "Zeehond")
        assert asker.expects("refused") == no
