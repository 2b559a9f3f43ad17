"""A browser that has the pages of one release while the functions are of the other: when a release came in between.

Pages and what they fetch are asked of their own release's version of the function; everything else goes where it goes.
Both releases work under the rights of this one, as on AWS: a role has no versions.
"""

import base64
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Route

from chalicelib.entrypoints.pages import PAGES
from infra.local.cloud import local_session
from infra.local.outputs import Outputs
from tests.releases.before import package
from tests.stories.people import administrator, sees_light
from tests.web.deployed import Arrived, AtTheDesk, clear_the_desks

OLD, NEW = "the release before", "this release"


@dataclass
class Releases:
    """Both releases on one cloud: the functions run one of them at a time, the pages of both can be asked."""

    cloud: Outputs
    archives: dict[str, bytes]
    versions: dict[str, str] = field(default_factory=dict)
    """Of the function with the pages, for each release."""
    served: dict[str, set[str]] = field(default_factory=lambda: {OLD: set(), NEW: set()})

    def __post_init__(self) -> None:
        self.functions: Any = local_session(self.cloud.region).client("lambda", endpoint_url=self.cloud.endpoint)

    def runs(self, release: str) -> None:
        """From now on every function is of this release."""
        for short, name in self.cloud.functions.items():
            self.functions.update_function_code(FunctionName=name, ZipFile=self.archives[release])
            version = self.functions.publish_version(FunctionName=name)["Version"]
            self.functions.update_alias(FunctionName=name, Name="live", FunctionVersion=version)
            if short == "api":
                self.versions[release] = version

    def page(self, release: str, url: str, headers: dict[str, str]) -> dict[str, Any] | None:
        """What this release has at an address of a page; None where there is no page."""
        asked = urlsplit(url.removeprefix(self.cloud.rest_url))
        found = [(place, match) for place in PAGES if (match := re.fullmatch(_pattern(place), asked.path or "/"))]
        if not found:
            return None
        place, match = found[0]
        event = {
            "requestContext": {"httpMethod": "GET", "resourcePath": place, "identity": {"sourceIp": "127.0.0.1"}},
            "pathParameters": match.groupdict() or None,
            "multiValueQueryStringParameters": parse_qs(asked.query) or None,
            "headers": headers,
            "body": None,
            "isBase64Encoded": False,
            "stageVariables": None,
        }
        name = self.cloud.functions["api"]
        told = self.functions.invoke(
            FunctionName=name, Qualifier=self.versions[release], Payload=json.dumps(event).encode()
        )
        self.served[release].add(asked.path)
        answer: dict[str, Any] = json.loads(told["Payload"].read())
        return answer

    def gives_pages(self, context: BrowserContext, release: str) -> None:
        """The browser gets its pages from this release, whatever the functions are."""

        def answers(route: Route) -> None:
            asked = route.request
            # A function that packs would answer in bytes that the driver does not unpack.
            headers = {name: value for name, value in asked.headers.items() if name != "accept-encoding"}
            told = self.page(release, asked.url, headers) if asked.method == "GET" else None
            if told is None:
                route.continue_()
                return
            body = base64.b64decode(told["body"]) if told["isBase64Encoded"] else told["body"]
            listed = {name: values[0] for name, values in told.get("multiValueHeaders", {}).items()}
            route.fulfill(status=told["statusCode"], headers={**listed, **told.get("headers", {})}, body=body)

        if context.browser and context.browser.browser_type.name == "chromium":
            # A page that a driver gives comes from nowhere, and from there nobody may open a line to this machine.
            context.grant_permissions(["local-network-access"], origin=self.cloud.endpoint)
        context.route(re.compile(f"^{re.escape(self.cloud.rest_url)}/"), answers)


def _pattern(place: str) -> str:
    return re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", place)


@pytest.fixture(scope="module")
def releases(local_cloud: Outputs) -> Iterator[Releases]:
    functions: Any = local_session(local_cloud.region).client("lambda", endpoint_url=local_cloud.endpoint)
    address = functions.get_function(FunctionName=local_cloud.functions["api"])["Code"]["Location"]
    both = Releases(local_cloud, {OLD: package(), NEW: httpx.get(address).raise_for_status().content})
    both.runs(OLD)
    both.runs(NEW)
    yield both
    both.runs(NEW)


@contextmanager
def at_work(browser: Browser, releases: Releases, pages: str) -> Iterator[Callable[[], tuple[AtTheDesk, Arrived]]]:
    """A counsellor and a visitor, both with the pages of one release."""
    there: list[Arrived] = []

    def arrive() -> tuple[AtTheDesk, Arrived]:
        contexts = [browser.new_context(locale="nl-BE", viewport={"width": 1280, "height": 800}) for _ in range(2)]
        for context in contexts:
            releases.gives_pages(context, pages)
        an, merel = AtTheDesk(releases.cloud, contexts[0]), Arrived(releases.cloud, contexts[1])
        there.extend((an, merel))
        return an, merel

    yield arrive
    faults = [fault for person in there for fault in person.faults]
    for person in there:
        person.context.close()
    clear_the_desks(releases.cloud, ("An",))
    assert faults == [], "a page complained"


@pytest.mark.parametrize(("pages", "functions"), [(OLD, NEW), (NEW, OLD)], ids=["old pages", "old functions"])
def test_a_conversation_from_start_to_end(
    browser: Browser, releases: Releases, local_cloud: Outputs, pages: str, functions: str
) -> None:
    releases.runs(functions)
    administrator(local_cloud).opens_around_the_clock()
    clear_the_desks(local_cloud)
    releases.served[pages].clear()
    with at_work(browser, releases, pages) as arrive:
        an, merel = arrive()
        an.signs_in("An", "desk")
        # Where the issuer sends a browser back, the driver asks nobody: that page is of the functions' release.
        an.page.reload()
        an.takes_duty()
        sees_light(local_cloud, "open")
        merel.opens().starts("Merel")
        merel.says("Eerst")
        an.has("Merel", "Eerst")
        an.answers("Merel", "Daarna")
        merel.sees("Daarna")
        merel.page.reload()
        merel.sees("Je praat met An")
        an.page.reload()
        an.has("Merel", "Eerst", "Daarna")
        merel.says("Tot slot")
        an.has("Merel", "Tot slot")
        an.answers("Merel", "Dag")
        merel.sees("Dag")
        assert merel.messages() == an.messages_of("Merel") == ["Eerst", "Daarna", "Tot slot", "Dag"]
        if pages == NEW:
            merel.presses("Menu")
        merel.presses("Stop gesprek")
        merel.presses("Ja, stop het gesprek")
        merel.sees("Einde van het gesprek")
        an.has("Merel", "Merel heeft het gesprek beëindigd")
    assert {"/c/jac", "/desk"} <= releases.served[pages], "the pages were not of the release that they should be of"


def test_the_pages_of_both_differ(releases: Releases) -> None:
    """Otherwise nothing is shown."""
    old, new = (releases.page(release, f"{releases.cloud.rest_url}/c/jac", {}) for release in (OLD, NEW))
    assert old
    assert new
    assert old["statusCode"] == new["statusCode"] == 200
    assert old["body"] != new["body"]
