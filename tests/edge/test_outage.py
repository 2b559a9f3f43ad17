"""The page for outages says what a person needs, in each language, and asks for nothing else."""

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from chalicelib.settings import Settings
from infra.edge.outage import WORDS, page
from tests.edge.proxy import DISTRIBUTION, RESOURCES

CHANNELS = tuple(Settings().service.values())
SHOWN = page(CHANNELS)


class Links(HTMLParser):
    """What a browser would follow or fetch."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.followed: list[str] = []
        self.fetched: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.followed.append(given["href"])
        elif {"src", "href", "srcset", "action"} & given.keys():
            self.fetched.append(tag)


@pytest.mark.parametrize("language", WORDS)
def test_every_number_and_contact_of_every_channel_is_there(language: str) -> None:
    section = SHOWN.split(f'<section lang="{language}">')[1].split("</section>")[0]
    for channel in CHANNELS:
        for contact in (*channel.emergency, *channel.alternatives):
            assert contact.name[language] in section
            for way in filter(None, (contact.phone, contact.email, contact.url)):
                assert way.removeprefix("https://").rstrip("/") in section


def test_emergency_comes_first() -> None:
    assert Links(SHOWN).followed[0] == "tel:112"


def test_it_asks_for_nothing_and_its_policy_allows_its_own_style_alone() -> None:
    assert Links(SHOWN).fetched == []
    style = re.search(r"<style>(.*?)</style>", SHOWN, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in SHOWN
    assert "<script" not in SHOWN


def test_what_a_channel_is_called_cannot_become_markup() -> None:
    hostile = CHANNELS[0].emergency[0].__class__({"nl": "<b>x", "en": "<b>x"}, phone="1")
    shown = page([CHANNELS[0].__class__("x", {}, (hostile,), (), "")])
    assert "<b>" not in shown


def test_the_edge_speaks_tls_1_2_at_least_on_both_sides() -> None:
    assert DISTRIBUTION["ViewerCertificate"]["MinimumProtocolVersion"] == "TLSv1.2_2021"
    stage = next(one for one in DISTRIBUTION["Origins"] if one["Id"] == "stage")["CustomOriginConfig"]
    assert (stage["OriginProtocolPolicy"], stage["OriginSSLProtocols"]) == ("https-only", ["TLSv1.2"])
    behaviours = [*DISTRIBUTION["CacheBehaviors"], DISTRIBUTION["DefaultCacheBehavior"]]
    assert {one["ViewerProtocolPolicy"] for one in behaviours} <= {"https-only", "redirect-to-https"}


def test_nothing_at_the_edge_keeps_an_address() -> None:
    assert "Logging" not in DISTRIBUTION
    rules = RESOURCES["Rules"]["Properties"]
    seen = [rules["VisibilityConfig"], *(rule["VisibilityConfig"] for rule in rules["Rules"])]
    assert {one["SampledRequestsEnabled"] for one in seen} == {False}


def test_who_hides_from_an_abuser_is_welcome() -> None:
    assert "Anonymous" not in str(RESOURCES["Rules"])
