"""Visitors and counsellors together on the deployed package, each at a real page in a browser of their own."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect

from infra.local.outputs import Outputs
from tests.stories.people import administrator, sees_light
from tests.web.deployed import Arrived, AtTheDesk, clear_the_desks, website_of_a_centre

Arrives = Callable[[], Arrived]
Works = Callable[..., AtTheDesk]


@pytest.fixture(scope="module")
def open_cloud(local_cloud: Outputs) -> Outputs:
    administrator(local_cloud).opens_around_the_clock()
    clear_the_desks(local_cloud)
    return local_cloud


@pytest.fixture
def people(browser: Browser, open_cloud: Outputs) -> Iterator[list[Arrived]]:
    """Everybody of the story; afterwards their browsers close and nobody is on duty."""
    there: list[Arrived] = []
    yield there
    for person in there:
        person.context.close()
    clear_the_desks(open_cloud, {person.name for person in there if isinstance(person, AtTheDesk)})
    assert [fault for person in there for fault in person.faults] == [], "a page complained"


@pytest.fixture
def arrives(browser: Browser, open_cloud: Outputs, people: list[Arrived]) -> Arrives:
    def somebody() -> Arrived:
        people.append(Arrived(open_cloud, browser.new_context(locale="nl-BE")))
        return people[-1]

    return somebody


@pytest.fixture
def works(browser: Browser, open_cloud: Outputs, people: list[Arrived]) -> Works:
    def counsellor(name: str = "An", slots: int = 1) -> AtTheDesk:
        desk = AtTheDesk(open_cloud, browser.new_context(locale="nl-BE", viewport={"width": 1280, "height": 800}))
        people.append(desk)
        desk.signs_in(name, "desk")
        return desk.takes_duty(slots)

    return counsellor


def test_from_the_widget_to_the_survey(arrives: Arrives, works: Works) -> None:
    an, merel = works(), arrives()
    merel.opens_widget(merel.root)
    merel.sees("De chat is open")
    merel.opens_more("Drie vragen")
    merel.chat.get_by_label("Leeftijd").fill("17")
    merel.starts("Merel")
    an.has("Merel", "17 jaar")
    merel.says("Hallo, ben je daar?")
    an.has("Merel", "Hallo, ben je daar?")
    an.answers("Merel", "Dag Merel")
    merel.sees("Dag Merel")
    an.has("Merel", "aangekomen")
    assert merel.messages() == an.messages_of("Merel") == ["Hallo, ben je daar?", "Dag Merel"]
    an.ends_with("Merel")
    merel.sees("Einde van het gesprek")
    merel.opens_more("Nog iets vertellen")
    merel.clicks(merel.chat.get_by_role("group", name="Voelde je je gehoord?").get_by_label("4"))
    merel.presses("Verstuur mijn antwoorden")
    merel.sees("Dank je wel")


def test_from_a_strict_website_that_learns_nothing(arrives: Arrives, works: Works, open_cloud: Outputs) -> None:
    an, merel = works(), arrives()
    asked: list[str] = []
    merel.context.on("request", lambda request: asked.append(request.url))
    with website_of_a_centre(open_cloud) as centre:
        # A website looks once a minute: it should find the light as it is by now.
        sees_light(open_cloud, "open")
        merel.page.goto(centre.url)
        merel.sees("De chat is open")
        foreign = [url for url in asked if not url.startswith(centre.origin)]
        assert foreign == [f"{merel.root}w/v1/embed.js", f"{merel.root}status/jac?lang=nl"]
        assert merel.context.cookies() == []
        merel.opens_widget(centre.url).starts("Merel")
        merel.says("Mijn geheim")
        merel.has_sent("Mijn geheim")
        an.has("Merel", "Mijn geheim")
        an.answers("Merel", "Ook geheim")
        merel.sees("Ook geheim")
        assert "geheim" not in str(merel.page.evaluate("() => window.seen")).lower()
        merel.ends()
    an.has("Merel", "Merel heeft het gesprek beëindigd")


def test_a_reload_on_either_side_shows_everything_once(arrives: Arrives, works: Works) -> None:
    an, merel = works(), arrives()
    merel.opens().starts("Merel")
    merel.says("Eerst")
    an.has("Merel", "Eerst")
    an.answers("Merel", "Daarna")
    merel.sees("Daarna")
    merel.page.reload()
    merel.sees("Je praat met An")
    merel.sees("Daarna")
    an.page.reload()
    an.has("Merel", "Eerst", "Daarna")
    merel.says("Tot slot")
    an.has("Merel", "Tot slot")
    an.answers("Merel", "Dag")
    merel.sees("Dag")
    assert merel.messages() == an.messages_of("Merel") == ["Eerst", "Daarna", "Tot slot", "Dag"]


def test_the_line_of_a_visitor_is_cut_and_comes_back(arrives: Arrives, works: Works) -> None:
    an, kluut = works(), arrives()
    kluut.opens().starts("Kluut")
    kluut.says("Hallo")
    an.has("Kluut", "Hallo")
    kluut.goes_offline()
    kluut.sees("Je toestel heeft geen internet")
    expect(kluut.chat.locator(".banner .countdown")).to_have_text(re.compile(r"4:\d\d|5:00"))
    expect(kluut.chat.get_by_label("Schrijf hier je bericht")).to_be_editable()
    kluut.says("Geschreven zonder lijn")
    kluut.sees("wordt verstuurd…")
    kluut.comes_online()
    an.has("Kluut", "Geschreven zonder lijn")
    kluut.has_sent("Geschreven zonder lijn")
    kluut.does_not_see("Je toestel heeft geen internet")
    assert kluut.messages() == an.messages_of("Kluut") == ["Hallo", "Geschreven zonder lijn"]


def test_the_line_of_a_counsellor_is_cut_and_all_conversations_come_back(arrives: Arrives, works: Works) -> None:
    an, wulp, kluut = works(slots=2), arrives(), arrives()
    wulp.opens().starts("Wulp")
    kluut.opens().starts("Kluut")
    wulp.says("Hallo")
    an.has("Wulp", "Hallo")
    an.has("Kluut")
    an.goes_offline()
    an.sees("Je hebt geen internet")
    for visitor in (wulp, kluut):
        visitor.sees("De verbinding met An is even weg")
    an.answers("Wulp", "Geschreven zonder lijn")
    an.has("Wulp", "wordt verstuurd…")
    kluut.says("Ben je er nog?")
    an.comes_online()
    wulp.sees("Geschreven zonder lijn")
    an.has("Kluut", "Ben je er nog?")
    an.has("Wulp", "aangekomen")
    for visitor in (wulp, kluut):
        visitor.does_not_see("De verbinding met An is even weg")
    assert wulp.messages() == an.messages_of("Wulp") == ["Hallo", "Geschreven zonder lijn"]
    assert kluut.messages() == an.messages_of("Kluut") == ["Ben je er nog?"]


def test_a_lost_token_and_a_nickname_that_opens_the_door(arrives: Arrives, works: Works) -> None:
    an, before, merel = works(), arrives(), arrives()
    before.opens().starts("Merel")
    before.says("Dit blijft van toen")
    an.has("Merel", "Dit blijft van toen")
    before.page.close()
    an.has("Merel", "De verbinding van Merel is weg")
    merel.opens().sees("Was je gesprek onderbroken?").click()
    merel.chat.locator("#old-nickname").fill("Merel")
    merel.presses("Ga verder met mijn gesprek")
    merel.sees("We vragen het aan je hulpverlener")
    an.has("Merel", "Iemand met de schuilnaam Merel wil terug in dit gesprek")
    an.presses("Laat binnen")
    merel.sees("Je praat met An")
    assert merel.messages() == []
    merel.says("Ik ben terug")
    an.has("Merel", "Ik ben terug")
    an.answers("Merel", "Fijn")
    merel.sees("Fijn")
    assert merel.messages() == ["Ik ben terug", "Fijn"]


def test_a_conversation_goes_from_one_desk_to_another(arrives: Arrives, works: Works) -> None:
    an, merel = works("An"), arrives()
    merel.opens().starts("Merel")
    merel.says("Mijn verhaal")
    an.has("Merel", "Mijn verhaal")
    bram = works("Bram")
    asking = an.chooses("Merel", "Doorgeven aan een collega")
    asking.get_by_role("radio", name="Bram").check()
    asking.get_by_label("Wat moet je collega weten?").fill("Zoekt een kamer")
    asking.get_by_role("button", name="Vraag aan collega").click()
    bram.sees("An vraagt of je het gesprek met Merel wilt overnemen.")
    bram.sees("Zoekt een kamer")
    bram.presses("Overnemen")
    bram.has("Merel", "Mijn verhaal")
    an.has("Merel", "Bram heeft het gesprek met Merel overgenomen.")
    merel.sees("Bram neemt het gesprek over")
    bram.answers("Merel", "Dag, ik ben Bram")
    merel.sees("Dag, ik ben Bram")
    merel.says("Dag Bram")
    bram.has("Merel", "Dag Bram")
    assert merel.messages() == ["Mijn verhaal", "Dag, ik ben Bram", "Dag Bram"]


@pytest.mark.parametrize("place", ["chat", "widget"])
def test_quick_exit_and_back_show_nothing_again(arrives: Arrives, works: Works, place: str) -> None:
    an, merel = works(), arrives()
    merel.context.route("https://www.meteo.be/**", lambda route: route.fulfill(body="<h1>Weer</h1>"))
    merel.page.goto(f"{merel.root}c/caw")
    (merel.opens() if place == "chat" else merel.opens_widget(merel.root)).starts("Merel")
    merel.says("Mijn geheim")
    an.has("Merel", "Mijn geheim")
    merel.presses_link("Snel weg")
    merel.page.wait_for_url("https://www.meteo.be/**")
    an.has("Merel", "weg met ‘Snel weg’")
    merel.page.evaluate("() => { setTimeout(() => history.back(), 50) }")
    merel.page.wait_for_url(f"{merel.root}c/caw")
    expect(merel.page.get_by_role("heading", name="Chatten met CAW")).to_be_visible()
    expect(merel.page.get_by_text("Mijn geheim")).to_have_count(0)
    merel.opens().sees("De chat is open")
    expect(merel.page.get_by_role("button", name="Start het gesprek")).to_be_visible()
    expect(merel.page.get_by_text("Mijn geheim")).to_have_count(0)
