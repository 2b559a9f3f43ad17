"""What the edge caches, whose address it tells, and what is shown when the stage is gone."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.edge.conftest import CLIENT, gone
from tests.edge.origin import CLOUDFRONT, Stage, served
from tests.edge.proxy import RESOURCES, SECRET

REPORT = {"when": "2026-11-24T13:00", "what": "De knop doet niets."}
FORGED = {
    "CloudFront-Viewer-Address": "203.0.113.66:443",
    "X-Edge-Secret": "a guess",
    "X-Forwarded-For": "203.0.113.66",
    "X-Real-IP": "203.0.113.66",
    "Forwarded": "for=203.0.113.66",
}


def test_a_light_is_asked_once_for_everybody(edge: httpx.Client, stage: Stage) -> None:
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: edge.get("/status/caw"), range(100)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.text for answer in answers}) == 1
    assert len(stage.asked) == 1


def test_a_light_is_kept_five_seconds_at_most() -> None:
    policy = RESOURCES["LightCache"]["Properties"]["CachePolicyConfig"]
    assert (policy["MinTTL"], policy["DefaultTTL"], policy["MaxTTL"]) == (0, 5, 5)


def test_only_the_language_makes_another_light(edge: httpx.Client, stage: Stage) -> None:
    told = {language: edge.get(f"/status/caw?lang={language}").json() for language in ("nl", "en", "fr")}
    assert len({light["message"] for light in told.values()}) == len(told)
    asked = len(stage.asked)
    other = {"Accept-Language": "en", "Cookie": "a=b", "Authorization": "Bearer x", "User-Agent": "other"}
    assert edge.get("/status/caw?lang=nl&campaign=1", headers=other).json() == told["nl"]
    assert len(stage.asked) == asked == len(told)


def test_a_widget_is_kept_for_each_language_that_sites_ask_for(edge: httpx.Client, stage: Stage) -> None:
    french, plain = (edge.get(f"/w/v1/embed.js{query}").text for query in ("?lang=fr", ""))
    assert ("Partir vite" in french, "Partir vite" in plain) == (True, False)


def test_nothing_personal_goes_along_with_what_is_shared(edge: httpx.Client, stage: Stage) -> None:
    edge.get("/status/caw?campaign=1", headers={"Cookie": "a=b", "Authorization": "Bearer x", **FORGED})
    _, target, headers = stage.asked[0]
    assert "campaign" not in target
    assert not {name.lower() for name in headers} & {"cookie", "authorization", "user-agent", "x-forwarded-for"}


def test_a_file_is_kept_under_its_fingerprint_and_a_page_never(edge: httpx.Client, stage: Stage) -> None:
    script = edge.get("/w/v1/embed.js")
    assert script.status_code == 200
    for _ in range(2):
        assert edge.get("/c/caw").status_code == 200
    assert [target for _, target, _ in stage.asked if target == "/c/caw"] == ["/c/caw", "/c/caw"]


def test_the_address_is_the_one_that_the_edge_saw(edge: httpx.Client, stage: Stage) -> None:
    assert edge.post("/faults", json=REPORT, headers=FORGED).status_code == 202
    assert stage.addresses == [CLIENT]


@pytest.mark.parametrize("forged", [FORGED, FORGED | {"X-Edge-Secret": ""}, FORGED | {"X-Edge-Secret": SECRET[:-1]}])
def test_who_passes_the_edge_by_is_where_the_gateway_saw_them(stage: Stage, forged: dict[str, str]) -> None:
    with served(stage) as port:
        assert httpx.post(f"http://127.0.0.1:{port}/faults", json=REPORT, headers=forged).status_code == 202
    assert stage.addresses == [CLOUDFRONT]


@pytest.mark.parametrize(
    ("told", "address"),
    [
        ("203.0.113.66:51234", "203.0.113.66"),
        ("[2001:db8::7]:443", "2001:db8::7"),
        ("2001:db8:0:0:0:0:0:7:443", "2001:db8::7"),
    ],
)
def test_the_edge_is_believed_for_its_secret(stage: Stage, told: str, address: str) -> None:
    known = {"X-Edge-Secret": SECRET, "CloudFront-Viewer-Address": told}
    with served(stage) as port:
        httpx.post(f"http://127.0.0.1:{port}/faults", json=REPORT, headers=known)
    assert stage.addresses == [address]


@pytest.mark.parametrize("told", ["", "nowhere", "203.0.113.66"])
def test_an_edge_that_says_no_address_leaves_nobody_uncounted(stage: Stage, told: str) -> None:
    known = {"X-Edge-Secret": SECRET, "CloudFront-Viewer-Address": told}
    with served(stage) as port:
        assert httpx.post(f"http://127.0.0.1:{port}/faults", json=REPORT, headers=known).status_code == 403
    assert stage.addresses == []


def test_what_staff_sends_passes_whole_and_is_never_kept(edge: httpx.Client, stage: Stage) -> None:
    for _ in range(2):
        edge.get("/admin/blocks?limit=3", headers={"Authorization": "Bearer x"})
    assert [target for _, target, _ in stage.asked] == ["/admin/blocks?limit=3"] * 2
    assert {headers["Authorization"] for _, _, headers in stage.asked} == {"Bearer x"}


@pytest.mark.parametrize("path", ["/status/caw", "/assets/shared/base.css", "/w/v1/embed.js"])
def test_what_is_shared_cannot_be_written(edge: httpx.Client, stage: Stage, path: str) -> None:
    assert edge.delete(path).status_code == 403
    assert stage.asked == []


@pytest.mark.parametrize("path", ["/", "/c/caw", "/desk", "/status/jac", "/w/v1/embed.js"])
@pytest.mark.parametrize("status", [502, 503, 504])
def test_a_stage_that_fails_gives_the_page_for_outages(
    edge: httpx.Client, stage: Stage, path: str, status: int
) -> None:
    stage.fails_with = status
    shown = edge.get(path)
    assert shown.status_code == 503
    assert all(word in shown.text for word in ("De chat werkt nu niet", "The chat is not working now", "tel:112"))


def test_a_fault_of_ours_keeps_its_own_words(edge: httpx.Client, stage: Stage) -> None:
    stage.fails_with = 500
    assert (edge.get("/admin/blocks").status_code, edge.get("/admin/blocks").text) == (500, "the stage fails")


def test_a_stage_that_is_gone_gives_the_page_for_outages(tmp_path: Path) -> None:
    with gone(tmp_path) as edge:
        shown = edge.get("/c/caw")
        assert (shown.status_code, "tel:112" in shown.text) == (503, True)
        assert edge.get("/uit.html").status_code == 200
