"""What must hold after every step, whatever happened before. Each is computed apart from the product."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from glyphguard.confusables import skeleton as confused

from chalicelib.actions.shared.lights import light_of
from chalicelib.actions.shared.status import status
from chalicelib.privacy.origins import Origin
from tests.engine.memory import MemoryDynamo
from tests.faults.oracle import ends_without_a_word, hang_on_a_dead_line, network_of
from tests.faults.simulation import CHANNELS, Simulation
from tests.faults.snapshot import Parsed, Snapshot, stands
from tests.service import TUESDAY_AFTERNOON

SIDES = ("visitor", "counsellor")
SILENCE_AND_RESUME = 5 * 60 * 1000
TICKS = 1000
"""Milliseconds: the simulation's clock moves whenever it is looked at; a sign of life is noted before a duty is."""
MOST_SLOTS = 5
HINTS = (("fifty_minutes", 50 * 60 * 1000), ("one_hour", 60 * 60 * 1000))
LIGHT_IS_KNOWN = timedelta(seconds=2)


def acknowledged_messages_are_kept(simulation: Simulation, snapshot: Snapshot) -> None:
    kept = {(one["conversation"], one["sender"], one["n"]): one["id"] for one in snapshot.messages()}
    for promise, (id, _) in simulation.ledger.acknowledged.items():
        if promise[0] in snapshot.conversations:
            assert kept.get(promise) == id, f"lost: {promise}"


def no_message_is_kept_twice(_: Simulation, snapshot: Snapshot) -> None:
    counts = Counter((one["conversation"], one["sender"], one["id"]) for one in snapshot.messages())
    assert not [one for one, times in counts.items() if times > 1]


def order_is_the_order_of_writing(_: Simulation, snapshot: Snapshot) -> None:
    """Of one writer, later words have higher numbers; the texts count up by themselves."""
    written: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for one in snapshot.messages():
        writer, number = one["text"].rsplit(" ", 1)
        written.setdefault((one["conversation"], writer), []).append((int(one["n"]), int(number)))
    for rows in written.values():
        numbers = [number for _, number in sorted(rows)]
        assert numbers == sorted(numbers), written


def slots_and_conversations_are_pairs(_: Simulation, snapshot: Snapshot) -> None:
    held = {(slot["counsellor"], slot["place"]): slot["conversation"] for slot in snapshot.taken_slots}
    wanted = {(one["holder"]["counsellor"], one["holder"]["place"]): one["id"] for one in snapshot.live}
    assert held == wanted
    assert len(snapshot.taken_slots) == len(snapshot.live)


def never_more_conversations_than_slots(_: Simulation, snapshot: Snapshot) -> None:
    """A new one never goes beyond what is offered; slots that are given up stay until their conversation ends."""
    for duty in snapshot.duties:
        assert all(1 <= held["place"] <= MOST_SLOTS for held in duty["held"]), duty
        assert len(duty["held"]) <= MOST_SLOTS


def one_line_a_side(_: Simulation, snapshot: Snapshot) -> None:
    """A visitor's line belongs to one conversation, and a live conversation to one line: the newest."""
    bound = {one["connection"]: one["conversation"] for one in snapshot.visitor_connections if not one["ended"]}
    lines = {one["visitor"]["connection"]: one["id"] for one in snapshot.live}
    assert bound == lines


def nicknames_are_unique_while_they_live(_: Simulation, snapshot: Snapshot) -> None:
    """Also for eyes, that confuse letters of one alphabet with those of another."""
    names = Counter((one["channel"], confused(one["nickname"].casefold())) for one in snapshot.live)
    assert all(times == 1 for times in names.values()), names
    kept = {one["conversation"] for one in snapshot.nicknames}
    assert {one["id"] for one in snapshot.live} <= kept
    assert not kept & {id for id, one in snapshot.conversations.items() if one["state"] in ("ended", "closed")}


