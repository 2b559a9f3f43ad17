"""Disclosures as they are shown."""

from collections.abc import Sequence
from datetime import datetime

from chalicelib.domain.brussels import BRUSSELS
from chalicelib.domain.disclosure import Disclosure, at
from chalicelib.domain.sightings import Stay
from chalicelib.domain.subject import Subject
from chalicelib.protocol import disclosing


def view(disclosure: Disclosure, seen_by: str, now: datetime) -> disclosing.DisclosureView:
    """A disclosure as it is now, for somebody."""
    decision, plea = disclosure.decision, disclosure.plea
    return disclosing.DisclosureView(
        id=disclosure.id,
        conversation=disclosure.conversation,
        channel=disclosure.channel,
        state=at(disclosure, now).state,
        asked_at=disclosure.asked_at,
        ends_at=disclosure.ends_at,
        asker=disclosure.asker_name,
        role=disclosure.role,
        mine=disclosure.asker == seen_by,
        danger=plea.danger,
        ground=plea.ground,
        words=plea.words,
        discussed=plea.discussed,
        told=disclosure.told > 0,
        decided_at=decision.at if decision else None,
        decider=decision.name if decision else None,
        decision=decision.words if decision else None,
        looks=disclosure.looks,
        lone=disclosure.lone,
    )


def origins(
    disclosure: Disclosure, seen_by: str, subject: Subject, found: Sequence[Stay], now: datetime
) -> disclosing.OriginsView:
    """What a look shows."""
    return disclosing.OriginsView(
        disclosure=view(disclosure, seen_by, now),
        started_at=subject.started_at,
        ended_at=subject.ended_at,
        stays=tuple(map(_stay, found)),
    )


def _stay(stay: Stay) -> disclosing.StayView:
    return disclosing.StayView(
        address=stay.address,
        first=stay.first,
        last=stay.last,
        first_local=_local(stay.first),
        last_local=_local(stay.last) if stay.last else None,
    )


def _local(moment: datetime) -> str:
    return moment.astimezone(BRUSSELS).isoformat(timespec="seconds")
