"""Every state of the visitor's pages, by name: the tests walk through them, the screenshots show them."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.web.service import moment
from tests.web.visitor import Visitor


def _light(light: str, words: str) -> Callable[[Visitor], None]:
    def opens(visitor: Visitor) -> None:
        visitor.service.light = light
        visitor.opens().sees(words)

    return opens


def _looking(visitor: Visitor) -> None:
    visitor.service.answers["watch"] = lambda _: []
    visitor.opens().sees("We kijken of er iemand is")


def _in_english(visitor: Visitor) -> None:
    visitor.service.language = "en"
    visitor.opens(lang="en").sees("Start the conversation")


def _in_french(visitor: Visitor) -> None:
    visitor.service.language = "fr"
    visitor.opens(lang="fr").sees("Commencer le chat")
    visitor.opens_more("Bon à savoir")


def _starts_in_french(visitor: Visitor) -> None:
    _in_french(visitor)
    visitor.chat.locator("#nickname").fill("Merle")
    visitor.presses("Commencer le chat")
    visitor.sees("Tu parles avec An")


def _talking_french(visitor: Visitor) -> None:
    _starts_in_french(visitor)
    visitor.service.counsellor_says("Bonjour, prends ton temps.")
    visitor.sees("prends ton temps")
    visitor.service.reachable = False
    visitor.service.drop()
    visitor.sees("La connexion est perdue")


def _ended_in_french(visitor: Visitor) -> None:
    _starts_in_french(visitor)
    visitor.service.counsellor_ends("counsellor_away")
    visitor.sees("Fin de la conversation")
    visitor.opens_more("Ajouter quelque chose")
    visitor.sees("As-tu senti")


def waits_on_the_first_load(visitor: Visitor, ms: int) -> None:
    """So long no script has come: the page itself counts, and nobody here has to wait."""
    visitor.chat.evaluate(
        "(ms) => { for (const each of document.getAnimations()) { each.pause(); each.currentTime = ms } }", ms
    )


def _old_browser(visitor: Visitor) -> None:
    visitor.service.runs = False
    visitor.opens()
    waits_on_the_first_load(visitor, 21_000)
    visitor.sees("De chat start niet in deze browser")


def _more_numbers(visitor: Visitor) -> None:
    visitor.opens().sees("De chat is open")
    visitor.chat.get_by_text("Meer nummers").click()
    visitor.sees("Tele-Onthaal")


def _blocked(visitor: Visitor) -> None:
    visitor.opens().sees("De chat is open")
    visitor.service.refuses("start", "blocked", until=moment(hours=8))
    _press_start(visitor)
    visitor.sees("Vanaf")


def _too_many(visitor: Visitor) -> None:
    visitor.opens().sees("De chat is open")
    visitor.service.refuses("start", "too_many")
    _press_start(visitor)
    visitor.sees("al genoeg gesprekken")


def _nickname_taken(visitor: Visitor) -> None:
    visitor.opens().sees("De chat is open")
    visitor.service.refuses("start", "nickname_taken")
    _press_start(visitor)
    visitor.sees("al in gebruik")


def _nickname_missing(visitor: Visitor) -> None:
    visitor.opens().sees("De chat is open")
    visitor.chat.locator("#nickname").fill("")
    visitor.presses("Start het gesprek")
    visitor.sees("Vul een schuilnaam in")


def _press_start(visitor: Visitor) -> None:
    visitor.chat.locator("#nickname").fill("Merel")
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


def _hostile(visitor: Visitor) -> None:
    visitor.opens().starts()
    for text in ("<b onclick=alert(1)>Dag</b> " + "lang" * 40, "שלום עולם 123", "😀" * 40):
        visitor.service.counsellor_says(text)
    visitor.says("regel\n\n  ingesprongen\n" + "w" * 120)
    visitor.sees("· verstuurd")


def _reading_back(visitor: Visitor) -> None:
    visitor.opens().starts()
    for line in range(12):
        visitor.service.counsellor_says(f"Regel {line} van een lang verhaal.")
    visitor.sees("Regel 11")
    visitor.chat.get_by_role("log").evaluate("(log) => { log.scrollTop = 0 }")
    visitor.page.wait_for_timeout(100)
    visitor.service.counsellor_says("Ben je er nog?")
    visitor.sees("Nieuw bericht")


def _long_message(visitor: Visitor) -> None:
    _talking(visitor)
    visitor.chat.get_by_label("Schrijf hier je bericht").fill("Er is zoveel te vertellen. " * 100)
    visitor.sees("in 2 stukken")


def _moved(visitor: Visitor) -> None:
    _talking(visitor)
    visitor.service.pushes({"type": "peer", "here": True, "counsellor": "Jef"})
    visitor.sees("Jef neemt het gesprek over")


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
    visitor.finds("Stop gesprek")
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


def _ended_alone(visitor: Visitor) -> None:
    _talking(visitor)
    visitor.service.counsellor_ends("visitor_away")
    visitor.sees("Einde van het gesprek")


def _asked_for_a_word(visitor: Visitor) -> None:
    visitor.opens().starts()
    visitor.service.asks_who_is_silent()
    visitor.sees("Ben je er nog?")


def _ended_silent(visitor: Visitor) -> None:
    _asked_for_a_word(visitor)
    visitor.service.counsellor_ends("silent", by="service")
    visitor.sees("We hoorden je niet")


def _come_back(visitor: Visitor) -> None:
    visitor.opens().sees("De chat is open")
    visitor.chat.get_by_text("Was je gesprek onderbroken?").click()
    visitor.chat.locator("#old-nickname").fill("Merel")


def _asking(visitor: Visitor) -> None:
    visitor.service.answers["resume"] = lambda _: [{"type": "waiting", "until": moment(minutes=2)}]
    _come_back(visitor)
    visitor.presses("Ga verder met mijn gesprek")
    visitor.sees("We vragen het aan je hulpverlener")


def _not_found(visitor: Visitor) -> None:
    visitor.service.refuses("resume", "unknown")
    _come_back(visitor)
    visitor.presses("Ga verder met mijn gesprek")
    expect(visitor.chat.get_by_role("alert").first).to_be_visible()


def _returning(visitor: Visitor) -> None:
    visitor.opens().starts()
    visitor.service.answers["resume"] = lambda _: []
    visitor.page.reload()
    visitor.sees("We zoeken je gesprek")


def _replaced(visitor: Visitor) -> None:
    _talking(visitor)
    visitor.service.pushes({"type": "refused", "reason": "replaced", "message": "…"})
    visitor.sees("ander venster")


def _fault(visitor: Visitor) -> None:
    visitor.opens().sees("De chat is open")
    visitor.presses("Iets werkt niet")
    visitor.sees("Wat ging er mis?")


def _fault_in_a_talk(visitor: Visitor) -> None:
    _talking(visitor)
    visitor.finds("Iets werkt niet")
    visitor.sees("Wat ging er mis?")


def _fault_told(visitor: Visitor) -> None:
    _fault(visitor)
    visitor.chat.get_by_label("Wat ging er mis?").fill("De knop doet niets.")
    visitor.presses("Meld het")
    visitor.sees("we hebben je melding")


def _no_line(visitor: Visitor) -> None:
    visitor.service.reachable = False
    visitor.opens().sees("We krijgen geen verbinding")


STATES: dict[str, Callable[[Visitor], None]] = {
    "looking": _looking,
    "open": _light("open", "De chat is open"),
    "busy": _light("busy", "Alle medewerkers"),
    "closed": _light("closed", "De chat is gesloten"),
    "no-line": _no_line,
    "english": _in_english,
    "french": _in_french,
    "french-talking": _talking_french,
    "french-ended": _ended_in_french,
    "old-browser": _old_browser,
    "more-numbers": _more_numbers,
    "blocked": _blocked,
    "nickname-missing": _nickname_missing,
    "nickname-taken": _nickname_taken,
    "too-many": _too_many,
    "starting": _starting,
    "talking": _talking,
    "hostile": _hostile,
    "reading-back": _reading_back,
    "long-message": _long_message,
    "dropped": _dropped,
    "moved": _moved,
    "counsellor-away": _peer_away,
    "one-hour": _noticed("one_hour", "Jullie praten nu een uur"),
    "closing": _noticed("closing", "gesloten voor nieuwe"),
    "message-failed": _failed,
    "stop-question": _asks_to_stop,
    "ended": _ended,
    "thanked": _thanked,
    "ended-by-block": _ended_by_block,
    "ended-alone": _ended_alone,
    "asked-for-a-word": _asked_for_a_word,
    "ended-silent": _ended_silent,
    "come-back": _come_back,
    "asking": _asking,
    "not-found": _not_found,
    "returning": _returning,
    "replaced": _replaced,
    "fault": _fault,
    "fault-in-a-talk": _fault_in_a_talk,
    "fault-told": _fault_told,
}
