"""What the pages promise over HTTP, before any browser is asked."""

import base64
import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest

from chalicelib.web.assets import HERE, LANGUAGES, version, words
from chalicelib.web.bundling import CannotBundle, bundled
from chalicelib.web.pages import EMBED, ChannelShown, PageSettings, asset, page
from tests.web.service import ELSEWHERE

SETTINGS = PageSettings(
    socket_url="wss://line.example/live",
    channels={"jac": ChannelShown("JAC", ELSEWHERE), "caw": ChannelShown("CAW </script><b>", ELSEWHERE)},
    manager_name="SAM",
    manager_email="onlinehulp@sam.example",
    host_origins=("https://www.jac.example",),
    oidc={"issuer": "https://login.example/pool", "client": "abc"},
)


def _rule(answer_policy: str, name: str) -> str:
    return next(rule.removeprefix(f"{name} ") for rule in answer_policy.split("; ") if rule.startswith(f"{name} "))


def test_the_chat_page_runs_nothing_but_our_own_files_and_only_in_known_frames() -> None:
    headers = page("chat", SETTINGS, channel="jac").headers
    policy = headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"
    assert _rule(policy, "default-src") == "'none'"
    assert _rule(policy, "script-src") == "'self'"
    assert _rule(policy, "connect-src") == "'self' wss://line.example/live"
    assert _rule(policy, "frame-ancestors") == "'self' https://www.jac.example"
    assert _rule(policy, "require-trusted-types-for") == "'script'"
    assert "unsafe" not in policy


def test_only_staff_pages_may_ask_the_sign_in_service() -> None:
    assert "login.example" not in page("chat", SETTINGS, channel="jac").headers["Content-Security-Policy"]
    assert "login.example" not in page("chat", SETTINGS, channel="jac").body.decode()


def test_help_stands_in_the_page_before_any_script() -> None:
    html = page("chat", SETTINGS, channel="jac").body.decode()
    assert 'href="tel:112"' in html
    assert 'href="tel:070245245"' in html
    assert "Awel, voor kinderen en jongeren" in html


def test_people_who_read_none_of_our_languages_find_whom_to_call() -> None:
    html = page("chat", SETTINGS, channel="jac").body.decode()
    told = dict(re.findall(r'<li lang="(\w\w)" dir="auto">(.*?)</li>', html))
    assert told.keys() == {"fr", "de", "es", "pl", "tr", "uk", "ar"}
    assert all("112" in text and "101" in text for text in told.values())


def test_a_page_says_nothing_that_a_name_could_break() -> None:
    html = page("chat", SETTINGS, channel="caw").body.decode()
    assert "</script><b>" not in html
    told = re.search(r'id="settings">(.*?)</script>', html)
    assert told
    assert json.loads(told[1])["channels"]["caw"]["title"] == "CAW </script><b>"


@pytest.mark.parametrize(("name", "channel"), [("chat", "zzz"), ("chat", None), ("../desk", None), ("nothing", None)])
def test_what_is_not_there_is_said(name: str, channel: str | None) -> None:
    assert page(name, SETTINGS, channel=channel).status == 404


def test_a_strange_language_is_dutch() -> None:
    assert b'<html lang="nl">' in page("chat", SETTINGS, channel="jac", language="<x>").body
    for language in LANGUAGES:
        assert f'<html lang="{language}">' in page("chat", SETTINGS, channel="jac", language=language).body.decode()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["admin", "desk"])
def test_all_of_a_page_for_staff_is_small(name: str, language: str) -> None:
    html = page(name, SETTINGS, language=language, accept_encoding="gzip").body
    parts = [asset(f"{name}/{name}.{kind}", accept_encoding="gzip").body for kind in ("js", "css")]
    assert len(html) + sum(map(len, parts)) <= 40 * 1024


def test_pages_know_only_relative_addresses() -> None:
    html = page("chat", SETTINGS, channel="jac").body.decode()
    assert re.findall(r'(?:src|href)="/', html) == []
    assert f'src="../assets/chat/chat.js?v={version("chat/chat.js")}"' in html


def test_the_demo_page_runs_one_script_of_its_own_and_no_other() -> None:
    demo = page("demo", SETTINGS)
    inline = re.findall(r"<script>(.*?)</script>", demo.body.decode(), re.DOTALL)
    fingerprint = base64.b64encode(hashlib.sha256(inline[0].encode()).digest()).decode()
    assert _rule(demo.headers["Content-Security-Policy"], "script-src") == f"'self' 'sha256-{fingerprint}'"
    assert len(inline) == 1
    assert demo.body.index(b"<script>") < demo.body.index(b'"./'), "before anything is fetched"


