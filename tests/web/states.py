"""Every state of the visitor's pages, by name: the tests walk through them, the screenshots show them."""

from collections.abc import Callable

from tests.web.service import moment
from tests.web.visitor import Visitor


def _light(light: str, words: str) -> Callable[[Visitor], None]:
    def opens(visitor: Visitor) -> None:
        visitor.service.light = light
        visitor.opens().sees(words)

    return opens


def _blocked(visitor: Visitor) -> None:
    visitor.opens().sees("De chat is open")
    visitor.service.refuses("start", "blocked", until=moment(hours=8))
    _press_start(visitor)
    visitor.sees("Vanaf")


def _nickname_taken(visitor: Visitor) -> None:
    visitor.opens().sees("De chat is open")
    visitor.service.refuses("start", "nickname_taken")
    _press_start(visitor)
    visitor.sees("al in gebruik")


def _press_start(visitor: Visitor) -> None:
    visitor.chat.get_by_label("Schuilnaam").first.fill("Merel")
    visitor.presses("Start het gesprek")


def _starting(visitor: Visitor) -> None:
    visitor.opens().sees("De chat is open")
    visitor.service.answers["start"] = lambda _: []
    _press_start(visitor)
    visitor.says("Ik weet niet goed hoe te beginnen.")
    visitor.sees("We verbinden je met een hulpverlener")


def _talking(visitor: Visitor) -> None:
    visitor.opens().starts()
    visitor.service.counsellor_says("Dag Merel, fijn dat je er bent. Waarmee kan ik je helpen?")
    visitor.sees("Waarmee kan ik")
    visitor.says("Thuis is er veel ruzie. Ik slaap er slecht van en op school gaat het ook niet meer.")
    visitor.sees_it_sent()
    visitor.service.counsellor_says("Dat klinkt zwaar. Goed dat je het vertelt. Hoe lang is dat al zo?")
    visitor.sees("Hoe lang")
    visitor.service.pushes({"type": "typing", "from": "counsellor"})
    visitor.sees("An schrijft…")


def _dropped(visitor: Visitor) -> None:
    _talking(visitor)
    visitor.service.reachable = False
    visitor.service.drop()
    visitor.sees("De verbinding is weg")
    visitor.says("Sinds de zomer.")
    visitor.sees("wordt verstuurd…")


def _peer_away(visitor: Visitor) -> None:
    _talking(visitor)
    visitor.service.pushes({"type": "peer", "here": False, "until": moment(minutes=4, seconds=30)})
    visitor.sees("is even weg")


def _noticed(notice: str, words: str) -> Callable[[Visitor], None]:
    def is_told(visitor: Visitor) -> None:
        _talking(visitor)
        visitor.service.pushes({"type": "notice", "notice": notice, "at": moment()})
        visitor.sees(words)

    return is_told


def _failed(visitor: Visitor) -> None:
    _talking(visitor)
    visitor.service.refuses("say", "invalid")
    visitor.says("Iets dat niet kan")
    visitor.sees("Niet verstuurd.")


def _asks_to_stop(visitor: Visitor) -> None:
    _talking(visitor)
    visitor.presses("Stop gesprek")
    visitor.sees("Wil je stoppen?")


def _ended(visitor: Visitor) -> None:
    _talking(visitor)
    visitor.ends()


def _thanked(visitor: Visitor) -> None:
    _ended(visitor)
    visitor.presses("Sla over")
    visitor.sees("Dank je wel")
    visitor.chat.get_by_text("Lees het gesprek na").click()


def _ended_by_block(visitor: Visitor) -> None:
    _talking(visitor)
    visitor.service.counsellor_ends("blocked", until=moment(hours=8))
    visitor.sees("Vanaf")


def _asking(visitor: Visitor) -> None:
    visitor.opens().sees("De chat is open")
    visitor.service.answers["resume"] = lambda _: [{"type": "waiting", "until": moment(minutes=2)}]
    visitor.chat.get_by_text("Was je gesprek onderbroken?").click()
    visitor.chat.get_by_label("Schuilnaam").last.fill("Merel")
    visitor.presses("Ga verder met mijn gesprek")
    visitor.sees("We vragen het aan je hulpverlener")


def _replaced(visitor: Visitor) -> None:
    _talking(visitor)
    visitor.service.pushes({"type": "refused", "reason": "replaced", "message": "…"})
    visitor.sees("ander venster")


def _fault(visitor: Visitor) -> None:
    visitor.opens().sees("De chat is open")
    visitor.presses("Iets werkt niet")
    visitor.sees("Wat ging er mis?")


def _no_line(visitor: Visitor) -> None:
    visitor.service.reachable = False
    visitor.opens().sees("We krijgen geen verbinding")


STATES: dict[str, Callable[[Visitor], None]] = {
    "open": _light("open", "De chat is open"),
    "busy": _light("busy", "Alle medewerkers"),
    "closed": _light("closed", "De chat is gesloten"),
    "no-line": _no_line,
    "blocked": _blocked,
    "nickname-taken": _nickname_taken,
    "starting": _starting,
    "talking": _talking,
    "dropped": _dropped,
    "counsellor-away": _peer_away,
    "one-hour": _noticed("one_hour", "Jullie praten nu een uur"),
    "closing": _noticed("closing", "gesloten voor nieuwe"),
    "message-failed": _failed,
    "stop-question": _asks_to_stop,
    "ended": _ended,
    "thanked": _thanked,
    "ended-by-block": _ended_by_block,
    "asking": _asking,
    "replaced": _replaced,
    "fault": _fault,
}
