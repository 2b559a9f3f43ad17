"""An emergency on the deployed package, with real sign-ins: asked, told, granted by another, looked at, over."""

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import boto3
import httpx
import pytest

from infra.local.outputs import Outputs, StaffMember
from infra.local.people import seed
from tests.stories.people import PATIENCE, Visitor, administrator, counsellor, visitor
from tests.stories.staff import sign_in

WORDS = "Zij zegt dat zij pillen nam bij oma Godelieve."
HERE = "127.0.0.44"
"""Where Sam is: no other story comes from there."""

ELS = StaffMember("els@example.org", "lokaal-beheer-van-els", "Els", ("counsellor", "administrator", "channel-jac"))
"""Counsellor and administrator at once."""


def client(cloud: Outputs, service: str) -> Any:
    keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
    return boto3.client(service, endpoint_url=cloud.endpoint, region_name=cloud.region, **keys)  # type: ignore[call-overload]


class Telephone:
    """Somebody who subscribed to the topic, and what it brought them."""

    def __init__(self, cloud: Outputs) -> None:
        self._sqs, sns = client(cloud, "sqs"), client(cloud, "sns")
        self.queue = self._sqs.create_queue(QueueName=f"telephone-{time.time_ns()}")["QueueUrl"]
        wanted = {"QueueUrl": self.queue, "AttributeNames": ["QueueArn"]}
        arn = self._sqs.get_queue_attributes(**wanted)["Attributes"]["QueueArn"]
        topics = [one["TopicArn"] for one in sns.list_topics()["Topics"]]
        [topic] = [one for one in topics if "EmergencyContacts" in one]
        self._sqs.set_queue_attributes(QueueUrl=self.queue, Attributes={"Policy": json.dumps(_from(topic, arn))})
        sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn)

    def hears(self) -> dict[str, str]:
        """The next message. Raises AssertionError when none comes."""
        give_up = time.monotonic() + PATIENCE
        while time.monotonic() < give_up:
            came = self._sqs.receive_message(QueueUrl=self.queue, WaitTimeSeconds=1).get("Messages", [])
            if came:
                self._sqs.delete_message(QueueUrl=self.queue, ReceiptHandle=came[0]["ReceiptHandle"])
                message: dict[str, str] = json.loads(came[0]["Body"])
                return message
        raise AssertionError("the topic brought nothing")


def _from(topic: str, queue: str) -> dict[str, Any]:
    """A queue takes nothing of a topic before it says so."""
    sent_by = {"ArnEquals": {"aws:SourceArn": topic}}
    one = {"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}, "Action": "sqs:SendMessage"}
    return {"Version": "2012-10-17", "Statement": [{**one, "Resource": queue, "Condition": sent_by}]}


class Desk:
    """A member of staff and their token, before the HTTP API."""

    def __init__(self, cloud: Outputs, name: str) -> None:
        self.cloud, self.token = cloud, sign_in(cloud, name)

    def does(self, method: str, path: str, **body: object) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.token}"}
        return httpx.request(
            method, f"{self.cloud.rest_url}/{path}", headers=headers, json=body or None, timeout=PATIENCE
        )

    def asks(self, conversation: str) -> httpx.Response:
        plea = {"danger": "visitor", "ground": "suicide", "words": WORDS, "discussed": False}
        return self.does("POST", "desk/disclosures", conversation=conversation, **plea)


@pytest.fixture(scope="module")
def cloud(local_cloud: Outputs) -> Outputs:
    """With somebody who is counsellor and administrator."""
    seed(client(local_cloud, "cognito-idp"), local_cloud.pool_id, ELS)
    administrator(local_cloud).opens_around_the_clock()
    return replace(local_cloud, staff=(*local_cloud.staff, ELS))


@pytest.fixture
def sam(cloud: Outputs) -> Iterator[Visitor]:
    """Sam, in a conversation with An."""
    with counsellor(cloud, "An") as an, visitor(cloud, HERE) as sam:
        an.clears_the_desk()
        an.takes_duty(slots=1)
        sam.starts(f"Sam {time.time_ns() % 10_000}")
        yield sam
        an.clears_the_desk()
        an.asks("duty", "duty", off=True)


def test_asked_told_granted_by_another_looked_at(cloud: Outputs, sam: Visitor) -> None:
    telephone, an, dora = Telephone(cloud), Desk(cloud, "An"), administrator(cloud)
    began = time.monotonic()
    asked = an.asks(sam.conversation)
    assert asked.status_code == 201, asked.text
    id = asked.json()["id"]
    told = telephone.hears()
    print(f"\nasked and heard by the telephone after {time.monotonic() - began:.2f} s: {told['Message']!r}")
    said = json.dumps(told)
    assert not [word for word in (WORDS, "Sam", "Godelieve", HERE, sam.conversation, "jac") if word in said]
    (waiting,) = [one for one in dora.does("GET", "disclosures?open=yes").json()["items"] if one["id"] == id]
    assert (waiting["state"], waiting["words"], waiting["asker"]) == ("asked", WORDS, "An")
    assert an.does("POST", f"desk/disclosures/{id}/looks").status_code == 409
    granted = time.monotonic()
    assert dora.does("POST", f"disclosures/{id}/grant", words="Levensgevaar").status_code == 200
    seen = an.does("POST", f"desk/disclosures/{id}/looks").raise_for_status().json()
    print(f"granted and seen after {time.monotonic() - granted:.2f} s")
    assert [stay["address"] for stay in seen["stays"]] == [HERE]
    assert dora.does("POST", f"disclosures/{id}/looks").status_code == 403, "who decides sees nothing"
    _trail_has(cloud, id)
    _lapses(cloud, an, id)


