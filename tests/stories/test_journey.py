"""The main job on the deployed package: from closed to open, a talk, busy, a block, closing time."""

import json

import boto3
import pytest

from infra.local.outputs import Outputs
from tests.stories.people import Administrator, Counsellor, administrator, counsellor, sees_light, visitor


@pytest.fixture(scope="module")
def chris(local_cloud: Outputs) -> Administrator:
    return administrator(local_cloud)


def test_the_whole_journey(local_cloud: Outputs, chris: Administrator) -> None:
    chris.takes_away_the_hours()
    sees_light(local_cloud, "closed")
    with visitor(local_cloud) as early:
        assert early.starts("Vroeg")["reason"] == "closed"
    chris.opens_around_the_clock()
    with counsellor(local_cloud) as an:
        an.clears_the_desk()
        assert an.takes_duty(slots=1)["on"] is True
        sees_light(local_cloud, "open")
        _they_talk(local_cloud, an)
        _a_block_and_its_lifting(local_cloud, an, chris)
        _closing_time(local_cloud, an, chris)
        assert an.asks("duty", "duty", off=True)["on"] is False


def _they_talk(cloud: Outputs, an: Counsellor) -> None:
    with visitor(cloud) as sam, visitor(cloud) as noor:
        assert noor.asks("watch", "status", channel="jac")["light"] == "open"
        assert sam.starts("Sam", intake={"age": 16, "region": "Gent"})["counsellor"] == "An"
        assigned = an.expects("assigned")
        assert (assigned["nickname"], assigned["intake"]) == ("Sam", {"age": 16, "region": "Gent"})
        for n in range(1, 11):
            assert sam.says(f"vraag {n}")["delivered"] is True
            assert an.expects("message")["text"] == f"vraag {n}"
            assert an.says(sam.conversation, f"antwoord {n}")["delivered"] is True
            assert sam.expects("message")["text"] == f"antwoord {n}"
        assert noor.expects("status", light="busy")["channel"] == "jac"
        assert noor.starts("Noor")["reason"] == "busy"
        assert sam.asks("end", "ended")["by"] == "visitor"
        assert an.expects("ended")["by"] == "visitor"
        assert sam.asks("survey", "thanked", heard=5)["type"] == "thanked"
        assert noor.expects("status", light="open")["channel"] == "jac"
        assert noor.starts("Noor")["counsellor"] == "An"
        assert an.expects("assigned")["intake"] == {}
        an.asks("end", "ended", conversation=noor.conversation)
        assert noor.expects("ended")["by"] == "counsellor"


def _a_block_and_its_lifting(cloud: Outputs, an: Counsellor, chris: Administrator) -> None:
    with visitor(cloud) as rude:
        rude.starts("Rotzak")
        an.expects("assigned")
        an.asks("block", "ended", conversation=rude.conversation, reason="scheldt en dreigt")
        told = rude.expects("ended", reason="blocked")
        assert told["until"] and told["elsewhere"]["emergency"]
    with visitor(cloud) as again:
        refused = again.starts("Iemand anders")
        assert (refused["reason"], refused["until"]) == ("blocked", told["until"])
        listed = chris.does("GET", "blocks").raise_for_status().json()["items"]
        assert [block["reason"] for block in listed] == ["scheldt en dreigt"]
        assert chris.does("DELETE", f"blocks/{listed[0]['id']}").is_success
        assert again.starts("Iemand anders")["type"] == "started"
        an.expects("assigned")
        again.asks("end", "ended")
        an.expects("ended")


def _closing_time(cloud: Outputs, an: Counsellor, chris: Administrator) -> None:
    with visitor(cloud) as late, visitor(cloud) as watcher:
        watcher.asks("watch", "status", channel="jac")
        late.starts("Laat")
        an.expects("assigned")
        chris.takes_away_the_hours()
        _upkeep(cloud)
        assert watcher.expects("status", light="closed")["channel"] == "jac"
        assert watcher.starts("Te laat")["reason"] == "closed"
        assert late.expects("notice")["notice"] == "closing"
        assert an.expects("notice")["notice"] == "closing"
        assert late.says("mag ik nog iets vragen?")["delivered"] is True
        assert an.expects("message")["text"] == "mag ik nog iets vragen?"
        an.asks("end", "ended", conversation=late.conversation)


def _upkeep(cloud: Outputs) -> None:
    """The scheduled run, now rather than at the next full minute."""
    client = boto3.client(
        "lambda",
        endpoint_url=cloud.endpoint,
        region_name=cloud.region,
        aws_access_key_id="test",
        aws_secret_access_key="test",
    )
    event = json.dumps(
        {
            "source": "aws.events",
            "detail": {},
            "detail-type": "Scheduled Event",
            "resources": [],
            "time": "",
            "id": "",
            "account": "",
            "version": "0",
            "region": "",
        }
    )
    client.invoke(FunctionName=cloud.functions["upkeep"], Payload=event.encode())
