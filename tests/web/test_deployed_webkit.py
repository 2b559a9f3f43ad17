"""The chat of the deployed package in WebKitGTK, with a counsellor on a real line."""

from collections.abc import Iterator

import pytest
from selenium.webdriver import WebKitGTK

from infra.local.outputs import Outputs
from tests.stories.people import Counsellor, administrator, counsellor
from tests.web.deployed import clear_the_desks
from tests.web.webkit import WebKitVisitor


@pytest.fixture
def an(local_cloud: Outputs) -> Iterator[Counsellor]:
    administrator(local_cloud).opens_around_the_clock()
    clear_the_desks(local_cloud)
    with counsellor(local_cloud) as on_duty:
        on_duty.takes_duty()
        yield on_duty
    clear_the_desks(local_cloud)


def test_a_conversation_a_reload_and_goodbye(webkit: WebKitGTK, local_cloud: Outputs, an: Counsellor) -> None:
    merel = WebKitVisitor(webkit, f"{local_cloud.rest_url}/")
    merel.starts()
    conversation = an.expects("assigned", nickname="Merel")["conversation"]
    merel.says("Hallo")
    assert an.expects("message", conversation=conversation)["text"] == "Hallo"
    an.says(conversation, "Dag Merel")
    merel.sees("Dag Merel")
    merel.browser.refresh()
    merel.sees("Dag Merel")
    assert merel.messages() == ["Hallo", "Dag Merel"]
    merel.says("Ik ben er nog")
    assert an.expects("message", conversation=conversation, n=2)["text"] == "Ik ben er nog"
    merel.find(".bar button").click()
    merel.find("dialog[open] .primary").click()
    merel.sees("Einde van het gesprek")
    assert an.expects("ended", conversation=conversation)["by"] == "visitor"