def no_origin_above_its_places(simulation: Simulation, snapshot: Snapshot) -> None:
    """Counted by the address that the vault has of each start; a fifth of a channel's places is never more here, and
    a range that is listed is one network."""
    listed = {one["range"].partition("/")[0]: one["places"] for one in snapshot.items if one["pk"] == "RANGES"}
    own = simulation.service.context.limits.places
    began = {item["pk"].partition("#")[2]: item["address"] for item in snapshot.origins if item["way"] == "start"}
    live = Counter(network_of(began[one["id"]]) for one in snapshot.live)
    assert all(times <= listed.get(network, own) for network, times in live.items()), live


def every_live_conversation_has_its_place(_: Simulation, snapshot: Snapshot) -> None:
    """So that it counts; and nothing leads to one whose books are closed."""
    claims = Counter(
        (one["origin_hash"], claim.get("conversation")) for one in snapshot.places for claim in one["claims"]
    )
    assert all(claims[one["place"], one["id"]] == 1 for one in snapshot.live), claims
    closed = {id for id, one in snapshot.conversations.items() if one["state"] == "closed"}
    assert not closed & {conversation for _, conversation in claims}


def everything_unfinished_is_in_the_due_index(simulation: Simulation, snapshot: Snapshot) -> None:
    # What was due when it went to a colleague is due now.
    now = round(simulation.service.clock.now.timestamp() * 1000)
    for one in snapshot.conversations.values():
        assert ("due_at" in one) == ("due_shard" in one)
        assert "due_at" in one or one["state"] != "ended", one
    duties = {duty["counsellor"]: duty for duty in snapshot.duties}
    for one in snapshot.live:
        holder = duties[one["holder"]["counsellor"]]
        looked_at = min(holder["due_at"], one.get("due_at", holder["due_at"]))
        assert all(looked_at <= one["started_at"] + after for word, after in HINTS if word not in one["noticed"]), one
        assert all(one["due_at"] <= ask["until"] for ask in one["turned_away"])
        for side in SIDES:
            if one[side]["connection"] in snapshot.taken_away:
                continue
            if stands(one, side):
                known = [snapshot.seen_at(one[side]), *_other_signs(snapshot, one, side, holder)]
                assert holder["due_at"] <= max(now, max(known) + SILENCE_AND_RESUME + TICKS), (side, one, holder)
            else:
                assert one["due_at"] <= one[side]["until"]
    for duty in snapshot.duties:
        assert ("due_at" in duty) == (duty["slots"] > 0 or bool(duty["held"]))


def _other_signs(snapshot: Snapshot, conversation: Parsed, side: str, holder: Parsed) -> list[int]:
    """What a visitor said is a sign of life too; a desk that was replaced took its last one along."""
    if side == "counsellor":
        return [holder["seen_at"]]
    return [said["at"] for said in snapshot.messages(conversation["id"]) if said["sender"] == side]


def expired_things_are_invisible(simulation: Simulation, snapshot: Snapshot) -> None:
    context = simulation.service.context
    gone = {one["id"] for one in snapshot.everything if one["sk"] == "CONVERSATION"} - set(snapshot.conversations)
    for id in gone:
        assert context.conversations.get(id, fresh=True) is None


def nobody_waits_for_nothing(simulation: Simulation, snapshot: Snapshot) -> None:
    """Who was told to wait, and heard nothing since, has an open question or is written down to be told; or they were
    let in and the yes was lost, which the last ask of their page finds."""
    known = {one["ask"]["connection"] for one in snapshot.live if "ask" in one}
    known |= {ask["connection"] for one in snapshot.conversations.values() for ask in one["turned_away"]}
    known |= {one["visitor"]["connection"] for one in snapshot.live}
    waiting = {connection for connection, told in simulation.ledger.waiting.items() if told}
    hearing = waiting & set(simulation.service.gateway.live) - set(simulation.swallowed)
    assert hearing <= known, hearing - known


