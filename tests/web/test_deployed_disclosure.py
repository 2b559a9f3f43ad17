"""The drill: a counsellor, an administrator and the deployed package, in a real browser; prints its times."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from infra.local.outputs import Outputs
from tests.stories.people import administrator, visitor
from tests.web.browsers import launched
from tests.web.deployed import AtTheDesk, AtTheOffice, clear_the_desks

HERE = "127.0.0.45"


@pytest.fixture
def chromium() -> Iterator[Browser]:
    with launched("chromium") as started:
        yield started


def test_from_the_request_to_the_address(chromium: Browser, local_cloud: Outputs) -> None:
    administrator(local_cloud).opens_around_the_clock()
    _nothing_waits(local_cloud)
    clear_the_desks(local_cloud, ["An"])
    dora = AtTheOffice(local_cloud, chromium.new_context(locale="nl-BE")).signs_in("Dora", "admin")
    an = AtTheDesk(local_cloud, chromium.new_context(locale="nl-BE")).signs_in("An", "desk").takes_duty()
    with visitor(local_cloud, HERE) as sam:
        sam.starts("Roos")
        asked = _asks(an)
        bell = dora.page.get_by_role("alert").filter(has_text="wacht op antwoord")
        expect(bell).to_be_visible()
        heard = time.monotonic()
        bell.get_by_role("link", name="Naar Inzage").click()
        dora.page.get_by_role("button", name="Toestaan").first.click()
        dora.page.get_by_label("Waarom beslis je dat?").fill("Oefening")
        dora.page.get_by_role("dialog").get_by_role("button", name="Toestaan").click()
        granted = time.monotonic()
        an.page.get_by_role("button", name="Toon het adres").click()
        expect(an.page.get_by_role("dialog")).to_contain_text(HERE)
        seen = time.monotonic()
        print(f"\nrequest to visible alarm {heard - asked:.2f} s, grant to visible address {seen - granted:.2f} s")
        an.page.get_by_role("button", name="Gelezen").click()
    clear_the_desks(local_cloud, ["An"])
    assert an.faults == dora.faults == []


def _nothing_waits(cloud: Outputs) -> None:
    """What a story that was cut off has left is answered."""
    office = administrator(cloud)
    for one in office.does("GET", "disclosures?open=yes").raise_for_status().json()["items"]:
        office.does("POST", f"disclosures/{one['id']}/refuse", words="Oefening voorbij")


def _asks(an: AtTheDesk) -> float:
    """The form; gives the moment at which it was sent."""
    form = an.chooses("Roos", "Inzage vragen")
    for label in ("Roos zelf", "Zelfdoding", "Nee, dat kon niet"):
        form.get_by_label(label).check()
    form.get_by_label("Wat moet de beheerder weten").fill("Oefening")
    form.get_by_role("button", name="Vraag inzage").click()
    return time.monotonic()
