"""The table of a disclosure: every state, every move, every actor; and the document that is drawn from it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest

from chalicelib.domain.disclosure import (
    SHOWN_FOR,
    TABLE,
    WAITS,
    WHO,
    Actor,
    Decision,
    Disclosure,
    Ground,
    Move,
    Person,
    Plea,
    State,
    actor_of,
    at,
    decided,
    diagram,
    id_at,
    is_to_be_told,
    looked,
    move_table,
)
from chalicelib.domain.staff import Role
from chalicelib.domain.steps import IllegalMove, NotTheirMove, step

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
AN, DORA = Person("id-an", "An", Role.COUNSELLOR), Person("id-dora", "Dora", Role.ADMINISTRATOR)
AN_DECIDES = replace(AN, role=Role.ADMINISTRATOR)
LEGAL = {
    (State.ASKED, Move.TELL_AGAIN, Actor.SERVICE): State.ASKED,
    (State.ASKED, Move.GRANT, Actor.ADMINISTRATOR): State.GRANTED,
    (State.ASKED, Move.GRANT, Actor.LONE): State.GRANTED,
    (State.ASKED, Move.REFUSE, Actor.ADMINISTRATOR): State.REFUSED,
    (State.ASKED, Move.REFUSE, Actor.LONE): State.REFUSED,
    (State.GRANTED, Move.LOOK, Actor.ASKER): State.GRANTED,
    (State.ASKED, Move.LAPSE, Actor.SERVICE): State.LAPSED,
    (State.GRANTED, Move.LAPSE, Actor.SERVICE): State.LAPSED,
}
"""Written apart from the product: everything else is no."""


def request(role: Role = Role.COUNSELLOR) -> Disclosure:
    plea = Plea(Ground.SUICIDE, "woorden")
    return Disclosure("1-x", "conversation", "jac", "id-an", "An", role, plea, NOON, NOON + timedelta(days=180))


@pytest.mark.parametrize(("state", "move", "actor"), list(product(State, Move, Actor)))
def test_every_state_move_and_actor(state: State, move: Move, actor: Actor) -> None:
    wanted = LEGAL.get((state, move, actor))
    if wanted:
        assert step(TABLE, WHO, state, move, actor) is wanted
        return
    with pytest.raises(IllegalMove):
        step(TABLE, WHO, state, move, actor)


def test_every_move_has_a_row_and_somebody_who_may_make_it() -> None:
    assert set(TABLE) == set(WHO) == set(Move)
    assert all(TABLE.values()) and all(WHO.values())


def test_the_document_is_drawn_from_the_table() -> None:
    told = Path("docs/disclosure.md").read_text()
    assert f"```mermaid\n{diagram()}\n```" in told
    assert move_table() in told


def test_who_asked_is_the_asker_in_whatever_role_they_come() -> None:
    asked = request()
    assert actor_of(asked, AN, lone=False) is Actor.ASKER
    assert actor_of(asked, AN_DECIDES, lone=False) is Actor.ASKER
    assert actor_of(asked, AN_DECIDES, lone=True) is Actor.LONE
    assert actor_of(asked, AN, lone=True) is Actor.ASKER
    assert actor_of(asked, DORA, lone=False) is Actor.ADMINISTRATOR
    assert actor_of(asked, replace(DORA, role=Role.COUNSELLOR), lone=True) is Actor.COLLEAGUE
    with pytest.raises(NotTheirMove):
        decided(asked, Move.GRANT, AN_DECIDES, "mag", NOON)


@pytest.mark.parametrize("role", list(WAITS))
def test_a_request_lapses_to_the_millisecond(role: Role) -> None:
    asked, end = request(role), NOON + WAITS[role]
    assert at(asked, end - timedelta(milliseconds=1)).state is State.ASKED
    assert at(asked, end).state is State.LAPSED
    with pytest.raises(IllegalMove):
        decided(asked, Move.GRANT, DORA, "te laat", end)


def test_a_yes_lapses_an_hour_after_it_was_said_to_the_millisecond() -> None:
    said = NOON + timedelta(minutes=90)
    granted = decided(request(), Move.GRANT, DORA, "levensgevaar", said)
    assert granted.decision == Decision("id-dora", "Dora", said, "levensgevaar")
    last = said + SHOWN_FOR - timedelta(milliseconds=1)
    assert looked(granted, AN, last).looks == 1
    with pytest.raises(IllegalMove):
        looked(granted, AN, said + SHOWN_FOR)
    with pytest.raises(IllegalMove):
        looked(granted, DORA, last)


def test_a_no_stays_a_no() -> None:
    refused = decided(request(), Move.REFUSE, DORA, "geen gevaar", NOON)
    later = NOON + timedelta(days=3)
    assert at(refused, later).state is State.REFUSED
    for again in (Move.GRANT, Move.REFUSE):
        with pytest.raises(IllegalMove):
            decided(refused, again, DORA, "toch", later)


def test_administrators_are_told_at_once_and_again_after_five_minutes() -> None:
    asked = request()
    soon, later = NOON + timedelta(minutes=5, milliseconds=-1), NOON + timedelta(minutes=5)
    assert is_to_be_told(asked, NOON)
    assert [is_to_be_told(replace(asked, told=told), soon) for told in range(3)] == [True, False, False]
    assert [is_to_be_told(replace(asked, told=told), later) for told in range(3)] == [True, True, False]
    assert not is_to_be_told(decided(replace(asked, told=1), Move.REFUSE, DORA, "nee", NOON), later)
    assert not is_to_be_told(replace(request(Role.ADMINISTRATOR), told=1), later), "papers are no emergency"


def test_ids_are_in_the_order_of_time() -> None:
    ids = [id_at(NOON + timedelta(milliseconds=n), "z" if n % 2 else "a") for n in range(4)]
    assert ids == sorted(ids)


def test_what_was_said_shows_itself_nowhere() -> None:
    granted = decided(request(), Move.GRANT, DORA, "levensgevaar", NOON)
    assert not [word for word in ("woorden", "levensgevaar") if word in repr(granted)]
