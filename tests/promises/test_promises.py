"""`docs/promises.md` is whole and true: every promise has its proofs, and no page claims what stands there nowhere."""

import ast
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from chalicelib.protocol.visitor_frames import Intake, StartFrame
from chalicelib.web.pages import ChannelShown, PageSettings, page
from tests.actors import counsellor, visitor
from tests.promises.office import Office, asks_everything
from tests.web.service import ELSEWHERE

if TYPE_CHECKING:
    from tests.http.api import Reply

DOCS = Path("docs")
SECTIONS = [
    "What it is",
    "Open, busy, closed",
    "Confidential and discreet",
    "When something breaks",
    "Time",
    "Emergency",
    "Your own part",
    "Complaints",
]
"""What the disclaimers speak of, in their order."""
CLAIMS = re.compile(
    r"chat\.(lead|limits|stay|next_opening|open_until|blocked_until|intake_hint|nickname_hint|comeback_hint|exit_hint"
    r"|know_\w+|privacy|asking_more|down_over|closing|one_hour|moved|silent|reread_hint|old_browser|no_line_more"
    r"|fault_(hint|thanks|failed))"
    r"|desk\.block\.(what|instead|reason_hint)|desk\.disclosure\.what"
    r"|admin\.guidance\.\w+_\d|admin\.blocks\.(what|place_what|place_sure|lift_what)"
    r"|admin\.disclosures\.(what|grant_what|refuse_what|order_what)"
)
"""Sentences that say what the service does with somebody, keeps of them or shows to others."""
LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")


@dataclass(frozen=True)
class Promise:
    """A heading with what stands below it."""

    section: str
    words: str
    kept: tuple[tuple[str, str], ...]
    said: tuple[str, ...]
    proved: tuple[tuple[str, str], ...]


def _promises() -> list[Promise]:
    section, found = "", []
    for part in re.split(r"^(?=##)", (DOCS / "promises.md").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        heading, _, body = part.partition("\n")
        if heading.startswith("## "):
            section = heading.removeprefix("## ")
        else:
            rows = dict(re.findall(r"^- (kept|said|proved): (.+)$", body, flags=re.MULTILINE))
            found.append(
                Promise(
                    section,
                    heading.removeprefix("### "),
                    tuple(LINK.findall(rows.get("kept", ""))),
                    tuple(re.findall(r"`([\w.]+)`", rows.get("said", ""))),
                    tuple(LINK.findall(rows.get("proved", ""))),
                )
            )
    return found


PROMISES = _promises()
each_promise = pytest.mark.parametrize("promise", PROMISES, ids=[promise.words for promise in PROMISES])


def test_every_part_of_the_disclaimers_has_its_promises() -> None:
    assert list(dict.fromkeys(promise.section for promise in PROMISES)) == SECTIONS


@each_promise
def test_a_promise_is_kept_somewhere(promise: Promise) -> None:
    assert promise.kept
    assert [path for _, path in promise.kept if not (DOCS / path).exists()] == []


@each_promise
def test_a_promise_is_proved_by_tests_that_run(promise: Promise) -> None:
    assert promise.proved
    assert [f"{path}: {name}" for name, path in promise.proved if name not in _runs(DOCS / path)] == []


def test_a_test_that_does_not_run_proves_nothing() -> None:
    load = _runs(Path("tests/stories/test_load.py"))
    assert load == {"test_a_small_load_over_bad_lines"}
    assert _runs(Path("tests/stories/test_rehearsals.py")) == set()


def _runs(path: Path) -> set[str]:
    """Names of the tests of a file that `make test` runs: neither skipped nor kept for the long siege."""
    module = ast.parse(path.read_text(encoding="utf-8"))
    everywhere = [node.value for node in module.body if isinstance(node, ast.Assign) and _is_mark(node)]
    tests = [node for node in module.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
    return {test.name for test in tests if not _left_out([*test.decorator_list, *everywhere])}


def _is_mark(node: ast.Assign) -> bool:
    return any(isinstance(target, ast.Name) and target.id == "pytestmark" for target in node.targets)


def _left_out(marks: list[ast.expr]) -> bool:
    return any(re.search(r"mark\.(soak|skip|skipif|xfail|screenshots)\b", ast.unparse(mark)) for mark in marks)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_page_claims_what_is_no_promise(language: str) -> None:
    words = json.loads(Path(f"chalicelib/web/words/{language}.json").read_text(encoding="utf-8"))
    claimed = {key for key in words if CLAIMS.fullmatch(key)}
    said = {key for promise in PROMISES for key in promise.said}
    assert claimed ^ said == set()


def test_a_start_asks_for_a_nickname_and_three_answers_that_may_be_left_out() -> None:
    assert set(StartFrame.model_fields) == {"type", "channel", "nickname", "intake", "language"}
    assert set(Intake.model_fields) == {"age", "region", "gender"}
    assert not [name for name, field in Intake.model_fields.items() if field.is_required()]


def test_the_manager_is_a_setting_and_stands_on_the_chat_page() -> None:
    settings = PageSettings(
        socket_url="wss://line.example/live",
        channels={"jac": ChannelShown("JAC", ELSEWHERE)},
        manager_name="Steunpunt Zee",
        manager_email="privacy@zee.example",
        host_origins=(),
        oidc={},
    )
    html = page("chat", settings, channel="jac").body.decode()
    assert "Steunpunt Zee" in html and "privacy@zee.example" in html


class Listener(Office):
    """Keeps every answer."""

    def send(self, method: str, path: str, body: str | None = None, query: dict[str, str] | None = None) -> "Reply":
        reply = super().send(method, path, body, query)
        self.heard.append(reply.text)
        return reply

    @property
    def heard(self) -> list[str]:
        found: list[str] = self.__dict__.setdefault("_heard", [])
        return found


def test_no_address_of_the_http_api_shows_what_was_said() -> None:
    office = Listener()
    office.service.upkeep()
    bram, noor = counsellor(office.service, "Bram"), visitor(office.service, "203.0.113.66")
    bram.takes_duty()
    noor.starts("Kolibrie", intake={"age": 17, "region": "Zandvoorde"})
    kept = [
        noor.says("vuurtoren"),
        bram.says(noor.conversation, "zeester"),
        bram.sends("note", conversation=noor.conversation, id="note-0001", text="duinpan"),
        bram.sends("end", conversation=noor.conversation),
        noor.sends("survey", heard=4, remark="strandjutter"),
    ]
    assert [answer["type"] for answer in kept] == ["said", "said", "noted", "ended", "thanked"]
    asks_everything(lambda *_: None, office)
    told = "\n".join(office.heard)
    assert noor.conversation in told
    assert [
        word for word in ("Kolibrie", "Zandvoorde", "vuurtoren", "zeester", "duinpan", "strandjutter") if word in told
    ] == []
