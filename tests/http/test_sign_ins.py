"""Signing in to the admin page is an act: written down before anything is answered, once for each sign-in."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from chalicelib.actions.memory import Memory
from chalicelib.domain.audit import Act, read
from chalicelib.entrypoints.routes import ROUTES
from chalicelib.entrypoints.sign_in import SignIn
from tests.audit.trail import kept, waiting
from tests.engine.faults import CRASH_BEFORE, THROTTLED, LambdaDied, Strike
from tests.engine.recorder import Call
from tests.http.api import AN, DORA, Api
from tests.http.tokens import Provider, moved

MORNING = replace(DORA, sign_in="0a" * 16)
AFTERNOON = replace(DORA, sign_in="0b" * 16)


def signed_in(api: Api) -> list[str]:
    """Who signed in, as the trail has it."""
    api.service.chains()
    entries = [read(one.text).deed for one in kept(api.service)]
    return [one.actor for one in entries if one.act is Act.SIGNED_IN]


def in_another_worker(api: Api) -> None:
    """A worker knows only what it did itself."""
    api.service.context = replace(api.service.context, sign_ins=Memory(timedelta(days=1)))


def test_the_first_request_of_a_sign_in_is_an_entry_and_no_other(api: Api) -> None:
    api.staff = MORNING
    for path in ("/admin/channels", "/admin/blocks", "/admin/channels"):
        assert api.get(path).status == 200
    assert len(waiting(api.service)) == 1
    assert signed_in(api) == ["id-dora"]
    api.get("/admin/channels")
    assert signed_in(api) == ["id-dora"]


def test_a_new_sign_in_is_a_new_entry(api: Api) -> None:
    for api.staff in (MORNING, AFTERNOON, replace(MORNING, id="id-eva", sign_in="0c" * 16)):
        api.get("/admin/channels")
    assert sorted(signed_in(api)) == ["id-dora", "id-dora", "id-eva"]


def test_however_many_workers_answer_it_is_one_entry(api: Api) -> None:
    api.staff = MORNING
    for _ in range(3):
        api.get("/admin/channels")
        in_another_worker(api)
    assert signed_in(api) == ["id-dora"]
    api.service.clock.passes(days=3)
    api.get("/admin/channels")
    assert signed_in(api) == ["id-dora"]
    assert waiting(api.service) == []


def test_every_address_of_the_admin_page_notes_it(api: Api) -> None:
    for number, (method, path) in enumerate(key for key in ROUTES if key[1].startswith("/admin")):
        api.staff = replace(DORA, sign_in=f"{number:032x}")
        before = len(waiting(api.service))
        api.send(method, re.sub(r"{channel}", "jac", path).replace("{id}", "none"), "{}")
        ids = waiting(api.service)[before:]
        assert f"sign-in-{number:032x}" in ids, path


@pytest.mark.parametrize("fault", [THROTTLED, CRASH_BEFORE])
def test_what_cannot_be_written_down_shows_nothing(api: Api, fault: object) -> None:
    api.staff = MORNING

    def of_the_outbox(call: Call) -> bool:
        return call.operation == "put_item" and "sign_ins.py" in str(call.trail)

    strike = Strike(fault, at=of_the_outbox)  # type: ignore[arg-type]
    with strike.on(api.service.dynamo):
        try:
            assert api.get("/admin/channels").status == 500
        except LambdaDied:
            in_another_worker(api)
    assert strike.struck
    assert waiting(api.service) == []
    assert api.get("/admin/channels").status == 200
    assert signed_in(api) == ["id-dora"]


def test_a_counsellor_signs_in_to_no_admin_page(api: Api) -> None:
    api.staff = replace(AN, sign_in="0d" * 16)
    assert api.get("/admin/channels").status == 403
    assert api.post("/desk/tickets").status == 201
    assert waiting(api.service) == []


def test_tokens_of_one_sign_in_stand_for_it_and_others_do_not(provider: Provider, sign_in: SignIn) -> None:
    def of(**claims: Any) -> str:
        return sign_in.staff(f"Bearer {provider.token('one', **claims)}").sign_in

    now = provider.clock()
    first = of(origin_jti="one", auth_time=moved(now))
    earlier = of(auth_time=moved(now, hours=-1))
    day = of()
    assert len({first, earlier, day, of(origin_jti="two"), of(origin_jti="one", sub="somebody-else")}) == 5
    provider.clock.passes(minutes=30)
    assert of(origin_jti="one", auth_time=moved(now)) == first, "renewed"
    assert of(auth_time=moved(now, hours=-1)) == earlier, "renewed"
    assert of() == day, "an issuer that tells nothing: once a day"
    provider.clock.passes(days=1)
    assert of() != day
    assert re.fullmatch(r"[0-9a-f]{32}", first)


def test_every_act_can_be_looked_for_on_the_page() -> None:
    page = Path("chalicelib/web/admin/audit/audit.js").read_text()
    (listed,) = re.findall(r"const KINDS = \[(.*?)\];", page, flags=re.DOTALL)
    assert sorted(re.findall(r'"(\w+)"', listed)) == sorted(Act)
