"""The page to try everything on: what it shows, whom it lets undo a block, and that no other stage can be framed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from chalicelib.settings import read_settings
from infra.local.adaptations import adapt
from infra.local.console import Console
from infra.local.outputs import Outputs
from infra.local.people import STAFF
from infra.local.place import Place, free_port
from infra.local.trial import server
from infra.local.trial.page import LANGUAGES
from infra.packaging.template import Template, gather_rooms


def cloud(port: int) -> Outputs:
    place = Place(Path("nowhere"), port, has_trial=True)
    nothing = dict.fromkeys(Outputs.__dataclass_fields__, "")
    return replace(
        Outputs(**nothing),  # type: ignore[arg-type]
        endpoint=place.endpoint,
        trial=place.trial,
        rest_url=f"{place.endpoint}/_aws/execute-api/abc/api",
        staff=STAFF,
    )


@pytest.fixture
def there() -> Iterator[Outputs]:
    told = cloud(free_port() - 1)
    with server.trial(told, Console()):
        yield told


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_shows_three_audiences_and_says_that_it_is_open_all_day(there: Outputs, language: str) -> None:
    page, words = httpx.get(f"{there.trial}/?lang={language}").text, LANGUAGES[language]
    assert "$" not in page
    for who in ("visitor", "counsellor", "administrator"):
        assert f'<h2 id="{who}">{words[who]}</h2>' in page
    for member in STAFF:
        assert f"<td>{member.email}</td><td>{member.password}</td>" in page
    assert page.count(f"<th>{words['as']}</th><th>{words['password']}</th>") == 2
    assert words["lead"] in page


def test_each_language_says_the_same_things() -> None:
    assert list(LANGUAGES) == ["nl", "en", "fr"]
    assert {frozenset(words) for words in LANGUAGES.values()} == {frozenset(LANGUAGES["nl"])}


def test_two_who_sign_in_have_an_origin_each_of_one_site(there: Outputs) -> None:
    page = httpx.get(f"{there.trial}/").text
    assert f'src="{there.rest_url}/desk?lang=nl"' in page
    assert f'src="{there.trial}/_aws/execute-api/abc/api/admin?lang=nl"' in page


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", None])
def test_other_sites_lift_no_block(there: Outputs, monkeypatch: pytest.MonkeyPatch, origin: str | None) -> None:
    lifted: list[Outputs] = []
    monkeypatch.setattr(server, "lift_every_block", lambda told: lifted.append(told) or 1)  # type: ignore[func-returns-value]
    foreign = httpx.post(f"{there.trial}/unblock", headers={"Origin": origin} if origin else {})
    assert (foreign.status_code, lifted) == (403, [])
    assert httpx.post(f"{there.trial}/unblock", headers={"Origin": there.trial}).json() == {"lifted": 1}
    assert lifted == [there]


@pytest.mark.parametrize("path", ["/_aws/execute-api/other/api/admin", "/login", "/../infra/local/people.py"])
def test_nothing_else_is_passed_on(there: Outputs, path: str) -> None:
    assert httpx.get(f"{there.trial}{path}").status_code == 404
    assert httpx.delete(f"{there.trial}{path}").status_code == 404


def test_where_the_port_is_taken_the_rest_goes_on(there: Outputs, capsys: pytest.CaptureFixture[str]) -> None:
    with server.trial(there, Console()):
        assert "is taken, so there is no page with all three" in capsys.readouterr().out


def test_no_stage_on_aws_can_be_framed() -> None:
    template = gather_rooms()
    assert "TRIAL_ORIGINS" not in str(template)
    assert read_settings({}).trials == frozenset()


def test_without_the_page_the_local_stage_cannot_either() -> None:
    def framed_by(trial: str) -> frozenset[str]:
        bare: Template = {"Globals": {"Function": {"Environment": {"Variables": {}}}}, "Resources": {}}
        variables = adapt(bare, "http://127.0.0.1:1", "", trial)["Globals"]["Function"]["Environment"]["Variables"]
        return read_settings({"TRIAL_ORIGINS": variables["TRIAL_ORIGINS"]}).trials

    assert framed_by("") == frozenset()
    assert framed_by("http://127.0.0.1:2") == {"http://127.0.0.1:2"}