def test_an_asset_is_kept_for_a_year_under_its_own_version_only() -> None:
    current = version("chat/chat.css")
    assert "immutable" in asset("chat/chat.css", v=current).headers["Cache-Control"]
    assert "immutable" not in asset("chat/chat.css", v="old").headers["Cache-Control"]


def test_an_asset_that_the_browser_has_is_not_sent_again() -> None:
    first = asset("chat/chat.js")
    again = asset("chat/chat.js", if_none_match=first.headers["ETag"])
    assert (again.status, again.body) == (304, b"")
    assert asset("chat/chat.js", if_none_match='"other"').status == 200


def test_an_asset_is_packed_for_those_who_can_unpack() -> None:
    packed = asset(EMBED, accept_encoding="br, gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == asset(EMBED).body
    assert "Content-Encoding" not in asset(EMBED, accept_encoding="gzip;q=0").headers


@pytest.mark.parametrize(
    "path", ["../pages.py", "chat/../../pages.py", "words/nl.json", "chat/page.html", "chat/no.js", ""]
)
def test_only_scripts_and_styles_are_served(path: str) -> None:
    assert asset(path).status == 404


def test_a_module_that_bundling_would_change_is_refused(tmp_path: Path) -> None:
    for line in ("export default 1;", 'import * as x from "./y.js";', "export { x };"):
        module = tmp_path / f"{abs(hash(line))}.js"
        module.write_text(f"{line}\n", encoding="utf-8")
        with pytest.raises(CannotBundle):
            bundled(module)


def test_modules_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text('import { b } from "./b.js";\nexport const a = b;\n', encoding="utf-8")
    (tmp_path / "b.js").write_text('import { a } from "./a.js";\nexport const b = a;\n', encoding="utf-8")
    with pytest.raises(CannotBundle):
        bundled(tmp_path / "a.js")


_SECTIONS = "shared|page|chat|more|centres|fault|week|widget|demo|staff|desk|admin|wrapping|rereading|preferences|board"
_NAME = rf"(?:{_SECTIONS})\.[a-z0-9_.]+"


def _sources() -> str:
    files = [*HERE.rglob("*.js"), *HERE.rglob("*.html"), *HERE.glob("*.py")]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def _used() -> set[str]:
    """Names of sentences that stand in full in scripts and templates."""
    found = set(re.findall(rf"[\"':]({_NAME})[\"'}}]", _sources()))
    return {name for name in found if not name.endswith((".js", ".css", ".json", ".html"))}


def _made() -> re.Pattern[str]:
    """Names that a script puts together, as one pattern: `chat.light_${light}` stands for each of its lights."""
    templates = re.findall(rf"`((?:{_SECTIONS})\.[^`]*)`", _sources())
    return re.compile("|".join(re.sub(r"\$\{[^}]*\}", r"[A-Za-z0-9_-]+", name) for name in templates))


def test_no_sentence_is_missing_in_a_language() -> None:
    holes = [
        {key: set(re.findall(r"\{\w+\}", text)) for key, text in words(language).items()} for language in LANGUAGES
    ]
    assert [one for one in holes if one != holes[0]] == []


def test_no_sentence_is_unused_and_none_is_made_up() -> None:
    used, known, made = _used(), set(words("nl")), _made()
    named = {f"chat.{key}" for key in _situations()}
    begun = tuple(name for name in used if name.endswith("."))
    idle = {key for key in known if key not in used | named and not made.fullmatch(key)}
    assert {key for key in idle if not key.startswith(begun)} == set()
    assert used - known - set(begun) == set()


def _situations() -> set[str]:
    """The banner names its sentence by the situation."""
    text = (HERE / "chat" / "talk" / "banner.js").read_text(encoding="utf-8")
    return set(re.findall(r'"([a-z_]+)"', text))


def test_no_words_for_people_stand_in_scripts() -> None:
    for file in HERE.rglob("*.js"):
        text = re.sub(r"/\*[\s\S]*?\*/|//.*", "", file.read_text(encoding="utf-8"))
        found = re.findall(r'"[A-Z][a-z]+ [a-z]+[^"]*"', text)
        assert found == [], file.name
