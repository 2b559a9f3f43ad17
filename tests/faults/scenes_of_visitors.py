"""Scenes in which a visitor acts."""

from chalicelib.actions.shared.deeds import deed_of, sign_of
from chalicelib.domain.audit import Act
from chalicelib.domain.blocks import Block
from chalicelib.domain.ranges import Listed
from chalicelib.domain.staff import Role, Staff
from chalicelib.privacy.origins import Origin
from tests.engine.hooks import Arguments, attached
from tests.engine.wire import Item
from tests.faults.actions_of_desks import signs_in
from tests.faults.actions_of_visitors import of_the_crowd, starts
from tests.faults.scenes import (
    BO,
    KIM,
    LOU,
    NOOR,
    SAM,
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
    silent,
    talking,
    then,
    vanishes,
)
from tests.faults.scenes_of_time import minutes, new_channel, upkeep
from tests.faults.simulation import Simulation

DORA = Staff("id-dora", "Dora", frozenset({Role.ADMINISTRATOR}), ())
SCHOOL = "2001:db8:1:2::"
WATCH = by_sam("watch", channel="jac", language="nl")
START = by_sam("start", channel="jac", nickname="Zeehond", intake={"age": 15})


def _nobody(simulation: Simulation) -> None:
    simulation.connect(sam(simulation))


def _says_too_much(simulation: Simulation) -> None:
    frame = {"type": "say", "n": 90, "id": "far-ahead", "text": "vooruit"}
    simulation.ledger.texts["vooruit"] = id_of(simulation)
    simulation.send(sam(simulation), frame)


def _says_on_a_taken_number(simulation: Simulation) -> None:
    simulation.ledger.texts["anders"] = id_of(simulation)
    simulation.send(sam(simulation), {"type": "say", "n": 1, "id": "another-id", "text": "anders"}, lost=True)


def _asks_by_nickname(simulation: Simulation) -> None:
    lou = simulation.visitors[LOU]
    if not simulation.is_live(lou):
        simulation.connect(lou)
    simulation.send(lou, {"type": "resume", "channel": "jac", "nickname": "Zeehond"})


def _kim_asks_too(simulation: Simulation) -> None:
    """In the place of Lou."""
    kim = simulation.visitors[KIM]
    if not simulation.is_live(kim):
        simulation.connect(kim)
    simulation.send(kim, {"type": "resume", "channel": "jac", "nickname": "Zeehond"})


def asked(simulation: Simulation) -> None:
    """Sam has dropped, and Lou knows the nickname."""
    then(talking, drops(sam), _asks_by_nickname)(simulation)


def let_in(simulation: Simulation) -> None:
    """An has said yes to Lou."""
    asked(simulation)
    simulation.ledger.readers[id_of(simulation)].add("Lou")
    about_sam("accept")(simulation)


def _wrong_token(simulation: Simulation) -> None:
    kim = simulation.visitors[KIM]
    simulation.connect(kim)
    simulation.send(kim, {"type": "resume", "token": f"{id_of(simulation)}.{'0' * 64}", "have": {}})


def _wrong_nickname(simulation: Simulation) -> None:
    kim = simulation.visitors[KIM]
    simulation.connect(kim)
    simulation.send(kim, {"type": "resume", "channel": "jac", "nickname": "Niemand"})


def _full(simulation: Simulation) -> None:
    """Both slots of An are taken."""
    on_duty(simulation)
    for who in (NOOR, LOU):
        starts(simulation, who, 0)


def _from_a_block(simulation: Simulation) -> None:
    then(talking, about_sam("block", reason="dreigement"))(simulation)
    simulation.connect(sam(simulation))


def _two_at_home(simulation: Simulation) -> None:
    """Noor, who lives with Sam, talked a while ago and has stopped."""
    on_duty(simulation)
    for _ in range(2):
        starts(simulation, NOOR, 0)
        simulation.send(simulation.visitors[NOOR], {"type": "end"})
        simulation.deliver()


def _three_at_home(simulation: Simulation) -> None:
    """Sam and Noor talk, there is room for others, and Pim of the same house has the page open."""
    _two_are_free(simulation)
    simulation.connect(of_the_crowd(simulation, 0))
    for who in (NOOR, SAM):
        starts(simulation, who, 0)


def _starts_as_a_third(simulation: Simulation) -> None:
    pim = simulation.visitors[-1]
    simulation.send(pim, {"type": "start", "channel": "jac", "nickname": pim.nickname})


def _school_at_home(simulation: Simulation) -> None:
    """The same, where an administrator has listed the address as a school's."""
    context = simulation.service.context
    context.ranges.add(Listed("school", f"{SCHOOL}/64", "School", 10, "Dora", context.now()))
    _three_at_home(simulation)


