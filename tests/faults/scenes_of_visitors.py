"""Scenes in which a visitor acts."""

from tests.faults.deeds_desk import signs_in
from tests.faults.deeds_visitor import starts
from tests.faults.scenes import (
    BO,
    KIM,
    LOU,
    NOOR,
    Scene,
    about_sam,
    after,
    an,
    answers,
    by_sam,
    comes_back,
    drops,
    id_of,
    on_duty,
    sam,
    says,
    talking,
    then,
    vanishes,
)
from tests.faults.town import Town

WATCH = by_sam("watch", channel="jac", language="nl")
START = by_sam("start", channel="jac", nickname="Zeehond", intake={"age": 15})


def _nobody(town: Town) -> None:
    town.connect(sam(town))


def _says_too_much(town: Town) -> None:
    frame = {"type": "say", "n": 90, "id": "far-ahead", "text": "vooruit"}
    town.ledger.texts["vooruit"] = id_of(town)
    town.send(sam(town), frame)


def _says_on_a_taken_number(town: Town) -> None:
    town.ledger.texts["anders"] = id_of(town)
    town.send(sam(town), {"type": "say", "n": 1, "id": "another-id", "text": "anders"}, lost=True)


def _asks_by_nickname(town: Town) -> None:
    lou = town.visitors[LOU]
    if not town.is_live(lou):
        town.connect(lou)
    town.send(lou, {"type": "resume", "channel": "jac", "nickname": "Zeehond"})


def asked(town: Town) -> None:
    """Sam has dropped, and Lou knows the nickname."""
    then(talking, drops(sam), _asks_by_nickname)(town)


def let_in(town: Town) -> None:
    """An has said yes to Lou."""
    asked(town)
    town.ledger.readers[id_of(town)].add("Lou")
    about_sam("accept")(town)


def _wrong_token(town: Town) -> None:
    kim = town.visitors[KIM]
    town.connect(kim)
    town.send(kim, {"type": "resume", "token": f"{id_of(town)}.{'0' * 64}", "have": {}})


def _wrong_nickname(town: Town) -> None:
    kim = town.visitors[KIM]
    town.connect(kim)
    town.send(kim, {"type": "resume", "channel": "jac", "nickname": "Niemand"})


def _full(town: Town) -> None:
    """Both slots of An are taken."""
    on_duty(town)
    for who in (NOOR, LOU):
        starts(town, who, 0)


def _from_a_block(town: Town) -> None:
    then(talking, about_sam("block", reason="dreigement"))(town)
    town.connect(sam(town))


def _two_are_free(town: Town) -> None:
    on_duty(town)
    signs_in(town, BO, 0)


def _away_in_silence(town: Town) -> None:
    """Six minutes without a sign of Sam, whose line is fine."""
    talking(town)
    for _ in range(3):
        town.service.clock.passes(minutes=2)
        town.send(an(town), {"type": "ping"})
    town.service.upkeep()
    town.deliver()


OF_VISITORS = (
    Scene("a visitor waits for the light", on_duty, WATCH),
    Scene("a visitor waits for a light that changed with time", then(on_duty, after(minutes=6)), WATCH),
    Scene("a visitor starts", on_duty, START),
    Scene("a visitor starts with a choice of two", _two_are_free, START),
    Scene("a visitor starts again over the same line", then(on_duty, START), START),
    Scene("a visitor starts, and the desk is gone", then(_two_are_free, vanishes(an)), START),
    Scene("a visitor starts, and the only desk is gone", then(on_duty, vanishes(an)), START),
    Scene("a visitor starts while all are busy", _full, START),
    Scene("a visitor starts while nobody is there", _nobody, START),
    Scene("a visitor starts from a blocked origin", _from_a_block, START),
    Scene("a visitor says", talking, lambda town: says(town, "het-gaat-niet")),
    Scene("a visitor says to nobody", then(talking, vanishes(an)), lambda town: says(town, "hallo-daar")),
    Scene("a visitor says after minutes", then(talking, after(minutes=3)), lambda town: says(town, "nog-iets")),
    Scene("a visitor says after a silence", _away_in_silence, lambda town: says(town, "sorry-was-weg")),
    Scene("a visitor says too much", talking, _says_too_much),
    Scene("a visitor says on a taken number", talking, _says_on_a_taken_number),
    Scene("a visitor types", talking, by_sam("typing")),
    Scene("a visitor asks a replay", talking, by_sam("replay", have={})),
    Scene("a visitor asks a replay after minutes", then(talking, after(minutes=3)), by_sam("replay", have={})),
    Scene("a visitor pings", then(talking, after(minutes=3)), by_sam("ping")),
    Scene("a visitor ends", talking, by_sam("end")),
    Scene("a visitor answers the survey", then(talking, by_sam("end")), by_sam("survey", heard=5)),
    Scene("a visitor resumes", then(talking, drops(sam), lambda town: answers(town, "er-nog")), comes_back),
    Scene("a visitor resumes before the drop is known", then(talking, vanishes(sam)), comes_back),
    Scene("a visitor resumes to nobody", then(talking, drops(sam), vanishes(an)), comes_back),
    Scene("a visitor resumes too late", then(talking, drops(sam), after(minutes=6)), comes_back),
    Scene("a visitor resumes with a wrong token", talking, _wrong_token),
    Scene("a visitor resumes with a wrong nickname", talking, _wrong_nickname),
    Scene("a visitor resumes by nickname", then(talking, drops(sam)), _asks_by_nickname),
    Scene("a visitor resumes by nickname again", let_in, _asks_by_nickname),
)
