"""A team lead looks at the board on the deployed package, with a real sign-in: live, and without a word of anybody."""

import json
import time

import httpx

from infra.local.outputs import Outputs
from tests.stories.addresses import next_address
from tests.stories.people import PATIENCE, Counsellor, Frame, OnTheLine, administrator, socket_to, visitor
from tests.stories.staff import sign_in
from tests.stories.test_disclosure import Desk

TEXT = f"Ik ben Vlinder en ik woon in nummer {time.time_ns()}."


def team_lead(cloud: Outputs) -> OnTheLine:
    """Fien, who leads the teams of both channels, opens the board."""
    said = httpx.post(
        f"{cloud.rest_url}/team/tickets",
        headers={"Authorization": f"Bearer {sign_in(cloud, 'Fien')}"},
        timeout=PATIENCE,
    ).raise_for_status()
    assert said.json()["channels"] == ["caw", "jac"]
    return OnTheLine(socket_to(cloud, f"{cloud.ws_url}?v=1&ticket={said.json()['ticket']}"))


def of_an(fien: OnTheLine) -> Frame:
    board = fien.asks("board", "board", channel="jac")
    return dict(next(one for one in board["people"] if one["first_name"] == "An"))


def test_each_change_is_on_the_next_answer_and_no_word_is(local_cloud: Outputs, an: Counsellor) -> None:
    with team_lead(local_cloud) as fien, visitor(local_cloud, next_address()) as sam:
        assert (of_an(fien)["standing"], of_an(fien)["talks"]) == ("working", [])
        sam.starts(f"Vlinder {time.time_ns() % 10_000}")
        began = time.monotonic()
        (talk,) = of_an(fien)["talks"]
        assert time.monotonic() - began < 2
        assert "waiting_since" not in talk
        sam.says(TEXT)
        shown = of_an(fien)
        assert "waiting_since" in shown["talks"][0]
        assert not [word for word in ("Vlinder", TEXT, sam.conversation) if word in json.dumps(shown)]
        an.says(sam.conversation, "Dag Vlinder")
        assert "waiting_since" not in of_an(fien)["talks"][0]
        an.asks("available", "duty", available=False)
        assert of_an(fien)["standing"] == "paused"
        an.asks("available", "duty", available=True)
        assert fien.asks("duty", "duty", channel="jac", slots=1)["reason"] == "not_yours"
        assert an.asks("board", "board", channel="jac")["reason"] == "not_yours"


def test_nobody_else_gets_a_ticket_and_the_sign_in_is_written_down(local_cloud: Outputs) -> None:
    for name in ("An", "Dora"):
        assert Desk(local_cloud, name).does("POST", "team/tickets").status_code == 403
    team_lead(local_cloud).socket.close()
    dora, give_up = administrator(local_cloud), time.monotonic() + PATIENCE * 4
    while time.monotonic() < give_up:
        items = dora.does("GET", "audit").json()["items"]
        if ("signed_in", "Fien", "team-lead") in [(one["act"], one["name"], one["role"]) for one in items]:
            return
        time.sleep(2)
    raise AssertionError("no entry of Fien")