def _races_for_a_place(simulation: Simulation) -> None:
    """Somebody of the same house takes a place between the look at it and the claim."""

    def was_first(operation: str, arguments: Arguments) -> None:
        if raced or operation != "put_item" or not arguments["Item"]["pk"]["S"].startswith("PLACES#"):
            return
        raced.append(arguments["Item"])
        taken = {**arguments["Item"], "claims": {"L": []}}
        simulation.service.dynamo.apply("put_item", {"TableName": "chat", "Item": taken})

    raced: list[Item] = []
    with attached(simulation.service.dynamo, before=[was_first]):
        START(simulation)


def _a_taken_nickname(simulation: Simulation) -> None:
    kim = simulation.visitors[KIM]
    if not simulation.is_live(kim):
        simulation.connect(kim)
    simulation.send(kim, {"type": "start", "channel": "jac", "nickname": "Zeehond"})


def _asker_in_doubt(simulation: Simulation) -> None:
    """Sam came back while Lou asked, and whether Lou heard is not known."""
    asked(simulation)
    simulation.service.gateway.throttled.add(simulation.visitors[LOU].connection)
    comes_back(simulation)
    simulation.service.gateway.throttled.clear()


def asked_and_blocked(simulation: Simulation) -> None:
    """Lou is blocked between the asking and the yes."""
    asked(simulation)
    context, address = simulation.service.context, simulation.visitors[LOU].address
    block = Block(context.hash_origin(Origin(address)), context.now(), "dreigement", "Dora")
    context.blocks.place(block, deed_of(context, DORA, Act.BLOCK_PLACED, sign_of(block.origin_hash)))
    simulation.ledger.blocks[address] = block.until


def _two_are_free(simulation: Simulation) -> None:
    on_duty(simulation)
    signs_in(simulation, BO, 0)


def _away_in_silence(simulation: Simulation) -> None:
    """Six minutes without a sign of Sam, whose line is fine."""
    talking(simulation)
    for _ in range(3):
        simulation.service.clock.passes(minutes=2)
        simulation.send(an(simulation), {"type": "ping"})
    simulation.service.upkeep()
    simulation.deliver()


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
    Scene("a visitor starts where two live in one house", _two_at_home, START),
    Scene("a visitor starts where too many live in one house", _three_at_home, _starts_as_a_third),
    Scene("a visitor starts where many share an address", _school_at_home, _starts_as_a_third),
    Scene("a visitor starts while somebody of their house does", on_duty, _races_for_a_place),
    Scene("a visitor starts under a taken nickname", talking, _a_taken_nickname),
    Scene(
        "a visitor is the first who touches a channel", new_channel, by_sam("start", channel="caw", nickname="Merel")
    ),
    Scene("a visitor starts from a blocked origin", _from_a_block, START),
    Scene("a visitor says", talking, lambda simulation: says(simulation, "het-gaat-niet")),
    Scene("a visitor says to nobody", then(talking, vanishes(an)), lambda simulation: says(simulation, "hallo-daar")),
    Scene("a visitor says after minutes", then(talking, after(minutes=3)), lambda run: says(run, "nog-iets")),
    Scene("a visitor says after a silence", _away_in_silence, lambda simulation: says(simulation, "sorry-was-weg")),
    Scene("a visitor says too much", talking, _says_too_much),
    Scene("a visitor says on a taken number", talking, _says_on_a_taken_number),
    Scene("a visitor types", talking, by_sam("typing")),
    Scene("a visitor asks a replay", talking, by_sam("replay", have={})),
    Scene("a visitor asks a replay after minutes", then(talking, after(minutes=3)), by_sam("replay", have={})),
    Scene("a visitor pings", then(talking, after(minutes=3)), by_sam("ping")),
    Scene("a visitor answers that they are there", then(silent, minutes(10), upkeep), by_sam("here")),
    Scene("a visitor ends", talking, by_sam("end")),
    Scene("a visitor answers the survey", then(talking, by_sam("end")), by_sam("survey", heard=5)),
    Scene("a visitor resumes", then(talking, drops(sam), lambda run: answers(run, "er-nog")), comes_back),
    Scene("a visitor resumes before the drop is known", then(talking, vanishes(sam)), comes_back),
    Scene("a visitor resumes to nobody", then(talking, drops(sam), vanishes(an)), comes_back),
    Scene("a visitor resumes too late", then(talking, drops(sam), after(minutes=6)), comes_back),
    Scene("a visitor resumes with a wrong token", talking, _wrong_token),
    Scene("a visitor resumes with a wrong nickname", talking, _wrong_nickname),
    Scene("a visitor resumes by nickname", then(talking, drops(sam)), _asks_by_nickname),
    Scene("the owner comes back while somebody asks", asked, comes_back),
    Scene("another asks in somebody's place", asked, _kim_asks_too),
    Scene("nobody answers who asks", then(asked, minutes(6)), upkeep),
    Scene("who asked may not have heard", then(_asker_in_doubt, minutes(6)), upkeep),
    Scene("a visitor who was blocked is let in", asked_and_blocked, about_sam("accept")),
    Scene("a visitor resumes by nickname again", let_in, _asks_by_nickname),
)