def all_of_a_conversation_expires_together(_: Simulation, snapshot: Snapshot) -> None:
    """From its start on, in both tables, whatever crosses midnight."""
    origins: dict[str, set[int]] = {}
    for item in snapshot.origins:
        origins.setdefault(item["pk"].partition("#")[2], set()).add(item["expires_at"])
    for id, one in snapshot.conversations.items():
        assert {item["expires_at"] for item in snapshot.belongings(id)} | origins[id] == {one["expires_at"]}, id


@contextmanager
def caught_up(dynamo: MemoryDynamo) -> Iterator[None]:
    """The indexes lag for a moment; what the rule says is asked of indexes that have caught up."""
    stale, dynamo.stale = dynamo.stale, 0.0
    try:
        yield
    finally:
        dynamo.stale = stale


def the_light_is_as_defined(simulation: Simulation, snapshot: Snapshot) -> None:
    """Inside hours: open with a free slot of somebody present, busy without, closed with nobody present."""
    for channel in CHANNELS:
        now = simulation.service.clock.now  # one moment for both: the simulation's clock moves whenever it is looked at
        with caught_up(simulation.service.dynamo):
            shown = light_of(simulation.service.context, channel, now).value
        closed = channel in simulation.closing and now >= simulation.closing[channel]
        present = [] if closed else snapshot.present(channel, now)
        free = [one for one in present if one["available"] and len(one["held"]) < one["slots"]]
        assert shown == ("open" if free else "busy" if present else "closed"), (channel, shown)


def the_public_light_is_as_announced(simulation: Simulation, _: Snapshot) -> None:
    """The hours turn it by themselves; of the places it is what was announced, at most two seconds ago."""
    for channel in CHANNELS:
        now = simulation.service.clock.now
        with caught_up(simulation.service.dynamo):
            shown = status(simulation.service.context, channel).light
        closed = channel in simulation.closing and now >= simulation.closing[channel]
        said = simulation.announced[channel]
        older = [places for at, places in said if at < now - LIGHT_IS_KNOWN][-1:]
        known = (older or ["closed"]) + [places for at, places in said if at >= now - LIGHT_IS_KNOWN]
        assert shown in (["closed"] if closed else known), (channel, shown, known)


def the_log_tells_nothing(simulation: Simulation, _: Snapshot) -> None:
    log = simulation.service.log.getvalue()
    for person in simulation.everybody:
        assert person.address not in log
        assert f"woorden van {person.name}" not in log
    assert not [word for word in ("Zeehond", "Merel", "Waterjuffer", "Otter") if word in log]
    assert not [secret for secret in simulation.ledger.secrets if secret in log]


def nothing_failed(simulation: Simulation, _: Snapshot) -> None:
    """Without trouble of the platform nothing of ours fails, and nothing was seen that must not be."""
    assert not simulation.ledger.wrongs, simulation.ledger.wrongs
    log = simulation.service.log.getvalue()
    assert simulation.troubled or ('_failed"' not in log and '"failed"' not in log and '"contended"' not in log), log


def nobody_hangs_on_a_dead_line(simulation: Simulation, _: Snapshot) -> None:
    assert not hang_on_a_dead_line(simulation)


def nobody_is_sent_away_who_is_there(simulation: Simulation, _: Snapshot) -> None:
    """For silence: everybody who was ended for it, since the last look."""
    while simulation.ledger.endings:
        ends_without_a_word(simulation, simulation.ledger.endings.pop())
    assert not simulation.ledger.wrongs, simulation.ledger.wrongs


def blocks_hold_exactly(simulation: Simulation, _: Snapshot) -> None:
    now = simulation.service.clock()
    for origin, until in simulation.ledger.blocks.items():
        context = simulation.service.context
        assert (context.blocks.of(context.recent_hashes(Origin(origin)), now) is not None) == (now < until)


def every_origin_is_in_the_vault(simulation: Simulation, snapshot: Snapshot) -> None:
    """Whoever has held a conversation, at the start or later, and from where; as many as the conversation says."""
    kept: dict[str, list[str | None]] = {}
    for item in snapshot.origins:
        kept.setdefault(item["pk"].partition("#")[2], []).append(item.get("address"))
    for id, one in snapshot.conversations.items():
        assert len(kept[id]) == one["origins"], id
    for id, addresses in simulation.ledger.origins.items():
        if id in snapshot.conversations:
            assert addresses <= set(kept[id]), id


