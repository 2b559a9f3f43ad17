"""A frame becomes an action, and whatever happens becomes one answer at most."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import cast

from chalicelib.actions import counsellor, resuming, talking, transferring, visitor
from chalicelib.actions.presence import caller_seen
from chalicelib.actions.refusals import About, Refuse
from chalicelib.actions.world import Caller, World
from chalicelib.domain.races import LostRace
from chalicelib.protocol import inbound
from chalicelib.protocol.inbound import BadFrame, Frame, read_frame
from chalicelib.protocol.outbound import SentFrame, to_text

Act = Callable[[World, Caller, Frame], SentFrame | None]


def _ping(world: World, caller: Caller, _: inbound.Ping) -> None:
    """Still here; never answered."""
    caller_seen(world, caller)


# Who may send a frame is decided where it is carried out: by the connection that is bound to the
# conversation, or by the ticket that opened the desk.
ACTIONS: dict[type[object], Act] = {
    frame: cast("Act", act)
    for frame, act in {
        inbound.Watch: visitor.watch,
        inbound.Start: visitor.start,
        inbound.ResumeByToken: resuming.resume_with_token,
        inbound.ResumeByNickname: resuming.resume_with_nickname,
        inbound.VisitorSay: talking.visitor_says,
        inbound.VisitorTyping: lambda world, caller, _: talking.visitor_types(world, caller),
        inbound.VisitorReplay: talking.visitor_replays,
        inbound.VisitorEnd: lambda world, caller, _: talking.visitor_ends(world, caller),
        inbound.Survey: visitor.survey,
        inbound.Ping: _ping,
        inbound.Duty: counsellor.take_duty,
        inbound.OffDuty: lambda world, caller, _: counsellor.leave_duty(world, caller),
        inbound.Available: counsellor.set_available,
        inbound.Colleagues: lambda world, caller, _: transferring.colleagues(world, caller),
        inbound.Attach: counsellor.attach,
        inbound.CounsellorSay: talking.counsellor_says,
        inbound.CounsellorTyping: talking.counsellor_types,
        inbound.CounsellorReplay: talking.counsellor_replays,
        inbound.CounsellorEnd: talking.counsellor_ends,
        inbound.Block: counsellor.block,
        inbound.Transfer: transferring.transfer,
        inbound.Note: counsellor.note,
        inbound.Accept: transferring.accept,
        inbound.Decline: transferring.decline,
    }.items()
}


# These say by themselves that somebody is there, or come before there is anything to be there for.
SEEN_BY_THEMSELVES = frozenset(
    {
        inbound.Watch,
        inbound.Start,
        inbound.ResumeByToken,
        inbound.ResumeByNickname,
        inbound.VisitorSay,
        inbound.VisitorTyping,
        inbound.CounsellorSay,
        inbound.CounsellorTyping,
        inbound.Ping,
    }
)


def answer(world: World, caller: Caller, body: str | None) -> str | None:
    """The text to send back for a frame, or None. Never raises: a bad frame costs a refusal and nothing else."""
    began, about = world.now(), About()
    try:
        hurry = not world.gate.allows(caller.connection, began)
        frame = read_frame(body)
        about = _about(frame)
        if hurry:
            # Read first, so that the page knows what to send again: the frame is named, and nothing was asked.
            raise Refuse("too_fast", retry_after=5)
        sent = ACTIONS[type(frame)](world, caller, frame)
        if type(frame) not in SEEN_BY_THEMSELVES:
            caller_seen(world, caller)
    except BadFrame as bad:
        world.journal.note("bad_frame", frame=bad.frame, faults=bad.faults)
        sent = Refuse("invalid", faults=bad.faults).frame(About(frame=bad.frame))
    except Refuse as refusal:
        sent = refusal.frame(about)
    except LostRace as race:
        world.journal.fault("contended", race, frame=about.frame)
        sent = Refuse("failed").frame(about)
    except Exception as error:
        world.journal.fault("failed", error, frame=about.frame)
        sent = Refuse("failed").frame(about)
    _note(world, began, about, sent)
    return to_text(sent) if sent else None


def _note(world: World, began: datetime, about: About, sent: SentFrame | None) -> None:
    """One line a frame: what kind, whether it was refused and how long it took; never who or what."""
    took = round((world.now() - began) / timedelta(milliseconds=1))
    world.journal.note("frame", frame=about.frame, reason=getattr(sent, "reason", None), ms=took)


def _about(frame: Frame) -> About:
    return About(
        frame=frame.type,
        conversation=getattr(frame, "conversation", None),
        n=getattr(frame, "n", None),
        id=getattr(frame, "id", None),
        language=getattr(frame, "language", "nl"),
    )
