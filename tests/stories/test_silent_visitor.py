"""On the deployed package: who never says a word is asked, answers, and at last makes room. Minutes pass in the table:
the moments of this one conversation are put back, and upkeep runs as every minute."""

import json
from typing import Any

import boto3

from infra.local.outputs import Outputs
from tests.stories.people import administrator, counsellor, visitor

MINUTE = 60_000


def minutes_pass(cloud: Outputs, conversation: str, minutes: int) -> None:
    """Everything that this conversation waits for comes so much nearer, and upkeep looks."""
    at_home = boto3.Session("test", "test", region_name=cloud.region)
    table = at_home.resource("dynamodb", endpoint_url=cloud.endpoint).Table(cloud.chat_table)
    key = {"pk": f"CONVERSATION#{conversation}", "sk": "CONVERSATION"}
    item: Any = table.get_item(Key=key, ConsistentRead=True)["Item"]
    earlier = minutes * MINUTE
    wordless = {name: at - earlier for name, at in item.get("wordless", {}).items()}
    lines = {side: item[side] | {"seen_at": item[side]["seen_at"] - earlier} for side in ("visitor", "counsellor")}
    soon = {"due_at": item["due_at"] - earlier} if "due_at" in item else {}
    table.put_item(Item=item | lines | {"wordless": wordless} | soon)
    duty = {"pk": f"COUNSELLOR#{item['holder']['counsellor']}", "sk": "DUTY"}
    looked_at: Any = table.get_item(Key=duty, ConsistentRead=True)["Item"]
    table.put_item(Item=looked_at | {name: looked_at[name] - earlier for name in ("look_at", "due_at")})
    event = {"source": "aws.events", "detail": {}, "detail-type": "Scheduled Event", "resources": [], "version": "0"}
    event |= dict.fromkeys(("time", "id", "account", "region"), "")
    upkeep = at_home.client("lambda", endpoint_url=cloud.endpoint)
    upkeep.invoke(FunctionName=cloud.functions["upkeep"], Payload=json.dumps(event).encode())


def test_a_silent_visitor_is_asked_answers_and_makes_room(local_cloud: Outputs) -> None:
    administrator(local_cloud).opens_around_the_clock()
    with counsellor(local_cloud) as an, visitor(local_cloud) as sam, visitor(local_cloud) as noor:
        an.clears_the_desk()
        an.takes_duty(slots=1)
        sam.starts("Stil")
        an.expects("assigned")
        assert noor.starts("Noor")["reason"] == "busy"
        minutes_pass(local_cloud, sam.conversation, 10)
        assert sam.expects("notice", notice="silent_visitor")["until"]
        an.expects("notice", notice="silent_visitor")
        assert sam.asks("here", "notice")["notice"] == "still_here"
        an.expects("notice", notice="still_here")
        minutes_pass(local_cloud, sam.conversation, 10)
        sam.expects("notice", notice="silent_visitor")
        minutes_pass(local_cloud, sam.conversation, 3)
        assert sam.expects("ended")["reason"] == "silent"
        assert an.expects("ended")["reason"] == "silent"
        assert noor.starts("Noor")["type"] == "started"
        an.asks("end", "ended", conversation=noor.conversation)
        an.asks("duty", "duty", off=True)


def test_whoever_says_a_word_stays(local_cloud: Outputs) -> None:
    administrator(local_cloud).opens_around_the_clock()
    with counsellor(local_cloud) as an, visitor(local_cloud) as sam:
        an.clears_the_desk()
        an.takes_duty(slots=1)
        sam.starts("Spreekt")
        sam.says("hallo")
        minutes_pass(local_cloud, sam.conversation, 20)
        assert sam.asks("ping", "pong") and not [one for one in sam.kept if one["type"] in ("notice", "ended")]
        an.asks("end", "ended", conversation=sam.conversation)
        an.asks("duty", "duty", off=True)