def closed_books_know_no_origin(_: Simulation, snapshot: Snapshot) -> None:
    assert all(("origin_hash" in one) == (one["state"] != "closed") for one in snapshot.conversations.values())
    assert not [one for one in snapshot.conversations.values() if one["state"] == "closed" and one["turned_away"]]


def closed_books_are_in_the_ledger_and_no_others(simulation: Simulation, snapshot: Snapshot) -> None:
    """Under the Brussels day whose end is their expiry; the entry outlives them."""
    entered = {
        (one["sk"], one["pk"].partition("#")[2]): one for one in snapshot.items if one["pk"].startswith("LEDGER#")
    }
    closed = {id: one for id, one in snapshot.conversations.items() if one["state"] == "closed"}
    today = simulation.service.clock.now.astimezone(ZoneInfo("Europe/Brussels")).date().isoformat()
    kept = {key for key in entered if key[1] >= today}
    assert kept == {(id, _last_day(one)) for id, one in closed.items()}
    assert all(entered[id, day]["expires_at"] > closed[id]["expires_at"] for id, day in kept)


def closed_books_are_counted_once_and_no_others(simulation: Simulation, snapshot: Snapshot) -> None:
    """By channel, whatever crashed on the way; of what they chose since, as much is counted. Counts outlive them."""
    counted, chosen, closed = Counter[str](), Counter[str](), Counter[str]()
    for item in snapshot.everything:
        if item["pk"].startswith("FIGURES#"):
            channel = item["pk"].split("#")[1]
            counted[channel] += item.get("conversations", 0)
            chosen[channel] += sum(number for name, number in item.items() if name.startswith("outcome."))
        elif item["sk"] == "CONVERSATION" and item["state"] == "closed":
            closed[item["channel"]] += 1
    assert +counted == +chosen, (counted, chosen)
    nothing_is_over = simulation.service.clock.now - TUESDAY_AFTERNOON < timedelta(days=150)
    assert closed == +counted if nothing_is_over else closed <= counted, (counted, closed)


def _last_day(conversation: Parsed) -> str:
    return datetime.fromtimestamp(int(conversation["expires_at"]) - 1, ZoneInfo("Europe/Brussels")).date().isoformat()


def expiry_is_set_on_everything(_: Simulation, snapshot: Snapshot) -> None:
    """All that is about a person goes away by itself; counts are of nobody."""
    kept = ("CHANNEL#", "FIGURES#", "OUTBOX", "RANGES", "TURNED#")
    assert all("expires_at" in item for item in snapshot.everything if not item["pk"].startswith(kept))


INVARIANTS: tuple[Callable[[Simulation, Snapshot], None], ...] = (
    nothing_failed,
    acknowledged_messages_are_kept,
    no_message_is_kept_twice,
    order_is_the_order_of_writing,
    slots_and_conversations_are_pairs,
    never_more_conversations_than_slots,
    one_line_a_side,
    nicknames_are_unique_while_they_live,
    no_origin_above_its_places,
    every_live_conversation_has_its_place,
    everything_unfinished_is_in_the_due_index,
    expired_things_are_invisible,
    nobody_waits_for_nothing,
    all_of_a_conversation_expires_together,
    the_light_is_as_defined,
    the_public_light_is_as_announced,
    the_log_tells_nothing,
    nobody_hangs_on_a_dead_line,
    nobody_is_sent_away_who_is_there,
    blocks_hold_exactly,
    every_origin_is_in_the_vault,
    closed_books_know_no_origin,
    closed_books_are_in_the_ledger_and_no_others,
    closed_books_are_counted_once_and_no_others,
    expiry_is_set_on_everything,
)


def hold(simulation: Simulation) -> None:
    """All of them."""
    snapshot = simulation.snapshot.look(simulation.service.clock.now)
    for invariant in INVARIANTS:
        invariant(simulation, snapshot)
