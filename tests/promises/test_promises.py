"""`docs/promises.md` is whole and true: every promise has its proofs, and no page claims what stands there nowhere."""

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from chalicelib.protocol.visitor_frames import Intake, StartFrame
from chalicelib.web.pages import ChannelShown, PageSettings, page
from tests.actors import counsellor, visitor
from tests.promises.office import Office, asks_everything
from tests.promises.proofs import DOCS, Entry, entries, runs
from tests.web.service import ELSEWHERE

if TYPE_CHECKING:
    from tests.http.api import Reply

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
    r"|know_\w+|privacy|asking_more|down_over|closing|one_hour|moved|silent|reread_hint|no_line_more)"
    r"|page\.old_browser|centres\.hint|widget\.free"
    r"|fault\.(hint|thanks|failed)"
    r"|desk\.block\.(what|instead|reason_hint)|desk\.disclosure\.what|rereading\.what"
    r"|admin\.guidance\.\w+_\d|admin\.blocks\.(what|place_what|place_sure|lift_what)"
    r"|admin\.disclosures\.(what|grant_what|refuse_what|order_what)"
)
"""Sentences that say what the service does with somebody, keeps of them or shows to others."""

PROMISES = entries("promises.md")
each_promise = pytest.mark.parametrize("promise", PROMISES, ids=[promise.words for promise in PROMISES])


def test_every_part_of_the_disclaimers_has_its_promises() -> None:
    assert list(dict.fromkeys(promise.section for promise in PROMISES)) == SECTIONS


@each_promise
def test_a_promise_is_kept_somewhere(promise: Entry) -> None:
    assert promise.links("kept")
    assert [path for _, path in promise.links("kept") if not (DOCS / path).exists()] == []


@each_promise
def test_a_promise_is_proved_by_tests_that_run(promise: Entry) -> None:
    assert promise.links("proved")
    assert promise.unproved() == []


def test_a_test_that_does_not_run_proves_nothing() -> None:
    load = runs(Path("tests/stories/test_load.py"))
    assert load == {"test_a_small_load_over_bad_lines"}
    assert runs(Path("tests/stories/test_rehearsals.py")) == set()


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_no_page_claims_what_is_no_promise(language: str) -> None:
    words = json.loads(Path(f"chalicelib/web/words/{language}.json").read_text(encoding="utf-8"))
    claimed = {key for key in words if CLAIMS.fullmatch(key)}
    said = {key for promise in PROMISES for key in re.findall(r"`([\w.]+)`", promise.rows.get("said", ""))}
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
