"""Scenes in which deeds become entries of the audit trail, and what must hold of both."""

from chalicelib.actions.vault import signing
from chalicelib.actions.vault.chaining import empty_outbox
from chalicelib.domain.audit_check import check
from chalicelib.domain.audit_head import read as read_head
from chalicelib.domain.audit_head import unsealed
from tests.audit.trail import kept, waiting
from tests.faults.scenes import Scene, about_sam, talking, then
from tests.faults.simulation import Simulation

BLOCKS = about_sam("block", reason="dreigement")


def chains(simulation: Simulation) -> None:
    """The minute of the function `vault`."""
    empty_outbox(simulation.service.context)


def _restored(simulation: Simulation) -> None:
    """The chat table comes back from a backup with a deed that was chained since."""
    then(talking, BLOCKS)(simulation)
    dynamo = simulation.service.dynamo
    left = next(one for one in dynamo.items("chat") if one["pk"]["S"] == "OUTBOX")
    chains(simulation)
    dynamo.put_item(TableName="chat", Item=left)


def signs(simulation: Simulation) -> None:
    """What the function `vault` does with days that are over."""
    signing.run(simulation.service.context)


def _days_later(simulation: Simulation) -> None:
    simulation.service.clock.passes(days=2)


def trail_is_whole(simulation: Simulation) -> None:
    """Each block of a counsellor is one deed, that waits or is chained, and the chain is whole."""
    here = simulation.service
    entries = kept(here)
    assert check(entries, here.context.trail.head(), here.clock()) is None
    blocks = [one for one in here.dynamo.items("chat") if one["pk"]["S"] == "BLOCKS"]
    chained = {one["pk"]["S"] for one in here.dynamo.items("vault") if one["sk"]["S"] == "CHAINED"}
    left = {f"AUDIT#DEED#{id}" for id in waiting(here)}
    assert len(entries) == len(chained)
    assert len(chained | left) == len(blocks)
    heads = [read_head(unsealed(file)[0]) for file in here.heads.values()]
    assert {(head.n, head.hash) for head in heads} <= {(one.n, one.hash) for one in entries}


OF_TRAIL = (
    Scene("deeds are chained", then(talking, BLOCKS), chains),
    Scene("nothing waits for the trail", talking, chains),
    Scene("a deed comes back from a backup", _restored, chains),
    Scene("days that are over are signed", then(talking, BLOCKS, chains, _days_later), signs),
)
