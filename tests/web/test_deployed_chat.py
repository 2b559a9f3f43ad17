"""The widget and the chat page against the deployed package, with a counsellor on a real line."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, expect

from infra.local.outputs import Outputs
from tests.stories.people import Counsellor, administrator, counsellor
from tests.web.browsers import PATIENCE
from tests.web.visitor import Person


@pytest.fixture(scope="module")
def an(local_cloud: Outputs) -> Iterator[Counsellor]:
    administrator(local_cloud).opens_around_the_clock()
    with counsellor(local_cloud) as on_duty:
        on_duty.clears_the_desk()
        on_duty.takes_duty(slots=1)
        yield on_duty
        on_duty.asks("duty", "duty", off=True)


@pytest.fixture
def visitor(local_cloud: Outputs, context: BrowserContext, an: Counsellor) -> Iterator[Person]:
    del an  # the light is green only when somebody is there
    context.set_default_timeout(PATIENCE)
    person = Person(f"{local_cloud.rest_url}/", context.new_page())
    yield person
    assert person.faults == [], "the page complained"


def test_widget_chat_reload_and_goodbye(visitor: Person, an: Counsellor) -> None:
    visitor.page.goto(visitor.root)
    expect(visitor.page.get_by_text("De chat is open")).to_be_visible()
    visitor.opens().sees("De chat is open")
    visitor.starts("Merel")
    conversation = an.expects("assigned", nickname="Merel")["conversation"]
    visitor.says("Hallo")
    assert an.expects("message", conversation=conversation)["text"] == "Hallo"
    an.says(conversation, "Dag Merel")
    visitor.sees("Dag Merel")
    visitor.page.reload()
    visitor.sees("Je praat met An")
    visitor.sees("Dag Merel")
    assert visitor.messages() == ["Hallo", "Dag Merel"]
    visitor.says("Ik ben er nog")
    assert an.expects("message", conversation=conversation, n=2)["text"] == "Ik ben er nog"
    visitor.ends()
    assert an.expects("ended", conversation=conversation)["by"] == "visitor"
    visitor.presses("Verstuur mijn antwoorden")
    visitor.sees("Dank je wel")


def test_a_line_that_is_cut_and_comes_back(visitor: Person, an: Counsellor, context: BrowserContext) -> None:
    visitor.opens().sees("De chat is open")
    visitor.starts("Kluut")
    conversation = an.expects("assigned", nickname="Kluut")["conversation"]
    visitor.page.evaluate("() => window.dispatchEvent(new Event('offline'))")
    visitor.sees("De verbinding is weg")
    visitor.says("Geschreven zonder lijn")
    context.set_offline(False)
    visitor.page.evaluate("() => window.dispatchEvent(new Event('online'))")
    assert an.expects("message", conversation=conversation)["text"] == "Geschreven zonder lijn"
    expect(visitor.meta()).to_contain_text("· verstuurd")
    visitor.ends()
    an.expects("ended", conversation=conversation)


def test_busy_turns_green(visitor: Person, an: Counsellor, context: BrowserContext) -> None:
    visitor.opens().starts("Wulp")
    conversation = an.expects("assigned", nickname="Wulp")["conversation"]
    second = Person(visitor.root, context.new_page())
    second.opens().sees("Alle medewerkers zijn momenteel in gesprek.")
    visitor.ends()
    an.expects("ended", conversation=conversation)
    second.sees("De chat is open")


def test_quick_exit_ends_the_conversation(visitor: Person, an: Counsellor) -> None:
    visitor.page.route("https://www.meteo.be/**", lambda route: route.fulfill(body="<h1>Weer</h1>"))
    visitor.opens().sees("De chat is open")
    visitor.starts("Tureluur")
    conversation = an.expects("assigned", nickname="Tureluur")["conversation"]
    visitor.presses_link("Snel weg")
    assert an.expects("ended", conversation=conversation)["by"] == "visitor"
