"""An administrator sees how the channels stand: the light with its reason, who is at work, what is going on."""

from typing import Any

from tests.actors import counsellor, visitor
from tests.http.api import Api


def jac(api: Api) -> Any:
    return next(item for item in api.get("/admin/channels").json["items"] if item["channel"] == "jac")


def test_nobody_at_work(api: Api) -> None:
    shown = jac(api)
    assert (shown["light"], shown["within_hours"], shown["running"], shown["counsellors"]) == ("closed", True, 0, [])


def test_who_is_at_work_with_places_and_conversations(api: Api) -> None:
    counsellor(api.service, "An").takes_duty(2)
    bram = counsellor(api.service, "Bram")
    bram.takes_duty(1)
    visitor(api.service).starts("Sam")
    bram.loses_the_line()
    api.service.clock.passes(seconds=2)
    shown = jac(api)
    assert (shown["light"], shown["running"]) == ("open", 1)
    assert [(one["name"], one["places"], one["paused"]) for one in shown["counsellors"]] == [
        ("An", 2, False),
        ("Bram", 1, False),
    ]
    assert sum(one["taken"] for one in shown["counsellors"]) == 1


def test_who_closed_it_and_why(api: Api) -> None:
    api.post("/admin/channels/jac/close", reason="Panne aan de telefoon")
    shown = jac(api)
    assert (shown["closed_now"], shown["closed_by"], shown["closed_reason"]) == (True, "Dora", "Panne aan de telefoon")
    api.post("/admin/channels/jac/reopen")
    assert (jac(api)["closed_now"], jac(api)["closed_by"]) == (False, None)


def test_nothing_of_a_conversation_is_shown(api: Api) -> None:
    counsellor(api.service, "An").takes_duty(2)
    sam = visitor(api.service)
    sam.starts("Kiezelsteen")
    sam.says("Een geheim")
    told = api.get("/admin/channels").text
    assert "Kiezelsteen" not in told
    assert "geheim" not in told
    assert sam.conversation not in told