def _trail_has(cloud: Outputs, id: str) -> None:
    dora = administrator(cloud)
    entries = [one for one in dora.does("GET", "audit").json()["items"] if one["on"] == id]
    assert [one["act"] for one in entries][::-1] == ["disclosure_asked", "disclosure_granted", "origin_seen"]
    assert not [word for word in (WORDS, HERE) if word in json.dumps(entries)]
    assert dora.does("GET", "audit/check").json()["broken"] is None


def _lapses(cloud: Outputs, an: Desk, id: str) -> None:
    """The hour is over: what was decided is put an hour back, as no story can wait."""
    dynamodb, key = client(cloud, "dynamodb"), {"pk": {"S": "DISCLOSURE#ALL"}, "sk": {"S": id}}
    item = dynamodb.get_item(TableName=cloud.vault_table, Key=key)["Item"]
    decided = int(item["decision"]["M"]["at"]["N"]) - 3_600_000
    item["decision"]["M"]["at"]["N"] = str(decided)
    dynamodb.put_item(TableName=cloud.vault_table, Item=item)
    assert an.does("POST", f"desk/disclosures/{id}/looks").status_code == 409
    (mine,) = [one for one in an.does("GET", "desk/disclosures").json()["items"] if one["id"] == id]
    assert mine["state"] == "lapsed"


def test_who_asks_never_grants_also_with_both_roles(cloud: Outputs) -> None:
    with counsellor(cloud, "Els") as els, visitor(cloud, HERE) as sam:
        els.clears_the_desk()
        els.takes_duty(slots=1)
        sam.starts(f"Kiwi {time.time_ns() % 10_000}")
        both = Desk(cloud, "Els")
        id = both.asks(sam.conversation).raise_for_status().json()["id"]
        refused = both.does("POST", f"admin/disclosures/{id}/grant", words="Ik mag dat")
        assert (refused.status_code, refused.json()["errors"][0]["field"]) == (403, "disclosure")
        assert Desk(cloud, "Bram").does("POST", f"admin/disclosures/{id}/grant", words="Ik ook").status_code == 403
        assert administrator(cloud).does("POST", f"disclosures/{id}/refuse", words="Oefening").status_code == 200
        assert both.does("POST", f"desk/disclosures/{id}/looks").status_code == 409
        els.clears_the_desk()
        els.asks("duty", "duty", off=True)


def test_a_conversation_that_ended_is_asked_by_who_held_it_and_by_nobody_else(cloud: Outputs, sam: Visitor) -> None:
    sam.asks("end", "ended")
    assert Desk(cloud, "Bram").asks(sam.conversation).status_code == 403
    an = Desk(cloud, "An")
    id = an.asks(sam.conversation).raise_for_status().json()["id"]
    assert an.asks(sam.conversation).json()["id"] == id, "asked twice is the same request"
    administrator(cloud).does("POST", f"disclosures/{id}/refuse", words="Oefening").raise_for_status()


def test_the_address_is_in_no_log_no_list_and_no_error(cloud: Outputs, sam: Visitor) -> None:
    an, dora = Desk(cloud, "An"), administrator(cloud)
    id = an.asks(sam.conversation).raise_for_status().json()["id"]
    said = [an.does("POST", f"desk/disclosures/{id}/looks").text, dora.does("POST", f"disclosures/{id}/looks").text]
    dora.does("POST", f"disclosures/{id}/grant", words="Levensgevaar").raise_for_status()
    assert HERE in an.does("POST", f"desk/disclosures/{id}/looks").text
    for path in ("disclosures", "disclosures?open=yes", "disclosure-figures", "audit", "conversations?channel=jac"):
        said.append(dora.does("GET", path).text)
    said += [dora.does("POST", "disclosure-figures/exports").text, an.does("GET", "desk/disclosures").text]
    said += [json.dumps(sam.kept), *_logs(cloud)]
    assert [text[:80] for text in said if HERE in text] == []


def _logs(cloud: Outputs) -> list[str]:
    """What every function wrote, and what metrics are called."""
    logs = client(cloud, "logs")
    found = []
    for group in logs.describe_log_groups()["logGroups"]:
        for page in logs.get_paginator("filter_log_events").paginate(logGroupName=group["logGroupName"]):
            found += [event["message"] for event in page["events"]]
    return [*found, json.dumps(client(cloud, "cloudwatch").list_metrics()["Metrics"], default=str)]
