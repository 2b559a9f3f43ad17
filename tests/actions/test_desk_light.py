"""A desk on duty hears of the light of its channel, and of no other."""

from chalicelib.actions.administrator.closing_time import schedule_changed
from chalicelib.domain.schedule import Schedule
from tests.actors import Counsellor, visitor
from tests.service import Service


def test_a_desk_on_duty_sees_the_light_that_visitors_see(open_service: Service, an: Counsellor) -> None:
    open_service.tells_watchers()
    sam, noor = visitor(open_service), visitor(open_service)
    for one, name in ((sam, "Sam"), (noor, "Noor")):
        one.starts(name)
    open_service.tells_watchers()
    assert an.last_sees("status")["light"] == "busy"
    noor.sends("end")
    open_service.tells_watchers()
    assert an.last_sees("status")["light"] == "open"
    open_service.opens("jac", Schedule())
    schedule_changed(open_service.context, "jac")
    open_service.tells_watchers()
    assert an.last_sees("status")["light"] == "closed", "as soon as an administrator closes it"


def test_a_desk_waits_for_no_light_once_it_is_elsewhere_or_gone(open_service: Service, an: Counsellor) -> None:
    def following() -> list[tuple[str, str]]:
        return [(name, line) for name in ("caw", "jac") for line, _ in open_service.context.channels.watchers(name)]

    an.takes_duty(channel="caw")
    assert following() == [("caw", an.connection)]
    newer = an.reopens_the_desk()
    newer.takes_duty(channel="caw")
    assert following() == [("caw", newer.connection)]
    newer.sends("duty", off=True)
    assert following() == []
    newer.takes_duty()
    newer.loses_the_line()
    assert following() == []
