"""Visitors, a counsellor and an administrator on the deployed package, each with a WebKitGTK of their own."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from selenium.webdriver import WebKitGTK

from infra.local.outputs import Outputs
from tests.stories.people import administrator, sees_light
from tests.web.cable import Cable
from tests.web.deployed import clear_the_desks, website_of_a_centre
from tests.web.webkit import launched
from tests.web.webkit_people import WebKitAdministrator, WebKitCounsellor, WebKitVisitor

CLOSED = "De chat is gesloten, er zijn geen beantwoorders online."
Browses = Callable[..., WebKitGTK]


@pytest.fixture(scope="module")
def clean_cloud(local_cloud: Outputs) -> Outputs:
    clear_the_desks(local_cloud)
    return local_cloud


@pytest.fixture
def cloud(clean_cloud: Outputs) -> Iterator[Outputs]:
    dora = administrator(clean_cloud)
    dora.does("POST", "channels/jac/reopen")
    dora.opens_around_the_clock()
    yield clean_cloud
    for block in dora.does("GET", "blocks").raise_for_status().json()["items"]:
        dora.does("DELETE", f"blocks/{block['id']}")
    dora.does("POST", "channels/jac/reopen")
    dora.opens_around_the_clock()
    clear_the_desks(clean_cloud, ["An"])


@pytest.fixture
def browses(screen: str, cloud: Outputs) -> Iterator[Browses]:
    del cloud  # browsers close before the desks are cleared
    with ExitStack() as open_browsers:
        yield lambda *arguments: open_browsers.enter_context(launched(screen, *arguments))


@pytest.fixture
def an(browses: Browses, cloud: Outputs) -> WebKitCounsellor:
    """On duty for JAC with one slot."""
    return WebKitCounsellor(browses(), cloud).signs_in("An", "desk").takes_duty()


@pytest.fixture
def merel(browses: Browses, cloud: Outputs) -> WebKitVisitor:
    return WebKitVisitor(browses(), f"{cloud.rest_url}/")


@pytest.fixture
def cable() -> Iterator[Cable]:
    line = Cable()
    yield line
    line.close()


def test_from_the_widget_through_a_reload_to_the_survey(an: WebKitCounsellor, merel: WebKitVisitor) -> None:
    merel.opens_widget(merel.root).starts()
    merel.says("Hallo, ben je daar?")
    an.has("Merel", "Hallo, ben je daar?")
    an.answers("Merel", "Dag Merel")
    merel.sees("Dag Merel")
    an.has("Merel", "aangekomen")
    assert merel.messages() == an.messages() == ["Hallo, ben je daar?", "Dag Merel"]
    merel.ends()
    an.has("Merel", "Merel heeft het gesprek beëindigd")
    merel.presses("Verstuur mijn antwoorden")
    merel.sees("Dank je wel")


def test_from_a_strict_website(an: WebKitCounsellor, merel: WebKitVisitor, cloud: Outputs) -> None:
    with website_of_a_centre(cloud) as centre:
        # A website looks once a minute: it should find the light as it is by now.
        sees_light(cloud, "open")
        merel.opens_widget(centre.url).starts()
        merel.says("Hallo")
        an.has("Merel", "Hallo")
        an.answers("Merel", "Dag Merel")
        merel.sees("Dag Merel")
        merel.ends()
    an.has("Merel", "Merel heeft het gesprek beëindigd")


def test_a_reload_on_either_side_shows_everything_once(an: WebKitCounsellor, merel: WebKitVisitor) -> None:
    merel.opens().starts()
    merel.says("Eerst")
    an.has("Merel", "Eerst")
    merel.browser.refresh()
    merel.sees("Je praat met An")
    an.browser.refresh()
    an.has("Merel", "Eerst")
    an.answers("Merel", "Daarna")
    merel.sees("Daarna")
    merel.says("Tot slot")
    an.has("Merel", "Tot slot")
    assert merel.messages() == an.messages() == ["Eerst", "Daarna", "Tot slot"]
    an.chooses("Gesprek beëindigen")
    an.presses("Beëindigen", "dialog[open]")
    merel.sees("Einde van het gesprek")


def test_a_line_is_cut_and_comes_back(an: WebKitCounsellor, browses: Browses, cloud: Outputs, cable: Cable) -> None:
    kluut = WebKitVisitor(browses(f"--proxy=socks5://{cable.address}"), f"{cloud.rest_url}/")
    kluut.opens().starts("Kluut")
    kluut.says("Hallo")
    an.has("Kluut", "Hallo")
    cable.pull()
    kluut.sees("De verbinding is weg")
    an.has("Kluut", "De verbinding van Kluut is weg")
    kluut.says("Geschreven zonder lijn")
    kluut.sees("wordt verstuurd…")
    cable.plug_in()
    an.has("Kluut", "Geschreven zonder lijn")
    kluut.does_not_see("De verbinding is weg")
    kluut.sees("· verstuurd")
    kluut.does_not_see("wordt verstuurd…")
    assert kluut.messages() == an.messages() == ["Hallo", "Geschreven zonder lijn"]


def test_busy_turns_green(an: WebKitCounsellor, merel: WebKitVisitor, browses: Browses) -> None:
    merel.opens().starts()
    an.has("Merel")
    second = WebKitVisitor(browses(), merel.root).opens()
    second.sees("Alle medewerkers zijn momenteel in gesprek.")
    merel.ends()
    second.starts("Wulp")
    an.has("Wulp")


def test_a_block_is_told_and_holds(an: WebKitCounsellor, merel: WebKitVisitor) -> None:
    merel.opens().starts("Rotzak")
    an.has("Rotzak")
    an.chooses("Blokkeren")
    an.types("Waarom blokkeer je?", "scheldt en dreigt", "dialog[open]")
    an.presses("Acht uur blokkeren", "dialog[open]")
    an.has("Rotzak", "Je hebt Rotzak geblokkeerd tot")
    merel.sees("Je kunt de chat acht uur niet gebruiken")
    merel.opens().sees("De chat is open")
    merel.writes(merel.find("#nickname"), "Iemand anders")
    merel.sees("Je kunt de chat nu niet gebruiken")
    for help_is_near in ("112", "Awel", "Een klacht indienen"):
        merel.sees(help_is_near)


def test_an_administrator_closes_and_reopens_and_visitors_see_it_live(
    an: WebKitCounsellor, merel: WebKitVisitor, browses: Browses, cloud: Outputs
) -> None:
    del an  # the light is green only when somebody is there
    merel.opens().sees("De chat is open")
    dora = WebKitAdministrator(browses(), cloud).signs_in("Dora", "admin")
    dora.closes_now("jac", "Panne")
    merel.sees(CLOSED)
    merel.sees("112")
    dora.reopens("jac")
    merel.starts()


def test_quick_exit_and_back_show_nothing_again(an: WebKitCounsellor, merel: WebKitVisitor) -> None:
    merel.browser.get(f"{merel.root}c/caw")
    merel.opens().starts()
    leaves_at_once(merel, an)
    merel.browser.back()
    merel.sees("Chatten met CAW")
    merel.does_not_see("Mijn geheim")
    merel.opens().sees("De chat is open")
    merel.does_not_see("Mijn geheim")


def test_quick_exit_of_the_widget_and_back(an: WebKitCounsellor, merel: WebKitVisitor, cloud: Outputs) -> None:
    # The page to come back to is another site's: once another process has shown a page, WebKitGTK's driver gives no
    # answer on the way back to any page with Cross-Origin-Opener-Policy, one of a single line included.
    with website_of_a_centre(cloud) as centre:
        merel.browser.get(centre.url)
        merel.opens_widget(merel.root).starts()
        leaves_at_once(merel, an)
        merel.browser.back()
        merel.sees("Ons centrum")
        merel.does_not_see("Mijn geheim")
    merel.opens().sees("De chat is open")
    merel.does_not_see("Mijn geheim")


def leaves_at_once(visitor: WebKitVisitor, counsellor: WebKitCounsellor) -> None:
    """With a secret on the screen."""
    visitor.says("Mijn geheim")
    counsellor.has("Merel", "Mijn geheim")
    visitor.presses("Snel weg")
    counsellor.has("Merel", "weg met ‘Snel weg’")
    visitor.browser.switch_to.default_content()
    visitor.until(lambda browser: not browser.current_url.startswith(visitor.root))
